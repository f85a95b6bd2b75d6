/** The page itself on paper, as Ctrl+P gives it: with the map as a picture, and the whole table. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { open } from './page.ts';
import { papersOf, type Paper } from './paper.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

const plain = (words: string) => words.replaceAll(/\s+/g, '');
const read = ({ texts }: Paper) => plain(texts.map(({ text }) => text).join(' '));

test.for(['A4', 'Letter'] as const)(
  'the page on %s has its map, every row of the table whole, and no empty page',
  async (format) => {
    const { page, errors, close } = await open(browser, '?day=2020-10-28&known=latest&show=day');
    await page.waitForFunction(() => [...document.styleSheets].some(({ href }) => href?.includes('/print-')));
    const rows = page.locator('#table tbody tr');
    const statements = (
      await rows.locator('.statement').evaluateAll((cells) =>
        cells.map((cell) => {
          const copy = cell.cloneNode(true) as Element;
          copy.querySelector('.flags')?.remove(); // the stylesheet puts a dot before them
          return copy.textContent;
        }),
      )
    ).map(plain);
    const papers = await papersOf(page.context(), await page.pdf({ format }));
    expect(errors).toEqual([]);

    // MapLibre draws pixels: names that are text are the picture's.
    for (const name of ['Barda', 'Garayusifli', 'Stepanakert'])
      expect(read(papers[0] as Paper)).toContain(name);
    const words = papers.map(read);
    expect(statements.length).toBeGreaterThan(20);
    expect(statements.filter((statement) => !words.some((on) => on.includes(statement)))).toEqual([]);
    for (const [i, { ink, texts, width }] of papers.entries()) {
      // The last one ends where the text does.
      expect(ink, `page ${i + 1}`).toBeGreaterThan(i + 1 < papers.length ? 0.005 : 0.0005);
      expect(
        texts.filter(({ left, right }) => left < 14 || right > width - 14).map(({ text }) => text),
        `page ${i + 1}`,
      ).toEqual([]);
    }

    // And back on the screen.
    expect(await page.locator('.map-picture.away').count()).toBe(1);
    expect(await page.locator('.map-canvas[data-waiting]').count()).toBe(0);
    await close();
  },
);
