/** What stands beside the map of a step: one thing, chosen by its emphasis. Never a figure without who gave and who denied it. */
import { icon } from '../dom/icon.ts';
import { quoted, type Builder } from '../dom/element.ts';
import { coverageFigures } from '../panel/about.ts';
import { answersTo, sourceLink } from '../panel/claim.ts';
import { trailsOf } from '../panel/trail.ts';
import { coverage } from '../record/coverage.ts';
import type { KnownIncident } from '../record/known.ts';
import type { Claim, FigureClaim, Source } from '../record/model.ts';
import { MEASURES, type Measure } from '../record/parse.ts';
import type { Step } from '../record/steps.ts';
import type { Range } from '../record/toll.ts';
import { text } from '../text/en.ts';
import { figureText, momentText, rangeText, shortDay } from '../text/format.ts';
import { teachText as t } from '../text/teach.ts';
import { clockOf, lastDayOf } from '../time.ts';
import type { Board } from './drawing.ts';

const FEW = 3;
const MANY = 5;

export function beside(h: Builder, board: Board, step: Step): HTMLElement[] {
  const heading: string = t.headings[step.emphasis];
  const body = bodyOf(h, board, step);
  return [
    ...(heading === '' || body.length === 0 ? [] : [h('h2', null, heading)]),
    ...body,
    ...(step.chosen && step.emphasis !== 'toll' && step.emphasis !== 'trail'
      ? [inShort(h, step.chosen)]
      : []),
  ];
}

function bodyOf(h: Builder, { model, latest }: Board, step: Step): HTMLElement[] {
  const { chosen, record } = step;
  const list = (items: readonly (string | Node)[][], kind = '') =>
    items.length === 0
      ? []
      : [h('ul', { class: `lesson-list ${kind}` }, ...items.map((item) => h('li', null, ...item)))];
  switch (step.emphasis) {
    case 'map':
      return [];
    case 'line':
      return list(model.lines.map(({ name, accuracyKm }) => [t.lineError(name, accuracyKm)]));
    case 'timeline':
      return list(
        model.calendar
          .filter(({ at }) => step.known === 'latest' || lastDayOf(at) <= step.known)
          .map(({ at, title }) => [t.entry(at, title)]),
      );
    case 'toll':
      return chosen ? [...tolls(h, chosen), ...denials(h, chosen)] : [];
    case 'trail':
      return chosen ? [...trail(h, chosen), ...denials(h, chosen)] : [];
    case 'denials':
      return list(
        step.selection.tally.items.flatMap(({ incident, claims }) => {
          const first = claims.find(({ kind }) => kind === 'denial');
          return first
            ? [[h('b', null, incident.name), h('br'), `${first.claimant}: `, ...quoted(h, first.statement)]]
            : [];
        }),
      );
    case 'findings':
      return list(
        step.selection.tally.items
          .flatMap((item) => item.claims.map((claim) => ({ claim, place: item.incident.name })))
          .filter(({ claim }) => claim.kind === 'finding')
          .toSorted((a, b) => (a.claim.knownFrom < b.claim.knownFrom ? -1 : 1))
          .map(({ claim, place }) => [t.foundBy(text.claim.when(claim), claim.claimant, place)]),
      );
    case 'open':
      return list((chosen?.incident.open ?? []).map((one) => quoted(h, one)));
    case 'coverage':
      return [
        h(
          'dl',
          { class: 'lesson-coverage' },
          ...coverageFigures(coverage(model, latest)).flatMap(({ control, held, counted }) => [
            h('dt', null, t.coverage[control]),
            h('dd', null, t.heldOf(held, counted)),
          ]),
        ),
      ];
    case 'sources':
      return list(
        (step.sources.length > 0 ? step.sources : sourcesOf(record, chosen))
          .slice(0, MANY)
          .map((one) => [aboutSource(one)]),
      );
  }
}

const sourcesOf = (_: Step['record'], chosen: KnownIncident | null): readonly Source[] => [
  ...new Set(chosen?.claims.flatMap(({ sources }) => sources)),
];

export const aboutSource = ({ publisher, published, read, copy }: Source): string =>
  t.source(
    publisher,
    published === null ? text.claim.undated : momentText(published),
    [read === 'excerpt' ? text.claim.excerpt : text.claim.whole, ...(copy ? [text.claim.copy] : [])].join(
      ', ',
    ),
  );

/** Every source as a link, for the view of its own. */
export const sourceItems = (h: Builder, sources: readonly Source[]): HTMLElement[] =>
  sources.map((source) => h('li', null, sourceLink(h, source, aboutSource(source))));

function tolls(h: Builder, { toll }: KnownIncident): HTMLElement[] {
  return [
    h('div', { class: 'lesson-tolls' }, ...MEASURES.map((measure) => tollOf(h, toll[measure], measure))),
  ];
}

function tollOf(h: Builder, range: Range | null, measure: Measure): HTMLElement {
  const words = text.incident;
  const killed = measure === 'killed';
  const unit = range ? (killed ? words.killed : words.wounded) : killed ? words.noKilled : words.noWounded;
  return h(
    'div',
    { class: `lesson-toll ${measure}` },
    h('p', { class: 'lesson-figure' }, range ? rangeText(range) : text.table.none),
    h('p', null, unit),
  );
}

function trail(h: Builder, item: KnownIncident): HTMLElement[] {
  const [longest] = trailsOf(item, 'killed');
  const doc = h('i').ownerDocument;
  if (!longest) return tolls(h, item);
  const steps = longest.steps.map(
    ({ claims }) => claims.find(({ reported }) => reported !== null && clockOf(reported)) ?? claims[0],
  );
  return [
    h('h2', null, t.trailOf(longest.claimant)),
    h(
      'ol',
      { class: 'lesson-trail' },
      ...steps.map((claim, i) =>
        h(
          'li',
          null,
          i > 0 ? icon(doc, 'on') : null,
          h('b', { class: 'lesson-figure' }, killedText(claim)),
          h('span', { class: 'lesson-moment' }, momentOf(claim)),
        ),
      ),
    ),
  ];
}

const killedText = (claim: FigureClaim) => (claim.killed ? figureText(claim.killed) : text.table.none);
const momentOf = ({ reported }: Claim) =>
  reported === null ? text.claim.undated : (clockOf(reported) ?? shortDay(lastDayOf(reported)));

/** Who denies it, by name; or that nobody was found to. */
function denials(h: Builder, { claims }: KnownIncident): HTMLElement[] {
  const denied = new Map<string, Claim>();
  for (const claim of claims)
    if (claim.kind === 'denial' && !denied.has(claim.claimant)) denied.set(claim.claimant, claim);
  if (denied.size === 0) return [h('p', { class: 'lesson-denied' }, text.incident.noResponse)];
  const by = [...denied.values()].slice(0, FEW).map((claim) => [claim.claimant, momentOf(claim)] as const);
  return [h('p', { class: 'lesson-denied' }, t.denied(by))];
}

/** The chosen incident in a line, where the step is about something else. */
function inShort(h: Builder, item: KnownIncident): HTMLElement {
  const { killed } = item.toll;
  const { denied, commented } = answersTo(item);
  return h(
    'p',
    { class: 'lesson-denied' },
    `${item.incident.name}: `,
    t.join([
      killed ? text.list.killed(rangeText(killed)) : text.list.noFigure,
      denied.length > 0
        ? text.list.denied(denied)
        : commented.length > 0
          ? text.list.notDeniedBut
          : text.list.notDenied,
    ]),
  );
}
