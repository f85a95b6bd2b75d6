/** Where MapLibre cannot draw, does not come, or has lost what it draws on: the picture is the map. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { text } from '../../src/text/en.ts';
import { missingText } from '../../src/text/missing.ts';
import { findings } from './axe.ts';
import { launchChromium } from './chromium.ts';
import {
  LAPTOP,
  MAP_SCRIPT,
  distance,
  killedPixels,
  mapIsReady,
  open,
  read,
  slideTo,
  soon,
  tipNear,
  type Opened,
} from './page.ts';

/** The quiet line as the reader sees it, if at all. */
const note = async (page: Page) =>
  (await page.locator('.map-note').isVisible()) ? read(page, '.map-note') : null;

const spots = (page: Page) =>
  page
    .locator('#map .spot')
    .evaluateAll((list) => list.map((spot) => spot.getAttribute('aria-label') ?? '').toSorted());

/** The names of the places of which the record has a strike on a day, or in a span of days around it. */
function struckOn(day: string): string[] {
  const features = (file: string): unknown =>
    (JSON.parse(readFileSync(`geo/${file}`, 'utf8')) as { features: unknown }).features;
  const places = features('places.geojson') as { id: string; properties: { names: { en: string } } }[];
  const incidents = features('incidents.geojson') as {
    properties: { extent: [string, string]; at: { place: string }[] };
  }[];
  const ids = incidents
    .filter(({ properties: { extent } }) => extent[0] <= day && day <= extent[1])
    .flatMap(({ properties }) => properties.at.map(({ place }) => place));
  return [...new Set(ids)]
    .map((id) => places.find((place) => place.id === id)?.properties.names.en ?? id)
    .toSorted();
}

describe('without WebGL', () => {
  let flat: Browser;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    flat = await launchChromium(['--disable-3d-apis']);
    opened = await open(flat, '?day=2020-10-28&known=latest&show=day', { mapFails: true });
    ({ page } = opened);
  });
  afterAll(() => flat.close());

  test('a quiet line says that there is no zoomable map, and the picture stands there', async () => {
    expect(await page.evaluate(() => document.createElement('canvas').getContext('webgl2'))).toBeNull();
    expect(opened.warnings.join()).toMatch(/WebGL/);
    expect(opened.errors).toEqual([]);
    expect(await note(page)).toBe(text.map.unavailable);
    expect(await page.locator('#map .spot[aria-label^="Barda:"]').isVisible()).toBe(true);
    expect(await page.locator('.backdrop').isVisible()).toBe(true);
    expect(await page.locator('#map canvas').count()).toBe(0);
  });

  test('axe finds nothing', async () => {
    expect(await findings(page)).toEqual([]);
  });

  test('a click on Barda’s symbol opens its panel', async () => {
    expect(await read(page, '#panel h2')).toBe('28 October 2020');
    const barda = page.locator('#map .spot[aria-label="Barda: 20–21 reported killed"]');
    expect(await barda.getAttribute('aria-pressed')).toBe('false');
    await barda.click();
    await soon(() => read(page, '#panel h2')).toBe('Barda city');
    expect(await barda.getAttribute('aria-pressed')).toBe('true');
  });

  test('so does Enter on it, and the keyboard stays where it is', async () => {
    await page.locator('.panel .back').click();
    await soon(() => read(page, '#panel h2')).toBe('28 October 2020');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    for (const [key, name, title] of [
      ['Enter', 'Barda', 'Barda city'],
      [' ', 'Goranboy', 'Goranboy'],
    ] as const) {
      await page.locator(`#map .spot[aria-label^="${name}:"]`).focus();
      await page.keyboard.press(key);
      await soon(() => read(page, '#panel h2')).toContain(title);
      expect(await focused()).toMatch(new RegExp(`^${name}:`));
    }
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('the slider changes the picture: on each day it has the places of which the record has a strike', async () => {
    const seen: string[] = [];
    for (const day of ['2020-10-28', '2020-10-17', '2020-09-27']) {
      await slideTo(page, day);
      await soon(() => page.locator('#map').getAttribute('data-day')).toBe(day);
      const labels = await spots(page);
      // A place may have two: of strikes with an exact day, and of others with a span of days.
      const names = new Set(labels.map((label) => label.slice(0, label.indexOf(':'))));
      expect([...names].toSorted(), day).toEqual(struckOn(day));
      seen.push(labels.join());
    }
    expect(new Set(seen).size).toBe(3);
    await slideTo(page, '2020-10-28');
  });

  test('“known on” changes the figure on Barda’s symbol', async () => {
    const figure = page.locator('#map .spot[aria-label^="Barda:"] text');
    await soon(() => figure.textContent()).toBe('20–21');
    await page.locator('#known').selectOption('2020-10-28');
    await soon(() => figure.textContent()).toBe('21');
    expect(await spots(page)).toContain('Barda: 21 reported killed');
    await page.getByRole('button', { name: 'Show the latest' }).click();
    await soon(() => figure.textContent()).toBe('20–21');
  });

  test('a button that has done its work leaves the keyboard with the picture', async () => {
    await slideTo(page, '2020-09-27');
    await page.getByRole('button', { name: /^Show \d+ places? outside/ }).focus();
    await page.keyboard.press('Enter');
    await soon(() => page.getByRole('button', { name: /^Show \d+ places? outside/ }).isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('class'))).toContain('spot');
    await page.getByRole('button', { name: text.map.resetLabel }).click();
    await slideTo(page, '2020-10-28');
  });

  test('nothing lies upon the quiet line', async () => {
    await slideTo(page, '2020-09-27');
    const button = page.getByRole('button', { name: /^Show \d+ places? outside/ });
    await button.waitFor();
    const [line, other] = [await page.locator('.map-note').boundingBox(), await button.boundingBox()];
    await slideTo(page, '2020-10-28');
    expect(other?.y).toBeGreaterThanOrEqual((line?.y ?? NaN) + (line?.height ?? NaN));
  });

  test('the ground reaches the edges of the map, in a low and wide window too', async () => {
    const gaps: Record<string, number> = {};
    for (const [width, height] of [
      [390, 844],
      [844, 390],
      [1920, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      const [map, ground] = [
        await page.locator('#map').boundingBox(),
        await page.locator('.backdrop').boundingBox(),
      ];
      gaps[`${width} × ${height}`] = Math.max(0, (ground?.x ?? NaN) - (map?.x ?? NaN));
    }
    await page.setViewportSize(LAPTOP);
    expect(gaps).toEqual({ '390 × 844': 0, '844 × 390': 0, '1920 × 800': 0 });
  });

  test('the box in the legend shows the second version of the line, and hides it', async () => {
    const second = page.locator('.backdrop .core.second');
    const first = page.locator('.backdrop .core.first');
    expect([await first.isVisible(), await second.isVisible()]).toEqual([true, false]);
    const box = page.getByRole('checkbox');
    if (!(await box.isVisible())) await page.locator('.legend summary').click();
    await box.check();
    await soon(() => second.isVisible()).toBe(true);
    expect(await page.locator('.backdrop .band.second').isVisible()).toBe(true);
    expect(await first.isVisible()).toBe(true);
    await soon(() => page.url()).toContain('line=both');
    await box.uncheck();
    await soon(() => second.isVisible()).toBe(false);
  });
});

describe('in a browser with WebGL', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  for (const [what, address] of Object.entries({
    'MapLibre is not found': MAP_SCRIPT,
    'the basemap is not found': '**/assets/basemap-*',
  })) {
    test(`the picture stays and works when ${what}`, async () => {
      const { page, close } = await open(browser, '', {
        mapFails: true,
        before: (tab) => tab.route(address, (route) => route.fulfill({ status: 404 })),
      });
      expect(await note(page)).toContain(missingText.map);
      await slideTo(page, '2020-10-17');
      await page.locator('#map .spot[aria-label^="Ganja:"][aria-label$="reported killed"]').click();
      await soon(() => read(page, '#panel h2')).toContain('Ganja');
      await close();
    });
  }

  test('the picture stays, and the line comes in the end, when MapLibre’s worker is not found', async () => {
    const { page, close } = await open(browser, '', {
      withoutMap: true,
      before: async (tab) => {
        await tab.route(MAP_SCRIPT, (route) => route.continue());
        await tab.route('**/assets/maplibre-worker-*', (route) => route.fulfill({ status: 404 }));
        // Four times as impatient, for the test’s sake.
        await tab.addInitScript(() => {
          const { setTimeout: wait } = globalThis;
          Object.assign(globalThis, {
            setTimeout: (act: () => void, ms = 0) => wait(act, ms >= 10_000 ? ms / 4 : ms),
          });
        });
      },
    });
    expect(await note(page)).toBeNull();
    await page.waitForSelector('#map[data-map="unavailable"]');
    expect(await note(page)).toContain(missingText.map);
    await page.locator('#map .spot[aria-label^="Barda:"]').click();
    await close();
  });

  const loseContext = async (page: Page) => {
    const context = await page.evaluateHandle(() =>
      document
        .querySelector<HTMLCanvasElement>('#map canvas')
        ?.getContext('webgl2')
        ?.getExtension('WEBGL_lose_context'),
    );
    await context.evaluate((extension) => extension?.loseContext());
    return () => context.evaluate((extension) => extension?.restoreContext());
  };
  /** What is in sight: how far in, by the exact length of the scale, and where Barda lies with which figure. */
  const view = async (page: Page) => {
    const pixels = await killedPixels(page);
    const middle = (axis: 'x' | 'y') =>
      pixels.map((pixel) => pixel[axis]).toSorted((a, b) => a - b)[pixels.length >> 1];
    return {
      scale: (await page.locator('.maplibregl-ctrl-scale').boundingBox())?.width,
      barda: tipNear(pixels, { x: middle('x') ?? NaN, y: middle('y') ?? NaN }),
    };
  };

  test('a graphics context that is lost and comes back, twice in a row, shows day, “known on”, choice and camera as they were', async () => {
    const { page, errors, close } = await open(
      browser,
      '?day=2020-10-28&known=2020-10-28&incident=barda-2020-10-28&show=day',
    );
    const opening = await view(page);
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('=');
    await soon(async () => (await view(page)).scale).not.toBe(opening.scale);
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(500);
    const before = await view(page);
    expect(distance(before.barda, opening.barda)).toBeGreaterThan(50);
    expect(before.barda.size).toBeGreaterThan(1000);

    const restore = await loseContext(page);
    await page.waitForSelector('#map[data-map="lost"]');
    expect(await page.locator('.map-picture').isVisible()).toBe(true);
    expect(await note(page)).toBeNull();
    // The keyboard goes to the picture and comes back with the map.
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('class'));
    expect(await focused()).toContain('spot');
    await restore();
    await mapIsReady(page);
    expect(await page.locator('.map-picture').isVisible()).toBe(false);
    expect(await note(page)).toBeNull();
    expect(await focused()).toContain('maplibregl-canvas');
    await page.waitForTimeout(300);
    expect(await view(page)).toEqual(before);

    // Nor is the second time the last.
    const restoreAgain = await loseContext(page);
    await page.waitForSelector('#map[data-map="lost"]');
    expect(await page.locator('.map-picture').isVisible()).toBe(true);
    await restoreAgain();
    await mapIsReady(page);
    expect(await page.locator('.map-picture').isVisible()).toBe(false);
    await page.waitForTimeout(300);
    expect(await view(page)).toEqual(before);
    expect(await read(page, '#panel .toll.killed .number')).toBe('21');
    expect(errors).toEqual([]);
    await close();
  });

  test('one that does not come back leaves the picture, which follows the slider, and a line that says so', async () => {
    const { page, close } = await open(browser, '?day=2020-10-23&known=latest&show=day');
    const restore = await loseContext(page);
    await page.waitForSelector('#map[data-map="lost"]');
    await slideTo(page, '2020-10-28');
    const barda = page.locator('#map .spot[aria-label="Barda: 20–21 reported killed"]');
    await barda.waitFor();
    expect((await killedPixels(page)).length).toBeGreaterThan(1000);
    await barda.click();
    await soon(() => read(page, '#panel h2')).toBe('Barda city');
    // Mostly it comes back within a moment: until then nothing is said.
    await page.waitForSelector('#map[data-map="unavailable"]');
    expect(await note(page)).toContain(missingText.mapStopped);
    expect(await barda.isVisible()).toBe(true);

    // Late is not never.
    await restore();
    await mapIsReady(page);
    expect(await note(page)).toBeNull();
    expect(await barda.isVisible()).toBe(false);
    await soon(async () => (await killedPixels(page)).length).toBeGreaterThan(1000);
    await close();
  });
});
