/** One opening of a page over a slow line on a slow machine: when one sees what, and what had come by then. */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { bytesUntil, type RequestLog } from './bytes.ts';
import type { Signs } from './pages.ts';
import { trySlider, watch, type BenchWindow } from './probe.ts';
import type { Paced, Served } from './serve.ts';
import { tap } from './tap.ts';

/** Lighthouse's "slow 4G": bytes a second, and ms added to every request. The server keeps to it (serve.ts). */
export const SLOW_4G = { downloadThroughput: 1.6e6 / 8, latency: 150 } as const;
export const CPU_SLOWDOWN = 4;
const TRY_EVERY_MS = 50;
/** After the map has come something may still move. */
const SETTLE_MS = 1500;
const PATIENCE_MS = 60_000;

export const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  laptop: { viewport: { width: 1280, height: 800 } },
} as const satisfies Record<string, BrowserContextOptions>;
export type Screen = keyof typeof SCREENS;

export interface Moment {
  /** Since the navigation began. */
  readonly ms: number;
  /** Received by then, as sent over the wire, heads included. */
  readonly bytes: number;
}

export interface Opening {
  readonly firstPaint: Moment;
  readonly readable: Moment;
  readonly zoomable: Moment;
  /** Sum of all shifts until the page had settled. */
  readonly shift: number;
  /** What moved most, by how much it scored, and when. Empty where nothing moved. */
  readonly moved: string;
  /** Everything received until the page had settled. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** Bytes of bodies that the server sent and that the browser did not report: 0 if all were counted. */
  readonly uncounted: number;
}

/** Nobody touches the page. */
export async function open(browser: Browser, served: Served, signs: Signs, screen: Screen): Promise<Opening> {
  const { seen, requests, sent } = await load(browser, served, signs, screen, 'zoomable');
  const moment = (ms: number | undefined, what: string): Moment => {
    if (ms === undefined) throw new Error(`${what} was never seen`);
    return { ms, bytes: bytesUntil(requests, ms) };
  };
  const received = requests.reduce(
    (sum, { head, end }) => sum + (end?.encoded ?? 0) - (head?.encoded ?? 0),
    0,
  );
  return {
    firstPaint: moment(seen.firstPaint, 'a first contentful paint'),
    // A frame that a script saw cannot have been painted before the first one that was.
    readable: moment(
      seen.readable === undefined ? undefined : Math.max(seen.readable, seen.firstPaint ?? 0),
      'a readable map and figure',
    ),
    zoomable: moment(seen.zoomable, 'a zoomable map'),
    shift: seen.shifts.reduce((sum, { score }) => sum + score, 0),
    moved: seen.shifts
      .toSorted((a, b) => b.score - a.score)
      .slice(0, 1)
      .map(({ at, score, moved }) => `${score.toFixed(4)} at ${at.toFixed(0)} ms: ${moved.join('; ')}`)
      .join(''),
    files: requests.map(({ url, end }) => ({ path: url.slice(served.url.length), bytes: end?.encoded ?? 0 })),
    uncounted: sent - received,
  };
}

export interface Answered extends Moment {
  readonly tries: number;
}

/** The slider is tried until it answers. Apart from `open`: what is tried may move and delay things. */
export async function untilSliderAnswers(
  browser: Browser,
  served: Served,
  signs: Signs,
  screen: Screen,
): Promise<Answered> {
  const { seen, requests } = await load(browser, served, signs, screen, 'answers');
  if (seen.answers === undefined) throw new Error(`the slider did not answer ${seen.tries} tries`);
  return { ms: seen.answers, bytes: bytesUntil(requests, seen.answers), tries: seen.tries };
}

/** Two days whose figures differ from each other's and from the opening day's. */
const TRIED_DAYS = [
  { index: 30, words: '27 October 2020' },
  { index: 26, words: '23 October 2020' },
] as const;

async function load(
  browser: Browser,
  served: Served,
  signs: Signs,
  screen: Screen,
  until: 'zoomable' | 'answers',
) {
  const context = await browser.newContext(SCREENS[screen]);
  const page = await context.newPage();
  const { cdp, requests } = await tap(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  // A real slow line is told to the page.
  await page.addInitScript(
    ([downlink, rtt]) => {
      const { connection } = navigator as Navigator & { connection?: object };
      if (!connection) return;
      Object.defineProperty(connection, 'downlink', { get: () => downlink });
      Object.defineProperty(connection, 'rtt', { get: () => rtt });
    },
    [(SLOW_4G.downloadThroughput * 8) / 1e6, SLOW_4G.latency] as const,
  );
  await page.addInitScript(watch, signs);
  if (until === 'answers') {
    await page.addInitScript(trySlider, {
      signs,
      days: TRIED_DAYS,
      lastIndex: 44,
      everyMs: TRY_EVERY_MS,
    });
  }
  served.takeSent();
  await page.goto(served.url, { waitUntil: 'commit' });
  await page.waitForFunction(
    (what) => (globalThis as unknown as BenchWindow).bench[what] !== undefined,
    until,
    { timeout: PATIENCE_MS, polling: 250 },
  );
  if (until === 'zoomable') await page.waitForTimeout(SETTLE_MS);
  const seen = await page.evaluate(() => (globalThis as unknown as BenchWindow).bench);
  const origin = await page.evaluate(() => performance.timeOrigin);
  const sent = served.takeSent();
  const scripts = sent.paced.map((script) => workerScript(script, origin));
  const logs = (await requests()).filter(({ url }) => !scripts.some((script) => script.url === url));
  await context.close();
  return { seen, requests: [...logs, ...scripts], sent: sent.bytes };
}

/** What the server knows of a worker's script, in the browser's form. Its head is not counted: some 200 bytes. */
function workerScript({ url, parts }: Paced, timeOrigin: number): RequestLog {
  const chunks = parts.map(({ at, bytes }) => ({ at: at - timeOrigin, decoded: 0, encoded: bytes }));
  const total = chunks.reduce((sum, { encoded }) => sum + encoded, 0);
  return {
    url,
    head: { at: chunks[0]?.at ?? 0, encoded: 0 },
    chunks,
    end: { at: chunks.at(-1)?.at ?? 0, encoded: total },
  };
}
