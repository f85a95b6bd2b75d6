/** What index.html shows by itself: without scripts for good, else until the script has come. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { text } from '../../src/text/en.ts';
import { launchChromium } from './chromium.ts';
import { LAPTOP, MAP_SCRIPT, PHONE, SCRIPT, holdBack, open, read } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

describe('without scripts', () => {
  const withoutScripts = (options: BrowserContextOptions = {}) =>
    open(browser, '', { firstPicture: true, javaScriptEnabled: false, ...options });
  let page: Page;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ page, close } = await withoutScripts());
  });
  afterAll(() => close());

  test('the map has its ground, Barda, Garayusifli and the name of the line in sight', async () => {
    const map = await page.locator('#map').boundingBox();
    const inSight = async (selector: string, hasText?: string) => {
      const box = await page.locator(`#map ${selector}`, { hasText }).first().boundingBox();
      if (!box || !map) return false;
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      return (
        middle.x > map.x && middle.x < map.x + map.width && middle.y > map.y && middle.y < map.y + map.height
      );
    };
    for (const name of ['Barda', 'Garayusifli', 'Tartar / Terter'])
      expect(await inSight('.names text', name), name).toBe(true);
    expect(await inSight('.names .line-name', 'line of contact until')).toBe(true);
    expect(await inSight('.spot[aria-label="Barda: 20–21 reported killed"] .disc')).toBe(true);
    // Water, rivers, districts, borders, both versions of the line, each drawn along many points.
    const ground = await page
      .locator('.backdrop path')
      .evaluateAll((paths) => paths.map((path) => [path.getAttribute('class'), path.getAttribute('d')]));
    const parts = 'sea districtLines lakes rivers borders oblast'.split(' ');
    for (const part of [...parts, 'core first', 'core second'])
      expect(ground.find(([name]) => name === part)?.[1]?.length, part).toBeGreaterThan(
        part === 'sea' ? 10 : 100,
      );
    const line = page.locator('.backdrop .core.first');
    expect(await line.evaluate((node) => getComputedStyle(node).stroke)).not.toBe('none');
  });

  test('the timeline and the sentence give the day, its figures and a way to the claims behind them', async () => {
    expect(await read(page, '.sentence')).toBe(
      '28 October 2020: 3 incidents, 21–22 reported killed, 62–85 reported wounded, 1 without a figure.',
    );
    await page.locator('.sentence .figure.killed').click();
    expect((await page.locator('#table').boundingBox())?.y).toBeLessThan(60);
    await page.evaluate(() => scrollTo(0, 0));
    for (const selector of ['.chart', '.strip']) {
      const shown = page.locator(`${selector}:visible`);
      expect(await shown.count(), selector).toBe(1);
      expect((await shown.boundingBox())?.width, selector).toBeGreaterThan(700);
      expect(await shown.locator('.bar.killed').count(), selector).toBeGreaterThan(5);
    }
    expect(await page.locator('.chart:visible .axis .now').textContent()).toBe('Wed 28 Oct');
  });

  test('the panel tells what is said, denied and found about Barda', async () => {
    const panel = await read(page, '#panel');
    for (const words of [
      'Barda city',
      '20–21 reported killed',
      '60–83 reported wounded',
      'Denied by Armenia',
    ])
      expect(panel).toContain(words);
    expect(await read(page, '#denied')).toContain('Ministry of Defence of Armenia');
    for (const name of ['Amnesty International', 'Human Rights Watch'])
      expect(await read(page, '#found')).toContain(name);
    for (const toll of ['killed', 'wounded'])
      expect(await page.locator(`#panel .toll.${toll} a[href^="http"]`).count(), toll).toBeGreaterThan(0);
  });

  test('every claim of the record stands in the one table, with a link to each of its sources', async () => {
    const { claims } = JSON.parse(readFileSync('geo/claims.json', 'utf8')) as {
      claims: { id: string; claimant: string; statement: string; sources: string[] }[];
    };
    const { sources } = JSON.parse(readFileSync('geo/sources.json', 'utf8')) as {
      sources: { id: string; url: string | null }[];
    };
    const addresses = new Map(sources.map(({ id, url }) => [id, url]));
    const expected = claims.map(({ id, claimant, statement, sources: list }) => ({
      id,
      claimant,
      statement,
      links: list.flatMap((source) => addresses.get(source) ?? []),
    }));
    expect(await page.locator('table:visible').count()).toBe(1);
    const rows = await page.locator('table:visible tbody tr').evaluateAll((list) =>
      list.map((row) => ({
        id: row.getAttribute('data-claim'),
        claimant: row.querySelector('.claimant')?.firstChild?.textContent,
        statement: [...(row.querySelector('.statement')?.childNodes ?? [])]
          .filter((node) => !(node instanceof Element && node.matches('.flags')))
          .map((node) => node.textContent)
          .join(''),
        links: [...row.querySelectorAll('.sources a')].map((link) => link.getAttribute('href')),
        // Nothing of it cut away or folded in.
        seen: row.getBoundingClientRect().height > 20 && row.checkVisibility(),
      })),
    );
    const byId = <T extends { id: string | null }>(list: T[]) =>
      list.toSorted((a, b) => String(a.id).localeCompare(String(b.id)));
    expect(byId(rows)).toEqual(byId(expected).map((row) => ({ ...row, seen: true })));
  });

  test('About is there to read', async () => {
    const about = page.locator('#about');
    expect(await about.isVisible()).toBe(true);
    expect((await about.innerText()).length).toBeGreaterThan(4000);
    expect(await about.locator('#licences').isVisible()).toBe(true);
  });

  /** What a reader could press or move, by eye or by keyboard, where no script hears of it. */
  const inert = (selector: string) =>
    page
      .locator(selector)
      .evaluateAll((list) => [
        ...new Set(
          list
            .filter((node) => node.checkVisibility({ visibilityProperty: true }))
            .map((node) => `${node.localName}.${node.getAttribute('class') ?? node.id}`),
        ),
      ]);

  test('no slider, no choice and no button around map, timeline and panel is shown that would do nothing', async () => {
    expect(await inert('input, select, textarea, button:not(table *)')).toEqual([]);
    expect(await page.locator('.map-note').isVisible()).toBe(false);
  });

  test('the table has no button, and nothing tells the reader to press one', async () => {
    expect(await inert('button')).toEqual([]);
    expect(await read(page, '#table')).not.toContain(text.table.sortHint);
  });

  test('the map’s symbols are no buttons', async () => {
    expect(await inert('[role="button"], svg [tabindex]')).toEqual([]);
  });

  test('nothing is wider than the screen of a phone', async () => {
    const phone = await withoutScripts({ viewport: PHONE, isMobile: true, hasTouch: true });
    const wide = await phone.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      // What a box cuts off at its edge, as the map does, is not wider.
      const isCut = (node: Element): boolean =>
        node.parentElement !== null &&
        (getComputedStyle(node.parentElement).overflowX !== 'visible' || isCut(node.parentElement));
      return [...document.querySelectorAll('body *')]
        .filter(
          (node) => node.checkVisibility() && node.getBoundingClientRect().right > width + 1 && !isCut(node),
        )
        .map((node) => `${node.localName}.${node.getAttribute('class') ?? ''}`);
    });
    expect(wide).toEqual([]);
    expect(
      await phone.page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]),
    ).toEqual([PHONE.width, PHONE.width]);
    expect((await phone.page.locator('.chart:visible').boundingBox())?.width).toBeLessThan(PHONE.width);
    await phone.close();
  });

  test('the dark theme is dark', async () => {
    const colours = (tab: Page) =>
      tab.evaluate(() =>
        ['html', '#map', '#panel'].map((selector) => {
          const [red = 0, green = 0, blue = 0] = (
            getComputedStyle(document.querySelector(selector) ?? document.body).backgroundColor.match(
              /\d+/g,
            ) ?? []
          ).map(Number);
          return (red + green + blue) / 3;
        }),
      );
    const dark = await withoutScripts({ colorScheme: 'dark' });
    for (const lightness of await colours(page)) expect(lightness).toBeGreaterThan(200);
    for (const lightness of await colours(dark.page)) expect(lightness).toBeLessThan(70);
    await dark.close();
  });
});

describe('what the build draws is what the browser draws', () => {
  /** One line for each tag and text, attributes in order of their names: two writers of HTML order them differently. */
  const lines = (page: Page, selector: string) =>
    page.locator(selector).evaluateAll((found) => {
      const write = (node: Node): string[] => {
        if (!(node instanceof Element)) return [node.textContent ?? ''];
        // A symbol becomes a button with the script that hears of its being pressed.
        const given = (name: string) => !node.matches('.spot') || /^(class|aria-label)$/.test(name);
        const attributes = [...node.attributes]
          .filter(({ name }) => given(name))
          .map(({ name, value }) => {
            // The first picture has the timeline twice: each has a size that it is shown at and a hatching of its own.
            const own = name === 'class' ? value.replace(/^(chart|strip) (wide|narrow)$/, '$1') : value;
            return ` ${name}="${own.replace(/hatch-(wide|narrow)/, 'hatch')}"`;
          })
          .toSorted();
        return [
          `<${node.localName}${attributes.join('')}>`,
          ...[...node.childNodes].flatMap(write),
          `</${node.localName}>`,
        ];
      };
      return found.flatMap((node) => {
        const copy = node.cloneNode(true);
        copy.normalize();
        return write(copy);
      });
    });

  const PARTS = {
    'the chart': '.chart:visible',
    'the strip': '.strip:visible',
    'the sentence': '.sentence',
    'the table': '#table .table-scroll',
    'the panel': '#panel .panel-body',
    'the map’s ground': '.backdrop',
    'the map’s symbols': '.marks > :not(.names)',
    'the line on coverage': '#coverage-line',
  };
  const SCREENS = {
    'a phone': [PHONE, { 'the map’s names': '.names' }],
    // Where there is more room than on a phone, places to find one's way by are named anew.
    'a laptop': [LAPTOP, { 'the map’s names': '.names svg:not(:has(.quiet))' }],
  } as const;
  for (const [name, [viewport, names]] of Object.entries(SCREENS)) {
    test(`on ${name}: map, timeline, panel and table, to the last attribute`, async () => {
      const [before, after] = await Promise.all([
        open(browser, '', { viewport, firstPicture: true, before: (tab) => holdBack(tab, SCRIPT) }),
        // The picture stays as long as MapLibre has not come.
        open(browser, '', { viewport, withoutMap: true, before: (tab) => holdBack(tab, MAP_SCRIPT) }),
      ]);
      expect(await before.page.locator('html[data-ready]').count()).toBe(0);
      for (const [part, selector] of Object.entries({ ...PARTS, ...names })) {
        const built = await lines(before.page, selector);
        expect(built.length, part).toBeGreaterThan(2);
        expect(built, part).toEqual(await lines(after.page, selector));
      }
      await before.close();
      await after.close();
    });
  }
});
