/** What the browser tests share: a page of the right size that has drawn its map. */
import { PNG } from 'pngjs';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Route } from 'playwright-core';
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
  /** What the page's Content-Security-Policy refused; `close` fails when there is any. */
  readonly refused: string[];
  readonly warnings: string[];
  readonly close: () => Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Changes the page's traffic before it begins. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** Leave MapLibre out: the page is there at once, for what has nothing to do with the zoomable map. */
  readonly withoutMap?: boolean;
  /** Wait for the line that says that there is no zoomable map here. */
  readonly mapFails?: boolean;
  /** Where the page lies, if not at the address that all tests share. */
  readonly url?: string;
  /** Wait only until all of index.html is there: for what happens before the script, or without it. */
  readonly firstPicture?: boolean;
}

/** Where the build puts what the page asks for. */
export const SCRIPT = '**/assets/index-*.js';
export const MAP_SCRIPT = '**/assets/map-*.js';
export const RECORD = '**/assets/record-*.json';

/** Under load a step takes longer than the second that vitest waits by itself. */
export const soon = <T>(ask: () => T | Promise<T>) => expect.poll(ask, { timeout: 10_000 });

export async function open(browser: Browser, query = '', options: OpenOptions = {}): Promise<Opened> {
  const { before, withoutMap, mapFails, firstPicture, url = inject('pageUrl'), ...context } = options;
  // A worker would answer for what a test holds back; keep.test.ts lets it in.
  const opened = await browser.newContext({
    viewport: LAPTOP,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...context,
  });
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
  const refused = await refusals(opened);
  if (withoutMap) await page.route(MAP_SCRIPT, (route) => route.abort());
  await before?.(page);
  // The document counts as loaded only with its scripts.
  await page.goto(`${url}${query}`, { waitUntil: 'commit' });
  await page.waitForSelector('#about .version', { state: 'attached' });
  if (!firstPicture) {
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    if (mapFails) await page.waitForSelector('#map[data-map="unavailable"]');
    else if (!withoutMap) await mapIsReady(page);
  }
  const close = async () => {
    await opened.close();
    expect(refused, 'refused by the policy of the page').toEqual([]);
  };
  return { page, requests, errors, warnings, refused, close };
}

/** Every report of a violated Content-Security-Policy, of any page or frame in the context. */
export async function refusals(context: BrowserContext): Promise<string[]> {
  const refused: string[] = [];
  await context.exposeBinding('tellRefusal', (_, refusal: string) => void refused.push(refusal));
  await context.addInitScript(() => {
    addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
        const { tellRefusal } = window as unknown as { tellRefusal: (refusal: string) => void };
        tellRefusal(`${violatedDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`);
      },
    );
  });
  return refused;
}

export const mapIsReady = (page: Page) => page.waitForSelector('#map[data-map="ready"]');

/** Keeps back what is asked for under an address, as a slow line would, until it is let through. */
export async function holdBack(page: Page, address: string): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isOpen = false;
  await page.route(address, async (route) => {
    if (isOpen) await route.continue();
    else held.push(route);
  });
  return async () => {
    isOpen = true;
    await Promise.all(held.splice(0).map((route) => route.continue()));
  };
}

/** Lets the page read another record than the one in `geo/`. */
export async function changeRecord(
  page: Page,
  change: (record: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  await page.route(RECORD, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as Record<string, unknown>) });
  });
}

/** Moves the native slider with the keyboard's means: its own value and events, as a drag would. */
export async function slideTo(page: Page, day: string): Promise<void> {
  const index = Math.round((Date.parse(day) - Date.parse('2020-09-27')) / 86_400_000);
  await page.locator('#day').fill(String(index));
  await soon(() => page.locator('#day').getAttribute('aria-valuetext')).toContain(longDay(day));
}

/** All that a person reads in a part of the page. */
export const read = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluate((node) =>
      (node instanceof HTMLElement ? node.innerText : (node.textContent ?? '')).replace(/\s+/g, ' '),
    );

/** Where the map shows the colour of the reported dead: positions in the viewport of its full-toned pixels. */
export async function killedPixels(page: Page): Promise<Point[]> {
  const clip = await page.locator('#map').boundingBox();
  if (!clip) throw new Error('the map has no box');
  const { width, height, data } = PNG.sync.read(await page.screenshot({ clip }));
  const found: Point[] = [];
  for (let i = 0; i < width * height; i++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(i * 4, i * 4 + 3);
    if (Math.abs(red - 0x5a) < 6 && Math.abs(green - 0x2a) < 6 && Math.abs(blue - 0x4a) < 6) {
      found.push({ x: clip.x + (i % width), y: clip.y + Math.floor(i / width) });
    }
  }
  return found;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const middleOf = async (node: Locator): Promise<Point> => {
  const box = await node.boundingBox();
  if (!box) throw new Error('it has no box');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

export const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** Where the dark disc around a point ends on the right, the side on which no name and no other symbol lies on it. */
export function tipNear(pixels: readonly Point[], { x, y }: Point, reach = 26) {
  const disc = pixels.filter((pixel) => Math.hypot(pixel.x - x, pixel.y - y) < reach);
  const right = Math.max(...disc.map((pixel) => pixel.x));
  const ys = disc.filter((pixel) => pixel.x > right - 3).map((pixel) => pixel.y);
  return { x: right, y: (Math.min(...ys) + Math.max(...ys)) / 2, size: disc.length };
}
