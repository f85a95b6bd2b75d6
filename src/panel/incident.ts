/** The chosen incident: the range and its rule, the trail, and what is said, denied and found, at equal size. */
import { builder, quoted, type Builder } from '../dom/element.ts';
import { sourcesKnown, type Known, type KnownIncident } from '../record/known.ts';
import type { Claim, FigureClaim, Incident } from '../record/model.ts';
import { MEASURES, type Measure } from '../record/parse.ts';
import type { Range, Toll } from '../record/toll.ts';
import { drawInSlices, idleOf } from '../dom/slices.ts';
import { text } from '../text/en.ts';
import { count, extentText, rangeText } from '../text/format.ts';
import { answersTo, claimItem, isWebAddress, sourceLink, sourceLinks } from './claim.ts';
import { createTrail, trailsOf } from './trail.ts';

/** How far a place lies from the line of contact, measured elsewhere. In km. */
export interface Distance {
  readonly place: { readonly names: { readonly en: string } };
  readonly low: number;
  readonly high: number;
  readonly radiusKm: number;
  readonly to: readonly { readonly km: number; readonly line: { readonly accuracyKm: number } }[];
}

export interface IncidentProps {
  readonly item: KnownIncident;
  readonly known: Known;
  readonly distances: readonly Distance[];
  /** Other incidents close by, in order. */
  readonly alsoHere: readonly Incident[];
}

export interface IncidentGestures {
  onIncident(id: string): void;
}

const SHOWN_AT_ONCE = 3;
/** Of the neighbours: all that the record has come whole. */
const PAGE = 200;

export function renderIncident(root: Element, props: IncidentProps, gestures: IncidentGestures): void {
  const h = builder(root.ownerDocument);
  const t = text.incident;
  const { item } = props;
  const { incident } = item;
  const of = (...kinds: Claim['kind'][]) => item.claims.filter((claim) => kinds.includes(claim.kind));
  const parts: (Node | null)[] = [
    h(
      'header',
      { class: 'incident-head' },
      h(
        'div',
        { class: 'names' },
        h('h2', { id: 'incident-title', tabindex: -1 }, incident.name),
        otherNames(h, incident),
      ),
      h(
        'p',
        { class: 'when' },
        t.when(extentText(incident.extent), props.known === 'latest' ? incident.time : null),
      ),
      h('p', { class: 'area' }, `${incident.area} · ${t.control[incident.control]}`),
      incident.dated ? null : h('p', { class: 'flags' }, t.onlySpan),
    ),
    h('div', { class: 'tolls' }, ...MEASURES.map((measure) => tollBox(h, item.toll, measure))),
    answers(h, item, of('finding').length),
    h('p', { class: 'rule' }, t.rule, ' ', h('a', { href: '#rule' }, t.ruleLink)),
    ...trails(h, item),
    h(
      'div',
      { class: 'voices' },
      saidSection(h, item, of('toll')),
      section(
        h,
        item,
        t.denied,
        of('denial'),
        answersTo(item).commented.length > 0 ? t.seeComments : t.noResponse,
        'denied',
      ),
      section(h, item, t.found, of('finding'), t.noFinding, 'found'),
    ),
    ...[of('comment')]
      .filter((list) => list.length > 0)
      .map((list) => section(h, item, t.comments, list, '', 'comments')),
    // These are not dated one by one and rest on what was said at any time: earlier they would tell too much.
    props.known === 'latest' ? openSection(h, incident) : null,
    whereSection(h, props),
    props.known === 'latest' ? detailsSection(h, incident) : h('p', { class: 'hint' }, t.onlyLatest),
    alsoSection(h, props.alsoHere, gestures),
  ];
  root.replaceChildren(...parts.filter((part) => part !== null));
}

/** Right under the figures: who denies it, and what was found. */
function answers(h: Builder, item: KnownIncident, findings: number): HTMLElement {
  const t = text.incident;
  const { denied, commented } = answersTo(item);
  const answered = [
    denied.length > 0 ? h('a', { href: '#denied' }, t.deniedBy(denied)) : null,
    denied.length === 0 && commented.length > 0 ? t.noDenial : null,
    commented.length > 0 ? h('a', { href: '#comments' }, t.commentedBy(commented)) : null,
    denied.length === 0 && commented.length === 0 ? t.noResponseShort : null,
    findings > 0 ? h('a', { href: '#found' }, t.findings(findings)) : t.noFindingShort,
  ].filter((part) => part !== null);
  return h('p', { class: 'answers' }, ...answered.flatMap((part, i) => (i > 0 ? [' · ', part] : [part])));
}

function otherNames(h: Builder, incident: Incident): HTMLElement | null {
  const names = [
    incident.nameAz ? h('span', { lang: 'az' }, incident.nameAz) : null,
    incident.nameHy ? h('span', { lang: 'hy' }, incident.nameHy) : null,
  ].filter((name) => name !== null);
  if (names.length === 0) return null;
  return h('p', { class: 'other-names' }, ...names.flatMap((name, i) => (i > 0 ? [' · ', name] : [name])));
}

/** The longest trail of killed; that of wounded folds away, so that what is denied and found is not pushed down. */
function trails(h: Builder, item: KnownIncident): HTMLElement[] {
  const [first, ...others] = MEASURES.flatMap((measure) => trailsOf(item, measure).slice(0, 1));
  if (!first) return [];
  return [
    createTrail(h, first),
    ...others.map((trail) =>
      h(
        'details',
        { class: 'other-trail' },
        h('summary', null, text.incident.otherTrail(trail.measure)),
        createTrail(h, trail),
      ),
    ),
  ];
}

/** A figure, and right under it whoever set its two ends. */
function tollBox(h: Builder, toll: Toll, measure: Measure): HTMLElement {
  const t = text.incident;
  const range = toll[measure];
  const killed = measure === 'killed';
  if (!range) {
    return h(
      'div',
      { class: `toll ${measure} none` },
      h('p', { class: 'number' }, '–'),
      h('p', { class: 'unit' }, killed ? t.noKilled : t.noWounded),
    );
  }
  return h(
    'div',
    { class: `toll ${measure}` },
    h('p', { class: 'number' }, rangeText(range)),
    h('p', { class: 'unit' }, killed ? t.killed : t.wounded),
    ends(h, range),
  );
}

function ends(h: Builder, range: Range): HTMLElement {
  const t = text.incident;
  if (range.low === range.high) return h('p', { class: 'ends' }, `${t.only} `, by(h, range.highBy));
  return h(
    'p',
    { class: 'ends' },
    `${t.lowest} `,
    by(h, range.lowBy),
    h('br'),
    `${t.highest} `,
    by(h, range.highBy),
  );
}

/** The first who gave a figure, as a link to the source, and how many more gave the same. */
function by(h: Builder, claims: readonly FigureClaim[]): HTMLElement {
  const [first] = claims;
  if (!first) return h('span');
  const source = first.sources.find((s) => isWebAddress(s.url)) ?? first.sources[0];
  const more = claims.length - 1;
  return h(
    'span',
    null,
    source ? sourceLink(h, source, first.claimant) : first.claimant,
    more > 0 ? ` ${text.incident.andMore(more)}` : null,
  );
}

function heading(h: Builder, label: string, n: number): HTMLElement {
  return h('h3', null, label, n > 0 ? h('span', { class: 'count' }, ` ${count(n)}`) : null);
}

/** Denied, found, also said: all of the same build and size. */
function section(
  h: Builder,
  item: KnownIncident,
  label: string,
  claims: readonly Claim[],
  none: string,
  id?: string,
): HTMLElement {
  return h(
    'section',
    { class: 'voice', id },
    heading(h, label, claims.length),
    claims.length === 0 ? h('p', { class: 'none' }, none) : null,
    ...listed(h, item, claims.slice(0, SHOWN_AT_ONCE), claims.slice(SHOWN_AT_ONCE)),
  );
}

/** Said: first whoever sets the range, since these are the figures above; the rest in the order in which it was said. */
function saidSection(h: Builder, item: KnownIncident, claims: readonly Claim[]): HTMLElement {
  const setting = new Set(
    MEASURES.flatMap((measure) => {
      const range = item.toll[measure];
      return range ? [range.lowBy[0], range.highBy[0]] : [];
    }),
  );
  const first = claims.filter((claim) => setting.has(claim as FigureClaim));
  const shown = (first.length > 0 ? first : claims).slice(0, SHOWN_AT_ONCE);
  const rest = claims.filter((claim) => !shown.includes(claim));
  return h(
    'section',
    { class: 'voice' },
    heading(h, text.incident.said, claims.length),
    claims.length === 0 ? h('p', { class: 'none' }, text.incident.noSaid) : null,
    rest.length > 0 && first.length > 0 ? h('p', { class: 'hint' }, text.incident.setsRange) : null,
    ...listed(h, item, shown, rest),
  );
}

function listed(
  h: Builder,
  item: KnownIncident,
  shown: readonly Claim[],
  rest: readonly Claim[],
): HTMLElement[] {
  const list = (claims: readonly Claim[]) =>
    h('ul', { class: 'claims' }, ...claims.map((claim) => claimItem(h, item, claim)));
  return [
    ...(shown.length > 0 ? [list(shown)] : []),
    ...(rest.length > 0
      ? [h('details', null, h('summary', null, text.incident.more(rest.length)), list(rest))]
      : []),
  ];
}

function openSection(h: Builder, incident: Incident): HTMLElement | null {
  if (incident.open.length === 0) return null;
  return h(
    'section',
    { class: 'open' },
    h('h3', null, text.incident.open),
    h('ul', null, ...incident.open.map((line) => h('li', null, ...quoted(h, line)))),
  );
}

function whereSection(h: Builder, { item, known, distances }: IncidentProps): HTMLElement {
  const t = text.incident;
  const { incident } = item;
  const printed = incident.distances.filter((distance) => known === 'latest' || distance.knownFrom <= known);
  const spots = incident.at.map(({ place, accuracy }) => h('li', null, t.accuracy[accuracy](place.names.en)));
  return h(
    'section',
    { class: 'where' },
    h('h3', null, t.where),
    spots.length > 0 ? h('ul', null, ...spots) : h('p', null, t.noPlace),
    ...distances.map((distance) => distanceText(h, distance)),
    printed.length > 0
      ? h(
          'div',
          null,
          h('p', null, t.printed),
          h(
            'ul',
            null,
            ...printed.map((distance) =>
              h(
                'li',
                null,
                t.printedAs(distance.claimant, distance.printed),
                ' · ',
                sourceLinks(h, sourcesKnown(distance.sources, known)),
              ),
            ),
          ),
        )
      : null,
  );
}

function distanceText(h: Builder, { place, low, high, radiusKm, to }: Distance): HTMLElement {
  const t = text.incident;
  const [from, until] = [Math.round(low), Math.round(high)];
  const range = from === until ? count(from) : `${count(from)}–${count(until)}`;
  const parts = to.map(({ km, line }) => t.distancePart(km.toFixed(1), count(line.accuracyKm)));
  return h(
    'p',
    { class: 'distance' },
    h('strong', null, `${t.distance(place.names.en, range)}.`),
    ' ',
    t.distanceNote(parts),
    radiusKm > 0 ? t.distancePoint(count(radiusKm)) : null,
  );
}

function detailsSection(h: Builder, incident: Incident): HTMLElement {
  const t = text.incident;
  const row = (label: string, value: string | null) => [
    h('dt', null, label),
    h('dd', null, ...(value === null ? [t.notStated] : quoted(h, value))),
  ];
  return h(
    'section',
    { class: 'details' },
    h('h3', null, t.details),
    h(
      'dl',
      null,
      ...row(t.target, incident.target),
      ...row(t.weapon, incident.weapon),
      ...row(t.firedBy, incident.firedBy),
    ),
  );
}

function alsoSection(
  h: Builder,
  incidents: readonly Incident[],
  gestures: IncidentGestures,
): HTMLElement | null {
  if (incidents.length === 0) return null;
  const into = h('ul');
  const { button } = drawInSlices(
    h,
    {
      into,
      items: incidents,
      total: incidents.length,
      make: (incident) =>
        h(
          'li',
          null,
          h(
            'button',
            { type: 'button', class: 'link', onclick: () => gestures.onIncident(incident.id) },
            `${extentText(incident.extent)}: ${incident.name}`,
          ),
        ),
      page: PAGE,
      more: (n) => text.list.more(n, incidents.length),
    },
    idleOf(into.ownerDocument),
  );
  return h('section', { class: 'also' }, h('h3', null, text.incident.alsoHere), into, button);
}
