/** `?mode=embed`: what stands in a frame of each size, what each option of the address does, whose gestures they are. */
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { FRAME } from '../../build/cards.ts';
import { recordVersion } from '../../build/record.ts';
import { OPTION_VALUES } from '../../src/shell/options.ts';
import { findings } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { serveHosts, type Hosts } from './hosts/server.ts';
import { mapIsReady, open, read, slideTo, soon, type OpenOptions } from './page.ts';

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

const COLUMN = { width: 640, height: 560 };
const embed = (query = '', options: OpenOptions = {}) =>
  open(browser, `?mode=embed${query && `&${query}`}`, { viewport: COLUMN, withoutMap: true, ...options });

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not to be seen`);
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
};
const isShown = (page: Page, selector: string) => page.locator(selector).first().isVisible();
/** As high and wide as what is in it: more than the frame is a second scroll bar in an article. */
const contentOf = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { width: scrollWidth, height: scrollHeight };
  });

/** Everything by which a reader finds out where a figure comes from. */
async function expectAttribution(page: Page, name: string): Promise<void> {
  const foot = page.locator('.brief-foot');
  expect(await foot.innerText(), name).toMatch(/^\d+ sources · CC BY 4\.0 · Open the full page$/);
  expect(await foot.isVisible(), name).toBe(true);
  const links = await foot
    .locator('a')
    .evaluateAll((found) => found.map((a) => (a as HTMLAnchorElement).href));
  for (const link of links) expect(link, name).toMatch(new RegExp(`^${inject('pageUrl')}(?:\\?|$)`));
}

describe('a frame', () => {
  test.each([
    [320, 420, 170],
    [360, 620, 240],
    [600, 500, 200],
    [640, 560, 260],
    [900, 640, 200],
    [1200, 900, 400],
  ])(
    'of %i × %i px holds map, slider, sentence, incident and sources without a scroll bar',
    async (width, height, map) => {
      const { page, errors, close } = await embed('', { viewport: { width, height }, withoutMap: false });
      const found = await boxOf(page, '#map');
      expect([found.x, found.width]).toEqual([0, width]);
      expect(found.height).toBeGreaterThanOrEqual(map);
      for (const part of [
        '.sentence',
        '#day',
        '.brief-figures',
        '.brief-who',
        '.brief-foot',
        '.map-credit',
      ]) {
        const { x, y, right, bottom } = await boxOf(page, part);
        expect(x >= 0 && y >= 0 && right <= width && bottom <= height, part).toBe(true);
      }
      expect(await contentOf(page)).toEqual({ width, height });
      const said = await read(page, '#brief');
      for (const words of ['Barda', '20–21 reported killed', '60–83 reported wounded', 'denied by Armenia'])
        expect(said).toContain(words);
      await expectAttribution(page, `${width} × ${height}`);
      expect(errors).toEqual([]);
      await close();
    },
  );

  test('keeps its slider and its map where they are on other days, so that they do not slip from the finger', async () => {
    const { page, close } = await embed('map=static');
    for (const [width, height] of [
      [320, 420],
      [360, 620],
      [600, 500],
      [640, 560],
    ] as const) {
      await page.setViewportSize({ width, height });
      const places = await page.evaluate(async () => {
        const slider = document.querySelector<HTMLInputElement>('#day')!;
        const found = new Set<string>();
        for (let day = 0; day < 45; day += 4) {
          slider.value = String(day);
          slider.dispatchEvent(new Event('input'));
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          const map = document.querySelector('#map')!;
          found.add(`${slider.getBoundingClientRect().top} ${map.getBoundingClientRect().height}`);
        }
        return [...found];
      });
      expect(places, `${width} × ${height}`).toHaveLength(1);
    }
    await close();
  });

  test.each([
    [319, 640],
    [640, 419],
    [300, 250],
    [200, 120],
  ])(
    'of %i × %i px, too small for a map, has the sentence, the sources and the link',
    async (width, height) => {
      const { page, close } = await embed('', { viewport: { width, height } });
      expect(await isShown(page, '.sentence')).toBe(true);
      expect(await read(page, '.sentence')).toMatch(/^28 October 2020: .*reported killed/);
      for (const part of ['#map', '#day', '.controls', '.chart-box', '.brief-name'])
        expect(await isShown(page, part), part).toBe(false);
      await expectAttribution(page, `${width} × ${height}`);
      expect((await contentOf(page)).width).toBe(width);
      if (height > 200) expect((await contentOf(page)).height).toBe(height);
      await close();
    },
  );

  test.each([600, 900])(
    'of %i px has its legend closed, and open it leaves the chosen place in sight',
    async (width) => {
      const { page, close } = await embed('', { viewport: { width, height: 500 }, withoutMap: false });
      expect(await page.locator('.legend').getAttribute('open')).toBeNull();
      await page.locator('.legend summary').click();
      const [legend, map] = [await boxOf(page, '.legend'), await boxOf(page, '#map')];
      expect(legend.width).toBeLessThanOrEqual(map.width / 2);
      expect(legend.y).toBeGreaterThanOrEqual(map.y);
      expect(legend.bottom).toBeLessThanOrEqual(map.bottom);
      await close();
    },
  );

  test.each(['light', 'dark'] as const)(
    'in its %s theme has nothing that axe finds fault with',
    async (theme) => {
      for (const viewport of [COLUMN, { width: 320, height: 420 }]) {
        const { page, close } = await embed(`theme=${theme}`, { viewport });
        expect(await findings(page)).toEqual([]);
        await close();
      }
    },
  );

  test('shows nothing of the whole page that has no room in it', async () => {
    const { page, close } = await embed();
    for (const part of ['.page-head nav', '#panel', '#table', '#about', '.peek', '#share'])
      expect(await isShown(page, part), part).toBe(false);
    await close();
  });
});

describe('an option of the address', () => {
  test('day, known, incident and show: the view that they name', async () => {
    const { page, close } = await embed(
      'day=2020-10-30&known=2020-10-29&show=upto&incident=barda-2020-10-28',
    );
    expect(await read(page, '.sentence')).toMatch(/30 Oct 2020: /);
    expect(await page.locator('.segmented [aria-pressed="true"]').innerText()).toBe('Up to this day');
    expect(await page.locator('.known select').inputValue()).toBe('2020-10-29');
    expect(await read(page, '#brief')).toContain('60–70 reported wounded');
    await close();
  });

  test('incident alone: its own day', async () => {
    const { page, close } = await embed('incident=ganja-2020-10-17');
    expect(await read(page, '.sentence')).toMatch(/^17 October 2020: /);
    expect(await read(page, '#brief')).toContain('Ganja');
    await close();
  });

  test('scope: the days that the slider reaches', async () => {
    for (const [scope, first, last] of [
      ['war', '27 September 2020', '10 November 2020'],
      ['barda', '21 October 2020', '4 November 2020'],
    ] as const) {
      const { page, close } = await embed(`scope=${scope}`);
      const day = page.locator('#day');
      for (const [key, said] of [
        ['Home', first],
        ['End', last],
      ] as const) {
        await day.press(key);
        await soon(() => day.getAttribute('aria-valuetext')).toContain(said);
      }
      await close();
    }
  });

  test('theme: as asked, or as the reader has it', async () => {
    const [PAPER, NIGHT] = ['rgb(246, 244, 239)', 'rgb(27, 25, 22)'];
    for (const [theme, colorScheme, colour] of [
      ['light', 'dark', PAPER],
      ['dark', 'light', NIGHT],
      ['auto', 'dark', NIGHT],
      ['auto', 'light', PAPER],
    ] as const) {
      const { page, close } = await embed(`theme=${theme}`, { colorScheme });
      const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(paper, `${theme} for a reader with ${colorScheme}`).toBe(colour);
      await close();
    }
  });

  test('map: zoomable, or a picture that follows the slider and asks for no more', async () => {
    const still = await embed('map=static', { withoutMap: false, firstPicture: true });
    await still.page.waitForSelector('html[data-ready]', { state: 'attached' });
    await slideTo(still.page, '2020-10-17');
    await soon(() => still.page.locator('#map').getAttribute('data-day')).toBe('2020-10-17');
    await still.page.waitForLoadState('networkidle');
    expect(still.requests.filter((url) => /map-|maplibre|basemap/.test(url))).toEqual([]);
    await still.close();
    const zoomable = await embed('map=zoomable', { withoutMap: false });
    expect(await isShown(zoomable.page, '#map canvas')).toBe(true);
    await zoomable.close();
  });

  test('controls: all, the slider alone, or none; the days stay in sight', async () => {
    for (const [controls, expected] of [
      ['full', [true, true, true]],
      ['slider', [false, true, true]],
      ['none', [false, false, true]],
    ] as const) {
      const { page, close } = await embed(`controls=${controls}`);
      const shown = ['.controls', '#day', '.strip'].map((part) => isShown(page, part));
      expect(await Promise.all(shown), controls).toEqual(expected);
      await close();
    }
  });

  test('height: fixed fills the frame, auto is as high as what it shows, whatever the frame', async () => {
    const bodyOf = (page: Page) => page.evaluate(() => document.body.getBoundingClientRect().height);
    const filled = await embed('height=fixed', { viewport: { width: 640, height: 777 } });
    expect(await bodyOf(filled.page)).toBe(777);
    await filled.close();
    const heights = [];
    for (const height of [300, 777, 1400]) {
      const { page, close } = await embed('height=auto', { viewport: { width: 640, height } });
      heights.push(await bodyOf(page));
      await close();
    }
    expect(new Set(heights).size).toBe(1);
    expect(heights[0]).toBeGreaterThan(500);
  });

  test('height=auto: in the frame that oEmbed offers nothing scrolls where nobody listens, and little is empty', async () => {
    const { page, close } = await embed('height=auto', { viewport: FRAME });
    const height = await page.evaluate(() => document.body.getBoundingClientRect().height);
    expect(height).toBeLessThanOrEqual(FRAME.height);
    expect(height).toBeGreaterThan(FRAME.height - 40);
    await close();
  });

  test('lang: the one that there is', async () => {
    const { page, close } = await embed('lang=en');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await read(page, '#notices')).toBe('');
    await close();
  });

  test('record: the version that the embed was made for, or none', async () => {
    const same = await embed(`record=${encodeURIComponent(recordVersion())}`);
    expect(await read(same.page, '.sentence')).toMatch(/^28 October 2020: /);
    await same.close();
    const other = await embed('record=0.0.9-abcdef01', { firstPicture: true });
    await soon(() => read(other.page, '#notices')).toContain(
      'version 0.0.9-abcdef01 of the record and no other',
    );
    expect(await read(other.page, '#notices')).toContain(`now at version ${recordVersion()}`);
    expect(await isShown(other.page, 'main')).toBe(false);
    const link = other.page.getByRole('link', { name: 'Open the record as it is now' });
    expect(await link.evaluate((a) => (a as HTMLAnchorElement).href)).toBe(inject('pageUrl'));
    await other.close();
  });

  test('with a value that does not exist is named, and the others are followed', async () => {
    const { page, close } = await embed('theme=pink&controls=slider&day=2020-13-40');
    const said = await read(page, '#notices');
    expect(said).toContain('pink');
    expect(said).toContain('2020-13-40');
    expect(await isShown(page, '.controls')).toBe(false);
    await close();
  });

  test('takes away neither sources nor licence nor link, alone or with others', async () => {
    const unusual = Object.entries(OPTION_VALUES).flatMap(([name, [, ...values]]) =>
      name === 'mode' ? [] : values.map((value) => `${name}=${value}`),
    );
    for (const query of [...unusual, 'controls=none&map=static&scope=barda&theme=dark&height=auto']) {
      const { page, close } = await embed(query);
      await expectAttribution(page, query);
      expect(await read(page, '#brief'), query).toContain('denied by Armenia');
      await close();
    }
  });
});

describe('in an article, gestures', () => {
  /** A frame as the dialog gives it, with more article than fits above and below it. */
  const article = async (options: { hasTouch?: boolean } = {}) => {
    const page = await browser.newPage({
      viewport: { width: 680, height: 700 },
      reducedMotion: 'reduce',
      ...options,
    });
    await page.goto(
      hosts.paste(
        `<!doctype html><body style="margin:0"><div style="height:60px"></div>
        <iframe src="${hosts.site}?mode=embed" width="640" height="560" allow="fullscreen" style="border:0"></iframe>
        <div style="height:2000px"></div></body>`,
      ),
    );
    await expect.poll(() => page.frames().length).toBe(2);
    const frame = page.frames()[1];
    if (!frame) throw new Error('no frame');
    await frame.waitForSelector('#map[data-map="ready"]', { timeout: 30_000 });
    return { page, frame };
  };
  const scrolled = (page: Page) => page.evaluate(() => window.scrollY);
  const zoomOf = (frame: Frame) =>
    frame
      .locator('.maplibregl-ctrl-scale')
      .evaluate((bar) => `${(bar as HTMLElement).style.width} ${bar.textContent}`);
  /** Of the map, where no hint lies on it. */
  const picture = async (page: Page, frame: Frame) => {
    await page.evaluate(() => window.scrollTo(0, 0));
    await soon(() =>
      frame
        .locator('.maplibregl-cooperative-gesture-screen')
        .evaluate((hint) => getComputedStyle(hint).opacity),
    ).toBe('0');
    return (await frame.locator('#map').screenshot()).toString('base64');
  };

  test('the wheel alone scrolls the article; with Ctrl it zooms the map', async () => {
    const { page, frame } = await article();
    const [before, zoom] = [await picture(page, frame), await zoomOf(frame)];
    await page.mouse.move(320, 200);
    await page.mouse.wheel(0, 120);
    await soon(() => scrolled(page)).toBeGreaterThan(50);
    expect(await zoomOf(frame)).toBe(zoom);
    expect(await picture(page, frame)).toBe(before);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -240);
    await page.keyboard.up('Control');
    await soon(() => zoomOf(frame)).not.toBe(zoom);
    expect(await scrolled(page)).toBe(0);
    await page.close();
  });

  test('one finger scrolls the article, two move the map', async () => {
    const { page, frame } = await article({ hasTouch: true });
    const before = await picture(page, frame);
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: [number, number][]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: at.map(([x, y], id) => ({ x, y, id })) });
    await touch('touchStart', [300, 250]);
    for (let y = 240; y >= 100; y -= 10) await touch('touchMove', [300, y]);
    await touch('touchEnd');
    await soon(() => scrolled(page)).toBeGreaterThan(80);
    expect(await picture(page, frame)).toBe(before);
    await touch('touchStart', [260, 150], [360, 150]);
    for (let y = 155; y <= 260; y += 5) await touch('touchMove', [260, y], [360, y]);
    await touch('touchEnd');
    await soon(() => picture(page, frame)).not.toBe(before);
    expect(await scrolled(page)).toBe(0);
    await page.close();
  });

  test('full screen the wheel alone zooms, since there is no article to scroll; after it no more', async () => {
    const { page, frame } = await article();
    await frame.locator('.map-full').click();
    await soon(() => frame.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await soon(() => frame.locator('.map-full').getAttribute('aria-pressed')).toBe('true');
    const zoom = await zoomOf(frame);
    await page.mouse.move(320, 200);
    await page.mouse.wheel(0, -240);
    await soon(() => zoomOf(frame)).not.toBe(zoom);
    await frame.evaluate(() => document.exitFullscreen());
    await soon(() => frame.locator('.map-full').getAttribute('aria-pressed')).toBe('false');
    const after = await zoomOf(frame);
    await page.mouse.wheel(0, -240);
    await page.waitForTimeout(300);
    expect(await zoomOf(frame)).toBe(after);
    await page.close();
  });

  test('full screen an embed of automatic height fills the screen, and its host keeps the article as it is', async () => {
    const page = await browser.newPage({ viewport: { width: 680, height: 900 } });
    await page.goto(
      hosts.paste(
        `<!doctype html><iframe src="${hosts.site}?mode=embed&height=auto&map=static" width="600" height="500" allow="fullscreen"></iframe>
        <script src="${hosts.site}embed.js"></script>`,
      ),
    );
    const element = page.locator('iframe');
    await soon(() => element.evaluate((frame) => frame.style.height)).toMatch(/px/);
    const height = () => element.evaluate((frame) => frame.style.height);
    const frame = page.frames()[1];
    if (!frame) throw new Error('no frame');
    await frame.waitForSelector('html[data-ready]', { state: 'attached' });
    const before = await height();
    await frame.locator('.map-full').click();
    await soon(() => frame.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await soon(() =>
      frame.evaluate(() => Math.round(document.body.getBoundingClientRect().height) >= window.innerHeight),
    ).toBe(true);
    expect(await height()).toBe(before);
    await frame.evaluate(() => document.exitFullscreen());
    await soon(() => frame.evaluate(() => document.fullscreenElement === null)).toBe(true);
    await soon(height).toBe(before);
    await page.close();
  });
});

test('a whole visit stores nothing and asks no other host', async () => {
  const { page, requests, errors, close } = await embed('height=auto', { withoutMap: false });
  await mapIsReady(page);
  await slideTo(page, '2020-10-17');
  await page.waitForLoadState('networkidle');
  const origin = new URL(inject('pageUrl')).origin;
  expect(requests.filter((url) => !/^(?:data|blob):/.test(url) && new URL(url).origin !== origin)).toEqual(
    [],
  );
  expect(await page.context().storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] });
  expect(
    await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await caches.keys()).length,
    ]),
  ).toEqual([0, 0, 0]);
  expect(errors).toEqual([]);
  await close();
});
