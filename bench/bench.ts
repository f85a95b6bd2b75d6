/**
 * `npm run bench`: our page as built against the same job done the usual way, side by side in a real browser. Prints
 * medians and ratios of one run and writes test-results/bench.json. What the figures mean, and how they would mislead:
 * bench/README.md.
 *
 * `npm run bench -- --quick`: fewer runs, nothing at 100,000 incidents. `--screen=laptop`: a wide screen in place of a
 * phone's. `--runs=5`, `--steps=40`, `--sizes=140,10000`: as they say; the record's own size is always measured.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { readRecordFiles } from '../scripts/record-files.ts';
import { parseRecord } from '../src/record/parse.ts';
import { launchChromium } from '../test/browser/chromium.ts';
import { generateRecord } from '../test/bench/generate.ts';
import { compute } from './compute.ts';
import { CPU_SLOWDOWN, SCREENS, SLOW_4G, open, untilSliderAnswers, type Screen } from './load.ts';
import { PAGES, SIGNS, buildPages, ourHtml, withRecord, withShipped, type PageName } from './pages.ts';
import { prefixOf } from './prefix.ts';
import { report, type Result } from './report.ts';
import { serve, type Site } from './serve.ts';
import { measureSteps } from './steps.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    quick: { type: 'boolean', default: false },
    screen: { type: 'string', default: 'phone' },
    runs: { type: 'string' },
    steps: { type: 'string' },
    sizes: { type: 'string' },
  },
});
const isScreen = (name: string): name is Screen => name in SCREENS;
if (!isScreen(options.screen)) throw new Error(`unknown screen: ${options.screen}`);
const screen = options.screen;
const runs = Number(options.runs ?? (options.quick ? 2 : 5));
const steps = Number(options.steps ?? (options.quick ? 12 : 40));
const sizes = (options.sizes ?? (options.quick ? '10000' : '10000,100000')).split(',').map(Number);

/**
 * Without a graphics card WebGL is drawn by software, and so, unless this is said, is every letter of the page: as if on a
 * card, but a thousand times slower, and whoever asks the card anything waits. With it the page is painted as on any
 * machine without a card.
 */
const ARGS = ['--disable-gpu-rasterization'];

const missing: string[] = [];
const say = (line: string) => process.stderr.write(`${line}\n`);
const fail = (what: string, error: unknown) => {
  missing.push(`${what}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
  say(missing.at(-1) ?? '');
};

/** The two pages in turn, so that whatever slows the machine for a while slows both. */
async function openings(browser: Browser, sites: Readonly<Record<PageName, Site>>) {
  const served = { ours: await serve(sites.ours, SLOW_4G), usual: await serve(sites.usual, SLOW_4G) };
  const found: { [K in 'openings' | 'answers']: { [P in PageName]: Result[K][P][number][] } } = {
    openings: { ours: [], usual: [] },
    answers: { ours: [], usual: [] },
  };
  // A browser that has just started is slow at its first pages; these count for nothing.
  for (const page of PAGES)
    await open(browser, served[page], SIGNS[page], screen).catch((error: unknown) => say(String(error)));
  for (let run = 1; run <= runs; run++) {
    say(`opening ${run} of ${runs}`);
    const order = run % 2 === 1 ? PAGES : PAGES.toReversed();
    for (const page of order) {
      await open(browser, served[page], SIGNS[page], screen).then(
        (opening) => found.openings[page].push(opening),
        (error: unknown) => fail(`${page}, opening ${run}`, error),
      );
    }
    for (const page of order) {
      await untilSliderAnswers(browser, served[page], SIGNS[page], screen).then(
        (answer) => found.answers[page].push(answer),
        (error: unknown) => fail(`${page}, slider ${run}`, error),
      );
    }
  }
  for (const page of PAGES) await served[page].close();
  return found;
}

/** Processes that wanted to run, on the average of the last minute. What else goes on is in every figure. */
const busyness = () => (loadavg()[0] ?? NaN).toFixed(1);
const busyBefore = busyness();
say('building both pages');
const built = await buildPages();
const shipped = readRecordFiles();
const own = parseRecord(shipped).rows.incidents.length;
const browser = await launchChromium(ARGS);
const opened = await openings(browser, withShipped(built, shipped));

const stepsAt: Result['steps'][number][] = [];
const computed: Result['compute'][number][] = [];
for (const incidents of [own, ...sizes.filter((size) => size > own)]) {
  say(`steps at ${incidents} incidents`);
  const files = generateRecord(shipped, incidents);
  const pages = await measureSteps(
    browser,
    withRecord(built, files),
    { screen, steps, openingMs: incidents > 20_000 ? 180_000 : 60_000 },
    (page, error) => fail(`${page}, steps at ${incidents}`, error),
  );
  stepsAt.push({ incidents, pages });
  computed.push({ incidents, ms: compute(files) });
}
await browser.close();

const versionOf = (name: string) =>
  (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;
const prefix = prefixOf(ourHtml().toString());
const result: Result = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${process.platform}, Node ${process.version}`,
  browser: `Chromium ${browser.version()}, headless, WebGL by software`,
  versions: Object.fromEntries(
    ['maplibre-gl', 'maplibre-gl-time-slider'].map((name) => [name, versionOf(name)]),
  ),
  conditions: {
    screen: `${screen}, ${SCREENS[screen].viewport.width} × ${SCREENS[screen].viewport.height}`,
    line: `${(SLOW_4G.downloadThroughput * 8) / 1e6} Mbit/s down, ${SLOW_4G.latency} ms a request (openings only; steps unthrottled)`,
    processor: `slowed ${CPU_SLOWDOWN} times on the main thread, in openings and steps`,
    'load of the machine': `${busyBefore} before, ${busyness()} at the end, for ${cpus().length} processors`,
    runs: `${runs} openings of each page and as many with the slider tried, in turn; ${steps} steps at each size`,
  },
  ...opened,
  htmlPrefix: prefix === null ? null : brotliCompressSync(prefix).length,
  steps: stepsAt,
  compute: computed,
  missing,
};
console.log(report(result));
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/bench.json', JSON.stringify(result, null, 2));
process.exit(missing.length > 0 ? 1 : 0);
