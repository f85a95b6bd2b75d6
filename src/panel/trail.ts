/** How a figure came to be: one claimant's figures in the order in which they were given, as a step chart. */
import { select } from 'd3';
import type { Builder } from '../dom/element.ts';
import { linear } from '../linear.ts';
import type { KnownIncident } from '../record/known.ts';
import type { FigureClaim } from '../record/model.ts';
import type { Measure } from '../record/parse.ts';
import { counts } from '../record/toll.ts';
import { text } from '../text/en.ts';
import { figureText, rangeShort, shortDay } from '../text/format.ts';
import { clockOf, lastDayOf } from '../time.ts';
import { isWebAddress, sourceLink } from './claim.ts';

export interface Trail {
  readonly claimant: string;
  readonly measure: Measure;
  /** Where the figure changed; each step with the claims that gave it. */
  readonly steps: readonly { readonly claims: readonly [FigureClaim, ...FigureClaim[]] }[];
}

/** The trails of an incident that have at least two different figures, longest first. */
export function trailsOf({ claims }: KnownIncident, measure: Measure): Trail[] {
  const byClaimant = new Map<string, FigureClaim[]>();
  for (const claim of claims) {
    if (!counts(claim, measure)) continue;
    const list = byClaimant.get(claim.claimant);
    if (list) list.push(claim);
    else byClaimant.set(claim.claimant, [claim]);
  }
  return [...byClaimant]
    .map(([claimant, given]): Trail => ({ claimant, measure, steps: stepsOf(given, measure) }))
    .filter(({ steps }) => steps.length > 1)
    .toSorted((a, b) => b.steps.length - a.steps.length);
}

function stepsOf(claims: readonly FigureClaim[], measure: Measure): Trail['steps'] {
  const steps: { claims: [FigureClaim, ...FigureClaim[]] }[] = [];
  for (const claim of claims) {
    const last = steps.at(-1);
    const before = last?.claims[0][measure];
    const now = claim[measure];
    if (last && before && now && before.min === now.min && before.max === now.max) last.claims.push(claim);
    else steps.push({ claims: [claim] });
  }
  return steps;
}

const WIDTH = 372;
const HEIGHT = 112;
const PAD = { top: 20, right: 26, bottom: 32, left: 8 };

export function createTrail(h: Builder, trail: Trail): HTMLElement {
  const { measure, steps } = trail;
  const caption = text.incident.trail(trail.claimant, measure);
  const figure = h('figure', { class: `trail ${measure}` }, h('figcaption', null, caption));
  const svg = select(figure)
    .append('svg')
    .attr('viewBox', `0 0 ${WIDTH} ${HEIGHT}`)
    .attr('role', 'group')
    .attr('aria-label', `${caption}: ${steps.map((s) => spoken(s.claims[0], measure)).join('; ')}`);

  const x = linear([0, Math.max(1, steps.length - 1)], [PAD.left + 6, WIDTH - PAD.right - 24]);
  const top = Math.max(1, ...steps.map((s) => s.claims[0][measure]?.min ?? 0));
  const y = linear([0, top], [HEIGHT - PAD.bottom, PAD.top]);
  const points = steps.map((s, i) => ({ step: s, x: x(i), y: y(s.claims[0][measure]?.min ?? 0) }));

  svg
    .append('line')
    .attr('class', 'ground')
    .attr('x1', 0)
    .attr('x2', WIDTH)
    .attr('y1', y(0))
    .attr('y2', y(0));
  const path = points.map((p, i) => (i === 0 ? `M${p.x},${p.y}` : `H${p.x}V${p.y}`)).join('');
  svg.append('path').attr('class', 'stair').attr('d', `${path}h22`);
  const marks = svg.selectAll('g').data(points).join('g');
  marks
    .append('circle')
    .attr('cx', (p) => p.x)
    .attr('cy', (p) => p.y)
    .attr('r', 3.5);
  marks.each(function (p) {
    const [claim] = p.step.claims;
    const source = claim.sources.find((s) => isWebAddress(s.url));
    const value = select(this)
      .append('text')
      .attr('class', 'value')
      .attr('x', p.x - 4)
      .attr('y', p.y - 8);
    if (!source) return void value.text(label(claim, measure));
    return void value
      .append('a')
      .attr('href', source.url)
      .attr('target', '_blank')
      .attr('rel', 'noopener noreferrer')
      .attr('aria-label', `${spoken(claim, measure)}, ${source.publisher}`)
      .text(label(claim, measure));
  });
  let before = '';
  marks
    .append('text')
    .attr('class', 'moment')
    .attr('x', (p) => p.x - 4)
    .attr('y', HEIGHT - 14)
    .each(function (p) {
      const { when, clock } = moment(p.step.claims[0]);
      const node = select(this);
      node.append('tspan').text(when === before ? (clock ?? '') : when);
      if (clock && when !== before)
        node
          .append('tspan')
          .attr('x', p.x - 4)
          .attr('dy', 12)
          .text(clock);
      before = when;
    });

  figure.append(
    h('p', { class: 'scale-note' }, text.incident.trailScale),
    h(
      'details',
      null,
      h('summary', null, text.incident.trailSources),
      h(
        'ol',
        { class: 'trail-steps' },
        ...steps.map((s) =>
          h(
            'li',
            null,
            h('strong', null, label(s.claims[0], measure)),
            ' ',
            ...s.claims
              .flatMap((claim) => claim.sources)
              .flatMap((source, i) => [i > 0 ? ', ' : null, sourceLink(h, source)]),
          ),
        ),
      ),
    ),
  );
  return figure;
}

function label(claim: FigureClaim, measure: Measure): string {
  const figure = claim[measure];
  return figure
    ? rangeShort({ low: figure.min, high: figure.max ?? figure.min, open: figure.max === null })
    : '';
}

function spoken(claim: FigureClaim, measure: Measure): string {
  const figure = claim[measure];
  return text.incident.trailStep(figure ? figureText(figure) : '', text.claim.when(claim));
}

/** "28 Oct" and, if known, "15:15"; of another year the year alone. */
function moment({ reported }: FigureClaim): { when: string; clock: string | undefined } {
  if (reported === null) return { when: text.claim.undated, clock: undefined };
  const when = reported.startsWith('2020') ? shortDay(lastDayOf(reported)) : reported.slice(0, 4);
  return { when, clock: clockOf(reported) };
}
