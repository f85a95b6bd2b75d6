/** MapLibre as build/maplibre.ts builds it: what it weighs on the page, how its worker starts, and what styles it. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { rulesOf, type Rule } from '../stylesheet.ts';
import { launchChromium } from './chromium.ts';
import { open } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

test('the map draws with one worker of its own file, which shares its code with the page', async () => {
  const workers: string[] = [];
  const { requests, errors, warnings, close } = await open(browser, '', {
    before: async (page) => {
      page.on('worker', (worker) => workers.push(worker.url()));
    },
  });
  await close();
  const script = (name: string) =>
    requests.filter((url) => new RegExp(`/assets/${name}-[\\w-]+\\.js$`).test(url));
  expect(workers).toEqual([expect.stringMatching(/\/assets\/maplibre-worker-[\w-]+\.js$/)]);
  expect(requests.filter((url) => url === workers[0])).toHaveLength(1);
  expect(script('map')).toHaveLength(1);
  expect(new Set(script('maplibre-shared')).size).toBe(1);
  expect(requests.filter((url) => /^blob:|^data:(?!image\/svg)/.test(url))).toEqual([]);
  expect([...errors, ...warnings]).toEqual([]);
});

test('the first script knows MapLibre by its address only; the worker touches no document', async () => {
  const { page, requests, close } = await open(browser);
  const folder = new URL('assets/', page.url());
  await close();
  const file = (name: string) =>
    requests.find((url) => new RegExp(`/assets/${name}-[^/]*\\.js$`).test(url)) ?? '';
  const read = async (url: string) => (await fetch(url)).text();
  const [first, map, shared, worker] = await Promise.all(
    ['index', 'map', 'maplibre-shared', 'maplibre-worker'].map((name) => read(file(name))),
  );
  const name = (url: string) => url.replace(folder.href, '');
  // Asked for together: the map's file would otherwise have to arrive before it could name the shared one.
  for (const url of [file('map'), file('maplibre-shared')]) expect(first).toContain(`"./${name(url)}"`);
  expect(first).not.toMatch(/maplibregl|(?:from|import)\s*"\.\/map/);
  expect(worker).toMatch(new RegExp(`from\\s*"\\./${name(file('maplibre-shared'))}"`));
  expect(worker).not.toMatch(/\bdocument\b|\bwindow\b|vite:preloadError/);
  expect(shared).not.toMatch(/vite:preloadError/);
  const notice = /MapLibre GL JS [\d.]+, 3-Clause BSD: (\S+)/;
  for (const code of [map, shared, worker]) expect(code).toMatch(notice);
  const licence = await read(new URL(`../${notice.exec(worker ?? '')?.[1] ?? ''}`, folder).href);
  expect(licence).toContain('MapLibre contributors');
});

test('the map draws in a frame without an origin too', async () => {
  // The host lets anyone read its files, as the hosts of static pages do.
  const host = createServer((request, response) => {
    if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<iframe sandbox="allow-scripts" width="1200" height="700" src="page/"></iframe>');
      return;
    }
    const path = (request.url ?? '').replace('/page/', '');
    void fetch(`${inject('pageUrl')}${path}`).then(async (answer) => {
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? '',
        'access-control-allow-origin': '*',
      });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
  await page.frameLocator('iframe').locator('#map[data-map="ready"]').waitFor({ timeout: 45_000 });
  await page.close();
  host.closeAllConnections();
  host.close();
});

test('the page has exactly those rules of MapLibre’s stylesheet whose classes ever stand on the map', async () => {
  const seen = new Set<string>();
  const { page, close } = await open(browser, '', {
    before: async (opening) => {
      await opening.exposeFunction('see', (names: string[]) => names.forEach((name) => seen.add(name)));
      await opening.addInitScript(() => {
        const { see } = window as unknown as { see: (names: string[]) => void };
        new MutationObserver(() =>
          see(
            [...document.querySelectorAll('[class*="maplibregl-"]')].flatMap((node) => [...node.classList]),
          ),
        ).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
      });
    },
  });
  const box = await page.locator('#map canvas').boundingBox();
  if (!box) throw new Error('the map has no box');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  // A wheel without a key brings the words about gestures, a drag with Shift the frame of a box zoom.
  await page.mouse.move(...at(0.6, 0.4));
  await page.mouse.wheel(0, 100);
  await page.keyboard.down('Shift');
  await page.mouse.down();
  await page.mouse.move(...at(0.7, 0.5), { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect
    .poll(() => [...seen])
    .toEqual(expect.arrayContaining(['maplibregl-show', 'maplibregl-boxzoom']));
  await close();

  // A blue ring: map.css gives the buttons the page's own.
  const notOurs = /^\.maplibregl-ctrl-group button:focus(?::focus-visible)?$/;
  const used = ({ selector }: Rule) => {
    if (notOurs.test(selector)) return false;
    const classes = selector.match(/\.maplibregl[\w-]*/g) ?? [];
    return classes.length > 0 && classes.every((name) => seen.has(name.slice(1)));
  };
  const theirs = rulesOf(readFileSync('node_modules/maplibre-gl/dist/maplibre-gl.css', 'utf8'));
  const ours = rulesOf(readFileSync('src/style/maplibre.css', 'utf8'));
  const names = (rules: readonly Rule[]) => rules.map((rule) => `${rule.condition} ${rule.selector}`.trim());
  expect(names(ours)).toEqual(names(theirs.filter(used)));
});
