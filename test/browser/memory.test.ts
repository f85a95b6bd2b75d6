/** A lecture, or a page left open all day: what the reader does leaves nothing behind. Counted by the browser itself, after it has tidied up. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { mapIsReady, open, read, soon } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

interface Held {
  readonly MB: number;
  readonly nodes: number;
  readonly listeners: number;
}

async function held(cdp: CDPSession): Promise<Held> {
  // What the first round frees may hold the last of something else.
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    MB: of('JSHeapUsedSize') / 1e6,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}

/** Days forth and back, one drawing each; then the 28th again. */
async function slide(page: Page, steps: number): Promise<void> {
  await page.evaluate(async (count) => {
    const slider = document.querySelector<HTMLInputElement>('#day');
    if (!slider) throw new Error('no slider');
    for (let i = 0; i < count; i++) {
      slider.value = String((i * 7) % 45);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
    slider.value = '31';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, steps);
  // Panel and table follow a frame later.
  await soon(() => read(page, '#panel h2')).toBe('28 October 2020');
  await soon(() => read(page, '#table caption')).toContain('28 October 2020');
}

/** Incidents of a day and back to the day, in turn, as a reader of the list does. */
const select = (page: Page, times: number) =>
  page.evaluate(async (count) => {
    const frames = async (n: number) => {
      for (let i = 0; i < n; i++) await new Promise(requestAnimationFrame);
    };
    for (let i = 0; i < count; i++) {
      const rows = document.querySelectorAll<HTMLElement>('#table td button, #table th button');
      const names = [...rows].filter((button) => button.closest('tbody'));
      names[i % names.length]?.click();
      await frames(2);
      document.querySelector<HTMLElement>('#panel .back')?.click();
      await frames(2);
    }
    return document.querySelector('#panel h2')?.textContent;
  }, times);

const settled = async (page: Page) => {
  await mapIsReady(page);
  await page.waitForFunction(() => document.querySelector('#map')?.getAttribute('data-day') === '2020-10-28');
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
};

test('1,000 steps of the slider and 200 selections leave the memory as it was', async () => {
  const { page, errors, close } = await open(browser, '?day=2020-10-28&known=latest&show=day', {
    viewport: { width: 480, height: 360 }, // a map this small is drawn fast without a graphics card
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  // What is made once, and kept for good, is made now.
  await slide(page, 100);
  expect(await select(page, 20)).toBe('28 October 2020');
  await settled(page);
  const before = await held(cdp);
  await slide(page, 1000);
  expect(await select(page, 200)).toBe('28 October 2020');
  let after = before;
  const grown = async () => {
    await settled(page);
    after = await held(cdp);
    return {
      MB: Math.max(0, after.MB - before.MB - 3),
      nodes: Math.max(0, after.nodes - before.nodes - 300),
      listeners: Math.max(0, after.listeners - before.listeners - 50),
    };
  };
  const told = () => `before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`;
  await expect
    .poll(grown, { timeout: 60_000 })
    .toEqual({ MB: 0, nodes: 0, listeners: 0 })
    .catch((error: unknown) => {
      throw new Error(told(), { cause: error });
    });
  console.info(told());
  expect(errors).toEqual([]);
  await close();
}, 600_000);
