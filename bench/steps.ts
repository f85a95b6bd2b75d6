/** What one step of the slider costs at a size of the record, and the memory that this size takes. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { longDay } from '../src/text/format.ts';
import { WAR, daysOf } from '../src/time.ts';
import { CPU_SLOWDOWN, SCREENS, type Screen } from './load.ts';
import { PAGES, SIGNS, type PageName } from './pages.ts';
import { step, watch, type BenchWindow, type StepTimes } from './probe.ts';
import { serve, type Served, type Site } from './serve.ts';
import { spread, type Spread } from './stats.ts';
import { metric, tap, type Heap, type Tap } from './tap.ts';

const DAYS = daysOf(WAR);
/** Steps that are made but not counted: the first ones compile code, and the second one closes the chosen incident. */
const WARM_UP = 4;
/** Steps of one page before it is the other one's turn. */
const TURN = 10;
const PATIENCE_MS = 30_000;
/** No more steps of a page after so long. */
const BUDGET_MS = 90_000;
/** A page has come to rest when its main thread was busy for so short a part of so long a while, ms. */
const REST_MS = 60;
const BUSY_MS = 6;
const PATIENCE_OF_REST_MS = 10_000;

/** Null where no step was measured to its end. */
export interface StepCost {
  /** From the event to the end of the frame that shows the day's sentence, ms. */
  readonly timeline: Spread | null;
  /** From the event until the map has nothing left to draw, ms. */
  readonly map: Spread | null;
  /**
   * All tasks of the main thread from the event until the map was still and nothing else was left to be done, ms, less
   * those of asking alone.
   */
  readonly mainThread: Spread | null;
}

export interface Memory {
  /** Bytes of JavaScript objects and of array buffers, after a collection. */
  readonly page: Heap;
  readonly workers: readonly Heap[];
}

export interface StepsOfPage {
  /** From the navigation to the zoomable map, ms, with neither line nor machine slowed: the data come from the loopback. */
  readonly opened: number;
  readonly cost: StepCost;
  readonly memory: Memory;
}

interface Stand {
  readonly served: Served;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly tap: Tap;
  readonly opened: number;
  /** Main-thread ms that a step takes which does nothing. */
  readonly asking: number;
  readonly times: (StepTimes & { readonly mainThread: number })[];
  taken: number;
  spentMs: number;
}

export interface StepsOptions {
  readonly screen: Screen;
  /** Counted steps of each page. */
  readonly steps: number;
  /** How long the opening may take, ms. */
  readonly openingMs: number;
}

/** Both pages open side by side, some steps of the one, some of the other: what slows the machine slows both. */
export async function measureSteps(
  browser: Browser,
  sites: Readonly<Record<PageName, Site>>,
  { screen, steps, openingMs }: StepsOptions,
  fail: (page: PageName, error: unknown) => void,
): Promise<Partial<Record<PageName, StepsOfPage>>> {
  const stands = new Map<PageName, Stand>();
  const attempt = async (name: PageName, act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      fail(name, error);
      stands.delete(name);
    }
  };
  for (const name of PAGES) {
    await attempt(name, async () => {
      stands.set(name, await openStand(browser, name, sites[name], screen, openingMs));
    });
  }
  const total = steps + WARM_UP;
  for (let from = 0; from < total; from += TURN) {
    for (const [name, stand] of stands) {
      await attempt(name, () => takeTurn(name, stand, Math.min(TURN, total - from)));
    }
  }
  const found: Partial<Record<PageName, StepsOfPage>> = {};
  for (const [name, stand] of stands) {
    await attempt(name, async () => {
      const counted = stand.times.slice(stand.times.length > 2 * WARM_UP ? WARM_UP : 1);
      const of = (measure: keyof (typeof counted)[number]) =>
        spread(counted.flatMap((times) => times[measure] ?? []));
      const cost: StepCost = { timeline: of('timeline'), map: of('map'), mainThread: of('mainThread') };
      const drawn = Math.min(cost.timeline?.count ?? 0, cost.map?.count ?? 0);
      if (drawn === 0 || drawn < counted.length)
        fail(
          name,
          new Error(`${counted.length - drawn} of ${counted.length} steps were never drawn to their end`),
        );
      found[name] = { opened: stand.opened, cost, memory: await stand.tap.heaps() };
    });
  }
  for (const { context, served } of stands.values()) {
    await context.close();
    await served.close();
  }
  return found;
}

async function openStand(
  browser: Browser,
  name: PageName,
  site: Site,
  screen: Screen,
  openingMs: number,
): Promise<Stand> {
  const served = await serve(site);
  const context = await browser.newContext(SCREENS[screen]);
  const page = await context.newPage();
  const tapped = await tap(page);
  await page.addInitScript(watch, SIGNS[name]);
  await page.goto(served.url, { waitUntil: 'commit' });
  await page.waitForFunction(
    () => (globalThis as unknown as BenchWindow).bench.zoomable !== undefined,
    undefined,
    { timeout: openingMs, polling: 250 },
  );
  const opened = await page.evaluate(() => (globalThis as unknown as BenchWindow).bench.zoomable ?? NaN);
  await page.waitForTimeout(1000);
  await tapped.cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  const idle: number[] = [];
  for (let i = 0; i < 5; i++) {
    idle.push(
      await mainThreadMs(tapped, () =>
        page.evaluate(
          () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20))),
        ),
      ),
    );
  }
  const asking = Math.min(...idle);
  return { served, context, page, tap: tapped, opened, asking, times: [], taken: 0, spentMs: 0 };
}

async function takeTurn(name: PageName, stand: Stand, count: number): Promise<void> {
  for (let i = 0; i < count && stand.spentMs < BUDGET_MS; i++) {
    const started = performance.now();
    // One day on, as a drag does; after the last day the first one.
    const index = (stand.taken + 1) % DAYS.length;
    const words = longDay(DAYS[index] ?? WAR[0]);
    let times: StepTimes = { timeline: null, map: null };
    const tasks = await mainThreadMs(stand.tap, async () => {
      times = await stand.page.evaluate(step, {
        signs: SIGNS[name],
        index,
        lastIndex: DAYS.length - 1,
        words,
        patienceMs: PATIENCE_MS,
      });
      await untilAtRest(stand);
    });
    stand.times.push({ ...times, mainThread: Math.max(0, tasks - stand.asking) });
    stand.taken++;
    stand.spentMs += performance.now() - started;
  }
}

/** What a step leaves to be done later is done: it belongs to the step, and must not fall into the next one. */
async function untilAtRest({ tap: tapped }: Stand): Promise<void> {
  const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS));
  const until = performance.now() + PATIENCE_OF_REST_MS;
  while (performance.now() < until && (await mainThreadMs(tapped, rest)) > BUSY_MS);
}

/** What the main thread of a page did meanwhile, in ms. */
async function mainThreadMs({ cdp }: Tap, act: () => Promise<unknown>): Promise<number> {
  const before = await metric(cdp, 'TaskDuration');
  await act();
  return ((await metric(cdp, 'TaskDuration')) - before) * 1000;
}
