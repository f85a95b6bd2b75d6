/** Whether everything can be reached: by the Tab key, by a fingertip, and by what a screen reader is told. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { recordDate, recordVersion } from '../../build/record.ts';
import { longDay } from '../../src/text/format.ts';
import { LAPTOP, PHONE, open, type Opened } from './page.ts';
import { launchChromium } from './chromium.ts';
import { treeOf } from './tree.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

const EMBED = { width: 600, height: 500 };
/** Ways to be shown, and what tells that each is there. */
const WAYS = [
  ['the page on a laptop', '', LAPTOP, 'html[data-ready]'],
  ['the page on a phone', '', PHONE, 'html[data-ready]'],
  ['an embed', '?mode=embed', EMBED, 'html[data-ready]'],
  ['an embed with a picture for a map', '?mode=embed&map=static', EMBED, 'html[data-ready]'],
  ['the lesson', '?mode=present', LAPTOP, '.lesson-bar'],
  ['the speaker’s notes', '?mode=notes', LAPTOP, '.notes-status'],
  ['the handout', '?mode=handout', LAPTOP, '.handout-bar'],
] as const;

type Way = (typeof WAYS)[number];
async function show([, query, viewport, sign]: Way): Promise<Opened> {
  const opened = await open(browser, query, { viewport, firstPicture: true });
  await opened.page.waitForSelector(sign, { state: 'attached' });
  if (sign.includes('ready') && !query.includes('static'))
    await opened.page.waitForSelector('#map[data-map="ready"]');
  return opened;
}

describe('the Tab key', () => {
  /** What holds the focus: its name, and what is wrong with how it shows. */
  const stop = (page: Page) =>
    page.evaluate(() => {
      const node = document.activeElement;
      if (!node || node === document.body) return null;
      const name = (node.getAttribute('aria-label') ?? node.textContent).replace(/\s+/g, ' ').trim();
      const box = node.getBoundingClientRect();
      // Of what is larger than the screen the middle of the part in sight.
      const middle = (from: number, to: number, end: number) => (Math.max(from, 0) + Math.min(to, end)) / 2;
      const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
      const style = getComputedStyle(node);
      // Of a symbol in the picture its target is outlined, not the whole of it.
      const outlined = [node, ...node.querySelectorAll('*')].some((part) => {
        const { outlineStyle, outlineWidth, stroke } = getComputedStyle(part);
        return (
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          (part.matches('.target') && stroke !== 'none')
        );
      });
      const within = (point: Element | null) =>
        point !== null &&
        (node.contains(point) || point.contains(node) || point.closest('label')?.contains(node));
      // A link that runs over two lines: its middle may lie between them.
      const seen = [
        [x, y] as const,
        ...[...node.getClientRects()].map((rect) => [rect.x + 2, rect.y + rect.height / 2] as const),
      ].some(([left, top]) => within(document.elementFromPoint(left, top)));
      return {
        name: `${node.tagName.toLowerCase()} ${name.slice(0, 60)}`,
        id: `${node.tagName} ${name} ${box.x + scrollX} ${box.y + scrollY}`,
        problem: [
          ...(name === '' && !node.matches('input, select') ? ['it has no name'] : []),
          ...(outlined ? [] : ['nothing shows that it has the focus']),
          ...(style.visibility === 'hidden' || box.width === 0 ? ['it cannot be seen'] : []),
          ...(seen ? [] : ['it is covered, or out of sight']),
        ].join(', '),
      };
    });

  test.for(WAYS)('goes through all of %s, sees each stop, and comes out again', async (way) => {
    const { page, close } = await show(way);
    const wrong: string[] = [];
    const met = new Set<string>();
    // As many presses as there could be stops, and one to leave.
    const most =
      2 + (await page.locator('a, button, input, select, summary, [tabindex="0"], iframe').count());
    let left = false;
    for (let i = 0; i < most && !left; i++) {
      await page.keyboard.press('Tab');
      const here = await stop(page);
      if (here === null) left = true;
      else {
        met.add(here.id);
        if (here.problem) wrong.push(`${here.name}: ${here.problem}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(left, `${met.size} stops, and no way out`).toBe(true);
    expect(met.size).toBeGreaterThan(1);
    await close();
  });
});

describe('a fingertip', () => {
  test.for(WAYS)('finds 24 px at least on every control of %s', async (way) => {
    const { page, close } = await show(way);
    const small = await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      const all = document.querySelector('dialog[open]') ?? document;
      const isSeen = (node: Element) =>
        node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return [...all.querySelectorAll('button, input, select, summary, [role="button"], nav a')]
        .filter((node) => isSeen(node) && !node.closest('.visually-hidden, .skips'))
        .flatMap((node) => {
          // A label belongs to its control: either may be touched.
          const { width, height } = (node.closest('label') ?? node).getBoundingClientRect();
          const name = node.getAttribute('aria-label') ?? node.textContent;
          return Math.min(width, height) < 23.99
            ? [
                `${node.tagName.toLowerCase()}.${node.getAttribute('class')} ${name.slice(0, 40)}: ${width} × ${height}`,
              ]
            : [];
        });
    });
    expect(small).toEqual([]);
    await close();
  });
});

describe('what a screen reader is told', () => {
  /** Without what is another in each run and in each release: where the page lies, and which record it shows. */
  const keepable = (tree: string) =>
    tree
      .replaceAll(inject('pageUrl'), 'https://maps.example/')
      .replaceAll(recordVersion(), 'VERSION')
      .replaceAll(longDay(recordDate()), 'DATE');
  test.for(WAYS)('of %s is as read by a person in tree/', async (way, { task }) => {
    const { page, close } = await show(way);
    await expect(keepable(await treeOf(page))).toMatchFileSnapshot(
      `tree/${way[0].replaceAll(/[^a-z]+/g, '-')}.txt`,
    );
    expect(task.name).toContain(way[0]);
    await close();
  });

  test('of the share dialog is as read by a person in tree/', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    await page.locator('#share').click();
    await page.locator('dialog[open]').waitFor();
    await expect(keepable(await treeOf(page, 'dialog'))).toMatchFileSnapshot('tree/the-share-dialog.txt');
    await close();
  });
});
