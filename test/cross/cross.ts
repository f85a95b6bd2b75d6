/**
 * `npm run test:cross`: the journeys in Chromium, Firefox and WebKit. README.md beside this tells its options.
 * Ends with 0 only if Chromium and every browser that was insisted on has started, and no journey failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startChromium } from './chromium.ts';
import {
  BROWSERS,
  NotStarted,
  findProgram,
  type BrowserName,
  type Conditions,
  type Driver,
} from './driver.ts';
import { startFirefox } from './firefox.ts';
import type { Journey } from './journey.ts';
import { JOURNEYS } from './journeys.ts';
import { within } from './screen.ts';
import { openSite, type Site } from './site.ts';
import { Tab } from './tab.ts';
import { startWebKit } from './webkit.ts';

const PACKAGES = ['firefox-esr', 'webkit2gtk-driver', 'xvfb', 'libgl1-mesa-dri'];
const PICTURES = 'test-results/cross';
const JOURNEY_MS = 180_000;
const START: Record<BrowserName, (conditions: Conditions) => Promise<Driver>> = {
  chromium: startChromium,
  firefox: startFirefox,
  webkit: startWebKit,
};
/** Both ends of the day: eight hours behind and fourteen before Greenwich. */
const CONDITIONS: readonly Conditions[] = [
  { webgl: true, zone: 'America/Los_Angeles' },
  { webgl: false, zone: 'Pacific/Kiritimati' },
];
const QUIET = 'nothing of all this was an error, refused by the policy, or asked of another host';

const { values: options } = parseArgs({
  options: {
    install: { type: 'boolean', default: false },
    require: { type: 'string', default: 'chromium' },
    only: { type: 'string', default: BROWSERS.join() },
  },
});

if (options.install) install();
const site = await openSite();
const said = new Map<string, string>();
const results: Result[] = [];
for (const browser of listOf(options.only)) results.push(await tryOut(browser, site));
await site.close();
report(results);

interface Result {
  readonly browser: BrowserName;
  /** As it calls itself; undefined if it never started. */
  name?: string;
  readonly notStarted: string[];
  /** What each journey ended with; the empty text is success. */
  readonly outcomes: Map<string, string>;
  readonly maps: string[];
}

async function tryOut(browser: BrowserName, on: Site): Promise<Result> {
  const result: Result = { browser, notStarted: [], outcomes: new Map(), maps: [] };
  for (const conditions of CONDITIONS) {
    let driver: Driver | undefined;
    for (const journey of JOURNEYS) {
      const when = journey.when ?? 'with WebGL';
      if (when !== 'both' && (when === 'with WebGL') !== conditions.webgl) continue;
      try {
        driver ??= await START[browser](conditions);
      } catch (error) {
        if (!(error instanceof NotStarted)) throw error;
        if (result.name === undefined) return { ...result, notStarted: [error.message.trim()] };
        result.notStarted.push(`${describe(conditions)}: ${error.message.trim()}`);
        break;
      }
      result.name = driver.name;
      const failed = await travel(journey, driver, on, conditions, result);
      const before = result.outcomes.get(journey.name);
      result.outcomes.set(journey.name, [before, failed].filter(Boolean).join('\n'));
      console.log(
        `${failed ? 'FAILED' : 'passed'}  ${driver.name}  ${journey.name}${failed && `\n  ${failed}`}`,
      );
      // Whatever hangs shall not hang the next one too.
      if (failed) {
        await driver.close().catch(() => {});
        driver = undefined;
      }
    }
    await driver?.close();
  }
  return result;
}

/** Goes on one journey; gives what went wrong. */
async function travel(
  journey: Journey,
  driver: Driver,
  on: Site,
  conditions: Conditions,
  result: Result,
): Promise<string> {
  const tab = new Tab(driver);
  const keepPicture = async (name: string) => {
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(`${PICTURES}/${result.browser}-${name}.png`, await driver.screenshot());
  };
  const compare = (what: string, words: string) => {
    const before = said.get(what);
    if (before === undefined) said.set(what, words);
    return before;
  };
  let wrong = '';
  try {
    const go = async () => {
      await driver.resize(1280, 800);
      await journey.run({ tab, site: on, conditions, compare, keepPicture });
    };
    await within(JOURNEY_MS, 'the journey', go());
    result.maps.push(await mapSeen(tab, conditions));
  } catch (error) {
    wrong = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    await keepPicture(`failed-${JOURNEYS.indexOf(journey)}`).catch(() => {});
  }
  const heard = await tab.heard();
  const foreign = heard.requests.filter(
    (address) => !/^(?:data|blob|file|about):/.test(address) && !on.origins.includes(new URL(address).origin),
  );
  const noise = [...heard.errors, ...foreign].map((words) => `${journey.name}: ${words}`);
  result.outcomes.set(QUIET, [result.outcomes.get(QUIET), ...noise].filter(Boolean).join('\n'));
  return wrong;
}

/** Which of the two maps the reader has before them. */
async function mapSeen(tab: Tab, conditions: Conditions): Promise<string> {
  const state = await tab.attribute('#map', 'data-map').catch(() => null);
  const what = { ready: 'the zoomable map', unavailable: 'the picture' }[state ?? ''];
  return what === undefined ? '' : `${conditions.webgl ? 'with' : 'without'} WebGL ${what}`;
}

function describe({ webgl, zone }: Conditions): string {
  return `${webgl ? 'with' : 'without'} WebGL, ${zone}`;
}

function report(all: readonly Result[]): void {
  const cell = ({ name, outcomes }: Result, journey: string) => {
    if (name === undefined) return 'not started';
    const outcome = outcomes.get(journey);
    return outcome === undefined ? 'not tried' : outcome ? 'FAILED' : 'passed';
  };
  const heads = all.map(({ browser, name }) => name ?? browser);
  const names = [...JOURNEYS.map(({ name }) => name), QUIET];
  console.log(`\n| journey | ${heads.join(' | ')} |\n| --- |${' --- |'.repeat(heads.length)}`);
  for (const name of names)
    console.log(`| ${name} | ${all.map((result) => cell(result, name)).join(' | ')} |`);
  console.log(`\nPictures of the opening: ${PICTURES}/`);
  let failed = false;
  for (const result of all) {
    const { browser, name, notStarted, outcomes, maps } = result;
    if (name !== undefined)
      console.log(`${name}: ${[...new Set(maps.filter(Boolean))].join(', ') || 'no map seen'}`);
    for (const reason of notStarted) console.log(`not started: ${browser} (${reason})`);
    for (const [journey, outcome] of outcomes) {
      if (!outcome) continue;
      failed = true;
      console.log(`failed: ${name}, ${journey}\n  ${outcome.replaceAll('\n', '\n  ')}`);
    }
  }
  const required = new Set<BrowserName>(['chromium', ...listOf(options.require)]);
  for (const browser of required) {
    const result = all.find((tried) => tried.browser === browser);
    if (!result) continue; // left out by --only
    if (result.name !== undefined && result.notStarted.length === 0) continue;
    failed = true;
    console.log(`${browser} must start, and did not`);
  }
  const started = all.filter(({ name }) => name !== undefined);
  console.log(
    failed || started.length === 0
      ? 'failed'
      : `passed in ${started.map(({ name }) => name).join(', ')}${started.length < all.length ? '; not started in all' : ''}`,
  );
  process.exit(failed || started.length === 0 ? 1 : 0);
}

function listOf(names: string): BrowserName[] {
  return names.split(',').map((name) => {
    const found = BROWSERS.find((browser) => browser === name.trim());
    if (!found) throw new Error(`unknown browser: ${name} (of ${BROWSERS.join(', ')})`);
    return found;
  });
}

/** Debian's packages, where there is Debian and leave to install; else says what to install. */
function install(): void {
  const apt = findProgram('apt-get');
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? undefined : findProgram('sudo');
  const command = [...(sudo ? [sudo, '-n'] : []), apt ?? 'apt-get'];
  const run = (...args: string[]) =>
    spawnSync(command[0] ?? '', [...command.slice(1), ...args], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (
    apt &&
    (isRoot || sudo) &&
    run('update', '-qq') &&
    run('install', '-y', '-qq', '--no-install-recommends', ...PACKAGES)
  )
    return;
  console.log(`not installed: ${apt ? 'apt-get failed, or may not be used here' : 'there is no apt-get'}`);
  console.log(`Install Firefox, WebKitGTK's driver and Xvfb (Debian: apt-get install ${PACKAGES.join(' ')})`);
}
