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
import { readBefore } from './dom/before.ts';
import { whenWanted } from './dom/wanted.ts';
import type { CreateZoomable } from './map/handover.ts';
import { rootsOf, type Page } from './page.ts';
import { fetchJson, fetchRecord } from './record/load.ts';
import { createModel } from './record/model.ts';
import { WHOLE_FILE, formatIssue, parseRecord } from './record/parse.ts';
import { FILES } from './record/schema.ts';
import { fullPage, hasFragment, isCopy, publicAddress, readOptions, shorten } from './shell/url.ts';
import { OPENING } from './state/state.ts';
import { text } from './text/en.ts';
import { AROUND_BARDA, WAR, addDays } from './time.ts';
import { timelineSizeIn } from './timeline/timeline.ts';

/** Without these the page would state what it does not know. */
const ESSENTIAL: ReadonlySet<string> = new Set(
  [FILES.incidents, FILES.claims, FILES.sources, FILES.parties, FILES.places].map(({ file }) => file),
);

async function start(): Promise<void> {
  const { options, refused, record } = readOptions(window);
  if (record !== undefined && record !== recordVersion) return refuse(record);
  const roots = rootsOf(document);
  const fetched = fetchRecord(recordUrl);
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
    if (hasFragment(window)) void fetched.then(bringWhenWanted);
    else bringWhenWanted();
  }
  const { rows, issues } = parseRecord(await fetched);
  for (const issue of issues) console.warn(formatIssue(issue));
  // An empty day must mean "nothing found", never "nothing loaded".
  const missing = issues.find((issue) => issue.record === WHOLE_FILE && ESSENTIAL.has(issue.file));
  if (missing) throw new Error(text.missingFile(missing.file, missing.value));
  const model = createModel(rows);

  if (options.mode === 'handout') {
    const { showHandout } = await import('./handout/handout.ts');
    return showHandout(document, {
      model,
      version: recordVersion,
      date: recordDate,
      backdrop: roots.map.querySelector('.backdrop'),
      page: publicAddress(window),
      back: fullPage(window, OPENING),
    });
  }
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
        void import('./style/print.css');
        if (options.mode !== 'embed' && import.meta.env.MODE === 'production')
          void import('./offline/keep.ts').then(({ keepPage }) => keepPage(document, roots, recordVersion));
      },
    },
    {
      ...(before.slider === undefined ? {} : { day: addDays(WAR[0], before.slider) }),
      ...(before.known === undefined ? {} : { known: before.known }),
    },
    refused.map(({ name, value }) => text.url.badOption(name, shorten(value))),
  );
  before.restore();
  document.documentElement.dataset['alive'] = ''; // the timeline; map, panel and table follow
  void import('./style/fonts.css');
  if (arriving) bring(page, arriving);
}

/** Whether it has come or not, the map on the page must know; until then there is no hurry to make it. */
function bring(page: Page, arriving: Promise<CreateZoomable>): void {
  const tell = () => page.map.bring(arriving);
  arriving.then(tell, tell);
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

async function loadZoomable(): Promise<CreateZoomable> {
  const [{ createMap }, basemap] = await Promise.all([
    import('./map/map.ts'),
    fetchJson(basemapUrl) as Promise<Topology>,
  ]);
  await new Promise((resolve) => setTimeout(resolve)); // a task of its own: the worker is asked for before the map is made
  return (box, setup, events) => createMap(box, basemap, setup, events);
}

start().catch((error: unknown) => {
  console.error(error);
  rootsOf(document).notices.textContent = text.failed(error instanceof Error ? error.message : String(error));
});
