/**
 * Takes the page over from its first picture: the timeline, the panel and the table first, MapLibre when the map is
 * wanted. Where that fails the picture stays, and a line says what is missing.
 */
import './style/tokens.css';
import './style/base.css';
import './style/layout.css';
import './style/timeline.css';
import './style/map.css';
import './style/panel.css';
import './style/embed.css';
import recordUrl, { recordDate, recordVersion } from 'virtual:record';
import basemapUrl from '../geo/basemap/basemap.topojson?url';
import type { Topology } from 'topojson-specification';
import { startApp } from './app.ts';
import { createAsk, createLine, type Ask } from './dom/ask.ts';
import { readBefore } from './dom/before.ts';
import { quietly, watchStyles, withStyles } from './dom/styles.ts';
import { whenWanted } from './dom/wanted.ts';
import type { CreateZoomable } from './map/handover.ts';
import { rootsOf, type Page, type Roots } from './page.ts';
import { fetchJson, fetchRecord } from './record/load.ts';
import { createModel, type Model } from './record/model.ts';
import { WHOLE_FILE, formatIssue, parseRecord, type Issue } from './record/parse.ts';
import { FILES } from './record/schema.ts';
import { fullPage, hasFragment, isCopy, publicAddress, readOptions, reload, shorten } from './shell/url.ts';
import { OPENING } from './state/state.ts';
import { text } from './text/en.ts';
import { missingText } from './text/missing.ts';
import { AROUND_BARDA, WAR, addDays } from './time.ts';
import { timelineSizeIn } from './timeline/timeline.ts';

/** Without these the page would state what it does not know. */
const ESSENTIAL: ReadonlySet<string> = new Set(
  [FILES.incidents, FILES.claims, FILES.sources, FILES.parties, FILES.places].map(({ file }) => file),
);

/** By then the map's part of the page is made anyway, and can say that MapLibre is awaited. */
const MAP_LATE_MS = 5000;

async function start(): Promise<void> {
  const { options, refused, record } = readOptions(window);
  if (record !== undefined && record !== recordVersion) return refuse(record);
  const roots = rootsOf(document);
  const ask = createAsk(roots.notices, () => reload(window));
  // Until it is here, and whole, nothing of the first picture is touched.
  const recorded = new Promise<Recorded>((resolve) => ask(missingText.record, readRecord, resolve));
  let arriving: Promise<CreateZoomable> | undefined;
  let page: Page | undefined;
  const bringWhenWanted = () =>
    whenWanted(roots.map, () => {
      arriving = loadZoomable();
      arriving.catch(() => undefined); // whoever brings it in says so
      if (page) bring(page, arriving);
    });
  if (options.map === 'zoomable' && options.mode !== 'notes' && options.mode !== 'handout') {
    // Where the address leads further down, the browser has not gone there yet.
    if (hasFragment(window)) void recorded.then(bringWhenWanted);
    else bringWhenWanted();
  }
  const { model, issues } = await recorded;
  if (options.mode === 'handout') return bringHandout(ask, roots, model);
  const before = readBefore(document);
  const backdrop = roots.map.querySelector('.backdrop');
  const timelineSize = timelineSizeIn(roots.timeline);
  for (const root of [roots.timeline, roots.notices, roots.coverage]) root.replaceChildren();
  page = startApp(
    {
      model,
      issues,
      version: recordVersion,
      date: recordDate,
      roots,
      backdrop,
      timelineSize,
      isEmbed: options.mode === 'embed',
      isCopy: isCopy(window),
      teach: options.mode === 'present' || options.mode === 'notes' ? options.mode : undefined,
      extent: options.scope === 'barda' ? AROUND_BARDA : WAR,
      fullPage: (state) => fullPage(window, state),
      onWhole() {
        document.documentElement.dataset['ready'] = '';
        quietly(document, () => import('./style/print.css'));
        if (options.mode !== 'embed' && import.meta.env.MODE === 'production')
          quietly(document, () =>
            import('./offline/keep.ts').then(({ keepPage }) => keepPage(document, roots, recordVersion)),
          );
      },
    },
    {
      ...(before.slider === undefined ? {} : { day: addDays(WAR[0], before.slider) }),
      ...(before.known === undefined ? {} : { known: before.known }),
    },
    ask,
    refused.map(({ name, value }) => text.url.badOption(name, shorten(value))),
  );
  before.restore();
  document.documentElement.dataset['alive'] = ''; // the timeline; map, panel and table follow
  quietly(document, () => import('./style/late.css'));
  if (arriving) bring(page, arriving);
}

/** Whether it has come or not, the map on the page must know; until then there is no hurry to make it. */
function bring(page: Page, arriving: Promise<CreateZoomable>): void {
  let isTold = false;
  const tell = () => {
    if (isTold) return;
    isTold = true;
    page.map.bring(arriving, { again: loadZoomable, reload: () => reload(window) });
  };
  arriving.then(tell, tell);
  setTimeout(tell, MAP_LATE_MS);
}

/** A frozen embed: another record than the one it was made for stays away. */
function refuse(record: string): void {
  const { notices } = rootsOf(document);
  const link = document.createElement('a');
  link.href = fullPage(window, OPENING);
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = text.brief.newer;
  notices.append(text.brief.frozen(shorten(record), recordVersion), ' ', link);
  document.documentElement.dataset['stale'] = '';
}

interface Recorded {
  readonly model: Model;
  readonly issues: readonly Issue[];
}

/** The record, read and checked. An empty day must mean "nothing found", never "nothing loaded". */
async function readRecord(): Promise<Recorded> {
  const files = await fetchRecord(recordUrl, undefined, recordVersion);
  const parts = Object.values(files);
  if (parts[0] instanceof Error && parts.every((part) => part === parts[0])) throw parts[0];
  const { rows, issues } = parseRecord(files);
  for (const issue of issues) console.warn(formatIssue(issue));
  const missing = issues.find((issue) => issue.record === WHOLE_FILE && ESSENTIAL.has(issue.file));
  if (missing) throw new Error(missingText.incomplete(missing.file));
  return { model: createModel(rows), issues };
}

function bringHandout(ask: Ask, roots: Roots, model: Model): void {
  const load = () => withStyles(() => import('./handout/handout.ts'));
  ask(missingText.handout, load, ({ showHandout }) =>
    showHandout(document, {
      model,
      version: recordVersion,
      date: recordDate,
      backdrop: roots.map.querySelector('.backdrop'),
      page: publicAddress(window),
      back: fullPage(window, OPENING),
    }),
  );
}

async function loadZoomable(): Promise<CreateZoomable> {
  const [{ createMap }, basemap] = await Promise.all([
    withStyles(() => import('./map/map.ts')),
    fetchJson(basemapUrl) as Promise<Topology>,
  ]);
  await new Promise((resolve) => setTimeout(resolve)); // a task of its own: the worker is asked for before the map is made
  return (box, setup, events) => createMap(box, basemap, setup, events);
}

document.documentElement.dataset['begun'] = ''; // early.ts has nothing more to say
watchStyles(document);
start().catch((error: unknown) => {
  console.error(error);
  const line = createLine(rootsOf(document).notices, () => reload(window));
  line.say(text.failed(error instanceof Error ? error.message : String(error)), 'reload');
});
