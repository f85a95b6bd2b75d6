/** A lesson on the wall, with keys alone: every step forward and back, black, leaving, coming back, notes in step. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readStepsFile } from '../../scripts/record-files.ts';
import { parseSteps, type Step } from '../../src/record/steps.ts';
import { rangeText } from '../../src/text/format.ts';
import { sentencesOf } from '../../src/text/lesson.ts';
import { shipped } from '../page.ts';
import { findings } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { open, read, soon, type OpenOptions } from './page.ts';

const WALL = { width: 1920, height: 1080 };
const PRESENT = '?mode=present';
const { steps } = parseSteps(readStepsFile(), shipped());
const at = (i: number): Step => {
  const step = steps[i];
  if (!step) throw new Error(`no step ${i}`);
  return step;
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** The lesson needs no zoomable map. */
async function begin(query = PRESENT, options: OpenOptions = {}) {
  const opened = await open(browser, query, { viewport: WALL, withoutMap: true, ...options });
  await opened.page.waitForSelector('.lesson-stage[data-step]');
  return opened;
}
const stepOf = (page: Page) => page.locator('.lesson-stage').getAttribute('data-step');
const isBlack = (page: Page) =>
  page.evaluate(() => {
    const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    return top !== null && getComputedStyle(top).backgroundColor === 'rgb(0, 0, 0)';
  });

describe('with keys alone', () => {
  test('every step comes forward and goes back again, and stops at both ends', async () => {
    const { page, errors, close } = await begin();
    const forward: (string | null)[] = [await stepOf(page)];
    for (const key of ['PageDown', 'ArrowRight', 'ArrowDown', ' ', ...Array<string>(9).fill('PageDown')]) {
      await page.keyboard.press(key);
      forward.push(await stepOf(page));
    }
    const ids = steps.map(({ id }) => id);
    expect(forward).toEqual([...ids, ids.at(-1), ids.at(-1)]);
    const back: (string | null)[] = [];
    for (const key of ['PageUp', 'ArrowLeft', 'ArrowUp', ...Array<string>(9).fill('PageUp')]) {
      await page.keyboard.press(key);
      back.push(await stepOf(page));
    }
    expect(back).toEqual([...ids.slice(0, -1).toReversed(), ids[0]]);
    await page.keyboard.press('End');
    expect(await stepOf(page)).toBe(ids.at(-1));
    await page.keyboard.press('Home');
    expect(await stepOf(page)).toBe(ids[0]);
    // The zoomable map is left out on purpose.
    expect(errors.filter((error) => !error.includes('ERR_FAILED'))).toEqual([]);
    await close();
  });

  test('the screen goes black and comes back at the same step', async () => {
    const { page, close } = await begin();
    await page.keyboard.press('PageDown');
    for (const [hide, show] of [
      ['b', 'b'],
      ['.', 'PageDown'],
    ] as const) {
      await page.keyboard.press(hide);
      expect(await isBlack(page)).toBe(true);
      await page.keyboard.press(show);
      expect(await isBlack(page)).toBe(false);
      expect(await stepOf(page)).toBe(at(1).id);
    }
    await close();
  });

  test('r leads out to explore the step on the page and back to the step', async () => {
    const { page, close } = await begin();
    for (let i = 0; i < 4; i++) await page.keyboard.press('PageDown');
    await page.keyboard.press('r');
    await soon(() => page.locator('.lesson').count()).toBe(0);
    await soon(() => read(page, '#panel')).toContain('Garayusifli village');
    await soon(() => page.locator('#day').getAttribute('aria-valuetext')).toContain('27 October 2020');
    await page.locator('#day').press('ArrowRight');
    await page.keyboard.press('r');
    await soon(() => stepOf(page)).toBe(at(4).id);
    await close();
  });

  test('p begins it, and Escape leads back to where one was', async () => {
    const { page, close } = await open(browser, '?day=2020-10-04&known=latest&show=day', {
      viewport: WALL,
      withoutMap: true,
    });
    const sentence = () => page.locator('#day').getAttribute('aria-valuetext');
    const before = await sentence();
    await page.keyboard.press('p');
    await page.waitForSelector('.lesson-stage[data-step]');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('r');
    await soon(sentence).not.toBe(before);
    await page.keyboard.press('r');
    await page.waitForSelector('.lesson-stage[data-step]');
    await page.keyboard.press('Escape');
    await soon(() => page.locator('.lesson, .lesson-return').count()).toBe(0);
    await soon(sentence).toBe(before);
    // The page beneath is no longer kept from the keyboard.
    expect(await page.locator('body > [inert]').count()).toBe(0);
    await close();
  });

  test('q shows the question and s the sources, each alone, until one goes on', async () => {
    const { page, close } = await begin();
    await page.keyboard.press('q');
    await soon(() => read(page, '.lesson-over')).toContain(at(0).question);
    await page.keyboard.press('s');
    const shown = await read(page, '.lesson-over');
    for (const { publisher } of at(0).sources) expect(shown).toContain(publisher);
    expect(shown).not.toContain(at(0).question);
    await page.keyboard.press('PageDown');
    expect(await page.locator('.lesson-over.on').count()).toBe(0);
    expect(await stepOf(page)).toBe(at(1).id);
    await close();
  });

  test('loading the page again finds the step again', async () => {
    const { page, close } = await begin();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.reload();
    await page.waitForSelector('.lesson-stage[data-step]');
    expect(await stepOf(page)).toBe(at(2).id);
    await close();
  });
});

describe('what is shown', () => {
  test('each step shows its words with the record’s figures, and an incident’s with who denies it', async () => {
    const { page, close } = await begin();
    for (const step of steps) {
      expect(await stepOf(page)).toBe(step.id);
      const words = await read(page, '.lesson-words');
      for (const sentence of sentencesOf(step)) expect(words).toContain(sentence);
      const { chosen } = step;
      if (chosen) {
        const side = await read(page, '.lesson-beside');
        expect(side).toMatch(/[Dd]enied/);
        const { killed } = chosen.toll;
        if (step.emphasis === 'toll')
          expect(side).toContain(`${killed && rangeText(killed)} reported killed`);
      }
      await page.keyboard.press('PageDown');
    }
    await close();
  });

  test('the trails are 3, 4 on the evening of 27 October, 3, 4, 5 a day later, and 3, 14, 19, 21 in Barda', async () => {
    const { page, close } = await begin();
    const trails: string[][] = [];
    for (const step of steps) {
      if (step.emphasis === 'trail') trails.push(await page.locator('.lesson-trail b').allTextContents());
      await page.keyboard.press('PageDown');
    }
    expect(trails).toEqual([
      ['3', '4'],
      ['3', '4', '5'],
      ['3', '14', '19', '21'],
    ]);
    await close();
  });

  test('letters are at least a thirtieth of the screen’s height, stand out 7:1, and nothing is cut or runs over', async () => {
    const { page, close } = await begin();
    for (const step of steps) {
      const faults = await page.evaluate(lettersOf, WALL.height / 30);
      expect(faults, step.id).toEqual([]);
      await page.keyboard.press('PageDown');
    }
    for (const key of ['q', 's']) {
      await page.keyboard.press(key);
      expect(await page.evaluate(lettersOf, WALL.height / 30), key).toEqual([]);
    }
    await close();
  });

  test('without WebGL, and on a small screen, the map is there all the same', async () => {
    const flat = await launchChromium(['--disable-3d-apis']);
    const { page, close } = await open(flat, PRESENT, {
      viewport: { width: 1024, height: 768 },
      mapFails: true,
    });
    await page.waitForSelector('.lesson-drawing svg');
    expect(await read(page, '.lesson-drawing')).toContain('Barda');
    await close();
    await flat.close();
  });
});

/** Letters that are too small, too pale, or outside what is shown; for the page's own evaluation. */
function lettersOf(least: number): string[] {
  const luminance = (rgb: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const rgbOf = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const contrast = (a: string, b: string) => {
    const [x, y] = [luminance(rgbOf(a).slice(0, 3)), luminance(rgbOf(b).slice(0, 3))];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  const groundOf = (element: Element | null): string => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (!/^rgba\(.*, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const root = document.querySelector('.lesson');
  const over = document.querySelector('.lesson-over.on');
  const faults: string[] = [];
  for (const element of root?.querySelectorAll('*') ?? []) {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
    );
    if (!own || element.closest('.lesson-said, title, desc')) continue;
    if (over && !over.contains(element) && !element.closest('.lesson-bar')) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    // What lies beyond the map's edge is drawn and not seen.
    const sheet = element.closest('svg')?.getBoundingClientRect();
    if (
      sheet &&
      (box.right < sheet.left || box.left > sheet.right || box.bottom < sheet.top || box.top > sheet.bottom)
    )
      continue;
    const style = getComputedStyle(element);
    const inSvg = element instanceof SVGElement;
    const matrix = inSvg ? (element as SVGGraphicsElement).getScreenCTM() : null;
    const size = Number.parseFloat(style.fontSize) * (matrix ? Math.hypot(matrix.a, matrix.b) : 1);
    const name = element.textContent.slice(0, 30);
    if (size < least - 0.01) faults.push(`${name}: ${size.toFixed(1)} px`);
    const ink = inSvg ? style.fill : style.color;
    // On the map letters have a halo of the land's colour, or stand on a disc.
    const ground = inSvg
      ? style.stroke !== 'none'
        ? style.stroke
        : luminance(rgbOf(ink)) > 0.5
          ? 'rgb(90, 42, 74)'
          : groundOf(element)
      : groundOf(element);
    const ratio = contrast(ink, ground);
    if (ratio < 7) faults.push(`${name}: ${ratio.toFixed(2)}:1 (${ink} on ${ground})`);
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
      faults.push(`${name}: outside the screen`);
  }
  const strip = document.querySelector('.lesson-strip')?.getBoundingClientRect();
  for (const part of document.querySelectorAll('.lesson-beside > *, .lesson-words > *, .lesson-caption')) {
    const box = part.getBoundingClientRect();
    if (strip && box.width > 0 && !part.closest('.lesson-strip') && box.bottom > strip.top + 2)
      faults.push(
        `${part.textContent?.slice(0, 30)}: runs into the timeline by ${Math.round(box.bottom - strip.top)} px`,
      );
  }
  return faults;
}

describe('the speaker’s notes', () => {
  async function both() {
    const opened = await begin();
    const notes = await opened.page.context().newPage();
    await notes.goto(`${inject('pageUrl')}?mode=notes`);
    await notes.waitForSelector('.notes');
    return { ...opened, notes };
  }

  test('stay in step with the lesson’s window in both directions, and show the next step, the question and a clock', async () => {
    const { page, notes, close } = await both();
    await soon(() => read(notes, '.notes-status')).toContain('In step');
    await page.bringToFront();
    await page.keyboard.press('PageDown');
    await soon(() => read(notes, '.notes-now > h2')).toBe(at(1).title);
    expect(await read(notes, '.notes-after')).toContain(at(2).title);
    const now = await read(notes, '.notes-now');
    expect(now).toContain(at(1).question);
    expect(now).toContain(at(1).notes);
    expect(await read(notes, '.notes-clocks')).toMatch(/\d\d:\d\d.*\d:\d\d/);
    await page.keyboard.press('b');
    await soon(() => read(notes, '.notes-status')).toContain('black');
    await notes.bringToFront();
    await notes.keyboard.press('PageDown');
    await soon(() => stepOf(page)).toBe(at(2).id);
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await soon(() => read(notes, '.notes-status')).toContain('closed or left');
    await close();
  });

  test('say so where two windows cannot be kept in step, and go alone', async () => {
    const { page, close } = await open(browser, '?mode=notes', {
      firstPicture: true,
      before: (one) => one.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel')),
    });
    await soon(() => page.locator('.notes-status').count()).toBe(1);
    expect(await read(page, '.notes-status')).toContain('no BroadcastChannel');
    await page.keyboard.press('PageDown');
    expect(await read(page, '.notes-now > h2')).toBe(at(1).title);
    await close();
  });

  test('axe finds nothing in the lesson and nothing in the notes', async () => {
    const { page, notes, close } = await both();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('End');
    expect(await findings(page)).toEqual([]);
    expect(await findings(notes)).toEqual([]);
    await close();
  });
});

describe('with a finger or the mouse', () => {
  test('a swipe and the large buttons move it', async () => {
    const { page, close } = await begin(PRESENT, { hasTouch: true });
    const swipe = (from: number, to: number) =>
      page.evaluate(
        ([a = 0, b = 0]) => {
          const target = document.querySelector('.lesson-stage');
          if (!target) return;
          const touch = (clientX: number) => new Touch({ identifier: 1, target, clientX, clientY: 400 });
          target.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: [touch(a)] }));
          target.dispatchEvent(new TouchEvent('touchend', { bubbles: true, changedTouches: [touch(b)] }));
        },
        [from, to],
      );
    await swipe(900, 600);
    expect(await stepOf(page)).toBe(at(1).id);
    await swipe(600, 900);
    expect(await stepOf(page)).toBe(at(0).id);
    await swipe(600, 630);
    expect(await stepOf(page)).toBe(at(0).id);
    await page.locator('.lesson-on').click();
    expect(await stepOf(page)).toBe(at(1).id);
    const box = await page.locator('.lesson-on').boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    await close();
  });
});

describe('a route of one’s own', () => {
  const views = [
    '2020-10-27_2020-10-28_day_garayusifli-2020-10-27_toll_46.6_40.1_47.6_40.6_The+village',
    '2020-10-28_latest_day_barda-2020-10-28_toll_46.6_40.1_47.6_40.6_The+city',
  ];
  const link = (...list: string[]) => `?mode=present&steps=${list.join('*')}`;

  test('is presented from its link, with the figures and the denial of each view', async () => {
    const { page, close } = await begin(link(...views));
    expect(await read(page, '.lesson-head')).toContain('The village');
    expect(await read(page, '.lesson-beside')).toMatch(
      /5 reported killed.*Denied: Ministry of Defence of Armenia/,
    );
    await page.keyboard.press('PageDown');
    expect(await read(page, '.lesson-head')).toContain('The city');
    await close();
  });

  test('says what is wrong with a broken view and shows the rest', async () => {
    const broken = '2020-10-27_latest_day___proto___toll_46_40_47_41_Hostile';
    const { page, errors, close } = await begin(link(views[0] ?? '', broken, 'nonsense', views[1] ?? ''));
    const said = await read(page, '.lesson-over');
    expect(said).toContain('2 steps cannot be shown; 2 steps are.');
    expect(said).toContain('view-2');
    expect(said).toContain('view-3');
    await page.keyboard.press('PageDown');
    expect(await read(page, '.lesson-counter')).toBe('1 / 2');
    expect(errors.filter((error) => !error.includes('ERR_FAILED'))).toEqual([]);
    await close();
  });

  test('is made on the page with “add this view”, titled, put in order, and kept by its address', async () => {
    const { page, close } = await open(browser, '?incident=garayusifli-2020-10-27', { withoutMap: true });
    await page.locator('#teach').click();
    await page.getByRole('button', { name: 'Add this view' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('#day').press('ArrowRight');
    await page.locator('#teach').click();
    await page.getByRole('button', { name: 'Add this view' }).click();
    await page.getByRole('textbox', { name: 'Title of view 2' }).fill('A day later');
    await page.getByRole('textbox', { name: 'Title of view 2' }).press('Tab');
    await page.getByRole('button', { name: 'Move up: A day later' }).click();
    expect(await findings(page)).toEqual([]);
    const address = await page.getByRole('textbox', { name: 'Link to this route' }).inputValue();
    await page.reload();
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    await page.locator('#teach').click();
    await page.waitForSelector('.teach-views input');
    const titles = await page
      .locator('.teach-views input')
      .evaluateAll((inputs) => inputs.map((one) => (one as HTMLInputElement).value));
    expect(titles).toEqual(['A day later', 'Garayusifli village']);
    await page.goto(address);
    await page.waitForSelector('.lesson-stage[data-step]');
    expect(await read(page, '.lesson-head')).toContain('A day later');
    expect(await read(page, '.lesson-counter')).toBe('1 / 2');
    await close();
  });

  test('comes out of a file as it went into one', async () => {
    const { page, close } = await open(browser, `?steps=${views.join('*')}`, { withoutMap: true });
    await page.locator('#teach').click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file' }).click();
    const path = await (await saving).path();
    await page.goto(inject('pageUrl'));
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    await page.locator('#teach').click();
    await page.locator('.teach input[type="file"]').setInputFiles(path);
    await soon(() => read(page, '.teach-said')).toContain('2 views opened.');
    expect(new URL(page.url()).searchParams.get('steps')).toContain('garayusifli-2020-10-27');
    await close();
  });
});
