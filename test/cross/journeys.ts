/** What every browser must be able to do. One set for all of them: a journey knows no browser. */
import { strict as assert } from 'node:assert';
import type { Point } from './driver.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { DAY, DENIED, FIGURES, mapStands, type Journey, type Visit } from './journey.ts';
import { middle } from './tab.ts';

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
  ...ELSEWHERE,
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
