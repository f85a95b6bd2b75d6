/** What every browser must be able to do. One set for all of them: a journey knows no browser. */
import { strict as assert } from 'node:assert';
import { shareText } from '../../src/text/dialog.ts';
import { text } from '../../src/text/en.ts';
import type { Conditions, Point } from './driver.ts';
import type { Site } from './site.ts';
import { middle, type Tab } from './tab.ts';

export interface Visit {
  readonly tab: Tab;
  readonly site: Site;
  readonly conditions: Conditions;
  /** What an earlier browser has said to the same question, or undefined: this one is then the first. */
  readonly compare: (what: string, said: string) => string | undefined;
  readonly keepPicture: (name: string) => Promise<void>;
}

export interface Journey {
  readonly name: string;
  /** With WebGL, where nothing else is said. */
  readonly when?: 'with WebGL' | 'without WebGL' | 'both';
  readonly run: (visit: Visit) => Promise<void>;
}

const DAY = '?day=2020-10-28&known=latest&show=day';
const FIGURES = ['Barda', '20–21 reported killed', '60–83 reported wounded'];
/** Words in capitals are a matter of style. */
const DENIED = /denied by Armenia/i;

/** The zoomable map where the browser has WebGL 2, else the picture. */
async function mapStands({ tab }: Visit): Promise<void> {
  const can = await tab.driver.run('page', () =>
    Boolean(document.createElement('canvas').getContext('webgl2')),
  );
  const wanted = can ? 'ready' : 'unavailable';
  await tab.until(
    `the map is ${wanted}`,
    () => tab.attribute('#map', 'data-map'),
    (state) => state === wanted,
  );
}

async function opening(visit: Visit, width: number, height: number, parts: readonly string[]): Promise<void> {
  const { tab, site, keepPicture } = visit;
  await tab.driver.resize(width, height);
  await tab.open(site.url);
  await tab.reads('.sentence', [/^28 October 2020: 3 incidents, 21–22 reported killed/]);
  await tab.reads('#panel', [...FIGURES, DENIED]);
  const bare = await tab.driver.run('page', () =>
    [...document.querySelectorAll('#panel .toll:not(.none)')].flatMap((toll) =>
      toll.querySelector('a[href^="http"]') ? [] : [toll.textContent],
    ),
  );
  assert.deepEqual(bare, [], 'a figure of the panel has no source beside it');
  await mapStands(visit);
  for (const part of parts) {
    const box = await tab.box(part);
    assert.ok(
      box && box.x >= -1 && box.x + box.width <= width + 1,
      `${part} is not within ${width} px: ${JSON.stringify(box)}`,
    );
    assert.ok(box.y + Math.min(box.height, 40) <= height, `${part} is below the first screen`);
  }
  const reach = await tab.driver.run('page', () => document.documentElement.scrollWidth);
  assert.ok(reach <= width, `the page is ${reach} px wide in ${width} px`);
  await keepPicture(`${width}x${height}`);
}

export const JOURNEYS: readonly Journey[] = [
  {
    name: 'a phone opens on Barda, 20–21 killed and 60–83 wounded, with sources and denial',
    run: (visit) => opening(visit, 390, 844, ['#map', '.sentence', '#day', '.peek']),
  },
  {
    name: 'a laptop does, with the denial in the first view',
    run: (visit) =>
      opening(visit, 1280, 800, ['#map', '.sentence', '#day', '.chart', '#panel h2', '.answers']),
  },
  {
    name: 'keys on the slider move sentence, map, panel and table',
    async run({ tab, site }) {
      await tab.open(site.url);
      await tab.focus('#day');
      await tab.press('ArrowLeft');
      await tab.reads('.sentence', [/^27 October 2020: /]);
      await tab.until(
        'the map shows 27 October',
        () => tab.attribute('#map', 'data-day'),
        (day) => day === '2020-10-27',
      );
      await tab.reads('#panel h2', ['27 October 2020']);
      await tab.reads('caption', ['27 October 2020']);
      for (const _ of 'xx') await tab.press('ArrowRight');
      await tab.reads('.sentence', [/^29 October 2020: /]);
    },
  },
  {
    name: 'the mouse drags the chart, and a click there chooses a day',
    async run({ tab, site }) {
      await tab.open(site.url);
      const chart = await tab.still('.chart');
      const at = (x: number): Point => ({ x: chart.x + x, y: middle(chart).y });
      await tab.driver.click(at(15));
      await tab.reads('.sentence', [/^21 October 2020: /]);
      await tab.driver.drag(at(300), at(190));
      await tab.reads('.sentence', [/^23 October 2020: /]);
    },
  },
  {
    name: '“known on” 28 October hides what was said later',
    async run({ tab, site }) {
      await tab.open(site.url);
      await tab.choose('#known', '2020-10-28');
      await tab.reads('.known-notice', ['As known on the evening of 28 October 2020']);
      await tab.reads('#panel .toll.killed .number', [/^21$/]);
      await tab.reads('#panel .toll.wounded .number', [/^60–70$/]);
      for (const part of ['#panel', '#table', '.sentence'])
        await tab.reads(part, [/^(?!.*(?:Amnesty|Human Rights Watch|\b83\b)).+$/]);
    },
  },
  {
    name: 'a click on Barda’s symbol on the zoomable map opens its panel, another day takes the symbol away',
    async run(visit) {
      const { tab, site } = visit;
      await tab.open(`${site.url}${DAY}`);
      await mapStands(visit);
      await tab.reads('#panel h2', ['28 October 2020']);
      const { at } = await tab.until(
        'the dead of the day are on the map',
        () => tab.deadOnMap(),
        ({ count }) => count > 700,
      );
      await tab.driver.click(at);
      await tab.reads('#panel h2', ['Barda city']);
      await tab.open(`${site.url}?day=2020-10-23&known=latest&show=day`);
      await mapStands(visit);
      await tab.until(
        'the dead of 28 October are not on the map',
        () => tab.deadOnMap(),
        ({ count }) => count < 500,
      );
    },
  },
  {
    name: 'the table sorts, gives every row a source, and opens an incident',
    async run({ tab, site }) {
      await tab.open(`${site.url}${DAY}`);
      const rows = () => tab.count('#table tbody tr');
      await tab.until('44 claims are in the table', rows, (count) => count === 44);
      const column = () =>
        tab.driver.run('page', () =>
          [...document.querySelectorAll('#table tbody td.killed')].map((cell) => cell.textContent),
        );
      const before = await column();
      await tab.click('#table th.killed button');
      await tab.until(
        'the column says that it is sorted',
        () => tab.attribute('#table th.killed', 'aria-sort'),
        (order) => order === 'ascending',
      );
      await tab.until('all are there again', rows, (count) => count === 44);
      const after = await column();
      assert.notDeepEqual(after, before, 'the order has not changed');
      assert.deepEqual(after.toSorted(), before.toSorted(), 'the rows are others than before');
      const bare = await tab.driver.run('page', () =>
        [...document.querySelectorAll('#table tbody tr')].flatMap((row) =>
          row.querySelector('td.sources a[href^="http"]') ? [] : [row.getAttribute('data-claim')],
        ),
      );
      assert.deepEqual(bare, [], 'a row has no source');
      await tab.click('#table tbody tr[data-about="barda-2020-10-28"] th button');
      await tab.reads('#panel h2', ['Barda city']);
    },
  },
  {
    name: 'back and forward go the way of the reader',
    async run({ tab, site }) {
      await tab.open(site.url);
      await tab.focus('#day');
      await tab.press('ArrowLeft');
      await tab.reads('#panel h2', ['27 October 2020']);
      const address = () => tab.driver.run('page', () => window.location.search);
      await tab.until('the address has the day', address, (search) => search.includes('day=2020-10-27'));
      await tab.click('#panel [data-incident="garayusifli-2020-10-27"]');
      await tab.reads('#panel h2', ['Garayusifli']);
      await tab.until('the address has the incident', address, (search) => search.includes('garayusifli'));
      await tab.driver.back();
      await tab.reads('#panel h2', ['27 October 2020']);
      await tab.driver.back();
      await tab.reads('#panel h2', ['Barda city']);
      await tab.driver.forward();
      await tab.reads('#panel h2', ['27 October 2020']);
    },
  },
  {
    name: 'the lesson steps on and back by keys, and Escape leaves it',
    async run({ tab, site }) {
      await tab.open(`${site.url}?mode=present`);
      const step = () => tab.attribute('.lesson-stage', 'data-step');
      const first = await tab.until('the lesson has begun', step, (id) => id !== null);
      await tab.press('PageDown');
      const second = await tab.until('it has gone on', step, (id) => id !== null && id !== first);
      await tab.press('PageDown');
      await tab.until('it has gone on again', step, (id) => id !== first && id !== second);
      await tab.press('ArrowLeft');
      await tab.until('it has gone back', step, (id) => id === second);
      await tab.press('Escape');
      await tab.until(
        'it is gone',
        () => tab.count('.lesson'),
        (count) => count === 0,
      );
    },
  },
  ...(
    [
      ['plain', 'a frame on another site'],
      ['sandbox-scripts', 'a sandbox without an origin'],
    ] as const
  ).map(([host, words]): Journey => ({
    name: `the embed in ${words} shows the figures and follows its slider`,
    async run({ tab, site }) {
      await tab.driver.resize(900, 900);
      await tab.open(site.hosts.page(host), 'frame');
      await tab.reads('#brief', [...FIGURES, DENIED, /\d+ sources · CC BY 4\.0/], 'frame');
      await tab.until(
        'the map stands in the frame',
        () => tab.driver.run('frame', () => document.querySelector('#map')?.getAttribute('data-map')),
        (state) => state === 'ready' || state === 'unavailable',
      );
      const [frame, slider] = [await tab.still('iframe'), await tab.still('#day', 'frame')];
      // The very beginning of the track.
      await tab.driver.click({ x: slider.x + 3, y: middle(slider).y }, frame);
      await tab.reads('.sentence', [/^(?:27|28|29) September 2020: /], 'frame');
      await tab.press('ArrowRight', 'frame');
      await tab.reads('.sentence', [/^(?:28|29|30) September 2020: /], 'frame');
      const around = await tab.driver.run('page', () => [window.location.search, window.scrollY] as const);
      assert.deepEqual(around, ['', 0], 'the page around the frame has moved');
    },
  })),
  {
    name: 'the share dialog opens, gives the code of a frame, and closes by Escape',
    async run({ tab, site }) {
      await tab.open(site.url);
      await tab.click('#share');
      const code = `dialog[open] textarea[aria-label="${shareText.codeField}"]`;
      const value = () =>
        tab.driver.run('page', (at) => document.querySelector<HTMLTextAreaElement>(at)?.value ?? '', code);
      await tab.until('the dialog gives a frame', value, (html) =>
        /^<iframe\s[^>]*src="[^"]*\?mode=embed/.test(html),
      );
      await tab.press('Escape');
      await tab.until(
        'it is closed',
        () => tab.count('dialog'),
        (count) => count === 0,
      );
    },
  },
  {
    name: 'without WebGL the picture is the map: it says so, follows the slider, and Barda opens by a click',
    when: 'without WebGL',
    async run({ tab, site, keepPicture }) {
      await tab.open(`${site.url}${DAY}`);
      await tab.reads('.map-note', [text.map.unavailable]);
      const barda = '#map .spot[aria-label="Barda: 20–21 reported killed"]';
      await tab.click(barda);
      await tab.reads('#panel h2', ['Barda city']);
      await keepPicture('without-webgl');
      await tab.choose('#known', '2020-10-28');
      await tab.until(
        'the figure on its symbol follows “known on”',
        () => tab.count('#map .spot[aria-label="Barda: 21 reported killed"]'),
        (count) => count === 1,
      );
      await tab.focus('#day');
      await tab.press('ArrowRight');
      await tab.until(
        'Barda’s symbol goes with its day',
        () => tab.count('#map .spot[aria-label^="Barda: 2"]'),
        (count) => count === 0,
      );
    },
  },
  {
    name: 'the offline file opens from the disk and follows its slider',
    when: 'both',
    async run(visit) {
      const { tab, site } = visit;
      await tab.open(site.file);
      await tab.reads('#panel', [...FIGURES, DENIED]);
      await mapStands(visit);
      await tab.focus('#day');
      await tab.press('ArrowLeft');
      await tab.reads('.sentence', [/^27 October 2020: /]);
    },
  },
  {
    name: 'the handout opens with its figures and sources',
    when: 'without WebGL',
    async run({ tab, site }) {
      await tab.driver.goto(`${site.url}?mode=handout`);
      await tab.reads('.handout', ['20–21', '60–83', 'Armenia', 'Sources']);
    },
  },
  {
    name: 'every word, date and figure is the same in Los Angeles, on Kiritimati and in every browser',
    when: 'both',
    async run({ tab, site, conditions, compare }) {
      for (const query of ['', DAY, '?day=2020-10-17&known=2020-10-18&show=upto']) {
        await tab.open(`${site.url}${query}`);
        const zone = await tab.driver.run('page', () => new Intl.DateTimeFormat().resolvedOptions().timeZone);
        assert.equal(zone, conditions.zone, 'the browser is in another time zone than asked for');
        const read = () =>
          tab.driver.run('page', () =>
            ['.sentence', '#timeline', '#panel', '#table', '#about']
              .map((part) => document.querySelector(part)?.textContent ?? `no ${part}`)
              .join('\n')
              .replaceAll(/\s+/g, ' '),
          );
        // Long lists come in slices.
        let last = '';
        let still = 0;
        const said = await tab.until('nothing more is drawn', read, (now) => {
          still = now === last ? still + 1 : 0;
          last = now;
          return now.length > 5000 && still === 20;
        });
        const before = compare(query, said);
        if (before === undefined) continue;
        const differs = async () => firstDifference(before, await read());
        await tab.until('it says the same', differs, (difference) => difference === '');
      }
    },
  },
];

function firstDifference(a: string, b: string): string {
  if (a === b) return '';
  let i = 0;
  while (a[i] === b[i]) i++;
  const there = (words: string) => words.slice(Math.max(0, i - 40), i + 60);
  return `“${there(a)}” is here “${there(b)}”`;
}
