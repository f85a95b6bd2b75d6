/** Journeys away from the page itself: in frames of others, in its dialog, without WebGL, from the disk, on paper. */
import { strict as assert } from 'node:assert';
import { shareText } from '../../src/text/dialog.ts';
import { text } from '../../src/text/en.ts';
import { DAY, DENIED, FIGURES, mapStands, type Journey } from './journey.ts';
import { middle } from './tab.ts';

export const ELSEWHERE: readonly Journey[] = [
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
];
