/** What the page may weigh, as a reader's line carries it: compressed with brotli, 1 kB = 1000 bytes. */
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { LAPTOP, PHONE, open } from './page.ts';
import { serveFolder } from './server.ts';

const FOLDER = inject('folder');
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

const compress = promisify(brotliCompress);
const weighed = new Map<string, Promise<number>>();
/** Bytes of a file on the line. Fonts are compressed already. */
function weigh(file: string): Promise<number> {
  const body = readFileSync(`${FOLDER}/${file}`);
  const known =
    weighed.get(file) ??
    (file.endsWith('.woff2') ? Promise.resolve(body.length) : compress(body).then(({ length }) => length));
  weighed.set(file, known);
  return known;
}

/** Fails with every file, the sum and what it may be. */
async function expectAtMost(budget: number, files: readonly string[]): Promise<void> {
  const sizes = await Promise.all(files.map(weigh));
  const sum = sizes.reduce((total, size) => total + size, 0);
  const list = files
    .map((file, i) => ({ file, size: sizes[i] ?? 0 }))
    .toSorted((a, b) => b.size - a.size)
    .map(({ file, size }) => `${kB(size)} ${file}`);
  expect(sum, `${kB(sum)} of at most ${kB(budget)}: ${list.join(', ')}`).toBeLessThanOrEqual(budget);
}

const html = readFileSync(`${FOLDER}/index.html`, 'utf8');
const withoutNoscript = html.replaceAll(/<noscript>[^]*?<\/noscript>/g, '');
const head = html.slice(0, html.indexOf('</head>'));
const INLINED = /<style>((?!<\/style>)[^])*\.map-picture((?!<\/style>)[^])*<\/style>/;

describe('the first file', () => {
  test('weighs at most 60 kB with its stylesheet', async () => {
    expect(INLINED.test(head)).toBe(true);
    await expectAtMost(60_000, ['index.html']);
  });

  test('shows map, timeline, sentence and the figures of Barda in its first 20 kB', async () => {
    const tolls = html.indexOf('class="toll wounded"');
    const end = html.indexOf('class="answers"', tolls);
    expect(tolls).toBeGreaterThan(0);
    const { length } = await compress(html.slice(0, end));
    expect(length, `index.html up to the figures: ${kB(length)} of at most 20 kB`).toBeLessThanOrEqual(
      20_000,
    );
    // What a browser can make of the first 20 kB of the whole file, as it arrives.
    const arrived = (await compress(html)).subarray(0, 20_000);
    const start = String(brotliDecompressSync(arrived, { finishFlush: constants.BROTLI_OPERATION_FLUSH }));
    for (const [part, pattern] of Object.entries({
      'the stylesheet': INLINED,
      'the ground of the map': /class="borders"|[^>]*d="M\d{3,}[^"]{300,}"[^>]*class="borders"/,
      'the symbol of Barda': /aria-label="Barda: 20–21 reported killed"/,
      'the chart for a phone': /<svg[^>]*class="chart narrow"/,
      'the chart for a laptop': /<svg[^>]*class="chart wide"/,
      'the strip': /class="strip (wide|narrow)"/,
      'the sentence with its figures':
        /class="figure killed"[^>]*>21–22<[^]*class="figure wounded"[^>]*>62–85</,
      'the figure of killed': /class="number">20–21<\/p><p[^>]*>reported killed</,
      'the figure of wounded': />60–83<\/p><p[^>]*>reported wounded</,
      'a source beside them': /Highest: <span><a [^>]*href="https?:/,
    }))
      expect(pattern.test(start), part).toBe(true);
  });

  test('asks for nothing that the first picture would have to wait for', () => {
    expect(withoutNoscript.match(/<link[^>]*rel="?stylesheet[^>]*>/g)).toBeNull();
    const scripts = [...html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
    const waited = scripts.filter(
      ([, kind = '']) => !/type="(module|application\/ld\+json)"|\b(async|defer)\b/.test(kind),
    );
    // What tells the stylesheet how the page is shown has to come first: it is in the file, and short.
    expect(waited.map(([, kind]) => kind)).toEqual(['']);
    expect(waited[0]?.[2]?.length).toBeLessThan(2000);
    expect(scripts.length).toBeGreaterThan(waited.length);
    expect(html).not.toMatch(/@import/);
  });
});

test('the script until timeline, panel and table work weighs at most 60 kB', async () => {
  const entries = [...html.matchAll(/<script[^>]*type="module"[^>]*>/g)].flatMap(
    ([tag]) => /src="\.\/([^"]+)"/.exec(tag)?.[1] ?? [],
  );
  expect(entries.length).toBeGreaterThan(0);
  const needed = new Set<string>();
  const add = (file: string) => {
    if (needed.has(file)) return;
    needed.add(file);
    const script = readFileSync(`${FOLDER}/${file}`, 'utf8');
    for (const [, name = ''] of script.matchAll(/\b(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      add(`${file.slice(0, file.lastIndexOf('/') + 1)}${name}`);
  };
  entries.forEach(add);
  await expectAtMost(60_000, [...needed]);
  expect([...needed].filter((file) => /map/.test(file))).toEqual([]);
});

describe('the opening view', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  for (const [name, viewport] of Object.entries({ 'a phone': PHONE, 'a laptop': LAPTOP })) {
    test(`on ${name} takes at most 520 kB with MapLibre, from one host, and nothing blocks its first picture`, async () => {
      const asked: string[] = [];
      const server = await serveFolder(FOLDER, '/news/maps/', (file) => asked.push(file));
      const { page, requests, close } = await open(browser, '', { viewport, url: server.url });
      await page.waitForLoadState('networkidle');
      const timings = await page.evaluate(() =>
        performance.getEntriesByType('resource').map((entry) => ({
          name: entry.name,
          blocking: (entry as PerformanceResourceTiming & { renderBlockingStatus: string })
            .renderBlockingStatus,
        })),
      );
      await close();
      await server.close();

      const elsewhere = requests.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url));
      expect(elsewhere).toEqual([]);
      // All that it takes is there: were something missing, the sum would say nothing.
      const parts = ['index.html', 'index-', 'record-', 'map-', 'maplibre-worker-', 'basemap-', 'latin-400-'];
      for (const part of parts)
        expect(
          asked.some((file) => file.includes(part)),
          part,
        ).toBe(true);
      // What is asked for twice counts twice.
      await expectAtMost(520_000, asked);

      expect(timings.length).toBeGreaterThan(5);
      expect(timings.filter(({ blocking }) => blocking !== 'non-blocking')).toEqual([]);
    });
  }
});
