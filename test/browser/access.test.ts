import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { LAPTOP, PHONE, open, read, soon } from './page.ts';

const FRAME = { width: 600, height: 500 };
const PROJECTOR = { width: 1920, height: 1080 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

describe('axe finds nothing', () => {
  const STATES = {
    'in the opening view on a laptop, all unfolded': ['', LAPTOP, 'light'],
    'in the opening view on a phone': ['', PHONE, 'light'],
    'in the dark theme': ['', LAPTOP, 'dark'],
    'with a day chosen and no incident': ['?day=2020-09-29&known=latest&show=day', LAPTOP, 'light'],
    'up to a day, as known earlier': ['?day=2020-10-28&known=2020-10-28&show=upto', PHONE, 'light'],
    'with notices about the address': ['?day=never', LAPTOP, 'light'],
    'up to a day, in the dark': ['?day=2020-11-10&known=latest&show=upto', PHONE, 'dark'],
    'with an incident that has no figure': ['?incident=goranboy-tartar-2020-10-28', LAPTOP, 'light'],
    'in a dark embed with a picture for a map': ['?mode=embed&map=static&theme=dark', FRAME, 'light'],
    'in an embed without controls': ['?mode=embed&controls=none', FRAME, 'dark'],
    'in an embed too small for a map': ['?mode=embed', { width: 300, height: 250 }, 'light'],
    'in the lesson': ['?mode=present', LAPTOP, 'light'],
    'in the lesson on a projector': ['?mode=present#7', PROJECTOR, 'dark'],
    'in the speaker’s notes': ['?mode=notes', LAPTOP, 'light'],
    'in the handout': ['?mode=handout', LAPTOP, 'light'],
  } as const;
  for (const [name, [query, viewport, colorScheme]] of Object.entries(STATES)) {
    test(name, async () => {
      // The zoomable map is the same in each: once on either screen is enough.
      const withoutMap = query !== '';
      const firstPicture = query.includes('handout');
      const { page, close } = await open(browser, query, {
        viewport,
        colorScheme,
        withoutMap,
        firstPicture,
      });
      if (firstPicture) await page.locator('.handout').waitFor();
      if (query.includes('present')) await page.locator('.lesson-bar').waitFor();
      if (name.includes('all unfolded')) {
        for (const summary of await page.locator('details:not([open]) > summary').all()) {
          if (await summary.isVisible()) await summary.click();
        }
      }
      expect(await findings(page)).toEqual([]);
      await close();
    });
  }
});

describe('by keyboard alone', () => {
  test('the skip links come first and lead to the timeline, the incident and the table', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the timeline');
    const focused = () => page.evaluate(() => document.activeElement?.id);
    for (const target of ['timeline', 'panel', 'table']) {
      await page.locator(`.skips a[href="#${target}"]`).focus();
      await page.keyboard.press('Enter');
      await soon(focused).toBe(target);
    }
    await close();
  });

  test('the slider moves by a day with the arrows, and to the ends with Home and End', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    const value = () => page.locator('#day').getAttribute('aria-valuetext');
    await page.locator('#day').focus();
    await page.keyboard.press('ArrowLeft');
    await soon(value).toMatch(/^27 October 2020: 3 incidents/);
    await page.keyboard.press('Home');
    await soon(value).toMatch(/^27 September 2020/);
    await page.keyboard.press('End');
    await soon(value).toMatch(/^10 November 2020/);
    await close();
  });

  test('every incident of the day can be opened and left, and the focus goes with it', async () => {
    const { page, close } = await open(browser, '?day=2020-10-28&known=latest&show=day', {
      withoutMap: true,
    });
    await page.locator('[data-incident="barda-2020-10-28"]').focus();
    await page.keyboard.press('Enter');
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Barda city');
    await page.locator('.panel .back').focus();
    await page.keyboard.press('Enter');
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('28 October 2020');
    await close();
  });

  test('the map pans and zooms', async () => {
    const { page, close } = await open(browser);
    const scale = () => page.locator('.maplibregl-ctrl-scale').textContent();
    const before = await scale();
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('=');
    await soon(scale).not.toBe(before);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Back to Barda, Garayusifli and the line of contact' }).waitFor();
    await close();
  });

  test('the table is sorted by its headings, and says so', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    const heading = page.getByRole('columnheader', { name: 'Killed' });
    await heading.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(await read(page, '#table tbody tr:first-child td.killed')).toBe('27');
    await close();
  });
});

describe('small and enlarged', () => {
  const fits = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

  test('at 320 px nothing has to be scrolled sideways', async () => {
    const { page, close } = await open(browser, '', {
      viewport: { width: 320, height: 640 },
      withoutMap: true,
    });
    expect(await fits(page)).toBe(true);
    await page.locator('#day').press('ArrowLeft');
    await soon(() => read(page, '.sentence')).toMatch(/^27 October 2020/);
    await close();
  });

  test('at no width between a phone and a projector has anything to be scrolled sideways', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    for (const width of [360, 390, 430, 540, 600, 700, 768, 844, 912, 1024, 1180, 1280, 1600, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      // What is measured is drawn anew a moment later.
      await expect.poll(() => fits(page), { timeout: 3000, message: `${width} px` }).toBe(true);
    }
    await close();
  });

  test('at 200 % zoom of a laptop nothing has to be scrolled sideways', async () => {
    // A zoomed page is a smaller viewport with more pixels to each.
    const { page, close } = await open(browser, '', {
      viewport: { width: 640, height: 400 },
      deviceScaleFactor: 2,
      withoutMap: true,
    });
    expect(await fits(page)).toBe(true);
    await close();
  });

  test('one polite sentence is spoken for each step, and none while the slider itself speaks', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    const live = page.locator('[data-live]');
    await page.getByRole('button', { name: /^Next day, / }).click();
    await soon(() => live.textContent()).toMatch(/^29 October 2020: \d+ incidents?, [^.]*$/);
    await page.locator('#day').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(600);
    expect(await live.textContent()).toMatch(/^29 October 2020/);
    await close();
  });

  test('a finger that scrolls over the map scrolls the page', async () => {
    const { page, close } = await open(browser, '', { viewport: PHONE, hasTouch: true, isMobile: true });
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 190, y }] });
    await touch('touchStart', 300);
    for (let y = 290; y >= 100; y -= 10) await touch('touchMove', y);
    await touch('touchEnd');
    await soon(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
    await close();
  });
});
