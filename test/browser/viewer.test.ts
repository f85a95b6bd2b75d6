/** Where and how somebody looks: another time zone, a page enlarged four times, a browser without words of any language, a tab left in the background. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { text } from '../../src/text/en.ts';
import { shareText } from '../../src/text/dialog.ts';
import { launchChromium } from './chromium.ts';
import { LAPTOP, mapIsReady, open, read, slideTo, soon } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** All that a reader of a view reads, part by part. */
const PARTS = ['.sentence', '.chart', '.strip', '#known', '#panel', '#table', '#coverage-line', '#about'];
const readAll = async (page: Page): Promise<Record<string, string | null>> =>
  Object.fromEntries(
    await Promise.all(
      PARTS.map(async (part) => [part, await page.locator(part).first().textContent()] as const),
    ),
  );

/** The claims of the chosen days, as a table to take away. */
async function takeClaims(page: Page): Promise<string> {
  await page.locator('#share').click();
  const coming = page.waitForEvent('download');
  await page
    .locator('dialog.share .share-take > div:nth-child(2)')
    .getByRole('button', { name: shareText.files.claims })
    .click();
  const file = await (await coming).path();
  await page.keyboard.press('Escape');
  return readFileSync(file, 'utf8');
}

describe('days', () => {
  const QUERY = '?day=2020-10-28&known=2020-10-30&incident=barda-2020-10-28&show=day';
  const seenIn = async (timezoneId: string) => {
    const { page, errors, close } = await open(browser, QUERY, { withoutMap: true, timezoneId });
    const offset = await page.evaluate(() => new Date(2020, 9, 28).getTimezoneOffset());
    const seen: Record<string, string | null> = { ...(await readAll(page)), csv: await takeClaims(page) };
    await slideTo(page, '2020-10-04');
    // Panel and table follow a frame later.
    await soon(() => read(page, '#panel h2')).toBe('4 October 2020');
    await soon(() => read(page, '#table caption')).toContain('4 October 2020');
    const moved = await readAll(page);
    await close();
    return { offset, errors: errors.filter((error) => !error.includes('ERR_FAILED')), seen, moved };
  };

  test('are the same for readers in Kiribati, in California and on Greenwich time', async () => {
    const here = await seenIn('UTC');
    expect(here.seen['.sentence']).toContain('28 October 2020');
    expect(here.seen['csv']).toContain('2020-10-28');
    expect(here.moved['.sentence']).toContain('4 October 2020');
    for (const [zone, offset] of [
      ['Pacific/Kiritimati', -14 * 60],
      ['America/Los_Angeles', 7 * 60],
    ] as const) {
      expect(await seenIn(zone), zone).toEqual({ ...here, offset, errors: [] });
    }
  });
});

describe('enlarged four times', () => {
  const SMALL = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
  /** Brought into sight, is it what lies there, or does something cover it? */
  const reached = (page: Page, selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((node) => {
        node.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = node.getBoundingClientRect();
        const there = document.elementFromPoint(left + Math.min(width, 40) / 2, top + height / 2);
        return there !== null && (node.contains(there) || there.contains(node));
      });

  test('figures, slider and sources can be reached, and nothing has to be scrolled sideways', async () => {
    const { page, errors, close } = await open(browser, '', SMALL);
    for (const selector of [
      '.sentence .figure.killed',
      '#day',
      '#known',
      '#panel .toll.killed .number',
      '#panel .toll.wounded .number',
      '#panel .toll.killed a[href^="http"]',
      '#denied a[href^="http"]',
      '#table tbody a[href^="http"]',
      '#about a',
    ])
      expect(await reached(page, selector), selector).toBe(true);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
    await page.locator('#day').focus();
    await page.keyboard.press('ArrowLeft');
    await soon(() => read(page, '.sentence')).toContain('27 October 2020');
    expect(errors).toEqual([]);
    await close();
  });
});

describe('a browser without the words and formats of any language', () => {
  test('shows the same page', async () => {
    const query = '?day=2020-10-28&known=latest&incident=barda-2020-10-28&show=day';
    const usual = await open(browser, query);
    const bare = await open(browser, query, {
      before: (page) =>
        page.addInitScript(() => {
          Reflect.deleteProperty(globalThis, 'Intl');
          const refuse = () => {
            throw new RangeError('no locale data');
          };
          for (const { prototype } of [Number, Date, Array, BigInt])
            for (const name of Object.getOwnPropertyNames(prototype))
              if (name.startsWith('toLocale')) Object.defineProperty(prototype, name, { value: refuse });
          // As an engine without such data does it.
          const { prototype: ofText } = String;
          Object.defineProperty(ofText, 'localeCompare', {
            value(this: string, other: string) {
              return this < other ? -1 : this > other ? 1 : 0;
            },
          });
        }),
    });
    expect(await bare.page.evaluate(() => 'Intl' in globalThis)).toBe(false);
    expect(await readAll(bare.page)).toEqual(await readAll(usual.page));
    expect(await takeClaims(bare.page)).toBe(await takeClaims(usual.page));
    await bare.page.locator('#table th button').first().click();
    await slideTo(bare.page, '2020-10-17');
    expect(bare.errors).toEqual([]);
    await bare.close();
    await usual.close();
  });
});

describe('a tab left in the background for an hour', () => {
  const setHidden = (page: Page, hidden: boolean) =>
    page.evaluate((isHidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
      const value = isHidden ? 'hidden' : 'visible';
      Object.defineProperty(document, 'visibilityState', { configurable: true, value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);

  test('has stopped playing, shows the day on which it was left, and answers', async () => {
    const { page, errors, close } = await open(browser, '?day=2020-10-01&known=latest&show=day', {
      viewport: LAPTOP,
      before: (tab) => tab.clock.install(),
    });
    // Every call of a timer from now on.
    await page.evaluate(() => {
      const counted = { timers: 0 };
      Object.assign(window, { counted });
      for (const name of ['setTimeout', 'setInterval'] as const) {
        const own = window[name].bind(window) as (act: () => void, ms?: number) => number;
        const counting = (act: () => void, ms?: number) =>
          own(() => {
            counted.timers += 1;
            act();
          }, ms);
        Object.assign(window, { [name]: counting });
      }
    });
    await page.getByRole('button', { name: text.timeline.play }).click();
    await page.clock.runFor(2500);
    await soon(() => read(page, '.sentence')).not.toContain('1 October 2020:');
    await setHidden(page, true);
    const left = await page.locator('#day').inputValue();
    expect(Number(left)).toBeLessThan(20);
    await page.evaluate(() => Object.assign(Reflect.get(window, 'counted') as object, { timers: 0 }));
    await page.clock.runFor(3_600_000);
    const timers = await page.evaluate(() => (Reflect.get(window, 'counted') as { timers: number }).timers);
    expect(timers).toBeLessThan(300); // at most one in twelve seconds
    await setHidden(page, false);
    await page.clock.runFor(1000);
    expect(await page.locator('#day').inputValue()).toBe(left);
    expect(await page.getByRole('button', { name: text.timeline.play }).isVisible()).toBe(true);
    await slideTo(page, '2020-10-28');
    expect(await read(page, '.sentence')).toContain('28 October 2020');
    await page.clock.runFor(1000);
    await mapIsReady(page);
    expect(await page.locator('.map-picture').isVisible()).toBe(false);
    expect(errors).toEqual([]);
    await close();
  });
});
