/** A handful of pictures of the page (kept.ts). */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { isLockfileBrowser, launchChromium } from './chromium.ts';
import { expectAsKept } from './kept.ts';
import { PHONE, open, type OpenOptions } from './page.ts';

interface Picture extends OpenOptions {
  readonly query?: string;
  readonly withoutWebGL?: boolean;
  /** Is there only after a while. */
  readonly shows?: string;
}
/** A step of the lesson as it stands on the wall. */
function lesson(step: string): Picture {
  return {
    query: `?mode=present#step-${step}`,
    viewport: { width: 1920, height: 1080 },
    withoutMap: true,
    shows: `.lesson-stage[data-step="${step}"] .lesson-strip svg`,
  };
}

const PICTURES: Readonly<Record<string, Picture>> = {
  'opening-laptop': {},
  'opening-phone': { viewport: PHONE },
  'garayusifli-selected': {
    query: '?day=2020-10-28&known=latest&show=upto&incident=garayusifli-2020-10-27',
  },
  'known-28-october': { query: '?day=2020-10-28&known=2020-10-28&incident=barda-2020-10-28&show=day' },
  'without-scripts-phone': { viewport: PHONE, javaScriptEnabled: false, firstPicture: true },
  'without-webgl-laptop': { withoutWebGL: true, mapFails: true },
  'lesson-line-of-contact': lesson('line-of-contact'),
  'lesson-hour-by-hour': lesson('hour-by-hour'),
  'lesson-findings': lesson('findings'),
};

let browser: Browser;
let flat: Browser;
beforeAll(async () => {
  [browser, flat] = await Promise.all([launchChromium(), launchChromium(['--disable-3d-apis'])]);
});
afterAll(() => Promise.all([browser.close(), flat.close()]));

describe.runIf(isLockfileBrowser)('the page looks as it was last seen and approved', () => {
  for (const [name, { query, withoutWebGL, shows, ...options }] of Object.entries(PICTURES)) {
    test(name, async () => {
      const { page, close } = await open(withoutWebGL ? flat : browser, query, options);
      if (shows !== undefined) await page.waitForSelector(shows);
      await page.evaluate(() => document.fonts.ready);
      const picture = await page.screenshot();
      await close();
      expectAsKept(name, picture);
    });
  }
});
