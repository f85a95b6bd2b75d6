/**
 * Fingers on an emulated phone: what each moves, and what it leaves alone. They are sent to the browser as the screen
 * would send them, so that it is the browser which decides between scrolling the page and moving what is touched.
 */
import type { Browser, CDPSession, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { serveHosts, type Hosts } from './hosts/server.ts';
import { PHONE, killedPixels, open, read, soon, type OpenOptions, type Point } from './page.ts';

let browser: Browser;
let hosts: Hosts;
beforeAll(async () => {
  browser = await launchChromium();
  hosts = await serveHosts(inject('pageUrl'));
});
afterAll(async () => {
  await browser.close();
  await hosts.close();
});

const FINGERS = { viewport: PHONE, hasTouch: true, isMobile: true };
const DAY = '?day=2020-10-28&known=latest&show=day';
const STEPS = 12;

async function phone(query = '', options: OpenOptions = {}) {
  const opened = await open(browser, query, { ...FINGERS, ...options });
  return { ...opened, hand: await handOn(opened.page) };
}
type Hand = Awaited<ReturnType<typeof handOn>>;

async function handOn(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at.map(({ x, y }, id) => ({ x, y, id })),
    });
  return {
    /** Each finger from its first point to its second, all at once. */
    async move(...fingers: readonly (readonly [Point, Point])[]): Promise<void> {
      await touch(
        'touchStart',
        fingers.map(([from]) => from),
      );
      for (let step = 1; step <= STEPS; step++) {
        const part = step / STEPS;
        await touch(
          'touchMove',
          fingers.map(([from, to]) => ({
            x: from.x + (to.x - from.x) * part,
            y: from.y + (to.y - from.y) * part,
          })),
        );
      }
      await touch('touchEnd', []);
    },
    async tap(at: Point): Promise<void> {
      await touch('touchStart', [at]);
      await touch('touchEnd', []);
    },
  };
}

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  return box;
};
const middleOf = async (page: Page, selector: string): Promise<Point> => {
  const { x, y, width, height } = await boxOf(page, selector);
  return { x: x + width / 2, y: y + height / 2 };
};
const by = ({ x, y }: Point, dx: number, dy: number): Point => ({ x: x + dx, y: y + dy });
/** How far the page is scrolled and zoomed: an untouched page says 0 and 1. */
const view = (page: Page) =>
  page.evaluate(() => [
    Math.round(window.scrollY),
    Math.round((window.visualViewport?.scale ?? 1) * 100) / 100,
  ]);
const dayOf = (page: Page | Frame) => page.locator('#day').inputValue();
const scaleOf = (page: Page) =>
  page
    .locator('.maplibregl-ctrl-scale')
    .evaluate((bar) => `${(bar as HTMLElement).style.width} ${bar.textContent}`);

/** Barda's disc as MapLibre has drawn it: the middle of nearly all dark points. */
async function barda(page: Page): Promise<Point> {
  const pixels = await killedPixels(page);
  const median = (axis: 'x' | 'y') =>
    pixels.map((pixel) => pixel[axis]).toSorted((a, b) => a - b)[pixels.length >> 1] ?? 0;
  return { x: median('x'), y: median('y') };
}

describe('one finger', () => {
  test('drags the slider’s handle through the days, and the page stays', async () => {
    const { page, hand, close } = await phone('', { withoutMap: true });
    const { x, y, width, height } = await boxOf(page, '#day');
    const handle = { x: x + (width * Number(await dayOf(page))) / 44, y: y + height / 2 };
    await hand.move([handle, by(handle, -120, 6)]);
    await soon(() => read(page, '.sentence')).toMatch(/^1\d October 2020: /);
    expect(await view(page)).toEqual([0, 1]);
    await close();
  });

  test('drags the chart through the days, and the page stays', async () => {
    const { page, hand, close } = await phone('', { withoutMap: true });
    const chart = await middleOf(page, '.chart');
    await hand.move([chart, by(chart, 130, 4)]);
    await soon(() => read(page, '.sentence')).toMatch(/^2[56] October 2020: /);
    expect(await view(page)).toEqual([0, 1]);
    await close();
  });

  test.each(['#day', '.chart'])(
    'that swipes up from %s scrolls the page, and the day stays',
    async (from) => {
      const { page, hand, close } = await phone('', { withoutMap: true });
      const day = await dayOf(page);
      const start = await middleOf(page, from);
      await hand.move([start, by(start, -8, -200)]);
      await soon(async () => (await view(page))[0]).toBeGreaterThan(100);
      await soon(() => dayOf(page)).toBe(day);
      await soon(() => read(page, '.sentence')).toMatch(/^28 October 2020: /);
      await close();
    },
  );

  test('that taps Barda on the zoomable map opens its panel', async () => {
    const { page, hand, close } = await phone(DAY);
    expect(await read(page, '#panel h2')).toBe('28 October 2020');
    await hand.tap(await barda(page));
    await soon(() => read(page, '#panel h2')).toBe('Barda city');
    expect((await view(page))[1]).toBe(1);
    await close();
  });

  test('that taps Barda on the map as a picture opens its panel', async () => {
    const { page, hand, close } = await phone(`${DAY}&map=static`, { withoutMap: true });
    await hand.tap(await middleOf(page, '#map .spot[aria-label^="Barda:"]'));
    await soon(() => read(page, '#panel h2')).toBe('Barda city');
    await close();
  });

  test('moves the lesson by a swipe to the side, and not by one up', async () => {
    const { page, hand, close } = await phone('?mode=present', { withoutMap: true });
    const step = () => page.locator('.lesson-stage').getAttribute('data-step');
    await page.waitForSelector('.lesson-stage[data-step]');
    const first = await step();
    const start = { x: 300, y: 420 };
    await hand.move([start, by(start, -90, -260)]);
    expect(await step()).toBe(first);
    await hand.move([start, by(start, -200, 10)]);
    await soon(step).not.toBe(first);
    await hand.move([by(start, -200, 0), start]);
    await soon(step).toBe(first);
    await close();
  });

  test('that taps a button twice goes two days, and does not zoom the page', async () => {
    const { page, hand, close } = await phone('', { withoutMap: true });
    const next = await middleOf(page, 'button[aria-label^="Next day, "]');
    await hand.tap(next);
    await hand.tap(next);
    await soon(() => read(page, '.sentence')).toMatch(/^30 October 2020: /);
    expect(await view(page)).toEqual([0, 1]);
    // Chromium does not zoom a page that is made for phones; others do, unless each thing to press forbids it.
    const zooming = await page.evaluate(() =>
      [...document.querySelectorAll('a, button, select, summary, .spot')].flatMap((node) =>
        getComputedStyle(node).touchAction === 'manipulation' ? [] : [node.outerHTML.slice(0, 80)],
      ),
    );
    expect(zooming).toEqual([]);
    await close();
  });
});

describe('two fingers on the map', () => {
  test('apart zoom it, together zoom it out again; the page neither zooms nor scrolls', async () => {
    const { page, hand, close } = await phone(DAY);
    const opening = await scaleOf(page);
    const middle = await middleOf(page, '#map');
    const [left, right] = [by(middle, -30, 20), by(middle, 30, -20)];
    const [farLeft, farRight] = [by(middle, -130, 80), by(middle, 130, -80)];
    await hand.move([left, farLeft], [right, farRight]);
    await soon(() => scaleOf(page)).not.toBe(opening);
    const near = await scaleOf(page);
    expect(kmOf(near)).toBeLessThan(kmOf(opening));
    expect(await view(page)).toEqual([0, 1]);
    await hand.move([farLeft, left], [farRight, right]);
    await soon(async () => kmOf(await scaleOf(page))).toBeGreaterThan(kmOf(near));
    expect(await view(page)).toEqual([0, 1]);
    await close();
  });

  test('side by side move it, and the page stays', async () => {
    const { page, hand, close } = await phone(DAY);
    const before = await barda(page);
    const middle = await middleOf(page, '#map');
    const scale = await scaleOf(page);
    const fingers = [by(middle, -50, -60), by(middle, 50, -60)] as const;
    await hand.move([fingers[0], by(fingers[0], 0, 100)], [fingers[1], by(fingers[1], 0, 100)]);
    await soon(async () => (await barda(page)).y - before.y).toBeGreaterThan(50);
    expect(kmOf(await scaleOf(page))).toBeCloseTo(kmOf(scale), -1);
    expect(await view(page)).toEqual([0, 1]);
    await close();
  });
});

describe('in an article on a phone', () => {
  async function article(): Promise<{ page: Page; frame: Frame; hand: Hand }> {
    const page = await browser.newPage(FINGERS);
    await page.goto(hosts.page('narrow'));
    await expect.poll(() => page.frames().length).toBe(2);
    const frame = page.frames()[1];
    if (!frame) throw new Error('no frame');
    await frame.waitForSelector('#map[data-map="ready"]');
    // As if the article had more of it.
    await page.evaluate(() => (document.body.style.paddingBottom = '2000px'));
    return { page, frame, hand: await handOn(page) };
  }
  const inFrame = async (frame: Frame, selector: string): Promise<Point> => {
    const box = await frame.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not there`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  test.each(['#map', '#day'])(
    'a finger that swipes up from the embed’s %s scrolls the article past it, and the day stays',
    async (from) => {
      const { page, frame, hand } = await article();
      const day = await dayOf(frame);
      const start = await inFrame(frame, from);
      await hand.move([start, by(start, -8, -180)]);
      await soon(async () => (await view(page))[0]).toBeGreaterThan(80);
      await soon(() => dayOf(frame)).toBe(day);
      await page.close();
    },
  );

  test('a finger drags the embed’s slider, and the article stays', async () => {
    const { page, frame, hand } = await article();
    const box = await frame.locator('#day').boundingBox();
    if (!box) throw new Error('no slider');
    const handle = { x: box.x + (box.width * Number(await dayOf(frame))) / 44, y: box.y + box.height / 2 };
    await hand.move([handle, by(handle, -120, 6)]);
    await soon(() => frame.locator('.sentence').textContent()).toMatch(/^1?\d October 2020: /);
    expect(await view(page)).toEqual([0, 1]);
    await page.close();
  });

  test('two fingers apart zoom the embed’s map, and not the article', async () => {
    const { page, frame, hand } = await article();
    const middle = await inFrame(frame, '#map');
    const before = (await frame.locator('#map').screenshot()).toString('base64');
    await hand.move([by(middle, -20, 0), by(middle, -90, 30)], [by(middle, 20, 0), by(middle, 90, -30)]);
    await soon(async () => (await frame.locator('#map').screenshot()).toString('base64')).not.toBe(before);
    expect(await view(page)).toEqual([0, 1]);
    await page.close();
  });
});

/** What one pixel of the map stands for, from its scale: `72px 20 km`. */
function kmOf(scale: string): number {
  const [, pixels, length, unit] = /([\d.]+)px\D*?([\d.]+)\s*(k?m)/.exec(scale) ?? [];
  return (Number(length) / (unit === 'm' ? 1000 : 1)) * (1000 / Number(pixels));
}
