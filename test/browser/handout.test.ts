/** The handout on paper: printed by the browser to PDF, A4 and US Letter, and looked at page by page. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { sentencesOf } from '../../src/text/lesson.ts';
import { handoutText } from '../../src/text/handout.ts';
import { createModel } from '../../src/record/model.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { parseSteps } from '../../src/record/steps.ts';
import { readRecordFiles, readStepsFile } from '../../scripts/record-files.ts';
import { isLockfileBrowser, launchChromium } from './chromium.ts';
import { expectAsKept } from './kept.ts';
import { open } from './page.ts';
import { papersOf, type Paper } from './paper.ts';

/** An address that is the same in each run, since it is printed. */
const SITE = 'https://maps.example/strikes/';
const KEPT = 'test-results/handout';
const { steps } = parseSteps(readStepsFile(), createModel(parseRecord(readRecordFiles()).rows));

let browser: Browser;
const printed = new Map<string, Promise<Paper[]>>();
const read = (paper: Paper) => paper.texts.map(({ text }) => text).join(' ');
const plain = (words: string) => words.replaceAll(/\s+/g, '');

async function print(format: 'A4' | 'Letter'): Promise<Paper[]> {
  const { page, errors, close } = await open(browser, '?mode=handout', {
    withoutMap: true,
    firstPicture: true,
    url: SITE,
    before: (opened) =>
      opened.route(`${SITE}**`, async (route) => {
        const url = route.request().url().replace(SITE, inject('pageUrl'));
        await route.fulfill({ response: await route.fetch({ url }) });
      }),
  });
  await page.waitForSelector('.handout');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => document.fonts.check("600 16px 'Noto Sans Map'"));
  const pdf = await page.pdf({ format });
  const papers = await papersOf(page.context(), pdf);
  expect(errors).toEqual([]);
  await close();
  mkdirSync(KEPT, { recursive: true });
  papers.forEach(({ png }, i) =>
    writeFileSync(`${KEPT}/${format}-${String(i + 1).padStart(2, '0')}.png`, png),
  );
  return papers;
}
const pages = (format: 'A4' | 'Letter') => {
  const papers = printed.get(format) ?? print(format);
  printed.set(format, papers);
  return papers;
};

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

describe.each(['A4', 'Letter'] as const)('the handout on %s', (format) => {
  test('has the paper that was asked for, and a number on every page', async () => {
    const papers = await pages(format);
    const [width, height] = format === 'A4' ? [595, 842] : [612, 792];
    papers.forEach((paper, i) => {
      expect(Math.abs(paper.width - width)).toBeLessThan(2);
      expect(Math.abs(paper.height - height)).toBeLessThan(2);
      expect(plain(read(paper))).toContain(`${i + 1}/${papers.length}`);
    });
  });

  test('has no empty page and nothing at the edge, where printers cut', async () => {
    for (const [i, { ink, edgeInk, texts, width }] of (await pages(format)).entries()) {
      expect(ink, `page ${i + 1}`).toBeGreaterThan(0.006);
      expect(edgeInk, `page ${i + 1}`).toBe(0);
      const out = texts.filter(({ left, right }) => left < 28 || right > width - 28);
      expect(
        out.map(({ text }) => text),
        `page ${i + 1}`,
      ).toEqual([]);
    }
  });

  test('begins with a page of its own: title, map, timeline, address', async () => {
    const [first, second] = await pages(format);
    const words = read(first as Paper);
    for (const part of [handoutText.title, 'Garayusifli', '27 Sep', 'denied by Armenia', SITE])
      expect(plain(words)).toContain(plain(part));
    expect(plain(read(second as Paper))).toMatch(/^2\/\d+1\.Where/);
  });

  test('has every step whole on one page: title, sentences, question, the figures and who denied them', async () => {
    const words = (await pages(format)).map((paper) => plain(read(paper)));
    expect(steps.length).toBeGreaterThanOrEqual(10);
    steps.forEach((step, i) => {
      const title = plain(handoutText.step(i + 1, step.title));
      const on = words.find((page) => page.includes(title)) ?? '';
      for (const part of [...sentencesOf(step), step.question]) expect(on).toContain(plain(part));
    });
  });

  test('cuts no row of its table: each stands whole on one page', async () => {
    const papers = await pages(format);
    // A statement that is torn apart would be found on no page.
    const words = papers.map((paper) => plain(read(paper)));
    const { page, close } = await open(browser, '?mode=handout', { withoutMap: true, firstPicture: true });
    await page.waitForSelector('.handout-claims');
    const rows = await page.locator('.handout-claims .statement').allTextContents();
    await close();
    expect(rows.length).toBeGreaterThan(40);
    const statements = rows.map(plain).filter((row) => !words.some((page_) => page_.includes(row)));
    expect(statements).toEqual([]);
  });

  test('leaves no heading alone at the foot of a page', async () => {
    const headings = [
      ...steps.map(({ title }, i) => plain(handoutText.step(i + 1, title))),
      plain(handoutText.tableHeading),
      plain(handoutText.sourcesHeading),
    ];
    for (const { texts, height } of await pages(format)) {
      const body = texts.filter(({ bottom }) => bottom < height - 40);
      const last = body.reduce((low, one) => (one.bottom > low.bottom ? one : low));
      expect(headings).not.toContain(plain(last.text));
    }
  });
});

test.runIf(isLockfileBrowser).for([
  ['A4', 1],
  ['A4', 4],
  ['A4', 9],
  ['Letter', 1],
] as const)('page %s %i looks as it was last seen and approved', async ([format, n]) => {
  const paper = (await pages(format))[n - 1];
  if (!paper) throw new Error(`no page ${n}`);
  // The first names the record's version, and its lines may break elsewhere.
  expectAsKept(`handout-${format.toLowerCase()}-${n}`, paper.png, n === 1 ? 0.006 : undefined);
});

test('its QR code leads to the page, without the handout', async () => {
  const [first] = await pages('A4');
  const { width, height, data } = PNG.sync.read((first as Paper).png);
  const found = jsQR(new Uint8ClampedArray(data), width, height);
  expect(found?.data).toBe(SITE);
});

test('black and white keeps what the marks say: the lowest figure and the range above it differ by far', async () => {
  // As a printer without colours makes it: by lightness alone.
  const theme = readFileSync('src/export/picture/theme.ts', 'utf8');
  const grey = (name: string) => {
    const [, hex = ''] = new RegExp(`'?${name}'?: '#([0-9a-f]{6})'`).exec(theme) ?? [];
    const [r = 0, g = 0, b = 0] = [0, 2, 4].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
    return 0.299 * r + 0.587 * g + 0.114 * b;
  };
  expect(grey('killed-soft') - grey('killed')).toBeGreaterThan(80);
  expect(grey('wounded-fill') - grey('killed')).toBeGreaterThan(120);
  expect(grey('land') - grey('core')).toBeGreaterThan(80);
});

test('on the screen it has a button to print and the way back, and neither on paper', async () => {
  const { page, close } = await open(browser, '?mode=handout', { withoutMap: true, firstPicture: true });
  await page.waitForSelector('.handout');
  expect(await page.getByRole('button', { name: handoutText.print }).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: handoutText.print }).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: handoutText.back }).click();
  await page.waitForSelector('html[data-ready] #timeline', { state: 'attached' });
  await close();
});
