/** The page as a reader's settings change it: forced colours, less motion, wider text, and a voice that reads it out. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { LAPTOP, PHONE, open, read, soon } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

const colour = (page: Page, selector: string, property: 'background-color' | 'color' | 'fill') =>
  page
    .locator(selector)
    .first()
    .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);

describe.for(['light', 'dark'] as const)('with forced colours, %s', (colorScheme) => {
  test.for(['', '?theme=light&mode=embed&map=static', '?mode=present'])(
    'a figure is told from its ground in “%s”',
    async (query) => {
      const { page, close } = await open(browser, query, {
        forcedColors: 'active',
        colorScheme,
        withoutMap: true,
      });
      const present = query.includes('present');
      const bar = present ? '.lesson-strip svg [fill="#5a2a4a"]' : '.strip .killed';
      await page.waitForSelector(bar, { state: 'attached' });
      const svg = present ? '.lesson-strip svg' : '.strip';
      expect(
        await contrast(page, await fillOf(page, bar), await colour(page, svg, 'background-color')),
        bar,
      ).toBeGreaterThan(3);
      await close();
    },
  );

  test('a pressed button looks otherwise than one that is not, and the legend keeps its signs', async () => {
    const { page, close } = await open(browser, '', {
      forcedColors: 'active',
      colorScheme,
      withoutMap: true,
    });
    const paints = await Promise.all(
      ['true', 'false'].map((pressed) =>
        colour(page, `.segmented [aria-pressed="${pressed}"]`, 'background-color'),
      ),
    );
    expect(paints[0]).not.toBe(paints[1]);
    expect(await colour(page, '.swatch.killed', 'background-color')).not.toBe(
      await colour(page, 'body', 'background-color'),
    );
    await close();
  });
});

/** Paint of the first shape: its own, or that of what is in it. */
const fillOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((node) => getComputedStyle(node.querySelector('rect, path') ?? node).fill);

/** The contrast of two colours as WCAG 2.2 has it, 1 to 21. */
async function contrast(page: Page, one: string, other: string): Promise<number> {
  return page.evaluate(
    (colours) => {
      const luminance = (text: string) => {
        const [r = 0, g = 0, b = 0] = [...text.matchAll(/[\d.]+/g)].map(([part], i) => {
          const value = Number(part) / 255;
          return i < 3 ? (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4) : 0;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const [dark = 0, light = 0] = colours.map(luminance).toSorted((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    },
    [one, other],
  );
}

test('who asks for less motion sees none: nothing runs, nothing glides', async () => {
  const { page, close } = await open(browser, '', { reducedMotion: 'reduce', withoutMap: true });
  const glides = await page.evaluateHandle(() => {
    const behaviours: unknown[] = [];
    const scroll = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollIntoView')?.value as (
      this: Element,
      how?: ScrollIntoViewOptions | boolean,
    ) => void;
    Element.prototype.scrollIntoView = function (how) {
      behaviours.push(typeof how === 'object' ? how.behavior : 'auto');
      scroll.call(this, how);
    };
    return behaviours;
  });
  for (const selector of ['.panel .back', '[data-incident]', '.sentence .figure', '.legend summary']) {
    await page.locator(selector).first().click();
    expect(await page.evaluate(() => document.getAnimations().length), selector).toBe(0);
  }
  const asked = await glides.jsonValue();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked).not.toContain('smooth');
  await close();
});

/** WCAG 2.2, 1.4.12. */
const SPACED =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';

describe('with text set as wide as WCAG asks', () => {
  test.for([
    ['the page on a phone', '', PHONE],
    ['the page on a laptop', '', LAPTOP],
    ['an embed', '?mode=embed', { width: 600, height: 900 }],
    ['the handout', '?mode=handout', LAPTOP],
  ] as const)('nothing of %s is cut off or has to be scrolled sideways', async ([, query, viewport]) => {
    const { page, close } = await open(browser, query, { viewport, firstPicture: true });
    await page.waitForSelector(query.includes('handout') ? '.handout' : 'html[data-ready]', {
      state: 'attached',
    });
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, SPACED);
    await soon(() =>
      page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true);
    const cut = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          'button, a, p, h1, h2, h3, li, label, summary, td, th, figcaption',
        ),
      ]
        .filter((node) => node.checkVisibility() && !node.closest('.visually-hidden, .map, svg, .skips'))
        .filter((node) => {
          const { overflowX, overflowY } = getComputedStyle(node);
          const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
          return (
            hides && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1)
          );
        })
        .map((node) => `${node.tagName}.${node.className}: ${node.textContent.slice(0, 40)}`),
    );
    expect(cut).toEqual([]);
    await close();
  });
});

describe('what is read out', () => {
  /** Counts what a screen reader would be given: texts that stand in a live region after a change. */
  const listen = (page: Page) =>
    page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const region of document.querySelectorAll('[aria-live], [role="status"]'))
        new MutationObserver(() => heard.push(region.textContent)).observe(region, {
          childList: true,
          subtree: true,
          characterData: true,
        });
    });
  /** From now on time passes only as the test lets it. */
  const stopClock = async (page: Page) => {
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(60_000);
  };
  const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard);

  test('of thirty quick steps only what they end with', async () => {
    const { page, close } = await open(browser, '?day=2020-09-28&known=latest&show=day', {
      withoutMap: true,
    });
    await listen(page);
    await stopClock(page);
    for (let i = 0; i < 30; i++) {
      await page.locator('button[aria-label^="Next day,"]').evaluate((button: HTMLElement) => button.click());
      await page.clock.runFor(60);
    }
    await page.clock.runFor(3000);
    expect(await heard(page)).toEqual([expect.stringMatching(/^28 October 2020: 3 incidents/)]);
    await close();
  });

  test('while the slider is dragged nothing but the slider’s own value', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    await listen(page);
    await stopClock(page);
    await page.locator('#day').focus();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('ArrowLeft');
      await page.clock.runFor(60);
    }
    await page.clock.runFor(3000);
    expect(await page.locator('#day').getAttribute('aria-valuetext')).toMatch(/^8 October 2020/);
    expect(await read(page, '.sentence')).toMatch(/^8 October 2020/);
    expect(await heard(page)).toEqual([]);
    await close();
  });
});
