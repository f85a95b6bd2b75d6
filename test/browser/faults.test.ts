/**
 * Every file of the build in turn missing, cut off, a host's page in its place, late, or of an older build. What a file
 * is for is not written down here: it belongs to the first part below that asks for it, and one that no part asks for
 * fails the test.
 */
import { readFileSync, readdirSync } from 'node:fs';
import type { Browser, Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { text } from '../../src/text/en.ts';
import { missingText } from '../../src/text/missing.ts';
import { launchChromium } from './chromium.ts';
import { soon } from './page.ts';

const FOLDER = inject('folder');
const FILES = readdirSync(`${FOLDER}/assets`);
const HTML = readFileSync(`${FOLDER}/index.html`, 'utf8');

interface Part {
  readonly query?: string;
  /** What the reader does to have it. */
  readonly act: (page: Page) => Promise<unknown>;
  /** Resolves when it is there and works. */
  readonly works: (page: Page) => Promise<unknown>;
  /** The line that names it, and what it says. */
  readonly line: string;
  readonly gone: string;
  /** After some seconds of waiting. */
  readonly late: string;
}

const alive = (page: Page) => page.waitForSelector('html[data-ready]', { state: 'attached' });
const NOTICE = '#notices .missing';
const nothing = () => Promise.resolve();
const withoutReason = (words: { gone: (reason: string) => string }) => words.gone('(').split(' ((')[0] ?? '';
const asked = (words: { late: string; gone: (reason: string) => string }) => ({
  line: NOTICE,
  gone: withoutReason(words),
  late: words.late,
});
const openShare = async (page: Page) => {
  await alive(page);
  await page.locator('#share').click();
};

/** In the order in which they come. */
const PARTS = {
  'the script of the page': {
    query: '?map=static',
    act: nothing,
    works: alive,
    line: '#late',
    gone: text.page.late,
    late: text.page.late,
  },
  'the record': { query: '?map=static', act: nothing, works: alive, ...asked(missingText.record) },
  'the zoomable map': {
    act: nothing,
    works: (page) => page.waitForSelector('#map[data-map="ready"]'),
    line: '.map-note',
    gone: missingText.map,
    late: missingText.mapLate,
  },
  'the Share dialog': {
    query: '?map=static',
    act: openShare,
    works: (page) => page.waitForSelector('dialog.share'),
    ...asked(missingText.share),
  },
  'a picture file': {
    query: '?map=static',
    async act(page) {
      await openShare(page);
      await page.waitForSelector('dialog.share');
      await page.evaluate(() => {
        Object.assign(window, { saved: false });
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (given) => {
          if (given instanceof Blob && given.type === 'image/svg+xml') Object.assign(window, { saved: true });
          return make(given);
        };
      });
      await page.locator('dialog.share .share-take button', { hasText: 'SVG' }).click();
    },
    works: (page) => page.waitForFunction(() => 'saved' in window && window.saved === true),
    ...asked(missingText.picture),
    line: '.share-said .missing',
  },
  'the lesson': {
    query: '?mode=present&map=static',
    act: nothing,
    works: (page) => page.waitForSelector('.lesson-stage[data-step]'),
    ...asked(missingText.teach),
  },
  'the handout': {
    query: '?mode=handout',
    act: nothing,
    works: (page) => page.waitForSelector('.handout-claims'),
    ...asked(missingText.handout),
  },
} satisfies Record<string, Part>;
type PartName = keyof typeof PARTS;

/** Nobody asked for these: the page is whole without them, and says nothing. */
const QUIET = [
  /^[a-z]+(-ext)?-\d+-.*\.woff2$/, // the system's letters stand in
  /^late-.*\.css$/,
  /^print-.*\.css$/, // paper then looks like the screen
  /^keep-.*\.js$/, // the copy for a reader without a network; keep.test.ts
];
const isQuiet = (file: string) => QUIET.some((pattern) => pattern.test(file));

const whole = (file: string) => readFileSync(`${FOLDER}/assets/${file}`);
/** What the address of a file brings instead of it; `undefined` where a file has no such fault. */
const FAULTS = {
  missing: () => ({ status: 404 }),
  'cut off': (file) =>
    // Half a stylesheet is a stylesheet: nothing can tell, and what it dresses is there to read.
    file.endsWith('.css') ? undefined : { body: whole(file).subarray(0, whole(file).length >> 1) },
  'a page in its place': () => ({ contentType: 'text/html', body: '<!doctype html><p>Not here.' }),
  'of an older build': (file) => {
    if (file.endsWith('.css')) return undefined; // as above
    if (file.endsWith('.topojson')) return { json: { type: 'Topology', arcs: [], objects: {} } };
    if (!file.endsWith('.json')) return { body: 'export {};\n', contentType: 'text/javascript' };
    const record = JSON.parse(String(whole(file))) as Record<string, unknown>;
    return { json: { ...record, version: '0.0.9-00000000' } };
  },
} satisfies Record<string, (file: string) => Parameters<Route['fulfill']>[0]>;

/** A browser cannot read the script of the page, and says so: nobody else is there to. */
const UNREADABLE =
  /^(Unexpected (token|end of input)|Invalid or unexpected token|missing|Unterminated|The requested module)/;

let browser: Browser;
const owner = new Map<string, PartName>();
beforeAll(async () => {
  browser = await launchChromium();
  for (const [name, part] of Object.entries(PARTS) as [PartName, Part][]) {
    if (name === 'the record') continue; // comes with the script
    const { page, requests, close } = await visit();
    await page.goto(address(part), { waitUntil: 'commit' });
    await part.act(page);
    await part.works(page);
    // MapLibre's worker is asked for by another thread.
    if (name === 'the zoomable map') requests.push(...page.workers().map((worker) => worker.url()));
    for (const file of requests.map((url) => /assets\/([^/?#]+)$/.exec(url)?.[1])) {
      if (file === undefined || owner.has(file) || isQuiet(file)) continue;
      const first = name === 'the script of the page' && !HTML.includes(file) ? 'the zoomable map' : name;
      owner.set(file, file.startsWith('record-') ? 'the record' : first);
    }
    await close();
  }
});
afterAll(() => browser.close());

const address = ({ query = '' }: Part) => `${inject('pageUrl')}${query}`;

type Visit = Awaited<ReturnType<typeof visit>>;
/** A page whose traffic can be disturbed, and what it says to who looks at its console. */
async function visit() {
  const context = await browser.newContext({ reducedMotion: 'reduce', serviceWorkers: 'block' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const fault = { file: '', answer: undefined as ((route: Route) => Promise<unknown>) | undefined };
  await page.route('**/assets/*', (route) =>
    fault.answer && route.request().url().endsWith(`/${fault.file}`) ? fault.answer(route) : route.continue(),
  );
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, fault, requests, errors, close: () => context.close() };
}

/** Barda's figures and the way to a source of each. */
async function isReadable(page: Page): Promise<void> {
  const panel = page.locator('#panel');
  expect(await panel.innerText()).toMatch(/20–21\s+reported killed[^]*60–83\s+reported wounded/);
  for (const toll of ['killed', 'wounded'])
    expect(await panel.locator(`.toll.${toll} a[href^="http"]`).first().isVisible()).toBe(true);
}

/** Presses what the line offers until what was missing is there. */
async function recover(page: Page, part: Part): Promise<void> {
  const line = page.locator(part.line);
  const again = line.locator('.again');
  if (await again.isVisible()) {
    await again.click();
    const came = part.works(page).then(() => 'came');
    const offered = line
      .locator('.reload')
      .waitFor()
      .then(() => 'offered');
    if ((await Promise.any([came, offered])) === 'came') return void offered.catch(() => undefined);
    came.catch(() => undefined);
  }
  await Promise.all([page.waitForEvent('framenavigated'), line.locator('button').last().click()]);
  await part.act(page);
  await part.works(page);
}

const filesOf = (name: PartName) => [...owner].filter(([, part]) => part === name).map(([file]) => file);

test('every file of the build is asked for by a part of the page, or is a quiet one', () => {
  expect(FILES.filter((file) => !owner.has(file) && !isQuiet(file))).toEqual([]);
  for (const name of Object.keys(PARTS) as PartName[]) expect(filesOf(name), name).not.toEqual([]);
});

/** Goes through the files with two pages at a time. */
async function inTurn(
  files: readonly string[],
  look: (file: string, tab: Visit, i: number) => Promise<void>,
): Promise<string[]> {
  const queue = [...files.entries()];
  const errors = await Promise.all(
    [1, 2].map(async () => {
      const tab = await visit();
      await tab.page.clock.install();
      for (let next = queue.shift(); next; next = queue.shift()) await look(next[1], tab, next[0]);
      await tab.close();
      return tab.errors;
    }),
  );
  return errors.flat();
}

/** What the line says; while it says nothing five seconds go by on the page's clock, whose time-outs may be what speaks. */
async function said(page: Page, line: Locator): Promise<string> {
  if (!(await line.isVisible())) await page.clock.fastForward(5000);
  return (await line.isVisible()) ? line.innerText() : '';
}
const PATIENT = { timeout: 30_000 };

describe.each(Object.entries(PARTS) as [PartName, Part][])('%s', (name, part) => {
  test.each(Object.entries(FAULTS))(
    'whose file is %s: the figures stay, it is named, and a button brings it',
    async (_, answerOf) => {
      const files = filesOf(name).filter((file) => answerOf(file) !== undefined);
      const errors = await inTurn(files, async (file, { page, fault }, i) => {
        const answer = answerOf(file);
        fault.file = file;
        fault.answer = (route) => route.fulfill(answer ?? {});
        await page.goto(address(part), { waitUntil: 'commit' });
        await part.act(page);
        await page.waitForSelector('#about .version', { state: 'attached' });
        await expect
          .poll(() => said(page, page.locator(part.line)), { ...PATIENT, message: file })
          .toContain(part.gone);
        await isReadable(page);
        fault.answer = undefined;
        // The way back is the same for all scripts of a part.
        if (i === 0 || !file.endsWith('.js')) await recover(page, part);
      });
      const isOurs = (error: string) => name !== 'the script of the page' || !UNREADABLE.test(error);
      expect(errors.filter(isOurs)).toEqual([]);
    },
    120_000,
  );

  test('whose file is late: it is said to be awaited, and works when it comes', async () => {
    const errors = await inTurn(filesOf(name), async (file, { page, fault }) => {
      const held: Route[] = [];
      fault.file = file;
      fault.answer = (route) => Promise.resolve(held.push(route));
      await page.goto(address(part), { waitUntil: 'commit' });
      await part.act(page);
      await soon(() => held.length).toBeGreaterThan(0);
      const line = page.locator(part.line);
      await expect.poll(() => said(page, line), { ...PATIENT, message: file }).toMatch(/\S/);
      const words = await line.innerText();
      // Of a worker on its way nobody hears.
      expect(words.includes(part.late) || words.includes(part.gone), `${file}: ${words}`).toBe(true);
      await isReadable(page);
      fault.answer = undefined;
      await Promise.all(held.map((route) => route.continue()));
      await part.works(page);
      await soon(() => line.isVisible()).toBe(false);
    });
    expect(errors).toEqual([]);
  }, 120_000);
});

describe('what nobody asked for', () => {
  test.each(Object.entries(FAULTS))('and is %s costs no word and no function', async (_, answerOf) => {
    const { page, errors, close } = await visit();
    const files = FILES.filter((file) => isQuiet(file));
    for (const file of files) {
      const answer = answerOf(file);
      if (answer) await page.route(`**/assets/${file}`, (route) => route.fulfill(answer));
    }
    await page.goto(inject('pageUrl'), { waitUntil: 'commit' });
    await page.waitForSelector('#map[data-map="ready"]');
    await isReadable(page);
    await page.locator('#share').click();
    await page.waitForSelector('dialog.share');
    expect(await page.locator('#notices .missing, #late:visible').count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });
});

test('an older page whose files are all gone is readable, says so, and is the new one after the button', async () => {
  const { page, errors, close } = await visit();
  let isGone = true;
  await page.route('**/assets/*', (route) => (isGone ? route.fulfill({ status: 404 }) : route.fallback()));
  await page.goto(`${inject('pageUrl')}?day=2020-10-17&known=latest&show=day`, { waitUntil: 'commit' });
  await soon(() => page.locator('#late').isVisible()).toBe(true);
  isGone = false;
  await page.locator('#late button').click();
  await alive(page);
  expect(await page.locator('.sentence').innerText()).toMatch(/^17 October 2020/);
  expect(await page.locator('#late').isVisible()).toBe(false);
  expect(errors).toEqual([]);
  await close();
});

test('an embed in a frame without an origin says what it lacks, and its button brings it', async () => {
  const { page, fault, close } = await visit();
  fault.file = FILES.find((file) => /^index-.*\.js$/.test(file)) ?? '';
  fault.answer = (route) => route.fulfill({ status: 404 });
  const frame = `<iframe sandbox="allow-scripts" width="640" height="560" src="${inject('pageUrl')}?mode=embed"></iframe>`;
  await page.route('**/host.html', (route) => route.fulfill({ contentType: 'text/html', body: frame }));
  // The test's server sends no CORS header: without an origin the frame's own files are another's.
  await page.route('**/assets/*', async (route) => {
    if (fault.answer && route.request().url().endsWith(fault.file)) return route.fallback();
    const response = await route.fetch();
    return route.fulfill({
      response,
      headers: { ...response.headers(), 'access-control-allow-origin': '*' },
    });
  });
  await page.goto(new URL('host.html', inject('pageUrl')).href);
  const embed = page.frameLocator('iframe');
  await embed.locator('#late').waitFor();
  expect(await embed.locator('body').innerText()).toContain('21–22 reported killed');
  fault.answer = undefined;
  await embed.locator('#late button').click();
  await embed.locator('html[data-ready]').waitFor({ state: 'attached' });
  expect(await embed.locator('#late').isVisible()).toBe(false);
  await close();
});

test('a page whose host is gone is not given up for an error', async () => {
  const { page, fault, close } = await visit();
  fault.file = FILES.find((file) => /^dialog-.*\.js$/.test(file)) ?? '';
  fault.answer = (route) => route.abort();
  await page.goto(`${inject('pageUrl')}?map=static`, { waitUntil: 'commit' });
  await openShare(page);
  await page.locator(`${NOTICE} .again`).click();
  const reload = page.locator(`${NOTICE} .reload`);
  await reload.waitFor();
  await page.context().setOffline(true);
  await page.route('**/assets/*', (route) => route.abort());
  await reload.click();
  await soon(() => page.locator(NOTICE).innerText()).toContain(missingText.unreachable);
  await isReadable(page);
  await close();
});

test('a map whose worker dies gives way to the picture of the chosen day, and comes back when asked for', async () => {
  const { page, close } = await visit();
  await page.clock.install();
  await page.goto(inject('pageUrl'), { waitUntil: 'commit' });
  await page.waitForSelector('#map[data-map="ready"]');
  await Promise.all(page.workers().map((worker) => worker.evaluate(() => close())));
  await page.locator('#day').fill('20');
  const note = page.locator('.map-note');
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(5000);
        return (await note.isVisible()) ? note.innerText() : '';
      },
      { timeout: 30_000 },
    )
    .toContain(missingText.mapStopped);
  expect(await page.locator('.map-picture').isVisible()).toBe(true);
  expect(await page.locator('#map').getAttribute('data-day')).toBe('2020-10-17');
  await note.locator('.again').click();
  await page.waitForSelector('#map[data-map="ready"]');
  expect(await page.locator('.map-picture').isVisible()).toBe(false);
  await close();
});
