/** A handful of pictures of the page (kept.ts). */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { isLockfileBrowser, launchChromium } from './chromium.ts';
import { expectAsKept } from './kept.ts';
import { PHONE, open, type OpenOptions } from './page.ts';

interface Picture extends OpenOptions {
  readonly query?: string;
  readonly withoutWebGL?: boolean;
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
};

let browser: Browser;
let flat: Browser;
beforeAll(async () => {
  [browser, flat] = await Promise.all([launchChromium(), launchChromium(['--disable-3d-apis'])]);
});
afterAll(() => Promise.all([browser.close(), flat.close()]));

describe.runIf(isLockfileBrowser)('the page looks as it was last seen and approved', () => {
  for (const [name, { query, withoutWebGL, ...options }] of Object.entries(PICTURES)) {
    test(name, async () => {
      const { page, close } = await open(withoutWebGL ? flat : browser, query, options);
      await page.evaluate(() => document.fonts.ready);
      const picture = await page.screenshot();
      await close();
      expectAsKept(name, picture);
    });
  }
});
