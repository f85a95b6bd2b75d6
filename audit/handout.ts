/** The printed sheets: their figures are those of the page in the state that a step names, and lead to a source by number. */
import { handoutText } from '../src/text/handout.ts';
import { NO_ADDRESS, dayOf, daysOf, textOf, type Book, type Claim, type Incident } from './evidence.ts';
import { parseFigure, printed, same } from './figure.ts';
import { auditChart, auditSymbols, auditToll, behindAll, compare, type MapSymbol } from './page.ts';
import { MEASURES, newReport, unique, type Place, type Report } from './report.ts';
import { auditStrays, claimsWith, numbersIn, peopleIn } from './strays.ts';

/** What a step shows, as its own words say. */
export interface Shown {
  readonly day: string;
  readonly show: 'day' | 'upto';
  readonly known: string;
}

/** The page in the state of a step, and all that was known there. */
export interface StepView {
  readonly doc: ParentNode;
  readonly book: Book;
}

const STATE = 'handout';

/** "Up to 9 November 2020, with everything said since", "28 October 2020, as known on the evening of 28 October 2020" */
export function shownIn(words: string): Shown | null {
  const [, upto, on = '', by] =
    /^(Up to )?([^,]+), (?:with everything said since|as known on the evening of (.+))$/.exec(words) ?? [];
  const day = dayOf(on);
  const known = by === undefined ? 'latest' : dayOf(by);
  return day === null || known === null ? null : { day, show: upto ? 'upto' : 'day', known };
}

/** What the steps show, for whoever opens the page there. */
export const stepsIn = (doc: ParentNode): Shown[] =>
  [...doc.querySelectorAll('.handout-when')].flatMap((when) => shownIn(textOf(when)) ?? []);

/** The incidents that a state counts. */
export const standing = ({ incidents }: Book, { day, show }: Shown): Incident[] =>
  [...incidents.values()].filter(({ first, last }) =>
    show === 'upto' ? last <= day : first === last && last === day,
  );

export function auditHandout(
  report: Report,
  doc: Document,
  opening: StepView & Shown,
  viewOf: (shown: Shown) => StepView | undefined,
  latest: Book,
): void {
  const list = [...doc.querySelectorAll('.handout-source-list li')].map(
    (item) => textOf(item.querySelector('.address')) || NO_ADDRESS,
  );
  /** The addresses behind "[3] [14]". */
  const cited = (words: string) =>
    [...words.matchAll(/\[(\d+)\]/g)].flatMap(([, n]) => list[Number(n) - 1] ?? []);
  const appendix = auditAppendix(report, doc, latest, cited);
  const named = { state: STATE, part: 'cover' };
  auditLine(
    report,
    named,
    doc.querySelector('.handout-cover figcaption'),
    standing(latest, opening),
    appendix,
  );
  for (const chart of doc.querySelectorAll(`svg[aria-label="${handoutText.chartLabel}"]`))
    auditChart(report, { state: STATE, part: 'timeline' }, chart, latest);
  auditMap(report, named, doc.querySelector('.handout-cover'), symbolsOf(opening, opening));
  for (const [i, section] of [...doc.querySelectorAll('.handout-step')].entries()) {
    const place = { state: STATE, part: `step ${i + 1}` };
    const when = textOf(section.querySelector('.handout-when'));
    const shown = shownIn(when);
    const view = shown ? viewOf(shown) : undefined;
    if (!shown || !view) {
      report.faults.push({ ...place, figure: when, message: 'names no state of the page' });
      continue;
    }
    auditMap(report, place, section, symbolsOf(view, shown));
    const incidents = standing(view.book, shown);
    for (const line of section.querySelectorAll('.handout-figures'))
      auditLine(report, place, line, incidents, appendix);
    const references = cited(textOf(section.querySelector('.handout-sources')));
    auditSentences(report, place, section, view.book, incidents, references);
  }
  auditStrays(report, { state: STATE, part: 'text' }, doc.body, () => null, {
    own: '.handout-claims tbody tr:not(.incident), .handout-source-list li',
    sources: (part) => {
      const last = part.lastElementChild;
      if (part.localName === 'tr') return cited(textOf(last));
      return [textOf(part.querySelector('.address')) || NO_ADDRESS];
    },
  });
}

/** Looked at here for the steps alone: nobody asks for these states of the page for themselves. */
const symbolsOf = ({ doc, book }: StepView, shown: Shown): MapSymbol[] =>
  auditSymbols(newReport(), STATE, doc, standing(book, shown));

/** In the map of the cover, and in that of a step. */
const MAP_TEXTS = [handoutText.mapLabel, handoutText.stepMapLabel('').slice(0, -1)]
  .map((label) => `svg[aria-label^="${label}"] text`)
  .join(', ');

/** A figure on a printed map is one on the page's map in the same state. */
function auditMap(report: Report, place: Place, root: Element | null, symbols: readonly MapSymbol[]): void {
  for (const node of root?.querySelectorAll(MAP_TEXTS) ?? []) {
    const words = textOf(node);
    const figure = parseFigure(words);
    if (!figure) continue;
    report.seen.add(node);
    const named = { state: place.state, part: `${place.part}, map`, figure: `${words} killed` };
    const symbol = symbols.find((one) => same(one.figure, figure));
    if (!symbol) report.faults.push({ ...named, message: 'is on no symbol of the page in that state' });
    else
      report.entries.push({
        ...named,
        ...behindAll(symbol.here.flatMap(({ toll }) => toll.killed ?? [])),
        sum: symbol.here.map(({ id }) => id),
      });
  }
}

/** Addresses by the id of the claim that cites them in the appendix. */
type Appendix = ReadonlyMap<string, readonly string[]>;

/** "Barda city: 21 reported killed, 60–70 reported wounded. Reported by …", or the sentence of many days. */
function auditLine(
  report: Report,
  place: Place,
  line: Element | null,
  incidents: readonly Incident[],
  appendix: Appendix,
): void {
  if (!line) return;
  report.seen.add(line);
  const name = textOf(line.querySelector('b'));
  const words = textOf(line);
  if (name === '') {
    for (const measure of MEASURES) {
      const [, figure] = new RegExp(`, ([^,]+) reported ${measure}`).exec(words) ?? [];
      if (figure !== undefined)
        compare(report, place, `${figure} ${measure}`, parseFigure(figure), measure, incidents);
    }
    return;
  }
  const told = words.slice(words.indexOf(name) + name.length);
  const toll =
    told
      .slice(told.indexOf(': ') + 2)
      .split('. ')[0]
      ?.replace(/\.$/, '') ?? '';
  const about = incidents.filter((incident) => incident.name === name);
  const incident = about.find((one) => tollText(one) === toll) ?? about[0];
  auditToll(report, { ...place, part: `${place.part}, ${name}` }, toll, incident);
  for (const measure of MEASURES)
    for (const claim of incident?.toll[measure]?.claims ?? [])
      if ((appendix.get(claim) ?? []).length === 0)
        report.faults.push({
          ...place,
          figure: `${toll} (${name})`,
          message: `its claim ${claim} has no source in the appendix`,
        });
  for (const { phrase, number } of peopleIn(words.replace(toll, '§')))
    report.faults.push({ ...place, figure: phrase, message: `${number} is in no claim and no sum` });
}

const tollText = ({ toll }: Incident): string =>
  MEASURES.map((measure) => {
    const figure = toll[measure]?.figure;
    return figure ? `${printed(figure)} reported ${measure}` : `no figure of ${measure}`;
  }).join(', ');

/** A figure in a sentence of a step is one of a claim that was known then, at one of the step's own sources. */
function auditSentences(
  report: Report,
  place: Place,
  section: Element,
  { claims }: Book,
  incidents: readonly Incident[],
  references: readonly string[],
): void {
  const about = new Set(incidents.map(({ id }) => id));
  for (const sentence of section.querySelectorAll(
    '.handout-view p:not(.handout-when):not(.handout-figures)',
  )) {
    report.seen.add(sentence);
    const words = textOf(sentence);
    for (const number of numbersIn(words)) {
      const named = { ...place, figure: number };
      const given = claims.filter((claim) => about.has(claim.incident));
      const cites = given.filter(({ sources }) => sources.some((source) => references.includes(source)));
      const behind = claimsWith(cites, number);
      if (behind.length > 0)
        report.entries.push({
          ...named,
          claims: behind.map(({ id }) => id),
          sources: unique(behind.flatMap(({ sources }) => sources.filter((one) => references.includes(one)))),
        });
      else if (claimsWith(given, number).length > 0)
        report.faults.push({ ...named, message: `has no source among those of its step (“${words}”)` });
      else report.faults.push({ ...named, message: `is in no claim and no sum (“${words}”)` });
    }
  }
}

/** The claims as rows: each figure with a number in brackets that leads to a source, and as the page's own table has it. */
function auditAppendix(
  report: Report,
  doc: ParentNode,
  latest: Book,
  cited: (words: string) => readonly string[],
): Appendix {
  const found = new Map<string, readonly string[]>();
  for (const body of doc.querySelectorAll('.handout-claims tbody')) {
    const head = body.querySelector('tr.incident');
    const name = textOf(head?.querySelector('b'));
    const when = textOf(head).slice(name.length).trim().split(': ')[0] ?? '';
    const [first, last] = daysOf(when) ?? [];
    const about = [...latest.incidents.values()].filter(
      (one) => one.name === name && one.first === first && one.last === last,
    );
    const place = { state: STATE, part: `appendix, ${name}` };
    for (const row of body.querySelectorAll('tr:not(.incident)')) {
      const sources = cited(textOf(row.lastElementChild));
      const claim = rowIn(row, latest.claims, about);
      if (claim) found.set(claim.id, sources);
      for (const measure of MEASURES) {
        const cell = row.querySelector(`td.${measure}`);
        const words = textOf(cell);
        if (!cell || !/\d/.test(words)) continue;
        report.seen.add(cell);
        const named = { ...place, figure: `${words} ${measure}` };
        if (sources.length === 0) report.faults.push({ ...named, message: 'has no source' });
        else if (!claim || !same(claim.figures[measure], parseFigure(words)))
          report.faults.push({ ...named, message: 'is in no claim of the page about this incident' });
        else report.entries.push({ ...named, claims: [claim.id], sources });
      }
    }
    auditLine(report, place, head?.querySelector('th') ?? null, about, found);
  }
  return found;
}

function rowIn(row: Element, claims: readonly Claim[], about: readonly Incident[]): Claim | undefined {
  const cells = [...row.querySelectorAll('td')];
  const marks = textOf(row.querySelector('.handout-marks'));
  const said = textOf(row.querySelector('.statement'));
  const statement = marks ? said.slice(0, -marks.length).trim() : said;
  return claims.find(
    (claim) =>
      about.some(({ id }) => id === claim.incident) &&
      claim.claimant === textOf(cells[1]) &&
      claim.statement === statement,
  );
}
