/** The rules of `npm run audit`, each broken once on a page that is sound otherwise. */
import { readFileSync, readdirSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { daysOf } from '../../audit/evidence.ts';
import { parseFigure, printed, sumOf } from '../../audit/figure.ts';
import { auditHandout, shownIn } from '../../audit/handout.ts';
import { auditPage, readBook } from '../../audit/page.ts';
import { entryLine, faultLine, newReport, type Report } from '../../audit/report.ts';
import { behindIn, numbersIn, peopleIn } from '../../audit/strays.ts';
import { LIST, PAGE, SHEET } from './sound.ts';

const parse = (html: string) => parseHTML(html).document;
const panelOf = (doc: Document) => new Map([['barda', doc.getElementById('panel')!]]);
const replaced = (html: string, from: string, to: string) => {
  if (!html.includes(from)) throw new Error(`the sound page has no ${from}`);
  return html.replace(from, to);
};

function auditOf(page: string, list = LIST): Report {
  const report = newReport();
  // The panels are read from the sound page: what is broken is the page in one state.
  const sound = parse(PAGE);
  const book = readBook(newReport(), 'all incidents', sound, panelOf(sound));
  auditPage(report, { state: 'opening', doc: parse(page), list: parse(list), book, latest: book });
  return report;
}

function sheetOf(sheet: string): Report {
  const report = newReport();
  const doc = parse(PAGE);
  const book = readBook(newReport(), 'all incidents', doc, panelOf(doc));
  const opening = { doc, book, day: '2020-10-28', show: 'day', known: 'latest' } as const;
  auditHandout(report, parse(sheet), opening, ({ day }) => (day === opening.day ? opening : undefined), book);
  return report;
}

const faults = (report: Report) => [...new Set(report.faults.map((fault) => faultLine(fault)))];
const lines = (report: Report) => report.entries.map(entryLine);

describe('a sound page', () => {
  it('has no fault', () => {
    expect(faults(auditOf(PAGE))).toEqual([]);
  });

  it('gives the claims and sources behind a range, a sum, a symbol and a total', () => {
    const behind = 'barda/2, barda/3 ← https://repost.example/28, https://prosecutor.example/28';
    expect(lines(auditOf(PAGE))).toEqual(
      expect.arrayContaining([
        `opening · panel of barda · 20–21 killed ← ${behind}`,
        `opening · sentence · 20–21 killed ← ${behind}`,
        `opening · timeline, 2020-10-28, above · 20–21 killed ← ${behind}`,
        `opening · map, Barda · 20–21 killed ← ${behind}`,
        'opening · table · 14 killed ← barda/1 ← https://agency.example/28',
        'opening · coverage, then under Azerbaijani control · 93 killed ← 2021 · Azerbaijan ← https://count.example/28',
      ]),
    );
  });
});

describe('a page with an error', () => {
  it.each([
    [
      'an end of a range without its link',
      '<span><a class="source" href="https://repost.example/28">Repost</a></span>',
      '<span>Repost</span>',
      'panel of barda · 20–21 killed: the lowest figure has no source',
    ],
    [
      'an end of a range that nobody gave',
      '<p class="number">20–21</p>',
      '<p class="number">19–21</p>',
      'panel of barda · 19–21 killed: the lowest figure, 19, is in no claim by “Repost” at https://repost.example/28',
    ],
    [
      'an end of a range by somebody else',
      '<a class="source" href="https://repost.example/28">Repost</a></span><br>',
      '<a class="source" href="https://agency.example/28">Agency</a></span><br>',
      'panel of barda · 20–21 killed: the lowest figure, 20, is in no claim by “Agency” at https://agency.example/28',
    ],
    [
      'an end of a range that rests on a claim about a part',
      'Reports 20 killed.</td>',
      'Reports 20 killed.<span class="flags">about a part only: not in the range</span></td>',
      'panel of barda · 20–21 killed: the lowest figure, 20, is in no claim by “Repost”',
    ],
    [
      'a sum that does not add up',
      '>20–21</a> reported killed',
      '>20–22</a> reported killed',
      'sentence · 20–22 killed: is printed as 20–22, but the claims of barda make 20–21',
    ],
    [
      'another figure for ears than for eyes',
      '20 to 21 reported killed',
      '20 to 31 reported killed',
      'slider, for ears · 20 to 31 killed: is printed as 20–31, but the claims of barda make 20–21',
    ],
    [
      'a figure in the timeline over the wrong day',
      'class="killed" x="90"',
      'class="killed" x="40"',
      'timeline, 2020-10-27, above · 20–21 killed: is printed as 20–21, but the 0 incidents that it stands for have no figure',
    ],
    [
      'a figure in the wrong half of the timeline',
      'class="killed" x="90" y="20"',
      'class="killed" x="90" y="80"',
      'timeline, 2020-10-28, below · 20–21 killed: is printed as 20–21, but the 0 incidents',
    ],
    [
      'a symbol that no incident there can make',
      'aria-label="Barda: 20–21 reported killed"><text>20–21',
      'aria-label="Barda: 29 reported killed"><text>29',
      'map, Barda · 29 killed: cannot be made of 20–21 of barda',
    ],
    [
      'a symbol that is written otherwise than it is named',
      '<text>20–21</text></g></svg></div>',
      '<text>12</text></g></svg></div>',
      'map, Barda · 20–21 killed: is written as 12',
    ],
    [
      'a step of a trail without its link',
      '<a href="https://agency.example/28" aria-label="14, 28 October 2020, agency">14</a>',
      '14',
      'trail in the panel of barda · 14 killed: has no source',
    ],
    [
      'a step of a trail at a source of another figure',
      'href="https://agency.example/28" aria-label="14',
      'href="https://repost.example/28" aria-label="14',
      'trail in the panel of barda · 14 killed: is in no claim of the incident at https://repost.example/28',
    ],
    [
      'a row with a figure and no source',
      '<td class="sources"><span class="sources"><a class="source" href="https://agency.example/28" target="_blank">agency</a>',
      '<td class="sources"><span class="sources">',
      'table · 14 killed: in barda/1 has no source',
    ],
    [
      'a figure that is not in the words of its own claim',
      '<td class="wounded">40</td>',
      '<td class="wounded">48</td>',
      'table · 48 wounded: in barda/1 is not in its words: “Reports 14 killed and 40 wounded.”',
    ],
    [
      'a claim that reads otherwise in the panel than in the table',
      '<p class="statement">Reports 20 killed.',
      '<p class="statement">Reports 22 killed.',
      'panel of barda · claim barda/2: reads “Reports 22 killed.” here and “Reports 20 killed.” in the table',
    ],
    [
      'a count of others that is in no running total',
      'Azerbaijan counts 93',
      'Azerbaijan counts 94',
      'coverage, then under Azerbaijani control · 94: is in no running total with its source',
    ],
    [
      'a line on coverage that differs from the box',
      '20–21 of the 93 deaths',
      '20–21 of the 90 deaths',
      'line on coverage · 90: is 93 in the box on coverage',
    ],
    [
      'a running total without its source',
      'Reports 93 killed. <a class="source" href="https://count.example/28" target="_blank">count</a>',
      'Reports 93 killed.',
      'text, .totals · 93 killed: has no source',
    ],
    [
      'a stray number of people in a sentence',
      'no one adds two claims',
      'some say that 35 people died',
      'text, .rule · 35 people: 35 is in no claim and no sum (“Unknown is not zero, and some say that 35 people died.”)',
    ],
    [
      'a stray number in words',
      'no one adds two claims',
      'seven civilians were killed',
      'text, .rule · seven civilians: seven is in no claim and no sum',
    ],
    [
      'a stray number without a word',
      '<p class="rule">',
      '<p class="rule"></p><p class="total">117</p><p>',
      'text, .total · 117: 117 is in no claim and no sum',
    ],
    [
      'a stray number that is only heard',
      '<p class="rule">',
      '<p class="rule" aria-label="35 reported killed">',
      'text, .rule · 35 reported killed: 35 is in no claim and no sum',
    ],
    [
      'an open question with a number that no claim of the incident has',
      'count 20 civilians killed',
      'count 29 civilians killed',
      'text, .open · 29 civilians: 29 is in no claim and no sum',
    ],
  ])('names %s', (_, from, to, expected) => {
    expect(faults(auditOf(replaced(PAGE, from, to)))).toEqual(
      expect.arrayContaining([expect.stringContaining(`FAULT · opening · ${expected}`) as string]),
    );
  });

  it('names a figure in the list that is not its incident’s', () => {
    const list = replaced(LIST, '60 reported wounded', '61 reported wounded');
    expect(faults(auditOf(PAGE, list))).toEqual([
      'FAULT · opening · list, barda · 61 wounded: is printed as 61, but the claims of barda make 60',
    ]);
  });
});

describe('a number in an open question', () => {
  const questioned = (words: string) =>
    auditOf(replaced(PAGE, 'Some texts count 20 civilians killed', words));

  it('is led to a running total with the same number of the same people, and marked', () => {
    expect(lines(questioned('The total rose to 93 killed'))).toContain(
      'opening · text, .open · 93 killed ←? 2021 · Azerbaijan ← https://count.example/28',
    );
    expect(faults(questioned('The total rose to 93 wounded'))).toEqual([
      expect.stringContaining('93 wounded: 93 is in no claim and no sum'),
    ]);
  });

  it('is led to another incident only where the text names its place or its day', () => {
    const behind = behindIn(
      [],
      [
        {
          id: 'ganja/1',
          incident: 'ganja',
          day: '4 Oct 2020',
          place: 'Ganja city',
          claimant: 'Prosecutor',
          figures: { killed: parseFigure('1'), wounded: parseFigure('32') },
          statement: '',
          flags: '',
          sources: ['https://ganja.example'],
        },
      ],
      [],
    );
    const ganja = { claims: ['ganja/1'], sources: ['https://ganja.example'], byNumber: true };
    expect(behind('32', '32 wounded', 'In Ganja 32 wounded')).toEqual(ganja);
    expect(behind('32', '32 wounded', 'On 4 October 32 wounded')).toEqual(ganja);
    expect(behind('32', '32 wounded', 'On 14 October 32 wounded')).toBeNull();
    expect(behind('32', '32 killed', 'In Ganja 32 killed')).toBeNull();
  });
});

describe('the handout', () => {
  it('has no fault where it is sound, and leads from a figure to its address', () => {
    const report = sheetOf(SHEET);
    expect(faults(report)).toEqual([]);
    expect(lines(report)).toEqual(
      expect.arrayContaining([
        'handout · appendix, Barda city · 20 killed ← barda/2 ← https://repost.example/28',
        'handout · step 1 · 14 ← barda/1 ← https://agency.example/28',
      ]),
    );
  });

  it.each([
    [
      'a figure whose row has no number of a source',
      '<td>[2]</td>',
      '<td></td>',
      'appendix, Barda city · 20 killed: has no source',
    ],
    [
      'a number that leads to no source',
      '<td>[2]</td>',
      '<td>[7]</td>',
      'appendix, Barda city · 20 killed: has no source',
    ],
    [
      'a range whose claim has no source on paper',
      '<td>[2]</td>',
      '<td></td>',
      'step 1 · 20–21 reported killed, 60 reported wounded (Barda city): its claim barda/2 has no source in the appendix',
    ],
    [
      'a figure that the page’s claim does not give',
      '<td class="killed">20</td>',
      '<td class="killed">22</td>',
      'appendix, Barda city · 22 killed: is in no claim of the page about this incident',
    ],
    [
      'a figure in a sentence that was in no claim',
      'gave 14 and 21 killed',
      'gave 14 and 23 killed',
      'step 1 · 23: is in no claim and no sum',
    ],
    [
      'a figure in a sentence whose source the step does not name',
      'gave 14 and 21 killed',
      'gave 20 and 21 killed',
      'step 1 · 20: has no source among those of its step',
    ],
    [
      'a figure on a map that the page’s map has not',
      '</svg>\n  <p class="handout-when">',
      '<text>9</text></svg>\n  <p class="handout-when">',
      'step 1, map · 9 killed: is on no symbol of the page in that state',
    ],
    [
      'a range that is not the incident’s',
      '<p class="handout-figures"><b>Barda city</b>: 20–21',
      '<p class="handout-figures"><b>Barda city</b>: 20–27',
      'step 1, Barda city · 20–27 killed: is printed as 20–27, but the claims of barda make 20–21',
    ],
    [
      'a figure in the printed timeline',
      'x="90" y="20">20–21',
      'x="90" y="20">5',
      'timeline, 2020-10-28, above · 5 killed: is printed as 5, but the claims of barda make 20–21',
    ],
    [
      'a step whose state cannot be told',
      '28 October 2020, with everything said since</p>',
      'That day</p>',
      'step 1 · That day: names no state of the page',
    ],
    [
      'a stray number',
      '<h2>1. Hour by hour</h2>',
      '<h2>1. Where 25 people died</h2>',
      '25 people: 25 is in no claim and no sum',
    ],
  ])('names %s', (_, from, to, expected) => {
    expect(faults(sheetOf(replaced(SHEET, from, to)))).toEqual(
      expect.arrayContaining([expect.stringContaining(expected) as string]),
    );
  });

  it('knows the state of the page that a step shows', () => {
    expect(shownIn('Up to 9 November 2020, with everything said since')).toEqual({
      day: '2020-11-09',
      show: 'upto',
      known: 'latest',
    });
    expect(shownIn('26 October 2020, as known on the evening of 25 October 2020')).toEqual({
      day: '2020-10-26',
      show: 'day',
      known: '2020-10-25',
    });
  });
});

describe('the net', () => {
  it.each([
    ['93 deaths that Azerbaijan counts', ['93']],
    ['Killed: 54 men, 27 women', ['54', '54', '27']],
    ['60–70 or more reported wounded', ['60–70']],
    ['1,592 injured', ['1,592']],
    ['the number of killed as “more than 20”', ['20']],
    ['On 28 October 2020 people died', []],
    ['a 16-year-old boy died', []],
    ['at 13:30 people were killed', []],
    ['no one was injured', []],
    ['all 386 sources', []],
    ['people lived 12 km away', []],
  ])('finds the people in “%s”', (words, expected) => {
    expect(peopleIn(words).map(({ number }) => number)).toEqual(expect.arrayContaining(expected));
    expect(peopleIn(words).length > 0).toBe(expected.length > 0);
  });

  it('finds every number in a sentence that is no date, clock, distance or year', () => {
    expect(numbersIn('It gave 3, then 14–15; on 28 October 2020 at 15:15, 20 km away, 21.')).toEqual([
      '3',
      '14–15',
      '21',
    ]);
  });
});

describe('figures and days', () => {
  it.each(['21', '20–21', '50 or more', '60–70 or more', '1,234'])('reads %s as it is printed', (words) => {
    const figure = parseFigure(words);
    expect(figure && printed(figure)).toBe(words);
  });

  it('adds lows to lows and highs to highs, and makes no zero of nothing', () => {
    expect(sumOf([parseFigure('20–21'), null, parseFigure('5+')])).toEqual({ low: 25, high: 26, open: true });
    expect(sumOf([null, null])).toBeNull();
  });

  it.each([
    ['28 October 2020', '2020-10-28', '2020-10-28'],
    ['27–30 September 2020', '2020-09-27', '2020-09-30'],
    ['27 September – 12 October 2020', '2020-09-27', '2020-10-12'],
  ])('reads the days of %s', (words, first, last) => {
    expect(daysOf(words)).toEqual([first, last]);
  });
});

describe('the audit', () => {
  it('reads the page alone: of the program it has words and dates, nothing of the record or the views', () => {
    const imported = readdirSync('audit').flatMap((file) =>
      [...readFileSync(`audit/${file}`, 'utf8').matchAll(/from '\.\.\/src\/([^']+)'/g)].map(
        ([, from = '']) => from,
      ),
    );
    expect(imported.filter((from) => !from.startsWith('text/') && from !== 'time.ts')).toEqual([]);
    expect(imported).toContain('text/format.ts');
  });
});
