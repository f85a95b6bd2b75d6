/** The page in one state: every figure outside the panels, held against what the panels and the table say. */
import {
  claimsIn,
  sourcesIn,
  textOf,
  totalsIn,
  type Backed,
  type Book,
  type Claim,
  type Incident,
} from './evidence.ts';
import { parseFigure, same, sumOf, type Figure } from './figure.ts';
import { auditPanel, differs } from './panel.ts';
import { MEASURES, unique, type Measure, type Place, type Report } from './report.ts';
import { auditStrays, behindIn, peopleIn, valuesIn } from './strays.ts';

/** A view of the page as it was rendered. */
export interface View {
  readonly state: string;
  readonly doc: Document;
  /** Its panel, with the list of the chosen days. */
  readonly list: ParentNode;
  /** Everything known at its "as known on", and everything known now. */
  readonly book: Book;
  readonly latest: Book;
}

/** Reads the panels of all incidents that stand in a table. */
export function readBook(
  report: Report,
  state: string,
  doc: ParentNode,
  panels: ReadonlyMap<string, Element>,
): Book {
  const claims = auditTable(report, state, doc);
  const totals = totalsIn(doc);
  const incidents = new Map<string, Incident>();
  for (const [id, panel] of panels) {
    const own = claims.filter((claim) => claim.incident === id);
    incidents.set(id, auditPanel(report, state, panel, id, own));
    auditStrays(report, { state, part: `panel of ${id}` }, panel, behindIn(own, claims, totals));
  }
  return { claims, incidents };
}

export function auditPage(report: Report, view: View): void {
  const { state, doc, book } = view;
  const list = doc.querySelector('.incident-button') ? doc : view.list;
  const claims = auditTable(report, state, doc);
  const chosen = doc.querySelector('tr.chosen[data-about]')?.getAttribute('data-about') ?? null;
  const panel = doc.getElementById('panel');
  if (panel?.querySelector('.tolls') && chosen !== null)
    auditPanel(
      report,
      state,
      panel,
      chosen,
      claims.filter((claim) => claim.incident === chosen),
    );
  if (chosen !== null) auditNamed(report, { state, part: 'line in short' }, doc, book.incidents.get(chosen));
  const counted = [...list.querySelectorAll('.incidents:not(.faint) .incident-button')].flatMap(
    (button) => book.incidents.get(button.getAttribute('data-incident') ?? '') ?? [],
  );
  auditList(report, state, list, book);
  auditSentence(report, { state, part: 'sentence' }, doc, counted);
  for (const chart of doc.querySelectorAll('svg.chart'))
    auditChart(report, { state, part: 'timeline' }, chart, book);
  auditSymbols(report, state, doc, counted);
  auditCoverage(report, state, doc, view.latest);
  const shown = claims.filter((claim) => chosen === null || claim.incident === chosen);
  auditStrays(report, { state, part: 'text' }, doc.body, behindIn(shown, book.claims, totalsIn(doc)));
}

/** The rows: whoever gives a figure gives a source. */
function auditTable(report: Report, state: string, doc: ParentNode) {
  const claims = claimsIn(doc);
  const rows = [...doc.querySelectorAll('tr[data-claim]')];
  for (const [i, claim] of claims.entries()) {
    for (const measure of MEASURES) {
      const cell = rows[i]?.querySelector(`td.${measure}`);
      const words = textOf(cell);
      if (!cell || !/\d/.test(words)) continue;
      report.seen.add(cell);
      const named = { state, part: 'table', figure: `${words} ${measure}` };
      if (!claim.figures[measure])
        report.faults.push({ ...named, message: `in ${claim.id} cannot be read as a figure` });
      else if (!isSaid(claim, claim.figures[measure]))
        report.faults.push({ ...named, message: `in ${claim.id} is not in its words: “${claim.statement}”` });
      if (claim.sources.length === 0)
        report.faults.push({ ...named, message: `in ${claim.id} has no source` });
      else report.entries.push({ ...named, claims: [claim.id], sources: claim.sources });
    }
  }
  return claims;
}

/** Has a claim its figure in its own words: as a number, as "2 women and a man", or, of one person or none, without a number? */
function isSaid(claim: Claim, { low, high }: Figure): boolean {
  const written = [1, ...valuesIn(claim.statement)];
  return [low, high].every(
    (end) =>
      end <= 1 || written.includes(end) || written.some((one, i) => written.slice(i + 1).includes(end - one)),
  );
}

/** "20–21 reported killed, 60–83 reported wounded", wherever it stands for one incident. */
export function auditToll(report: Report, place: Place, words: string, incident: Incident | undefined): void {
  for (const piece of words.split(', ').filter((part) => /\d/.test(part))) {
    const [, printed = '', unit = ''] = /^(.+) reported (killed|wounded)$/.exec(piece) ?? [];
    const measure = MEASURES.find((one) => one === unit);
    if (measure)
      compare(
        report,
        place,
        `${printed} ${measure}`,
        parseFigure(printed),
        measure,
        incident ? [incident] : [],
      );
    else report.faults.push({ ...place, figure: piece, message: 'cannot be read as a figure' });
  }
}

/** Is a figure what the incidents that it stands for make? */
export function compare(
  report: Report,
  place: Place,
  words: string,
  figure: Figure | null,
  measure: Measure,
  incidents: readonly Incident[],
): void {
  const given = incidents.filter(({ toll }) => toll[measure] !== null);
  const expected = sumOf(given.map(({ toll }) => toll[measure]?.figure ?? null));
  const named = { ...place, figure: words };
  if (!figure || !same(figure, expected)) {
    const behind =
      given.length === 1
        ? `the claims of ${given[0]?.id}`
        : `the ${incidents.length} incidents that it stands for`;
    report.faults.push({ ...named, message: differs(figure, expected, behind) });
    return;
  }
  report.entries.push({
    ...named,
    ...behindAll(given.flatMap(({ toll }) => toll[measure] ?? [])),
    sum: given.map(({ id }) => id),
  });
}

export const behindAll = (backed: readonly Backed[]) => ({
  claims: unique(backed.flatMap(({ claims }) => claims)),
  sources: unique(backed.flatMap(({ sources }) => sources)),
});

/** The list of the chosen days. */
export function auditList(report: Report, state: string, doc: ParentNode, { incidents }: Book): void {
  for (const button of doc.querySelectorAll('.incident-button')) {
    const id = button.getAttribute('data-incident') ?? '';
    const figures = button.querySelector('.figures');
    if (!figures) continue;
    report.seen.add(figures);
    auditToll(report, { state, part: `list, ${id}` }, textOf(figures), incidents.get(id));
  }
}

/** What an embed and a phone say of the chosen incident in one line. */
function auditNamed(report: Report, place: Place, doc: ParentNode, incident: Incident | undefined): void {
  for (const node of doc.querySelectorAll('.peek .figures, .brief-figures')) {
    report.seen.add(node);
    auditToll(report, place, textOf(node), incident);
  }
}

/** The sentence adds the incidents of the chosen days. */
export function auditSentence(
  report: Report,
  place: Place,
  doc: ParentNode,
  incidents: readonly Incident[],
): void {
  for (const measure of MEASURES) {
    const node = doc.querySelector(`.sentence .figure.${measure}`);
    if (!node) continue;
    report.seen.add(node);
    const words = textOf(node);
    compare(report, place, `${words} ${measure}`, parseFigure(words), measure, incidents);
    const heard = (node.getAttribute('aria-label') ?? words).split('. ')[0] ?? '';
    if (!same(parseFigure(heard), parseFigure(words)))
      report.faults.push({
        ...place,
        figure: `${words} ${measure}`,
        message: `is another for ears: “${heard}”`,
      });
  }
  auditSlider(report, place, doc, incidents);
}

/** The slider says the sentence for ears. */
function auditSlider(report: Report, place: Place, doc: ParentNode, incidents: readonly Incident[]): void {
  const slider = doc.querySelector('[aria-valuetext]');
  const spoken = slider?.getAttribute('aria-valuetext') ?? '';
  for (const measure of MEASURES) {
    const [, words] =
      new RegExp(String.raw`, ([^,]+(?:,\d{3})*[^,]*) reported ${measure}`).exec(spoken) ?? [];
    if (words !== undefined)
      compare(
        report,
        { ...place, part: 'slider, for ears' },
        `${words} ${measure}`,
        parseFigure(words),
        measure,
        incidents,
      );
  }
}

const SIDES = { above: 'then under Azerbaijani control' } as const;

/**
 * A figure in the timeline belongs to the day whose name stands below it, to the killed left of the middle and to the
 * wounded right of it, and to one of the two halves: read by where it stands, as a person does.
 */
export function auditChart(report: Report, place: Place, chart: Element, { incidents }: Book): void {
  const texts = [...chart.querySelectorAll('text')].map((node) => ({
    node,
    words: textOf(node),
    x: Number(node.getAttribute('x')),
    y: Number(node.getAttribute('y')),
  }));
  const days = texts.flatMap(({ words, x }) => {
    const [, named] = /^(?:\p{L}+ )?(\d{1,2} \p{L}{3})$/u.exec(words) ?? [];
    const day = named === undefined ? null : dayInWar(named);
    return day === null ? [] : [{ day, x }];
  });
  const lines = [...chart.querySelectorAll('line')];
  const ground = lines.find((line) => line.getAttribute('y1') === line.getAttribute('y2'));
  const baseline = Number(ground?.getAttribute('y1'));
  for (const { node, words, x, y } of texts) {
    const figure = parseFigure(words);
    if (!figure || node.closest('.axis')) continue;
    report.seen.add(node);
    const column = days.toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
    if (!column || !ground) {
      report.faults.push({ ...place, figure: words, message: 'stands over no day' });
      continue;
    }
    const measure = x < column.x ? 'killed' : 'wounded';
    const above = y < baseline;
    const of = [...incidents.values()].filter(
      ({ first, last, control }) =>
        first === column.day && last === column.day && (control === SIDES.above) === above,
    );
    const half = above ? 'above' : 'below';
    compare(
      report,
      { ...place, part: `${place.part}, ${column.day}, ${half}` },
      `${words} ${measure}`,
      figure,
      measure,
      of,
    );
  }
}

function dayInWar(words: string): string | null {
  const time = Date.parse(`${words} 2020 UTC`);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

/** A symbol on the map with a figure, and the incidents that can have given it. */
export interface MapSymbol {
  readonly place: string;
  readonly figure: Figure;
  readonly here: readonly Incident[];
}

/** A symbol on the map says what was reported killed at its place. */
export function auditSymbols(
  report: Report,
  state: string,
  doc: ParentNode,
  incidents: readonly Incident[],
): MapSymbol[] {
  return [...doc.querySelectorAll('.spot[aria-label]')].flatMap((spot) => {
    report.seen.add(spot);
    const label = spot.getAttribute('aria-label') ?? '';
    const [, place = label, words = ''] = /^(.+): (.+) reported killed$/.exec(label) ?? [];
    const written = textOf(spot.querySelector('text'));
    const named = { state, part: `map, ${place}`, figure: `${words || written} killed` };
    const fail = (message: string) => void report.faults.push({ ...named, message });
    if (words === '' || words === 'nobody') {
      if (written !== '') fail('stands on a symbol that has none');
      return [];
    }
    const figure = parseFigure(words);
    const here = incidents.filter(({ places, toll }) => places.includes(place) && toll.killed);
    if (written !== '' && !same(parseFigure(written), figure)) fail(`is written as ${written}`);
    if (!figure) fail('cannot be read as a figure');
    else if (!canMake(here, figure))
      fail(`cannot be made of ${here.map(shareOf).join(' and ') || 'any incident there'}`);
    else {
      report.entries.push({
        ...named,
        ...behindAll(here.flatMap(({ toll }) => toll.killed ?? [])),
        sum: here.map(({ id }) => id),
      });
      return [{ place, figure, here }];
    }
    return [];
  });
}

const shareOf = ({ id, toll, places }: Incident) =>
  `${toll.killed ? `${toll.killed.figure.low}–${toll.killed.figure.high}` : 'no figure'} of ${id} (${places.length} places)`;

/**
 * What one place can have of its incidents. A figure given for several places may belong here wholly, in part, or not at
 * all, as the page says of its symbols; of a single place it belongs here.
 */
function canMake(incidents: readonly Incident[], figure: Figure): boolean {
  let made = [{ low: 0, high: 0, open: false }];
  for (const { toll, places } of incidents) {
    const range = toll.killed?.figure;
    if (!range) continue;
    const shares =
      places.length === 1 ? [range] : [range, { ...range, low: 0 }, { low: 0, high: 0, open: false }];
    const sums = made.flatMap((sum) =>
      shares.map(({ low, high, open }) => ({
        low: sum.low + low,
        high: sum.high + high,
        open: sum.open || open,
      })),
    );
    // Many ways lead to the same sum.
    made = [...new Map(sums.map((sum) => [JSON.stringify(sum), sum])).values()];
  }
  return incidents.length > 0 && made.some((sum) => same(sum, figure));
}

/** The words of each control, as the panels say them and as the coverage box does. */
const HELD = [
  ['then under Azerbaijani control', 'in places then under Azerbaijani control'],
  [
    'then under the control of the de facto authorities of Nagorno-Karabakh',
    'de facto authorities of Nagorno-Karabakh hold',
  ],
  ['in Armenia', 'incidents in Armenia'],
] as const;

/** How much of what each authority counts the incidents hold: a sum on the one side, a total with its sources on the other. */
function auditCoverage(report: Report, state: string, doc: Document, latest: Book): void {
  const totals = totalsIn(doc);
  const told: string[] = [];
  for (const [control, words] of HELD) {
    const box = [...doc.querySelectorAll('#coverage p')].find((p) => textOf(p).includes(words));
    if (!box) continue;
    report.seen.add(box);
    const place = { state, part: `coverage, ${control}` };
    const [, held = '', rest = ''] =
      /hold (\S+(?: or more)?) reported deaths; (.*?)Counted in:/.exec(textOf(box)) ?? [];
    told.push(held);
    compare(
      report,
      place,
      `${held} killed`,
      parseFigure(held),
      'killed',
      [...latest.incidents.values()].filter((one) => one.control === control),
    );
    const sources = sourcesIn(box);
    for (const counted of rest.match(/\d[\d,]*/g) ?? []) {
      told.push(counted);
      const total = totals.find(
        (one) =>
          new RegExp(`(?<![\\d,])${counted}(?![\\d,])`).test(one.words) &&
          one.sources.some((source) => sources.includes(source)),
      );
      if (total)
        report.entries.push({
          ...place,
          figure: `${counted} killed`,
          claims: [total.words.split(':')[0] ?? ''],
          sources: total.sources.filter((source) => sources.includes(source)),
        });
      else
        report.faults.push({ ...place, figure: counted, message: 'is in no running total with its source' });
    }
    const [, note = ''] = textOf(box).split('Counted in:');
    for (const { phrase } of peopleIn(note)) {
      if (sources.length > 0) report.entries.push({ ...place, figure: phrase, claims: ['note'], sources });
      else report.faults.push({ ...place, figure: phrase, message: 'has no source' });
    }
  }
  auditCoverageLine(report, { state, part: 'line on coverage' }, doc, told);
}

/** The line under the timeline repeats the box, and leads to it. */
function auditCoverageLine(report: Report, place: Place, doc: Document, told: readonly string[]): void {
  const line = doc.getElementById('coverage-line');
  if (!line || textOf(line) === '') return;
  report.seen.add(line);
  const figures = textOf(line).match(/\d[\d,]*(?:–\d[\d,]*)?/g) ?? [];
  for (const [i, figure] of figures.entries()) {
    const named = { ...place, figure };
    if (told[i] !== figure)
      report.faults.push({ ...named, message: `is ${told[i] ?? 'nowhere'} in the box on coverage` });
    else if (!line.querySelector('a[href="#coverage"]'))
      report.faults.push({ ...named, message: 'has no way to its sources' });
    else report.entries.push({ ...named, claims: ['box on coverage'], sources: ['#coverage'] });
  }
}
