/** A visited page without a network: kept by its service worker, never in a frame, never in the way of the opening. */
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { offlineText } from '../../src/text/offline.ts';
import { launchChromium } from './chromium.ts';
import { mapIsReady, open, read, slideTo, soon } from './page.ts';
import { serveFolder } from './server.ts';

const NEXT = '.cache/test-next';
const [START] = offlineText.copy('').split(',');

let browser: Browser;
let server: Awaited<ReturnType<typeof serveFolder>>;
/** What the host serves; nothing when it is gone. */
let folder: string | undefined;
let asked: string[] = [];
/** What the host has a page for instead. */
let lost: RegExp | undefined;

beforeAll(async () => {
  makeNext(inject('folder'), NEXT);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  folder = inject('folder');
  asked = [];
  lost = undefined;
  server = await serveFolder(
    () => folder,
    '/maps/',
    (file) => asked.push(file),
    (file) => lost?.test(file) === true,
  );
});
afterEach(async () => {
  await server.close();
});

/** The page after a change: another title, another script, and so another worker. */
function makeNext(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
  const names = readdirSync(join(to, 'assets'));
  const script = names.find((name) => /^index-.*\.js$/.test(name)) ?? '';
  const renamed = script.replace(/-.*\./, '-NEXTNEXT.');
  for (const name of [
    ...names.filter((n) => n.endsWith('.js')).map((n) => `assets/${n}`),
    'sw.js',
    'index.html',
  ]) {
    const text = readFileSync(join(to, name), 'utf8').replaceAll(script, renamed);
    writeFileSync(
      join(to, name),
      text.replace('<title>', '<title>Next: ').replace(/(version:\s*[`"'])\w+/, '$1next'),
    );
  }
  renameSync(join(to, 'assets', script), join(to, 'assets', renamed));
}

/** A browser installs and activates a worker when it has nothing better to do. */
const inTheEnd = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 30_000 });

const visit = (query = '', url = server.url) => open(browser, query, { url, serviceWorkers: 'allow' });
/** The names of the copies that the browser keeps and that are whole. */
const copies = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const whole = await Promise.all(
      names.map(
        async (name) =>
          (await (await caches.open(name)).match(new URL('./', document.baseURI).href)) !== undefined,
      ),
    );
    return names.filter((_, i) => whole[i]);
  });
const isKept = async (page: Page, version = '') => {
  await inTheEnd(async () => (await copies(page)).some((name) => name.includes(version))).toBe(true);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
};
const reload = async (page: Page) => {
  await page.reload({ waitUntil: 'commit' });
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
};

describe('a visited page', () => {
  test('opens without a network, in every view: map, slider, table, dialog', async () => {
    const { page, errors, close } = await visit();
    await isKept(page);
    folder = undefined;
    await page.context().setOffline(true);
    errors.length = 0;

    await page.goto(`${server.url}?day=2020-10-17&known=latest&show=day`, { waitUntil: 'commit' });
    await mapIsReady(page);
    expect(await read(page, '#notices')).toContain(START);
    await slideTo(page, '2020-10-28');
    expect(await read(page, '#table')).toContain('Barda');
    expect(await page.evaluate(() => document.fonts.check("16px 'Noto Sans Map'", 'ə'))).toBe(true);
    await page.locator('#share').click();
    await page.locator('dialog.share').waitFor();
    // The lesson travels apart from the page, and is kept with it.
    await page.goto(`${server.url}?mode=handout`, { waitUntil: 'commit' });
    await page.waitForSelector('.handout-step');
    expect(errors).toEqual([]);
    await close();
  });

  test('is not kept with a page of the host in the place of a file, but as soon as the file is there', async () => {
    lost = /lesson-.*\.js$/;
    const { page, close } = await visit();
    await inTheEnd(() => Promise.resolve(asked.filter((file) => lost?.test(file)).length)).toBe(2);
    await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration())?.installing);
    expect(await copies(page)).toEqual([]);
    lost = undefined;
    await reload(page);
    await isKept(page);
    const types = await page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      const answers = await (await caches.open(name)).matchAll();
      return answers.map(({ url, headers }) => [url, headers.get('content-type')]);
    });
    expect(types.filter(([url, type]) => url?.endsWith('.js') && type !== 'text/javascript')).toEqual([]);
    await close();
  });

  test('says when the network goes, and stops when it is back', async () => {
    const { page, close } = await visit();
    expect(await page.locator('#notices .offline').count()).toBe(0);
    await page.context().setOffline(true);
    await soon(() => read(page, '#notices')).toContain(offlineText.offline);
    await page.context().setOffline(false);
    await soon(() => page.locator('#notices .offline').count()).toBe(0);
    await close();
  });

  test('is the new one after one reload, and then also without a network', async () => {
    const { page, close } = await visit();
    await isKept(page);
    folder = NEXT;
    await reload(page);
    expect(await page.title()).toMatch(/^Next: /);
    await isKept(page, 'next');

    folder = undefined;
    await page.context().setOffline(true);
    await reload(page);
    expect(await page.title()).toMatch(/^Next: /);
    await mapIsReady(page);
    await close();
  });

  test('keeps one generation for tabs that are still open, and no more', async () => {
    const { page, close } = await visit();
    await isKept(page);
    await page.evaluate(async () => {
      for (const name of ['a', 'b'])
        await caches.open(`page ${new URL('./', document.baseURI).href} ${name}`);
      await caches.open('page https://elsewhere.example/ a');
    });
    folder = NEXT;
    await reload(page);
    await isKept(page, 'next');
    await inTheEnd(() =>
      page.evaluate(async () => (await caches.keys()).map((name) => name.split(' ').at(-1))),
    ).toHaveLength(3);
    const names = await page.evaluate(() => caches.keys());
    expect(names).toContain('page https://elsewhere.example/ a'); // another page's
    await close();
  });

  test('is not kept when the host is in the midst of an upload: the page newer than the worker', async () => {
    const { page, close } = await visit();
    const half = '.cache/test-half';
    cpSync(inject('folder'), half, { recursive: true });
    cpSync(join(NEXT, 'index.html'), join(half, 'index.html'));
    cpSync(join(NEXT, 'assets'), join(half, 'assets'), { recursive: true });
    folder = half;
    asked = [];
    await soon(() => asked.filter((file) => file === 'sw.js').length).toBeGreaterThan(0);
    await soon(() =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing ?? null),
    ).toBe(null);
    expect(await copies(page)).toEqual([]);
    await close();
  });

  test('asks for nothing to keep before its map has come', async () => {
    const { page, close } = await visit();
    await isKept(page);
    const last = asked.findIndex((file) => file === 'sw.js');
    for (const part of ['maplibre-worker-', 'map-', 'basemap-', 'record-'])
      expect(
        asked.findIndex((file) => file.includes(part)),
        part,
      ).toBeLessThan(last);
    await close();
  });
});

describe('an embed', () => {
  test.for(['?mode=embed', ''])('%s in a frame keeps nothing, not even of its own site', async (query) => {
    const opened = await browser.newContext();
    const page = await opened.newPage();
    await page.goto(`${server.url}data/datapackage.json`); // a page of the same site
    await page.setContent(`<iframe width="800" height="600" src="${server.url}${query}"></iframe>`);
    const frame = page.frames()[1];
    if (!frame) throw new Error('no frame');
    await frame.waitForSelector('#map[data-map="ready"]');
    // Far longer than the whole page waits before it keeps a copy.
    await page.waitForTimeout(4000);
    expect(asked).not.toContain('sw.js');
    expect(await frame.evaluate(() => caches.keys())).toEqual([]);
    expect(await frame.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
      0,
    );
    await opened.close();
  });

  test('that is frozen still refuses another record when the whole page is kept', async () => {
    const { page, close } = await visit();
    await isKept(page);
    await page.goto(`${server.url}?mode=embed&record=0.0.1-00000000`);
    await page.waitForSelector('html[data-stale]');
    folder = undefined;
    await page.context().setOffline(true);
    await page.reload({ waitUntil: 'commit' });
    await page.waitForSelector('html[data-stale]');
    await close();
  });
});
