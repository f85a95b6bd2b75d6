/** Opens the page in a browser, reads it as it is drawn there, and looks at every figure. */
import { parseHTML } from 'linkedom';
import type { Browser, Page } from 'playwright-core';
import { text } from '../src/text/en.ts';
import { longDay } from '../src/text/format.ts';
import { WAR, daysOf } from '../src/time.ts';
import { standing, type Shown, auditHandout, stepsIn, type StepView } from './handout.ts';
import type { Book } from './evidence.ts';
import { auditPage, auditSentence, readBook } from './page.ts';
import { newReport, type Report } from './report.ts';

export interface AuditOptions {
  readonly states?: readonly (keyof typeof STATES)[];
  readonly handout?: boolean;
  /** Changes the page's traffic before it begins: a test puts an error in. */
  readonly before?: (page: Page) => Promise<unknown>;
  readonly say?: (line: string) => void;
}

const OPENING: Shown = { day: '2020-10-28', show: 'day', known: 'latest' };
export const STATES = {
  opening: OPENING,
  '17 October': { ...OPENING, day: '2020-10-17' },
  '28 October as known that evening': { ...OPENING, known: '2020-10-28' },
  'whole war': { ...OPENING, day: WAR[1], show: 'upto' },
} as const satisfies Record<string, Shown>;

/** As wide as on a laptop, where every column of the timeline has its day below it. */
const VIEWPORT = { width: 1280, height: 800 };

export async function auditSite(browser: Browser, url: string, options: AuditOptions = {}): Promise<Report> {
  const {
    states = Object.keys(STATES) as (keyof typeof STATES)[],
    handout = true,
    before,
    say = () => {},
  } = options;
  const report = newReport();
  const context = await browser.newContext({
    viewport: VIEWPORT,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  // A canvas cannot be read. Without it the map stays the picture that came with the page, and follows the slider.
  await page.route('**/assets/map-*.js', (route) => route.abort());
  await before?.(page);

  const books = new Map<string, Book>();
  /** Everything that the page shows as known on a date: each incident's panel, and the whole table. */
  const bookAt = async (known: string): Promise<Book> => {
    const made = books.get(known);
    if (made) return made;
    const name = known === 'latest' ? 'all incidents' : `all incidents as known on ${known}`;
    say(name);
    await show(page, url, { day: WAR[1], show: 'upto', known });
    const doc = await read(page);
    const book = readBook(report, name, doc, await readPanels(page));
    books.set(known, book);
    return book;
  };

  const latest = await bookAt('latest');
  for (const state of states) {
    const shown = STATES[state];
    const book = await bookAt(shown.known);
    say(state);
    await show(page, url, shown);
    const doc = await read(page);
    auditPage(report, { state, doc, list: await readList(page), book, latest });
  }
  say('each day');
  await show(page, url, STATES['17 October']);
  for (const { day, html } of await readDays(page)) {
    const doc = parse(html);
    const incidents = standing(latest, { ...OPENING, day });
    auditSentence(report, { state: 'each day', part: `sentence of ${day}` }, doc, incidents);
  }
  if (handout) {
    say('handout');
    const sheets = await readHandout(page, url);
    const views = new Map<string, StepView>();
    for (const shown of [OPENING, ...stepsIn(sheets)]) {
      if (views.has(queryOf(shown))) continue;
      const book = await bookAt(shown.known);
      await show(page, url, shown);
      views.set(queryOf(shown), { doc: await read(page), book });
    }
    const opening = views.get(queryOf(OPENING));
    if (opening)
      auditHandout(report, sheets, { ...opening, ...OPENING }, (shown) => views.get(queryOf(shown)), latest);
  }
  await context.close();
  return report;
}

function queryOf({ day, show: days, known }: Shown): string {
  if (day === OPENING.day && days === OPENING.show && known === OPENING.known) return '';
  return `?${new URLSearchParams({ day, show: days, ...(known === 'latest' ? {} : { known }) }).toString()}`;
}

/** Opens the page in a state and waits until all of it has been drawn. */
async function show(page: Page, url: string, shown: Shown): Promise<void> {
  await page.goto(`${url}${queryOf(shown)}`, { waitUntil: 'commit' });
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  const selection = shown as Parameters<typeof text.table.caption>[0];
  // "44 claims about 28 October 2020, with everything said since": only the words, the number is the page's.
  const about = text.table.caption(selection, 0).replace(/^\S+ \S+/, '');
  await page.waitForFunction((words) => {
    const caption = document.querySelector('#table caption')?.textContent ?? '';
    const drawn = document.querySelectorAll('tr[data-claim]').length;
    document.querySelector<HTMLElement>('.table-foot button')?.click();
    return caption.endsWith(words) && drawn === Number.parseInt(caption.replaceAll(',', ''), 10);
  }, about);
}

/** The page as it stands, without what is not shown. What is folded away can be opened, and is read. */
async function read(page: Page): Promise<Document> {
  const html = await page.evaluate(() => {
    const unseen = [...document.body.querySelectorAll('*')].filter((node) => {
      const { display, visibility } = getComputedStyle(node);
      return display === 'none' || visibility === 'hidden';
    });
    for (const node of unseen) node.setAttribute('data-unseen', '');
    const all = document.documentElement.outerHTML;
    for (const node of unseen) node.removeAttribute('data-unseen');
    return all;
  });
  const doc = parse(html);
  for (const node of doc.querySelectorAll('[data-unseen], noscript')) node.remove();
  return doc;
}

const parse = (html: string): Document => parseHTML(html).document;
const parsePart = (html: string): Element => {
  const { firstElementChild } = parse(`<!doctype html><html><body>${html}</body></html>`).body;
  if (!firstElementChild) throw new Error('a part of the page was empty');
  return firstElementChild;
};

/** The panel of every incident in the table, opened by the button in its row. */
async function readPanels(page: Page): Promise<Map<string, Element>> {
  const panels = await page.evaluate(async () => {
    const rows = document.querySelectorAll('tr[data-about]');
    const ids = new Set([...rows].map((row) => row.getAttribute('data-about') ?? ''));
    const found: [id: string, html: string][] = [];
    for (const id of ids) {
      document.querySelector<HTMLElement>(`tr[data-about="${id}"] button`)?.click();
      const isOpen = () =>
        document.querySelector('#panel .tolls') !== null &&
        document.querySelector('tr.chosen')?.getAttribute('data-about') === id;
      for (let frame = 0; !isOpen(); frame++) {
        if (frame > 600) throw new Error(`the panel of ${id} did not open`);
        await new Promise(requestAnimationFrame);
      }
      found.push([id, document.getElementById('panel')?.outerHTML ?? '']);
    }
    return found;
  });
  return new Map(panels.map(([id, html]) => [id, parsePart(html)]));
}

/** The list of the chosen days, which stands behind a chosen incident. */
async function readList(page: Page): Promise<Element> {
  const html = await page.evaluate(async () => {
    const panel = document.getElementById('panel');
    const back = panel?.querySelector<HTMLElement>('.back:not([hidden])');
    back?.click();
    const isDrawn = () => {
      if (!panel?.querySelector('.incidents')) return false;
      panel.querySelector<HTMLElement>('.incidents ~ button')?.click();
      const counted = panel.querySelectorAll('.incidents:not(.faint) .incident-button').length;
      const said = panel.querySelector('.incidents:not(.faint)')?.previousElementSibling?.textContent ?? '';
      return counted === (Number.parseInt(said.replaceAll(',', ''), 10) || 0);
    };
    for (let frame = 0; !isDrawn(); frame++) {
      if (frame > 600) throw new Error('the list of the chosen days was not drawn');
      await new Promise(requestAnimationFrame);
    }
    return panel?.outerHTML ?? '';
  });
  return parsePart(html);
}

/** The sentence of every day, with the slider's own words. */
async function readDays(page: Page): Promise<{ day: string; html: string }[]> {
  const days = daysOf(WAR).map((day) => ({ day, name: longDay(day) }));
  return page.evaluate(async (list) => {
    const found: { day: string; html: string }[] = [];
    const slider = document.querySelector<HTMLInputElement>('#day');
    if (!slider) throw new Error('there is no slider');
    for (const [i, { day, name }] of list.entries()) {
      slider.value = String(i);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      const isDrawn = () =>
        slider.getAttribute('aria-valuetext')?.startsWith(name) === true &&
        document.querySelector('.sentence')?.textContent.startsWith(name) === true;
      for (let frame = 0; !isDrawn(); frame++) {
        if (frame > 600) throw new Error(`the sentence of ${day} was not drawn`);
        await new Promise(requestAnimationFrame);
      }
      const sentence = document.querySelector('.sentence')?.outerHTML ?? '';
      found.push({ day, html: `<!doctype html><html><body>${sentence}${slider.outerHTML}</body></html>` });
    }
    return found;
  }, days);
}

async function readHandout(page: Page, url: string): Promise<Document> {
  await page.goto(`${url}?mode=handout`, { waitUntil: 'commit' });
  await page.waitForSelector('.handout-source-list li');
  return read(page);
}
