/** What the browser tests share: a page of the right size that has drawn its map. */
import { PNG } from 'pngjs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { longDay } from '../../src/text/format.ts';

export const LAPTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export interface Opened {
  readonly page: Page;
  /** Addresses of every request that the page made. */
  readonly requests: string[];
  /** Uncaught errors and errors on the console. */
  readonly errors: string[];
  readonly warnings: string[];
  readonly close: () => Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Changes the page's traffic before it begins. */
  readonly before?: (page: Page) => Promise<void>;
  /** Leave MapLibre out: the page is there at once, for what has nothing to do with the map. */
  readonly withoutMap?: boolean;
  /** Wait for the line that says that there is no map here. */
  readonly mapFails?: boolean;
}

export async function open(browser: Browser, query = '', options: OpenOptions = {}): Promise<Opened> {
  const { before, withoutMap, mapFails, ...context } = options;
  const opened = await browser.newContext({ viewport: LAPTOP, reducedMotion: 'reduce', ...context });
  const page = await opened.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  const warnings: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
    if (message.type() === 'warning') warnings.push(message.text());
  });
  if (withoutMap) await page.route('**/assets/map-*.js', (route) => route.abort());
  await before?.(page);
  await page.goto(`${inject('pageUrl')}${query}`);
  await page.waitForSelector('html[data-ready]');
  if (mapFails) await page.waitForSelector('#map[data-map="unavailable"]');
  else if (!withoutMap) await page.waitForSelector('#map[data-map="ready"]');
  return { page, requests, errors, warnings, close: () => opened.close() };
}

/** Moves the native slider with the keyboard's means: its own value and events, as a drag would. */
export async function slideTo(page: Page, day: string): Promise<void> {
  const index = Math.round((Date.parse(day) - Date.parse('2020-09-27')) / 86_400_000);
  await page.locator('#day').fill(String(index));
  await expect.poll(() => page.locator('#day').getAttribute('aria-valuetext')).toContain(longDay(day));
}

/** All that a person reads in a part of the page. */
export const read = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluate((node) =>
      (node instanceof HTMLElement ? node.innerText : (node.textContent ?? '')).replace(/\s+/g, ' '),
    );

/** Where the map shows the colour of the reported dead: positions in the viewport of its full-toned pixels. */
export async function killedPixels(page: Page): Promise<{ x: number; y: number }[]> {
  const clip = await page.locator('#map').boundingBox();
  if (!clip) throw new Error('the map has no box');
  const { width, height, data } = PNG.sync.read(await page.screenshot({ clip }));
  const found: { x: number; y: number }[] = [];
  for (let i = 0; i < width * height; i++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(i * 4, i * 4 + 3);
    if (Math.abs(red - 0x5a) < 6 && Math.abs(green - 0x2a) < 6 && Math.abs(blue - 0x4a) < 6) {
      found.push({ x: clip.x + (i % width), y: clip.y + Math.floor(i / width) });
    }
  }
  return found;
}
