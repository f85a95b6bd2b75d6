/** The net: numbers of people in whatever text is left, when all known places of figures have been looked at. */
import { sourcesIn, textOf, type Claim, type Total } from './evidence.ts';
import { numberOf, parseFigure } from './figure.ts';
import { MEASURES, unique, type Entry, type Measure, type Place, type Report } from './report.ts';

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
/** No part of a clock, an address, an age or a date, no year. */
const NUMBER = `(?<![\\p{L}\\d.,:/–-])(?<!\\b(?:no|the) )((?:\\d{1,3}(?:,\\d{3})+|(?!(?:19|20)\\d\\d\\b)\\d+)(?:–\\d+)?|${WORDS.join('|')})(?![\\p{L}\\d:/–-]|[.,]\\d|\\s*(?:km|%|miles|${MONTH})\\b)`;
const PEOPLE =
  '(?:killed|wounded|dead|deaths?|died|injured|casualt(?:y|ies)|victims?|hurt|shot|civilians?|people|persons?|men|women|child(?:ren)?|volunteers?|employees?|residents?|soldiers?|servicemen|journalists?|workers?)';
const BETWEEN = `(?:\\s+(?:or more|[\\p{L}’'“”()-]+)){0,3}?`;
const BEFORE = new RegExp(`${NUMBER}${BETWEEN}\\s+[“(]?${PEOPLE}(?!\\p{L})`, 'giu');
/** "14 killed and 40 wounded" tells of the 40 by what follows it. */
const BEHIND = new RegExp(`(?<!\\p{L})${PEOPLE}:?(?! and\\b)${BETWEEN}\\s+“?${NUMBER}`, 'giu');

/** Numbers of people in a text, with the words that make them such. */
export function peopleIn(words: string): { number: string; phrase: string }[] {
  const found = [...words.matchAll(BEFORE), ...words.matchAll(BEHIND)].map((match) => ({
    number: match[1] ?? '',
    phrase: match[0].trim(),
  }));
  // "14 killed 3" would tell of each number twice.
  return [...new Map(found.map((one) => [`${one.number} ${one.phrase}`, one])).values()];
}

/** Every number in a text that is no date, clock, distance, age or year. */
export const numbersIn = (words: string): string[] =>
  [...words.matchAll(new RegExp(NUMBER, 'giu'))].flatMap(([number]) => (/^\d/.test(number) ? [number] : []));

const valueOf = (number: string): number =>
  WORDS.includes(number.toLowerCase()) ? WORDS.indexOf(number.toLowerCase()) + 1 : numberOf(number);

/** The claims that hold a number, as a figure or in their words. The two ends of a range may be two claims'. */
export function claimsWith(claims: readonly Claim[], number: string): Claim[] {
  const behind = number.split('–').map((end) => claims.filter((claim) => holds(claim, valueOf(end))));
  return behind.every((list) => list.length > 0) ? unique(behind.flat()) : [];
}

/** What stands behind a number that has no source beside it; nothing where nothing does. */
export type Behind = (
  number: string,
  phrase: string,
  words: string,
) => Pick<Entry, 'claims' | 'sources' | 'byNumber'> | null;

/**
 * In a panel: a claim of the incident. An open question may also speak of a running total or of another incident; both
 * have their sources on the page, but only the number says which is meant.
 */
export function behindIn(own: readonly Claim[], all: readonly Claim[], totals: readonly Total[]): Behind {
  const backed = (claims: readonly Claim[]) => ({
    claims: claims.map(({ id }) => id),
    sources: unique(claims.flatMap(({ sources }) => sources.slice(0, 1))),
  });
  return (number, phrase, words) => {
    const claims = claimsWith(own, number);
    if (claims.length > 0) return backed(claims);
    const values = number.split('–').map(valueOf);
    const units = MEASURES.filter((measure) => UNITS[measure].test(phrase));
    if (units.length === 0) return null;
    const counted = totals.filter((total) =>
      peopleIn(total.words).some(
        (one) => one.number === number && units.some((measure) => UNITS[measure].test(one.phrase)),
      ),
    );
    if (counted.length > 0)
      return {
        claims: counted.map((total) => total.words.split(': ')[0] ?? ''),
        sources: unique(counted.flatMap(({ sources }) => sources)),
        byNumber: true,
      };
    const elsewhere = all.filter(
      (claim) =>
        isNamed(claim, words) &&
        units.some((unit) => values.every((value) => claim.figures[unit]?.low === value)),
    );
    return elsewhere.length > 0 ? { ...backed(elsewhere), byNumber: true } : null;
  };
}

/** Does a text name the place of another incident, or its day? */
function isNamed({ place, day }: Claim, words: string): boolean {
  const [date = ''] = /^\d+ \p{L}{3}/u.exec(day) ?? [];
  const names = place.match(/\p{Lu}\p{L}{3,}/gu) ?? [];
  return new RegExp(`(?<!\\d)${date}`).test(words) || names.some((name) => words.includes(name));
}

const UNITS: Readonly<Record<Measure, RegExp>> = {
  killed: /killed|dead|death|died/i,
  wounded: /wounded|injured|hurt/i,
};

function holds({ figures, statement }: Claim, value: number): boolean {
  const ends = [figures.killed, figures.wounded].flatMap((figure) =>
    figure ? [figure.low, figure.high] : [],
  );
  return ends.includes(value) || valuesIn(statement).includes(value);
}

/** Every number in a text, written in digits or as a word. */
export const valuesIn = (words: string): number[] =>
  (words.match(/\p{L}+|\d[\d,]*\d|\d/gu) ?? []).map(valueOf).filter((value) => !Number.isNaN(value));

/** Parts that speak for somebody else and name the source themselves. */
const OWN_SOURCE =
  '[data-claim], .totals li, .source-list li, .calendar li, #coverage p, .where li, .trail-steps li';
const BLOCKS = new Set(
  'p li th td h1 h2 h3 h4 dt dd figcaption summary button text caption option label div section'.split(' '),
);
const NOT_READ = new Set(['script', 'style', 'noscript', 'template']);
/** Read aloud, or shown on pointing. The title of a link to a source quotes that source. */
const SPOKEN = ['aria-label', 'alt', 'title'] as const;
/** A text node's kind, in the browser and in Node alike. */
const TEXT = 3;

export interface Sourced {
  /** Parts with sources of their own, and how they are read. */
  readonly own: string;
  readonly sources: (part: Element) => readonly string[];
}

const ON_PAGE: Sourced = { own: OWN_SOURCE, sources: sourcesIn };

/** Names every number of people that stands in no part looked at so far, in no part with its own source, and in no claim shown there. */
export function auditStrays(
  report: Report,
  place: Place,
  root: Element,
  behind: Behind,
  { own, sources }: Sourced = ON_PAGE,
): void {
  for (const { node, words } of [...blocksOf(report, root), ...spokenIn(report, root)]) {
    const bare = parseFigure(words) !== null && !/^(?:19|20)\d\d$/.test(words);
    for (const { number, phrase } of bare ? [{ number: words, phrase: words }] : peopleIn(words)) {
      const named = { state: place.state, part: `${place.part}, ${nameOf(node)}`, figure: phrase };
      const part = node.closest(own);
      const backed = part ? sources(part) : [];
      const found = bare || !node.closest('#panel') ? null : behind(number, phrase, words);
      if (part && backed.length > 0)
        report.entries.push({ ...named, claims: [speakerOf(part)], sources: backed });
      else if (part) report.faults.push({ ...named, message: 'has no source' });
      else if (found) report.entries.push({ ...named, ...found });
      else
        report.faults.push({ ...named, message: `${number} is in no claim and no sum (“${short(words)}”)` });
    }
  }
}

const speakerOf = (part: Element): string =>
  part.getAttribute('data-claim') ?? (part.id || (textOf(part).split(/[:.]/)[0] ?? ''));

const short = (words: string) => (words.length > 90 ? `${words.slice(0, 90)}…` : words);

/** Where a text stands, by the nearest name that its parts have. */
function nameOf(node: Element): string {
  const named = node.closest('[id], [class]');
  const [first = ''] = (named?.getAttribute('class') ?? '').split(' ');
  return named?.id ? `#${named.id}` : first ? `.${first}` : node.tagName.toLowerCase();
}

interface Block {
  readonly node: Element;
  readonly words: string;
}

/** The text of each paragraph, cell and the like, with a mark in place of what has been looked at. */
function blocksOf(report: Report, root: Element): Block[] {
  const blocks = new Map<Element, string[]>();
  const visit = (node: Element, block: Element): void => {
    const inner = BLOCKS.has(node.localName) ? node : block;
    const pieces = blocks.get(inner) ?? [];
    blocks.set(inner, pieces);
    if (node.getAttribute('class') === 'axis') return;
    if (report.seen.has(node)) {
      pieces.push('§');
      return;
    }
    for (const child of node.childNodes) {
      if (child.nodeType === TEXT) pieces.push(child.textContent ?? '');
      else if (isElement(child) && !NOT_READ.has(child.localName)) visit(child, inner);
    }
  };
  visit(root, root);
  return [...blocks].flatMap(([node, pieces]) => {
    const words = pieces.join(' ').replaceAll(/\s+/g, ' ').trim();
    return words === '' ? [] : [{ node, words }];
  });
}

function spokenIn(report: Report, root: Element): Block[] {
  return [...root.querySelectorAll(SPOKEN.map((name) => `[${name}]`).join(', '))].flatMap((node) =>
    report.seen.has(node) || node.matches('.source, .sentence .figure, .trail a, .trail svg')
      ? []
      : SPOKEN.flatMap((name) => {
          const words = node.getAttribute(name);
          // A bare number for ears names a control; what is a figure says of whom.
          return words === null || parseFigure(words) ? [] : [{ node, words }];
        }),
  );
}

const isElement = (node: Node): node is Element => node.nodeType === 1;
