/** The panel of an incident: its ranges, its trails and its claims, each held against the claims in the table. */
import { headOf, sourcesIn, textOf, type Backed, type Claim, type Incident } from './evidence.ts';
import { parseFigure, printed, same, type Figure } from './figure.ts';
import { MEASURES, unique, type Measure, type Place, type Report } from './report.ts';

/** Reads a panel and looks at each of its figures on the way. `claims` are those of the incident's rows in the table. */
export function auditPanel(
  report: Report,
  state: string,
  panel: Element,
  id: string,
  claims: readonly Claim[],
): Incident {
  const place = { state, part: `panel of ${id}` };
  auditItems(report, place, panel, claims);
  for (const measure of MEASURES) auditTrails(report, place, panel, claims, measure);
  const toll = {
    killed: auditToll(report, place, panel, claims, 'killed'),
    wounded: auditToll(report, place, panel, claims, 'wounded'),
  };
  return { id, ...headOf(panel), toll };
}

/** A range: each of its ends is the figure of a claim by whoever stands beside it, at the address that is linked. */
function auditToll(
  report: Report,
  place: Place,
  panel: Element,
  claims: readonly Claim[],
  measure: Measure,
): Backed | null {
  const box = panel.querySelector(`.toll.${measure}:not(.none)`);
  const number = box?.querySelector('.number');
  if (!box || !number) return null;
  report.seen.add(number);
  const words = `${textOf(number)} ${measure}`;
  const fail = (message: string) => void report.faults.push({ ...place, figure: words, message });
  const figure = parseFigure(textOf(number));
  if (!figure) {
    fail('cannot be read as a figure');
    return null;
  }
  const by = [...box.querySelectorAll('.ends > span')];
  const ends = figure.low === figure.high ? (['high'] as const) : (['low', 'high'] as const);
  if (by.length !== ends.length) fail(`should name ${ends.length} who gave it, and names ${by.length}`);
  const behind = ends.map((end, i) => {
    const said = by[i] ? sourcesIn(by[i]) : [];
    const who = textOf(by[i]?.querySelector('.source'));
    const name = `the ${ends.length === 1 ? 'only' : end === 'low' ? 'lowest' : 'highest'} figure`;
    if (said.length === 0) fail(`${name} has no source`);
    const claim = claims.find((one) => setsEnd(one, measure, figure, end) && isBy(one, who, said));
    if (!claim)
      fail(`${name}, ${figure[end]}, is in no claim by “${who}” at ${said.join(', ') || 'no address'}`);
    return { claims: claim ? [claim.id] : [], sources: said };
  });
  const backed = {
    figure,
    claims: unique(behind.flatMap((end) => end.claims)),
    sources: unique(behind.flatMap((end) => end.sources)),
  };
  report.entries.push({ ...place, figure: words, claims: backed.claims, sources: backed.sources });
  return backed;
}

function setsEnd({ figures, flags }: Claim, measure: Measure, range: Figure, end: 'low' | 'high'): boolean {
  const figure = figures[measure];
  if (!figure || flags.includes('not in the range') || figure[end] !== range[end]) return false;
  return end === 'low' || !range.open || figure.open;
}

const isBy = ({ claimant, sources }: Claim, who: string, said: readonly string[]) =>
  claimant === who && said.some((source) => sources.includes(source));

/** Each step of a trail leads to a claim with that very figure. */
function auditTrails(
  report: Report,
  place: Place,
  panel: Element,
  claims: readonly Claim[],
  measure: Measure,
): void {
  const look = (node: Element, words: string, sources: readonly string[]) => {
    report.seen.add(node);
    const named = { ...place, part: `trail in the ${place.part}`, figure: `${words} ${measure}` };
    const fail = (message: string) => void report.faults.push({ ...named, message });
    const figure = parseFigure(words);
    if (!figure) return fail('cannot be read as a figure');
    if (sources.length === 0) return fail('has no source');
    const behind = claims.filter((claim) => same(claim.figures[measure], figure));
    const given = behind.filter((claim) => claim.sources.some((source) => sources.includes(source)));
    const strays = sources.filter((source) => !behind.some((claim) => claim.sources.includes(source)));
    if (given.length === 0 || strays.length > 0)
      return fail(`is in no claim of the incident at ${(given.length === 0 ? sources : strays).join(', ')}`);
    report.entries.push({ ...named, claims: given.map(({ id }) => id), sources });
  };
  for (const value of panel.querySelectorAll(`.trail.${measure} text.value`)) {
    look(value, textOf(value), sourcesIn(value));
    const link = value.querySelector('a');
    const heard = (link?.getAttribute('aria-label') ?? '').split(', ')[0] ?? '';
    if (link && !same(parseFigure(heard), parseFigure(textOf(value))))
      report.faults.push({
        ...place,
        figure: `${textOf(value)} ${measure}`,
        message: `is another for ears: “${heard}”`,
      });
  }
  for (const step of panel.querySelectorAll(`.trail.${measure} .trail-steps li`)) {
    const value = step.querySelector('strong');
    if (value) look(value, textOf(value), sourcesIn(step));
  }
}

/** A claim reads the same in the panel and in the table, and has its source in both. */
function auditItems(report: Report, place: Place, panel: Element, claims: readonly Claim[]): void {
  for (const item of panel.querySelectorAll('li[data-claim]')) {
    const id = item.getAttribute('data-claim') ?? '';
    const row = claims.find((claim) => claim.id === id);
    const fail = (message: string) => void report.faults.push({ ...place, figure: `claim ${id}`, message });
    if (sourcesIn(item).length === 0) fail('has no source');
    if (!row) fail('is not in the table');
    else if (row.statement !== textOf(item.querySelector('.statement')))
      fail(`reads “${textOf(item.querySelector('.statement'))}” here and “${row.statement}” in the table`);
  }
}

/** A figure beside the one that it should be, in words for whoever has to find the error. */
export function differs(figure: Figure | null, expected: Figure | null, behind: string): string {
  const is = figure ? `is printed as ${printed(figure)}` : 'cannot be read as a figure';
  return `${is}, but ${behind} ${expected ? `make ${printed(expected)}` : 'have no figure'}`;
}
