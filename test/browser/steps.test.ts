/** How the page comes to life: the picture, then the script with the record, then MapLibre in the picture's place. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import {
  LAPTOP,
  MAP_SCRIPT,
  PHONE,
  RECORD,
  SCRIPT,
  distance,
  holdBack,
  killedPixels,
  mapIsReady,
  middleOf,
  open,
  read,
  soon,
  tipNear,
  type OpenOptions,
} from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

/** A page whose script, record or map come when the test says so. */
async function openHeld(addresses: readonly string[], options: OpenOptions = {}, query = '') {
  const releases: (() => Promise<void>)[] = [];
  const opened = await open(browser, query, {
    ...options,
    before: async (page) => {
      for (const address of addresses) releases.push(await holdBack(page, address));
      await options.before?.(page);
    },
  });
  return { ...opened, release: () => Promise.all(releases.splice(0).map((go) => go())) };
}

const isStarted = (page: Page) => page.waitForSelector('html[data-ready]', { state: 'attached' });
const focusedLink = (page: Page) =>
  page.evaluate(() => {
    const link = document.activeElement;
    return { href: link?.getAttribute('href'), top: Math.round(link?.getBoundingClientRect().top ?? NaN) };
  });

describe('before the script and the record have come', () => {
  test('the page is readable, and a slider that was moved meanwhile is heard', async () => {
    const { page, errors, release, close } = await openHeld([RECORD], {
      firstPicture: true,
      viewport: PHONE,
      before: (tab) => tab.route(MAP_SCRIPT, () => {}),
    });
    expect(await read(page, '.sentence')).toMatch(/^28 October 2020: 3 incidents, 21–22 reported killed/);
    expect(await read(page, '#panel h2')).toBe('Barda city');
    expect(await page.locator('#table tbody tr').first().isVisible()).toBe(true);
    await page.locator('#day').fill('20');
    await release();
    await isStarted(page);
    expect(await read(page, '.sentence')).toMatch(/^17 October 2020/);
    expect(await page.locator('#day').inputValue()).toBe('20');
    expect(await read(page, '#panel h2')).toBe('17 October 2020');
    await soon(() => page.url()).toContain('day=2020-10-17');
    expect(errors).toEqual([]);
    await close();
  });

  test('what else was chosen meanwhile is heard: “known on” and the second version of the line', async () => {
    const { page, release, close } = await openHeld([SCRIPT], {
      firstPicture: true,
      before: (tab) => tab.route(MAP_SCRIPT, () => {}),
    });
    await page.locator('#known').selectOption('2020-10-28');
    await page.locator('.legend summary').click();
    await page.getByRole('checkbox').check();
    await release();
    await isStarted(page);
    await page.waitForTimeout(200);
    const chosen = [
      await page.locator('#known').inputValue(),
      await page.getByRole('checkbox').isChecked(),
      await read(page, '#panel .toll.killed .number'),
    ];
    await close();
    expect(chosen).toEqual(['2020-10-28', true, '21']);
  });

  test('what the reader has opened, reached and scrolled to stays so when they come', async () => {
    const { page, release, close } = await openHeld([SCRIPT], {
      firstPicture: true,
      viewport: PHONE,
      before: (tab) => tab.route(MAP_SCRIPT, () => {}),
    });
    const opened = () =>
      page.locator('details[open] > summary').evaluateAll((list) => list.map((node) => node.textContent));
    for (const place of ['#map', '#panel', '#about'])
      await page.locator(`${place} details:not([open]) > summary`).first().click();
    const summaries = await opened();
    expect(summaries.length).toBe(3);
    const link = page.locator('#table tbody tr').nth(20).locator('.sources a').first();
    await link.focus();
    await page.evaluate(() => scrollBy(0, 37));
    const before = await focusedLink(page);
    expect(before.href).toMatch(/^http/);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1000);

    await release();
    await isStarted(page);
    expect(await opened()).toEqual(summaries);
    const after = await focusedLink(page);
    expect(after.href).toBe(before.href);
    // The letters that come now may be a pixel higher; the page above may be, and the browser goes along.
    expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(2);
    await close();
  });
});

describe('before MapLibre has come', () => {
  test('the slider, the panel, the table and the picture work, and the map that comes shows what was chosen', async () => {
    const { page, errors, release, close } = await openHeld([MAP_SCRIPT], {
      viewport: PHONE,
      withoutMap: true,
    });
    await page.locator('.panel .back').click();
    await soon(() => read(page, '#panel h2')).toBe('28 October 2020');
    await page.locator('#map .spot[aria-label^="Barda:"]').click();
    await soon(() => read(page, '#panel h2')).toBe('Barda city');

    await page.locator('#day').fill('2');
    await soon(() => read(page, '#panel h2')).toBe('29 September 2020');
    expect(await read(page, '#table caption')).toContain('29 September 2020');
    expect(await page.locator('#map').getAttribute('data-day')).toBe('2020-09-29');
    // It lies outside the view of a phone, and is brought into it.
    const spot = page.locator('#map .spot[aria-label^="Vardenis:"]');
    const map = await page.locator('#map').boundingBox();
    const isInSight = async () => (await middleOf(spot.locator('.disc'))).x > (map?.x ?? NaN);
    expect(await isInSight()).toBe(false);
    await page.locator('[data-incident="vardenis-2020-09-29"]').click();
    await soon(() => read(page, '#panel h2')).toContain('Vardenis');
    expect(await spot.getAttribute('aria-pressed')).toBe('true');
    expect(await isInSight()).toBe(true);
    await page.evaluate(() => scrollTo(0, 0));
    const centre = await middleOf(spot.locator('.disc'));
    const at = tipNear(await killedPixels(page), centre);
    expect(at.size).toBeGreaterThan(20);

    await release();
    await mapIsReady(page);
    await page.waitForTimeout(300);
    const after = tipNear(await killedPixels(page), centre);
    expect(distance(after, at), JSON.stringify({ at, after })).toBeLessThanOrEqual(1.5);
    expect(await read(page, '#panel h2')).toContain('Vardenis');
    expect(errors).toEqual([]);
    await close();
  });
});

test('many steps within a moment end with panel, table and map at the last of them', async () => {
  const { page, close } = await open(browser, '', { withoutMap: true });
  const last = await page.evaluate(async () => {
    const range = document.querySelector<HTMLInputElement>('#day');
    if (!range) throw new Error('no slider');
    const seen: string[] = [];
    for (let i = 0; i < 40; i++) {
      range.value = String(i);
      range.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
      seen.push(document.querySelector('#panel h2')?.textContent ?? '');
    }
    return { sentence: document.querySelector('.sentence')?.textContent, seen: new Set(seen).size };
  });
  expect(last.sentence).toMatch(/^5 November 2020/);
  // Whoever drags on and on sees them follow all the same.
  expect(last.seen).toBeGreaterThan(3);
  await soon(() => read(page, '#panel h2')).toBe('5 November 2020');
  await soon(() => read(page, '#table caption')).toContain('5 November 2020');
  expect(await page.locator('#map').getAttribute('data-day')).toBe('2020-11-05');
  await close();
});

describe('MapLibre takes the picture’s place', () => {
  const SCREENS = { 'a phone': PHONE, 'a laptop': LAPTOP, 'a low window': { width: 600, height: 500 } };
  for (const [name, viewport] of Object.entries(SCREENS)) {
    test(`without a jump on ${name}: Barda lies where it lay, and nothing around the map moves`, async () => {
      const held: (() => Promise<void>)[] = [];
      const { page, close } = await open(browser, '', {
        viewport,
        firstPicture: true,
        before: async (tab) => {
          await tab.addInitScript(WATCH_SHIFTS);
          for (const address of [SCRIPT, '**/*.woff2', MAP_SCRIPT]) held.push(await holdBack(tab, address));
        },
      });
      const release = () => held.shift()?.();
      // Everything one after the other, as on a slow line: words, script, fonts, map.
      await page.waitForTimeout(300);
      const disc = page.locator('#map .spot[aria-label^="Barda:"] .disc');
      const centre = await middleOf(disc);
      const at = tipNear(await killedPixels(page), centre);
      expect(at.size).toBeGreaterThan(500);
      const plain = await placesOf(page);
      await release();
      await isStarted(page);
      expect(await placesOf(page)).toEqual(plain);
      await page.waitForFunction(() => document.fonts.size > 0);
      await release();
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(200);
      const places = await placesOf(page);
      await disc.locator('xpath=..').focus();
      await release();
      await mapIsReady(page);
      await page.waitForTimeout(300);
      const after = tipNear(await killedPixels(page), centre);
      expect(distance(after, at), JSON.stringify({ at, after })).toBeLessThanOrEqual(1.5);
      expect(after.size / at.size).toBeGreaterThan(0.85);
      expect(after.size / at.size).toBeLessThan(1.15);

      // The picture is gone for eyes and for the keyboard, which goes on with the map.
      expect(await page.locator('.map-picture').isVisible()).toBe(false);
      expect(await page.locator('#map .spot').first().isVisible()).toBe(false);
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('maplibregl-canvas');
      // What is drawn anew is no shift to the browser, but would be one to the reader.
      expect(await placesOf(page)).toEqual(places);
      const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      expect(sum, JSON.stringify(shifts)).toBeLessThanOrEqual(0.02);
      await close();
    });
  }

  test('and the keyboard no longer meets the picture’s symbols', async () => {
    const { page, close } = await open(browser);
    await page.locator('nav a').last().focus();
    const met: string[] = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      met.push(await page.evaluate(() => String(document.activeElement?.getAttribute('class'))));
      if (met.at(-1)?.includes('map-credit')) break;
    }
    expect(met.some((name) => name.includes('maplibregl-canvas'))).toBe(true);
    expect(met.at(-1)).toContain('map-credit');
    expect(met.filter((name) => name.includes('spot'))).toEqual([]);
    await close();
  });
});

/** Where the parts of the page lie, to the pixel. */
const placesOf = (page: Page) =>
  page.evaluate(() => {
    const parts =
      '#map .sentence .controls .chart-box .strip-box .key .coverage-line #panel .tolls .answers #table #about';
    return parts.split(' ').map((part) => {
      const { x, y, width } = document.querySelector(part)?.getBoundingClientRect() ?? new DOMRect(NaN);
      return `${part} ${[x, y, width].map(Math.round).join(' ')}`;
    });
  });

interface Shift {
  value: number;
  moved: string[];
}
/** Whatever moves by itself, and what it was. */
const WATCH_SHIFTS = () => {
  interface Entry extends PerformanceEntry {
    value: number;
    hadRecentInput: boolean;
    sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[];
  }
  const shifts: Shift[] = [];
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Entry[]) {
      if (entry.hadRecentInput) continue;
      shifts.push({
        value: entry.value,
        moved: entry.sources.map(({ node, previousRect: from, currentRect: to }) => {
          const box = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(' ');
          const name =
            node instanceof Element ? `${node.localName}.${node.getAttribute('class') ?? ''}` : 'text';
          return `${name}: ${box(from)} to ${box(to)}`;
        }),
      });
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

describe('MapLibre is asked for', () => {
  const line = (connection: { downlink?: number; saveData?: boolean }) => async (page: Page) => {
    await page.addInitScript((given) => {
      Object.defineProperty(Navigator.prototype, 'connection', { configurable: true, get: () => given });
    }, connection);
    // Only the asking is watched here.
    await page.route(MAP_SCRIPT, () => {});
  };
  const asked = (requests: readonly string[]) =>
    requests.filter((url) => /\/map-[^/]*\.js$/.test(url)).length;

  test('at once on a fast line, even when the map is out of sight', async () => {
    const { requests, close } = await open(browser, '#about', {
      withoutMap: true,
      viewport: PHONE,
      before: line({ downlink: 10 }),
    });
    await soon(() => asked(requests)).toBe(1);
    await close();
  });

  test('on a slow line only when the map comes into sight', async () => {
    const { page, requests, close } = await open(browser, '#about', {
      withoutMap: true,
      viewport: PHONE,
      before: line({ downlink: 1.4 }),
    });
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(2000);
    await page.waitForTimeout(500);
    expect(asked(requests)).toBe(0);
    await page.evaluate(() => scrollTo(0, 0));
    await soon(() => asked(requests)).toBe(1);
    await close();
  });

  test('where data is to be saved only when the map is touched', async () => {
    const { page, requests, close } = await open(browser, '', {
      withoutMap: true,
      viewport: PHONE,
      before: line({ downlink: 10, saveData: true }),
    });
    await page.waitForTimeout(500);
    expect(asked(requests)).toBe(0);
    await page.locator('#map').click({ position: { x: 300, y: 60 } });
    await soon(() => asked(requests)).toBe(1);
    await close();
  });
});
