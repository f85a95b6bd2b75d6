/** What the page itself says of claims and incidents: read from its table and its panels, never from the record. */
import { parseFigure, type Figure } from './figure.ts';
import type { Measure } from './report.ts';

/** A row of the table of claims. */
export interface Claim {
  readonly id: string;
  readonly incident: string;
  /** As the row prints them: "28 Oct 2020", "Barda city". */
  readonly day: string;
  readonly place: string;
  readonly claimant: string;
  readonly figures: Readonly<Record<Measure, Figure | null>>;
  readonly statement: string;
  /** What the page says against counting it, as "about a part only: not in the range". */
  readonly flags: string;
  readonly sources: readonly string[];
}

/** An end of a range, or a sum: the figure with the claims and addresses that the page gives for it. */
export interface Backed {
  readonly figure: Figure;
  readonly claims: readonly string[];
  readonly sources: readonly string[];
}

/** A panel. */
export interface Incident {
  readonly id: string;
  readonly name: string;
  /** Only a last day where just a span of days is known. */
  readonly first: string;
  readonly last: string;
  /** As the panel words it: "then under Azerbaijani control". */
  readonly control: string;
  readonly places: readonly string[];
  readonly toll: Readonly<Record<Measure, Backed | null>>;
}

/** All that the page shows as known on one date. */
export interface Book {
  readonly claims: readonly Claim[];
  readonly incidents: ReadonlyMap<string, Incident>;
}

/** Stands in for a source whose address was not kept: it is named, but nobody can be sent there. */
export const NO_ADDRESS = '(address not kept)';

export const textOf = (node: Element | null | undefined): string =>
  (node?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** The sources that stand in a part of the page: addresses of links to other sites. */
export function sourcesIn(node: Element): string[] {
  const links = [...node.querySelectorAll('a[href^="http"]')].map((link) => link.getAttribute('href') ?? '');
  return node.querySelector('.source.none') ? [...links, NO_ADDRESS] : links;
}

export function claimsIn(doc: ParentNode): Claim[] {
  return [...doc.querySelectorAll('tr[data-claim]')].map((row) => {
    const cell = (name: string) => row.querySelector(`td.${name}`);
    const statement = cell('statement');
    const flags = textOf(statement?.querySelector('.flags'));
    const said = textOf(statement);
    const sources = cell('sources');
    return {
      id: row.getAttribute('data-claim') ?? '',
      incident: row.getAttribute('data-about') ?? '',
      day: textOf(cell('day')),
      place: textOf(row.querySelector('th.place')),
      claimant: (cell('claimant')?.firstChild?.textContent ?? '').trim(),
      figures: {
        killed: parseFigure(textOf(cell('killed'))),
        wounded: parseFigure(textOf(cell('wounded'))),
      },
      statement: flags ? said.slice(0, -flags.length).trim() : said,
      flags,
      sources: sources ? sourcesIn(sources) : [],
    };
  });
}

/** A running total that an authority gave, as About lists it. */
export interface Total {
  readonly words: string;
  readonly sources: readonly string[];
}

export const totalsIn = (doc: ParentNode): Total[] =>
  [...doc.querySelectorAll('ul.totals li')].map((node) => ({
    words: textOf(node),
    sources: sourcesIn(node),
  }));

/** "28 October 2020" or "28 Oct 2020" as 2020-10-28; nothing where the words are no day. */
export function dayOf(words: string): string | null {
  const time = /^\d{1,2} \p{L}+ \d{4}$/u.test(words.trim()) ? Date.parse(`${words.trim()} UTC`) : NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

/** First and last of "28 October 2020", "27–30 September 2020", "27 September – 12 October 2020". */
export function daysOf(words: string): readonly [first: string, last: string] | null {
  const [from = '', to = from] = words.split('–').map((part) => part.trim());
  const last = dayOf(to);
  if (last === null) return null;
  const missing = to.split(' ').slice(from.split(' ').length);
  const first = dayOf([from, ...(from === to ? [] : missing)].join(' '));
  return first === null ? null : [first, last];
}

/** What a panel says besides its figures, which `panel.ts` checks. */
export function headOf(panel: Element) {
  const when = textOf(panel.querySelector('.when')).split(', ')[0] ?? '';
  const [first, last] = daysOf(when) ?? ['', ''];
  return {
    name: textOf(panel.querySelector('#incident-title')),
    first,
    last,
    control: textOf(panel.querySelector('.area')).split(' · ').at(-1) ?? '',
    places: [...panel.querySelectorAll('.where > ul > li')].map(placeIn).filter((name) => name !== ''),
  };
}

/** "Barda: the point is the named town itself." and "… the point stands at Barda, the true place …" */
function placeIn(item: Element): string {
  const words = textOf(item);
  return /the point stands at (.+?), the true place/.exec(words)?.[1] ?? words.split(': ')[0] ?? '';
}
