/**
 * `npm run bench`: what the page weighs, and what a step costs as the record grows. Prints medians and ratios of one
 * run and writes test-results/bench.json. What the figures mean and how they mislead: bench/README.md.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { select } from '../src/record/days.ts';
import { knownAt } from '../src/record/known.ts';
import { createModel } from '../src/record/model.ts';
import { parseRecord, type Rows } from '../src/record/parse.ts';
import { placeFeatures } from '../src/map/features.ts';
import { readRecordFiles } from '../scripts/record-files.ts';
import { launchChromium } from '../test/browser/chromium.ts';
import { serveFolder } from '../test/browser/server.ts';

const OUT = '.cache/bench-dist';
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

function time(runs: number, act: () => unknown): number {
  act();
  return median(
    Array.from({ length: runs }, () => {
      const start = performance.now();
      act();
      return performance.now() - start;
    }),
  );
}

/** The shipped record, so many times over, under new ids. */
function repeated(rows: Rows, times: number): Rows {
  const copies = Array.from({ length: times }, (_, n) => n);
  const name = (id: string, n: number) => (n === 0 ? id : id.replace(/^([^/]+)/, `$1-copy${n}`));
  return {
    ...rows,
    incidents: copies.flatMap((n) => rows.incidents.map((row) => ({ ...row, id: name(row.id, n) }))),
    claims: copies.flatMap((n) =>
      rows.claims.map((row) => ({
        ...row,
        id: name(row.id, n),
        incident: name(row.incident, n),
        ...('replacedBy' in row && row.replacedBy
          ? {
              replacedBy: Object.fromEntries(
                Object.entries(row.replacedBy).map(([measure, id]) => [measure, name(id ?? '', n)]),
              ),
            }
          : {}),
      })),
    ),
  };
}

function weigh(): Record<string, number> {
  const weight = (file: string) => brotliCompressSync(readFileSync(file)).length;
  const assets = readdirSync(`${OUT}/assets`);
  const group = (test: RegExp) =>
    assets.filter((name) => test.test(name)).reduce((sum, name) => sum + weight(`${OUT}/assets/${name}`), 0);
  return {
    'HTML and stylesheet': weight(`${OUT}/index.html`) + group(/^index.*\.css$/),
    'script until timeline, panel and table work': group(/^index.*\.js$/),
    record: group(/\.(json|geojson)$/),
    'MapLibre with its worker and stylesheet': group(/^(map-|maplibre).*\.(js|css)$/),
    basemap: group(/\.topojson$/),
    'fonts of the opening view': group(/^latin-(\d|ext-400).*\.woff2$/),
  };
}

function compute() {
  const { rows } = parseRecord(readRecordFiles());
  return [1, 10, 100].map((times) => {
    const model = createModel(repeated(rows, times));
    const latest = knownAt(model, 'latest');
    return {
      incidents: model.incidents.length,
      'a step of the day (ms)': time(200, () => select(latest, '2020-10-28', 'day')),
      'a step, up to the day (ms)': time(50, () => select(latest, '2020-10-28', 'upto')),
      'another "known on" (ms)': time(20, () => knownAt(model, '2020-10-28')),
      'map features (ms)': time(20, () => placeFeatures(latest, model.places.values())),
    };
  });
}

/** Main-thread time of one slider step in the browser, from the slider's event to the end of the next frame. */
async function steps() {
  const server = await serveFolder(OUT);
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(server.url);
  await page.waitForSelector('#map[data-map="ready"]');
  const measured = await page.evaluate(async () => {
    const range = document.querySelector<HTMLInputElement>('#day');
    if (!range) throw new Error('no slider');
    const taken: number[] = [];
    for (let i = 0; i < 60; i++) {
      range.value = String(i % 45);
      const start = performance.now();
      range.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      taken.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return taken.slice(10);
  });
  const version = browser.version();
  await browser.close();
  await server.close();
  const sorted = measured.toSorted((a, b) => a - b);
  return {
    browser: version,
    'median (ms)': median(measured),
    'p95 (ms)': sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
  };
}

await build({ logLevel: 'error', build: { outDir: OUT, emptyOutDir: true } });
const result = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
  'bytes, brotli': weigh(),
  'compute in Node': compute(),
  'slider step in the browser': await steps(),
};
const [one, , hundred] = result['compute in Node'];
const ratio = (key: 'a step of the day (ms)' | 'another "known on" (ms)') =>
  one && hundred ? hundred[key] / one[key] : NaN;
const ratios = {
  'a step of the day, 100 times the record': ratio('a step of the day (ms)'),
  'another "known on", 100 times the record': ratio('another "known on" (ms)'),
};
console.log(
  JSON.stringify(
    { ...result, ratios },
    (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value),
    2,
  ),
);
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/bench.json', JSON.stringify({ ...result, ratios }, null, 2));
process.exit(0);
