/** What only a browser can tell: a PNG comes out, at the right size, with the letters of the page and no request. */
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { PNG } from 'pngjs';
import type { Browser, Page } from 'playwright-core';
import type { Topology } from 'topojson-specification';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { drawBackdrop } from '../../src/map/backdrop.ts';
import { composePicture } from '../../src/export/picture/compose.ts';
import { widthOf } from '../../src/export/picture/measure.ts';
import { OPENING } from '../../src/state/state.ts';
import { text } from '../../src/text/en.ts';
import { launchChromium } from '../browser/chromium.ts';
import { serveFolder } from '../browser/server.ts';
import { shipped } from '../page.ts';

interface Exported {
  make(state: object, layout: string, scale: number): Promise<{ png: string; svg: string; text: string }>;
}

const ENTRY = `
  import { createModel } from '/src/record/model.ts';
  import { parseRecord } from '/src/record/parse.ts';
  import { composePicture, svgText, toPng } from '/src/export/picture-file.ts';
  globalThis.exported = {
    async make(state, layout, scale) {
      const { rows } = parseRecord(JSON.parse(document.querySelector('#record').textContent));
      const backdrop = document.querySelector('.backdrop');
      const svg = composePicture(document, { model: createModel(rows), state, backdrop, version: '1' }, layout);
      const bytes = new Uint8Array(await (await toPng(svg, scale)).arrayBuffer());
      return {
        png: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
        svg: await svgText(svg),
        text: svg.textContent,
      };
    },
  };
`;

let [browser, folder, server]: [Browser?, string?, Awaited<ReturnType<typeof serveFolder>>?] = [];
const requests: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picture-'));
  const { document } = parseHTML('<!doctype html><html><head><title>x</title></head><body></body></html>');
  const basemap = JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology;
  document.body.append(drawBackdrop(document, basemap, shipped().lines));
  const record = JSON.stringify(readRecordFiles()).replaceAll('<', '\\u003c');
  const html = `<!doctype html>${document.documentElement.outerHTML}`.replace(
    '</body>',
    () =>
      `<script type="application/json" id="record">${record}</script><script type="module" src="/entry.js"></script></body>`,
  );
  await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry.html' ? id : id.endsWith('/entry.js') ? '\0entry' : null),
        load: (id) => (id === '\0entry' ? ENTRY : id === 'entry.html' ? html : null),
      },
    ],
    build: { outDir: folder, target: 'es2022', rolldownOptions: { input: 'entry.html' } },
  });
  server = await serveFolder(folder);
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** The page, or the page in a frame that is allowed scripts and nothing else. */
async function opened(sandboxed: boolean): Promise<{ page: Page; make: Exported['make'] }> {
  if (!browser || !server) throw new Error('no browser');
  const page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  const address = `${server.url}entry.html`;
  // A server that allows other origins, as docs/hosting.md asks for.
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
  });
  if (sandboxed) await page.setContent(`<iframe sandbox="allow-scripts" src="${address}"></iframe>`);
  else await page.goto(address);
  const frame = sandboxed ? page.frames()[1] : page.mainFrame();
  if (!frame) throw new Error('no frame');
  await frame.waitForFunction(() => 'exported' in globalThis);
  return {
    page,
    make: (state, layout, scale) =>
      frame.evaluate(
        ([s, l, k]) => (globalThis as unknown as { exported: Exported }).exported.make(s, l, k),
        [state, layout, scale] as const,
      ),
  };
}

/** How much of a box is nearly the colour, 0 to 1. */
function share(png: PNG, [left, top, width, height]: readonly number[], colour: readonly number[]): number {
  let n = 0;
  for (let y = top!; y < top! + height!; y++)
    for (let x = left!; x < left! + width!; x++) {
      const at = (y * png.width + x) * 4;
      if (colour.every((value, i) => Math.abs(value - (png.data[at + i] ?? 0)) < 12)) n++;
    }
  return n / (width! * height!);
}

/** The last column with anything but paper between two heights. */
function inkEnd(png: PNG, from: number, to: number): number {
  for (let x = png.width - 1; x > 0; x--)
    if (share(png, [x, from, 1, to - from], [0xf6, 0xf4, 0xef]) < 1) return x;
  return 0;
}

describe('a PNG', () => {
  it.each([
    ['on the page', false],
    ['in a frame that may run scripts and nothing else', true],
  ] as const)(
    'is made %s, as large as its layout, drawn with its letters, without a request',
    async (_, sandboxed) => {
      const { page, make } = await opened(sandboxed);
      const before = requests.length;
      const { png } = await make(OPENING, 'card', 1);
      // Its fonts come as a script of the page; nothing else is asked for.
      expect(requests.slice(before).filter((url) => !/^blob:|^data:|\/assets\/fonts-/.test(url))).toEqual([]);
      const image = PNG.sync.read(Buffer.from(png, 'base64'));
      expect([image.width, image.height]).toEqual([1200, 630]);
      // With its own letters the first line ends where it was measured to end.
      const line = widthOf(`${text.title} `, 20.5, 600) + widthOf(text.subtitleShort, 20.5);
      expect(Math.abs(inkEnd(image, 36, 60) - (536 + line))).toBeLessThan(4);
      // Paper above the words, and the dark of the killed where their number stands.
      expect(share(image, [600, 4, 500, 20], [0xf6, 0xf4, 0xef])).toBe(1);
      expect(share(image, [536, 185, 210, 70], [0x5a, 0x2a, 0x4a])).toBeGreaterThan(0.15);
      await page.close();
    },
    60_000,
  );

  it('twice as large has twice the pixels', async () => {
    const { page, make } = await opened(false);
    const { png } = await make(OPENING, 'card', 2);
    const image = PNG.sync.read(Buffer.from(png, 'base64'));
    expect([image.width, image.height]).toEqual([2400, 1260]);
    await page.close();
  }, 60_000);
});

describe('an SVG', () => {
  it.each(['wide', 'card'] as const)(
    'says in the browser what it says in the build: %s',
    async (layout) => {
      const { page, make } = await opened(false);
      const { document } = parseHTML('<!doctype html><html><body></body></html>');
      const basemap = JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology;
      const backdrop = drawBackdrop(document, basemap, shipped().lines);
      const parts = { model: shipped(), backdrop, version: '1' };
      for (const state of [OPENING, { ...OPENING, day: '2020-09-27', incident: null }]) {
        const built = composePicture(document, { ...parts, state }, layout);
        const { text: told } = await make(state, layout, 0.25);
        expect(told).toBe(built.textContent);
      }
      await page.close();
    },
    60_000,
  );

  it('brings the letters that it has and no others', async () => {
    const { page, make } = await opened(false);
    const { svg, text: told } = await make({ ...OPENING, day: '2020-10-27', incident: null }, 'wide', 0.25);
    expect(told).toContain('ə');
    expect(svg.match(/@font-face/g)).toHaveLength(4);
    const { svg: plain } = await make({ ...OPENING, incident: null }, 'card', 0.25);
    expect(plain.match(/@font-face/g)).toHaveLength(2);
    expect(plain).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    await page.close();
  }, 60_000);
});
