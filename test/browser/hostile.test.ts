/** The built page, given what somebody would give it who means harm: nothing runs, nothing is moved, what is refused is said. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { MARKUP, notSeen } from '../hostile/strings.ts';
import { launchChromium } from './chromium.ts';
import { serveHosts, type Hosts } from './hosts/server.ts';
import { RECORD, changeRecord, open, read, soon, type Opened } from './page.ts';

let browser: Browser;
let hosts: Hosts;
beforeAll(async () => {
  browser = await launchChromium();
  hosts = await serveHosts(inject('pageUrl'));
});
afterAll(async () => {
  await browser.close();
  await hosts.close();
});

/** Leaves a trace if any of it ever runs. */
const IMG = '<img src=x onerror="window.ran=1">';
const RLO = '%E2%80%AE';

/** Opens an address; only what nobody caught counts as an error. */
async function openHostile(
  query: string,
  before: (tab: Page) => Promise<unknown> = () => Promise.resolve(),
  firstPicture = false,
): Promise<Opened & { readonly uncaught: string[] }> {
  const uncaught: string[] = [];
  const opened = await open(browser, query, {
    withoutMap: true,
    firstPicture,
    before: async (tab) => {
      tab.on('pageerror', (error) => uncaught.push(error.message));
      await before(tab);
    },
  });
  return { ...opened, uncaught };
}

/** Nothing has run, and there is no element that the page does not make. */
async function expectNothingMade(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: (window as { ran?: number }).ran,
    listeners: [...document.querySelectorAll('*')].filter((one) =>
      one.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
    images: [...document.querySelectorAll('img')].filter((one) => one.getAttribute('src') === 'x').length,
    links: [...document.querySelectorAll('a[href]')]
      .map((one) => new URL(one.getAttribute('href') ?? '', document.baseURI).protocol)
      .filter((protocol) => !/^(?:https?|mailto):$/.test(protocol)),
    inNotices: [...new Set([...document.querySelectorAll('#notices *')].map((one) => one.tagName))].filter(
      (name) => !['DIV', 'P', 'BUTTON', 'A'].includes(name),
    ),
  }));
  expect(found).toEqual({ ran: undefined, listeners: 0, images: 0, links: [], inNotices: [] });
}

/** What everybody must be able to read of Barda, whatever else the address says. */
async function expectBarda(page: Page): Promise<void> {
  const killed = page.locator('#panel .toll.killed .number');
  if ((await killed.count()) === 0)
    await page.locator('#panel button', { hasText: 'Barda city' }).first().click();
  await soon(() => read(page, '#panel h2')).toBe('Barda city');
  expect(await read(page, '#panel .toll.killed .number')).toBe('20–21');
  expect(await read(page, '#panel .toll.wounded .number')).toBe('60–83');
}

/** An address, and a part of the notice that it gives; of those without one nothing was refused. */
const ADDRESSES: readonly (readonly [query: string, notice?: string])[] = [
  [`?day=${encodeURIComponent(IMG)}`, `the day “${IMG}”`],
  [`?day=${RLO}20-10-0202`, 'the day “[U+202E]20-10-0202”'],
  ['?day=%252032020-10-28', 'the day “%2032020-10-28”'],
  ['?day=%', 'the day “%”'],
  ['?day=%ED%A0%80', 'the day “���”'],
  ['?day=%00', 'the day “[U+0000]”'],
  ['?day=2020-10-28%0A', 'the day “2020-10-28[U+000A]”'],
  ['?day=2020-02-30', 'the day “2020-02-30”'],
  ['?day=0000-00-00', 'the day “0000-00-00”'],
  ['?day=__proto__', 'the day “__proto__”'],
  ['?day=NaN', 'the day “NaN”'],
  ['?day=2020-10-28&day=2020-10-17&day=x', 'says “day” more than once'],
  ['?day[]=2020-10-17'],
  ['?known=constructor', 'known on “constructor”'],
  ['?known=-271821-04-20', 'known on “-271821-04-20”'],
  ['?known=0001-01-01', 'known on 0001-01-01'],
  ['?incident=__proto__', 'the incident “__proto__”'],
  ['?incident=hasOwnProperty', 'the incident “hasOwnProperty”'],
  [
    `?incident=${encodeURIComponent('"><script>window.ran=1</script>')}`,
    'the incident “"><script>window.ran=1</script>”',
  ],
  ['?incident=barda-2020-10-28%00', 'the incident “barda-2020-10-28[U+0000]”'],
  ['?incident=BARDA-2020-10-28', 'the incident “BARDA-2020-10-28”'],
  [`?incident=${'%F0%9F%98%80'.repeat(500)}`, `the incident “${'😀'.repeat(40)}…”`],
  ['?incident=%D8%A8%D8%B1%D8%AF%D8%A7', 'the incident “بردا”'],
  ['?show=toString', 'to show “toString”'],
  [`?show=${encodeURIComponent(IMG)}&line=${encodeURIComponent(IMG)}`, `the line “${IMG}”`],
  ['?line=__proto__', 'the line “__proto__”'],
  ['?theme=constructor', '“theme=constructor”'],
  [`?theme=${RLO}krad&map=${encodeURIComponent(IMG)}`, '“theme=[U+202E]krad”'],
  ['?mode=__proto__&controls=__proto__&height=__proto__&scope=__proto__&lang=__proto__', '“scope=__proto__”'],
  [`?mode=${'a'.repeat(8000)}`, `“mode=${'a'.repeat(40)}…”`],
  ['?theme=dark&theme=javascript:window.ran=1', 'says “theme” more than once'],
  ['?__proto__=1&constructor=2&toString=3&hasOwnProperty=4&__proto__[day]=2020-10-17'],
  [`?${'&'.repeat(5000)}=====%%%`],
  [`?${Array.from({ length: 500 }, (_, i) => `day=${i}`).join('&')}`, 'says “day” more than once'],
  ['?steps=__proto__*constructor*%00'],
  [`?childId=mapxPYMxnavigateToxPYMxhttps://evil.example/`],
  [`#?secret=%22%5D${encodeURIComponent(IMG)}`],
  ['#:has(script)'],
  ['#%'],
  [`#${encodeURIComponent(IMG)}`],
  ['#step-__proto__'],
  [`#${'x'.repeat(1_000_000)}`],
];

describe('a hostile address', () => {
  test.each(ADDRESSES.map(([query, notice]) => [query.slice(0, 80), query, notice] as const))(
    '%s leaves Barda’s figures as they are, and says what it refused',
    async (_, query, notice) => {
      const { page, uncaught, close } = await openHostile(query);
      const said = await read(page, '#notices');
      if (notice === undefined) expect(said).toBe('');
      else expect(said).toContain(notice.replaceAll(/\s+/g, ' '));
      expect(notSeen(said)).toEqual([]);
      expect(said.length).toBeLessThan(800);
      await expectBarda(page);
      await expectNothingMade(page);
      expect(uncaught).toEqual([]);
      await close();
    },
  );

  test('of a megabyte is answered in a short notice', async () => {
    const site = inject('pageUrl');
    // No server takes so long an address: the browser is told that one did.
    const { page, uncaught, close } = await openHostile(`?day=${'x'.repeat(1_000_000)}`, (tab) =>
      tab.route(
        (url) => url.pathname === new URL(site).pathname,
        async (route) => route.fulfill({ response: await route.fetch({ url: site }) }),
      ),
    );
    expect((await read(page, '#notices')).length).toBeLessThan(300);
    await expectBarda(page);
    expect(uncaught).toEqual([]);
    await close();
  });

  test('of an embed is as harmless: no height and no state goes wrong by it', async () => {
    const { page, uncaught, close } = await openHostile(
      `?mode=embed&height=${encodeURIComponent(IMG)}&theme=__proto__&day=${RLO}&childId=axPYMxb#?secret=<b>`,
    );
    expect(await read(page, '#notices')).toContain(`“height=${IMG}”`);
    expect(await read(page, '#notices')).toContain('the day “[U+202E]”');
    expect(await read(page, '.sentence')).toContain('28 October 2020');
    await expectNothingMade(page);
    expect(uncaught).toEqual([]);
    await close();
  });

  test('whose path begins with two slashes has links of its own site only', async () => {
    const site = new URL(inject('pageUrl'));
    const { page, uncaught, close } = await openHostile('', (tab) =>
      tab.route(
        (url) => url.pathname.startsWith('//evil.example/'),
        async (route) => {
          const { pathname } = new URL(route.request().url());
          const file = pathname.replace('//evil.example/', '');
          await route.fulfill({ response: await route.fetch({ url: new URL(file, site).href }) });
        },
      ),
    );
    await page.goto(`${site.origin}//evil.example/?mode=embed`, { waitUntil: 'commit' });
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    const link = page.locator('.brief-foot a', { hasText: 'Open the full page' });
    expect(await link.evaluate((a) => (a as HTMLAnchorElement).origin)).toBe(site.origin);
    expect(uncaught).toEqual([]);
    await close();
  });
});

test('a host that floods an embed and sends everything back draws once a frame, and hears no more than it asked', async () => {
  const host =
    hosts.paste(`<!doctype html><iframe src="${hosts.site}?mode=embed&map=static" width="640" height="560"></iframe>
    <script>
      window.heard = [];
      const frame = document.querySelector('iframe');
      addEventListener('message', ({ data }) => {
        heard.push(data);
        frame.contentWindow.postMessage(data, '*');
      });
      window.flood = () => {
        const say = (data) => frame.contentWindow.postMessage(data, '*');
        for (let i = 0; i < 5000; i++) {
          say({ type: 'strikes:state', version: 1, day: i % 2 ? '2020-10-17' : '2020-10-04', incident: null });
          say({ type: 'strikes:state', version: 1, day: '<img src=x onerror=window.ran=1>' });
          say({ type: 'strikes:state', version: 1, incident: '__proto__' });
          say({ type: 'iframe-child-init' });
          say('[xPYMx' + i);
        }
        say(new Map([['type', 'strikes:state']]));
        say(null);
      };
    </script>`);
  const page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 800, height: 700 } });
  const uncaught: string[] = [];
  page.on('pageerror', (error) => uncaught.push(error.message));
  await page.goto(host, { waitUntil: 'commit' });
  await soon(() => page.frames().some((frame) => frame.url().startsWith(hosts.site))).toBe(true);
  const frame = page.frames().find((one) => one.url().startsWith(hosts.site));
  if (!frame) throw new Error('no embed');
  await frame.waitForSelector('html[data-ready]', { state: 'attached' });
  const states = () =>
    page.evaluate(
      () =>
        (window as unknown as { heard: { type?: string }[] }).heard.filter(
          (one) => one.type === 'strikes:state',
        ).length,
    );
  await soon(states).toBe(1);
  await frame.evaluate(() => {
    const counts = { frames: 0, drawn: 0 };
    Object.assign(window, { counts });
    const next = () => {
      counts.frames++;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    const sentence = document.querySelector('.sentence');
    if (sentence)
      new MutationObserver(() => counts.drawn++).observe(sentence, {
        subtree: true,
        childList: true,
        characterData: true,
      });
  });
  await page.evaluate(() => (window as unknown as { flood: () => void }).flood());
  await soon(() => frame.locator('.sentence').innerText()).toContain('17 October 2020');
  const { frames, drawn } = await frame.evaluate(
    () => (window as unknown as { counts: { frames: number; drawn: number } }).counts,
  );
  expect(drawn).toBeLessThanOrEqual(frames + 1);
  expect(await states()).toBe(1);
  // It is still the page that it was.
  await page.evaluate(() =>
    document
      .querySelector('iframe')
      ?.contentWindow?.postMessage(
        { type: 'strikes:state', version: 1, day: '2020-10-28', incident: 'barda-2020-10-28' },
        '*',
      ),
  );
  await soon(() => frame.locator('#brief').innerText()).toContain('20–21 reported killed');
  expect(await frame.locator('#brief').innerText()).toContain('60–83 reported wounded');
  expect(await states()).toBe(1);
  expect(await frame.evaluate(() => (window as { ran?: number }).ran)).toBeUndefined();
  expect(uncaught).toEqual([]);
  await page.close();
});

interface Broken {
  readonly claims: { claims: Record<string, unknown>[] };
  readonly sources: { sources: Record<string, unknown>[] };
  readonly incidents: { features: { id: string; properties: Record<string, unknown> }[] };
  readonly totals: { totals: Record<string, unknown>[] };
}
const breakRecord = (tab: Page, by: (record: Broken) => void) =>
  changeRecord(tab, (record) => {
    by(record as unknown as Broken);
    return record;
  });

describe('a hostile record', () => {
  test('names each row that it left out, shows the rest, and Barda’s figures stay', async () => {
    const { page, uncaught, close } = await openHostile('?incident=ganja-2020-10-17', (tab) =>
      breakRecord(tab, ({ claims, sources, incidents, totals }) => {
        claims.claims.push(
          { id: IMG, kind: 'toll' },
          { ...claims.claims[0], id: 'a/1', statement: 'Says \u202Eso.' },
          { ...claims.claims[0], id: 'a/2', killed: { min: 1e300, max: null } },
        );
        sources.sources.push({ ...sources.sources[0], id: 'BAD', url: 'javascript:window.ran=1' });
        totals.totals.push({ ...totals.totals[0], id: 'x', [`\u202E${IMG}`]: IMG.repeat(1000) });
        const ganja = incidents.features.find(({ id }) => id === 'ganja-2020-10-17');
        if (ganja) ganja.properties['extent'] = ['2019-10-17', '2019-10-17'];
      }),
    );
    const said = await read(page, '#notices');
    expect(said).toContain('the incident “ganja-2020-10-17”, which is not in the record');
    expect(said).toMatch(/\d+ rows of the record are broken and were left out/);
    const problems = await read(page, '#problems');
    for (const line of [
      `claims.json, ${IMG}`,
      'claims.json, a/1, statement: holds a character that cannot be seen (Says [U+202E]so.)',
      'claims.json, a/2, killed.min: must not be more than 1000000 (1e+300)',
      'sources.json, BAD, url: must be an http or https address (javascript:window.ran=1)',
      'totals.json, x, [U+202E]<img',
      'incidents.geojson, ganja-2020-10-17, properties.extent: must lie within 2020-09-27 and 2020-11-10',
    ])
      expect(problems).toContain(line);
    expect(notSeen(problems)).toEqual([]);
    await expectBarda(page);
    await expectNothingMade(page);
    expect(uncaught).toEqual([]);
    await close();
  });

  test('with markup in every word of Barda’s is read as it is written', async () => {
    const { page, uncaught, close } = await openHostile('', (tab) =>
      breakRecord(tab, ({ claims, sources, incidents }) => {
        for (const claim of claims.claims) {
          claim['statement'] = `${IMG}${String(claim['statement'])}`;
          claim['note'] = MARKUP.join(' ');
        }
        for (const source of sources.sources) Object.assign(source, { title: IMG, note: IMG });
        for (const { properties } of incidents.features)
          Object.assign(properties, { firedBy: IMG, target: IMG, open: [IMG] });
      }),
    );
    await expectBarda(page);
    expect(await read(page, '#panel')).toContain(IMG);
    expect(await read(page, '#table')).toContain(IMG);
    expect(await read(page, '#notices')).toBe('');
    await expectNothingMade(page);
    expect(uncaught).toEqual([]);
    await close();
  });

  test.each<[string, string, (tab: Page) => Promise<unknown>]>([
    [
      'cut in half',
      'it cannot be read',
      (tab) =>
        tab.route(RECORD, async (route) => {
          const response = await route.fetch();
          const body = await response.text();
          await route.fulfill({ response, body: body.slice(0, body.length / 2) });
        }),
    ],
    [
      'of nothing',
      'it is of another version',
      (tab) => tab.route(RECORD, (route) => route.fulfill({ json: null })),
    ],
    [
      'with empty lists',
      'claims.json is missing from it',
      (tab) => breakRecord(tab, ({ claims }) => claims.claims.splice(0)),
    ],
  ])('%s is named, and the first picture can still be read', async (_, why, before) => {
    const { page, uncaught, close } = await openHostile('', before, true);
    await soon(() => read(page, '#notices')).toContain(`The record did not arrive (${why})`);
    expect(await read(page, '.sentence')).toMatch(/^28 October 2020: 3 incidents, /);
    expect(await read(page, '#panel .toll.killed .number')).toBe('20–21');
    expect(await read(page, '#panel .toll.wounded .number')).toBe('60–83');
    expect(uncaught).toEqual([]);
    await close();
  });
});

describe('a hostile lesson', () => {
  const view = (title: string) =>
    `2020-10-28_latest_day_barda-2020-10-28_toll_46.6_39.72_47.34_40.64_${title}`;

  test('out of a link has titles that stay titles, the record’s own figures, and names what it cannot show', async () => {
    const steps = [view(IMG), view('\u202Egnirts'), '__proto__', view('Two')]
      .map(encodeURIComponent)
      .join('*');
    const { page, uncaught, close } = await openHostile(`?mode=present&steps=${steps}`);
    await page.waitForSelector('.lesson-stage[data-step]');
    // What cannot be shown is told first, or at the press of a button.
    const lesson = () => read(page, '.lesson');
    await soon(lesson).toContain('2 steps cannot be shown; 2 steps are.');
    expect(await lesson()).toContain('view-2, title: holds a character that cannot be seen ([U+202E]gnirts)');
    await page.keyboard.press('Home');
    await soon(() => read(page, '.lesson-head')).toContain(IMG);
    expect(await lesson()).toContain('20–21');
    expect(notSeen(await lesson())).toEqual([]);
    await expectNothingMade(page);
    expect(uncaught).toEqual([]);
    await close();
  });

  test.each([
    ['that is cut short', '{"steps":[{"id":"view-1","ti'],
    ['that is a web page', `<!doctype html>${IMG}`],
    [
      'with hostile views',
      JSON.stringify({ steps: [{ id: IMG, title: IMG, day: IMG }, null, 7, { __proto__: null }] }),
    ],
    ['of two megabytes', `{"steps":[${' '.repeat(2_000_000)}]}`],
  ])('out of a file %s is named in the dialog', async (_, content) => {
    const { page, uncaught, close } = await openHostile('');
    await page.locator('#teach').click();
    await page.waitForSelector('dialog.teach');
    await page
      .locator('.teach input[type="file"]')
      .setInputFiles({ name: 'route.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await soon(() => page.locator('dialog.teach').innerText()).toMatch(/route, /);
    expect(notSeen((await page.locator('dialog.teach').innerText()).replaceAll('\n', ' '))).toEqual([]);
    await expectNothingMade(page);
    expect(uncaught).toEqual([]);
    await close();
  });
});
