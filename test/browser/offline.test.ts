/** The one file for use without a network: opened from the disk, with the network cut. */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILE, MODE } from '../../build/offline.ts';
import { OPTION_VALUES } from '../../src/shell/options.ts';
import { handoutText } from '../../src/text/handout.ts';
import { shareText } from '../../src/text/dialog.ts';
import { launchChromium } from './chromium.ts';
import { open, read, slideTo } from './page.ts';

const OUT = '.cache/test-offline';
const WITH_SITE = '.cache/test-offline-site';
const SITE = 'https://maps.example/strikes/';

let browser: Browser;
/** A stick is not called like a web address. */
const folder = resolve(OUT, 'a stick, 100 %');
const url = pathToFileURL(join(folder, FILE)).href;
const withSite = pathToFileURL(resolve(WITH_SITE, FILE)).href;

beforeAll(async () => {
  const built = (outDir: string) =>
    build({ mode: MODE, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  mkdirSync(folder, { recursive: true });
  delete process.env['SITE_URL'];
  await built(folder);
  process.env['SITE_URL'] = SITE;
  await built(WITH_SITE);
  delete process.env['SITE_URL'];
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

const openFile = (query = '', from = url) => open(browser, query, { url: from, offline: true });

describe('the file', () => {
  test('is one, of at most 3 MB', () => {
    expect(readdirSync(folder)).toEqual([FILE]);
    expect(statSync(join(folder, FILE)).size).toBeLessThanOrEqual(3_000_000);
  });

  test('draws its map, follows the slider and the address, and asks for nothing outside itself', async () => {
    const { page, requests, errors, warnings, close } = await openFile();
    await slideTo(page, '2020-10-17');
    await page.waitForFunction(() => window.location.search.includes('day=2020-10-17'));
    expect(await read(page, '#timeline')).toContain('17 October');
    expect(await page.locator('#table tbody tr').count()).toBeGreaterThan(3);
    // What is drawn comes from the worker; without it there are only towns without their symbols.
    expect(await page.locator('#map').getAttribute('data-map')).toBe('ready');
    expect(await page.evaluate(() => document.fonts.check("16px 'Noto Sans Map'", 'Gəncə'))).toBe(true);
    expect(requests.filter((address) => !/^(?:file|data|blob):/.test(address))).toEqual([]);
    expect(requests.filter((address) => address.startsWith('file:'))).toEqual([url]);
    expect([...errors, ...warnings.filter((warning) => /security|refused/i.test(warning))]).toEqual([]);
    await close();
  });

  test.for(OPTION_VALUES.mode)('opens with mode=%s', async (mode) => {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${url}?mode=${mode}&day=2020-10-28`, { waitUntil: 'commit' });
    await page.waitForSelector(`html[data-mode=${mode}][data-ready]`, { state: 'attached' });
    // The notes begin where a lesson does.
    expect(await read(page, 'body')).toContain(mode === 'notes' ? 'Where this is' : '28 October');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('says that it has no address instead of giving out one that leads nowhere', async () => {
    const { page, close } = await openFile('?day=2020-10-28');
    await page.locator('#share').click();
    const dialog = page.locator('dialog.share');
    expect(await read(page, 'dialog.share')).toContain(shareText.noAddress);
    const given = await dialog
      .locator('textarea')
      .evaluateAll((fields) => fields.map((f) => (f as HTMLTextAreaElement).value));
    expect(given).toHaveLength(2); // the citations
    expect(given.join(' ')).not.toMatch(/file:|undefined/);
    expect(await dialog.locator('iframe').count()).toBe(0);
    await close();
  });

  test('prints its lesson without a code that would lead nowhere', async () => {
    for (const [from, codes] of [
      [url, 0],
      [withSite, 1],
    ] as const) {
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      await page.goto(`${from}?mode=handout`, { waitUntil: 'commit' });
      await page.waitForSelector('.handout-step');
      expect(await page.locator('.qr').count()).toBe(codes);
      expect(await read(page, '.handout-edition')).toContain(codes === 0 ? handoutText.noAddress : SITE);
      await context.close();
    }
  });

  test('hands out tables and pictures all the same', async () => {
    const { page, errors, close } = await openFile('?day=2020-10-28');
    await page.locator('#share').click();
    for (const [words, ending] of [
      [shareText.files.claims, /\.csv$/],
      [shareText.pictureWide, /\.png$/],
    ] as const) {
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: words }).first().click();
      expect((await coming).suggestedFilename()).toMatch(ending);
    }
    expect(errors).toEqual([]);
    await close();
  });

  test('leads to the page on the web where the build knows it, and still asks for nothing', async () => {
    const { page, requests, close } = await openFile('?day=2020-10-17', withSite);
    await page.locator('#share').click();
    const given = await page
      .locator('dialog.share textarea')
      .evaluateAll((fields) => fields.map((f) => (f as HTMLTextAreaElement).value));
    expect(given.join(' ')).not.toContain('file:');
    expect(given[0]).toContain(`${SITE}?day=2020-10-17`);
    expect(await read(page, 'dialog.share')).toContain(shareText.fromCopy);
    expect(requests.filter((address) => address.startsWith('http'))).toEqual([]);
    await close();
  });
});
