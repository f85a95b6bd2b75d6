/**
 * A handful of pictures, compared for the lockfile's browser only: another one draws letters differently.
 * `UPDATE_PICTURES=1 npm test` takes them anew; look at them before you commit them.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLockfileBrowser, launchChromium } from './chromium.ts';
import { PHONE, open, type OpenOptions } from './page.ts';

const FOLDER = 'test/pictures';
/** Share of pixels that may differ: antialiasing of the software renderer. */
const TOLERANCE = 0.002;

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
      const taken = PNG.sync.read(await page.screenshot());
      await close();
      const file = `${FOLDER}/${name}.png`;
      if (process.env['UPDATE_PICTURES'] || !existsSync(file)) {
        if (!process.env['UPDATE_PICTURES'])
          throw new Error(`no picture to compare with: ${file} (UPDATE_PICTURES=1 takes it)`);
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(file, PNG.sync.write(taken));
      }
      const expected = PNG.sync.read(readFileSync(file));
      expect([taken.width, taken.height]).toEqual([expected.width, expected.height]);
      const difference = new PNG({ width: taken.width, height: taken.height });
      const pixels = pixelmatch(expected.data, taken.data, difference.data, taken.width, taken.height, {
        threshold: 0.1,
      });
      const share = pixels / (taken.width * taken.height);
      if (share > TOLERANCE) {
        mkdirSync('test-results', { recursive: true });
        writeFileSync(`test-results/${name}-difference.png`, PNG.sync.write(difference));
        writeFileSync(`test-results/${name}-taken.png`, PNG.sync.write(taken));
      }
      expect(share, `see test-results/${name}-difference.png`).toBeLessThanOrEqual(TOLERANCE);
    });
  }
});
