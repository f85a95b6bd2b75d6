import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { PHONE, RECORD, changeRecord, killedPixels, open, read, slideTo, soon } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

describe('the page opens', () => {
  test('with Barda, 28 October, its range and its denial in the first view', async () => {
    const { page, errors, close } = await open(browser);
    expect(await read(page, '.sentence')).toBe(
      '28 October 2020: 3 incidents, 21–22 reported killed, 62–85 reported wounded, 1 without a figure.',
    );
    expect(await read(page, '#panel')).toContain('20–21 reported killed');
    expect(await read(page, '#panel')).toContain('60–83 reported wounded');
    expect(await read(page, '.answers')).toContain('Denied by Armenia');
    const denial = await page.locator('.answers').boundingBox();
    expect(denial && denial.y + denial.height).toBeLessThan(800);
    expect(errors).toEqual([]);
    await close();
  });

  test('without a request to any other host, a cookie or a stored item', async () => {
    const { page, requests, close } = await open(browser);
    await slideTo(page, '2020-10-17');
    const origin = new URL(inject('pageUrl')).origin;
    const foreign = requests.filter(
      (url) => !url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'),
    );
    expect(foreign).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    const stored = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
    ]);
    expect(stored).toEqual([0, 0, 0, 0]);
    await close();
  });

  test('on a phone with the map, the slider and the first line of the panel on the first screen', async () => {
    const { page, close } = await open(browser, '', { viewport: PHONE, hasTouch: true, isMobile: true });
    for (const selector of ['#map', '#day', '.peek']) {
      const box = await page.locator(selector).boundingBox();
      expect(box, selector).not.toBeNull();
      expect(box!.y + Math.min(box!.height, 40), selector).toBeLessThanOrEqual(PHONE.height);
    }
    await page.locator('.peek').tap();
    await soon(async () => (await page.locator('#panel').boundingBox())?.y).toBeLessThan(100);
    await close();
  });
});

describe('the slider', () => {
  test('moves map, bars, panel, table and sentence together', async () => {
    const { page, close } = await open(browser, '?day=2020-10-26&known=latest&show=day');
    const state = async () => ({
      map: await page.locator('#map').getAttribute('data-day'),
      bars: await read(page, '.chart .axis .now'),
      panel: await read(page, '#panel h2'),
      table: await read(page, 'caption'),
      sentence: await read(page, '.sentence'),
      value: await page.locator('#day').getAttribute('aria-valuetext'),
    });
    const before = await state();
    expect(before.sentence).toMatch(/^26 October 2020: 1 incident, /);
    await slideTo(page, '2020-10-28');
    const after = {
      map: '2020-10-28',
      bars: 'Wed 28 Oct',
      panel: '28 October 2020',
      table: '44 claims about 28 October 2020, with everything said since',
      sentence:
        '28 October 2020: 3 incidents, 21–22 reported killed, 62–85 reported wounded, 1 without a figure.',
      value:
        '28 October 2020: 3 incidents, 21 to 22 reported killed, 62 to 85 reported wounded, 1 without a figure',
    };
    await soon(state).toEqual(after);
    for (const part of Object.keys(after) as (keyof typeof after)[])
      expect(before[part], part).not.toBe(after[part]);
    await close();
  });

  test('draws the dead of the chosen day on the map, and takes them away again', async () => {
    const { page, close } = await open(browser, '?day=2020-10-23&known=latest&show=day');
    const dark = async () => (await killedPixels(page)).length;
    expect(await dark()).toBeLessThan(450);
    await slideTo(page, '2020-10-28');
    await soon(dark).toBeGreaterThan(1000);
    await slideTo(page, '2020-10-23');
    await soon(dark).toBeLessThan(450);
    await close();
  });

  test('can be worked by its buttons, to the next day with a report too', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    await page.getByRole('button', { name: 'Next day, 29 Oct' }).click();
    await soon(() => read(page, '.sentence')).toMatch(/^29 October 2020/);
    await slideTo(page, '2020-11-10');
    await page.getByRole('button', { name: /^Previous day with a report/ }).click();
    await soon(() => read(page, '.sentence')).toMatch(/^9 November 2020/);
    await close();
  });

  test('is dragged on the chart, and a tap there chooses the day', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    const box = await page.locator('.chart').boundingBox();
    if (!box) throw new Error('no chart');
    const y = box.y + box.height / 2;
    await page.mouse.click(box.x + 15, y);
    await soon(() => read(page, '.sentence')).toMatch(/^21 October 2020/);
    await page.mouse.move(box.x + 300, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 190, y, { steps: 6 });
    await page.mouse.up();
    await soon(() => read(page, '.sentence')).toMatch(/^23 October 2020/);
    await close();
  });

  test('plays only when asked and stops when touched', async () => {
    const { page, close } = await open(browser, '?day=2020-10-01&known=latest&show=day');
    const day = () => page.locator('#map').getAttribute('data-day');
    await page.getByRole('button', { name: 'Play' }).click();
    await soon(day).toBe('2020-10-02');
    await page.locator('#day').press('ArrowRight');
    await soon(() => page.getByRole('button', { name: 'Play' }).count()).toBe(1);
    const stopped = await day();
    await page.waitForTimeout(1500);
    expect(await day()).toBe(stopped);
    await close();
  });
});

describe('known on', () => {
  test('28 October 2020 hides both findings on Barda and the 83 wounded, and the page says so', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    await page.locator('#known').selectOption('2020-10-28');
    await page.waitForSelector('.known-notice:not([hidden])');
    expect(await read(page, '.known-notice')).toContain('As known on the evening of 28 October 2020');
    for (const selector of ['#panel', '#table', '.sentence']) {
      const text = await page.locator(selector).innerText();
      expect(text, selector).not.toMatch(/Amnesty|Human Rights Watch|\b83\b/);
    }
    expect(await read(page, '#panel .toll.killed .number')).toBe('21');
    expect(await read(page, '#panel .toll.wounded .number')).toBe('60–70');
    await close();
  });

  test('27 October shows no truce and no talks of later', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    const marks = () => page.locator('.chart .entries text').allTextContents();
    expect(await marks()).toContain('Geneva talks');
    await page.locator('#known').selectOption('2020-10-27');
    await soon(marks).not.toContain('Geneva talks');
    expect(await page.locator('#coverage-line').isVisible()).toBe(false);
    await close();
  });

  test('31 October shows both findings again', async () => {
    const { page, close } = await open(
      browser,
      '?day=2020-10-28&known=2020-10-31&incident=barda-2020-10-28&show=day',
      { withoutMap: true },
    );
    const found = await page.locator('#found').innerText();
    expect(found).toContain('Amnesty International');
    expect(found).toContain('Human Rights Watch');
    await close();
  });

  test('an earlier evening lowers the bar on the chart', async () => {
    const { page, close } = await open(browser, '?day=2020-10-27&known=2020-10-27&show=day', {
      withoutMap: true,
    });
    const labels = () => page.locator('.chart .figures text.killed').allTextContents();
    const tallest = () =>
      page
        .locator('.chart .bar.killed.low')
        .evaluateAll((bars) => Math.max(...bars.map((bar) => Number(bar.getAttribute('height')))));
    expect(await labels()).toContain('4');
    expect(await labels()).not.toContain('5');
    const earlier = await tallest();
    await page.getByRole('button', { name: 'Show the latest' }).click();
    await soon(labels).toContain('5');
    expect(await tallest()).toBeGreaterThan(earlier);
    await close();
  });
});

describe('every figure leads to its source', () => {
  test('in the panel by a link beside it, in every incident of 28 October', async () => {
    const { page, close } = await open(browser, '?day=2020-10-28&known=latest&show=day', {
      withoutMap: true,
    });
    for (const id of await page
      .locator('[data-incident]')
      .evaluateAll((list) => list.map((e) => (e as HTMLElement).dataset['incident'] ?? ''))) {
      await page.locator(`[data-incident="${id}"]`).click();
      const tolls = page.locator('#panel .toll:not(.none)');
      for (const toll of await tolls.all())
        expect(await toll.locator('a[href^="http"]').count(), id).toBeGreaterThan(0);
      await page.locator('.panel .back').click();
    }
    await close();
  });

  test('in the sentence by one click to the claims and their links', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    await page.locator('.sentence .figure.killed').click();
    await soon(async () => (await page.locator('#table').boundingBox())?.y).toBeLessThan(60);
    expect(await page.locator('#table tbody tr').first().locator('a[href^="http"]').count()).toBeGreaterThan(
      0,
    );
    await close();
  });

  test('in the sentence to the very claims that set it, and to none that is not counted', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    await page.locator('.sentence .figure.killed').click();
    await soon(() => page.locator('#table tbody tr td.killed').first().textContent()).toMatch(/^(20|21)$/);
    await close();
  });

  test('in each row of the table, opened safely', async () => {
    const { page, close } = await open(browser, '?day=2020-11-10&known=latest&show=upto', {
      withoutMap: true,
    });
    await expect.poll(() => page.locator('#table tbody tr').count()).toBe(341); // the last ones come when there is time
    const bad = await page.locator('#table tbody tr').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const links = [...row.querySelectorAll<HTMLAnchorElement>('td.sources a')];
        const safe = links.every(
          (a) => /^https?:/.test(a.href) && a.rel === 'noopener noreferrer' && a.target === '_blank',
        );
        return links.length > 0 && safe ? [] : [(row as HTMLElement).dataset['claim']];
      }),
    );
    expect(bad).toEqual([]);
    await close();
  });
});

describe('a place on the map', () => {
  test('opens its incident when it is clicked', async () => {
    const { page, close } = await open(browser, '?day=2020-10-28&known=latest&show=day');
    expect(await read(page, '#panel h2')).toBe('28 October 2020');
    const disc = await killedPixels(page);
    // Nearly all of the dark pixels are Barda's disc: their median lies in it.
    const middle = (axis: 'x' | 'y') =>
      disc.map((pixel) => pixel[axis]).toSorted((m, n) => m - n)[disc.length >> 1] ?? 0;
    await page.mouse.click(middle('x'), middle('y'));
    await soon(() => read(page, '#panel h2')).toBe('Barda city');
    // The opening view again: its address is the bare one.
    await soon(() => new URL(page.url()).search).toBe('');
    await close();
  });

  test('states its distance from both versions of the line, beside what others printed', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    const where = await read(page, '#panel .where');
    expect(where).toContain(
      'Barda: about 17–20 km from the line of contact as it stood until 26 September 2020',
    );
    expect(where).toContain('19.5 km (error 3 km)');
    expect(where).toContain('16.8 km (error 12 km)');
    for (const printed of ['more than 20 km', 'about 30 km', '20 miles', 'about 35 km', '60–70 km'])
      expect(where).toContain(printed);
    await close();
  });
});

describe('the panel', () => {
  test('shows the beginning of an incident that was chosen from far down a list', async () => {
    const { page, close } = await open(browser, '?day=2020-11-10&known=latest&show=upto', {
      withoutMap: true,
    });
    const last = page.locator('[data-incident]').last();
    await last.scrollIntoViewIfNeeded();
    await last.click();
    await soon(async () => (await page.locator('#incident-title').boundingBox())?.y).toBeGreaterThan(-1);
    await close();
  });
});

describe('the address', () => {
  test('names an incident that does not stand on the day of the link', async () => {
    const { page, close } = await open(browser, '?day=2020-10-01&incident=barda-2020-10-28&show=day', {
      withoutMap: true,
    });
    expect(await read(page, '#notices')).toContain('incident does not stand on that day');
    expect(await read(page, '#panel h2')).toBe('1 October 2020');
    await close();
  });

  test('follows the reader, and back and forward work', async () => {
    const { page, close } = await open(browser, '', { withoutMap: true });
    await slideTo(page, '2020-10-17');
    await soon(() => page.url()).toContain('day=2020-10-17');
    await page.locator('[data-incident="ganja-2020-10-17"]').click();
    await soon(() => page.url()).toContain('incident=ganja-2020-10-17');
    await page.goBack();
    await soon(() => read(page, '#panel h2')).toBe('17 October 2020');
    await page.goBack();
    await soon(() => read(page, '#panel h2')).toBe('Barda city');
    await page.goForward();
    await soon(() => read(page, '#panel h2')).toBe('17 October 2020');
    await close();
  });

  test('with impossible values opens all the same and says which', async () => {
    const { page, errors, close } = await open(
      browser,
      '?day=2021-02-30&known=yesterday&incident=%3Cb%3Ex&show=all',
    );
    const notices = await read(page, '#notices');
    for (const value of ['2021-02-30', 'yesterday', '<b>x', 'all']) expect(notices).toContain(`“${value}”`);
    await soon(() => read(page, '.sentence')).toMatch(/^28 October 2020/);
    expect(await page.locator('#notices b').count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });
});

describe('a broken record', () => {
  test('opens without the broken claim, keeps the others, and says which was left out', async () => {
    const { page, warnings, close } = await open(browser, '', {
      withoutMap: true,
      before: (tab) =>
        changeRecord(tab, (record) => {
          const { claims } = record['claims'] as { claims: { id: string; killed?: unknown }[] };
          const claim = claims.find(({ id }) => id === 'barda-2020-10-28/11');
          if (claim) claim.killed = { min: 20, max: 3 };
          return record;
        }),
    });
    expect(await read(page, '#notices')).toContain(
      '1 row of the record is broken and was left out, wholly or in part.',
    );
    expect(await read(page, '#problems')).toContain('claims.json, barda-2020-10-28/11');
    expect(warnings.join('\n')).toContain(
      'claims.json, barda-2020-10-28/11, killed: min must not exceed max',
    );
    // Hikmet Hajiyev's 60 was the lowest figure of wounded; the next one is 70.
    expect(await read(page, '#panel .toll.wounded .number')).toBe('70–83');
    expect(await read(page, '#panel .toll.killed .number')).toBe('20–21');
    expect(await page.locator('[data-claim="barda-2020-10-28/11"]').count()).toBe(0);
    await close();
  });

  test('with a whole file missing still shows what the others hold', async () => {
    const { page, close } = await open(browser, '', {
      withoutMap: true,
      before: (tab) => changeRecord(tab, (record) => ({ ...record, totals: null })),
    });
    expect(await read(page, '#panel h2')).toBe('Barda city');
    expect(await read(page, '#problems')).toContain('totals.json, (whole file): could not be read');
    await close();
  });
});

describe('a record that did not arrive', () => {
  test('is said to be missing, and what came with the page stays', async () => {
    const { page, close } = await open(browser, '', {
      firstPicture: true,
      before: (tab) => tab.route(RECORD, (route) => route.fulfill({ status: 503 })),
    });
    await soon(() => read(page, '#notices')).toContain('The record did not arrive (status 503).');
    expect(await read(page, '.sentence')).toMatch(/^28 October 2020: 3 incidents, /);
    expect(await read(page, '#panel h2')).toBe('Barda city');
    await close();
  });

  test('without the claims is no record: an empty map would state that nothing was found', async () => {
    const { page, close } = await open(browser, '', {
      firstPicture: true,
      before: (tab) => changeRecord(tab, (record) => ({ ...record, claims: null })),
    });
    await soon(() => read(page, '#notices')).toContain('claims.json is missing from it');
    expect(await read(page, '#panel h2')).toBe('Barda city');
    await close();
  });
});
