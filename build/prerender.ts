/**
 * The first picture in the first file: fills index.html with what the page shows when it opens, drawn by the very code
 * that draws in the browser. Without scripts it is the whole account: `noscript` holds every claim of the record.
 */
import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import type { Topology } from 'topojson-specification';
import type { Plugin } from 'vite';
import { recordDate, recordVersion } from './record.ts';
import { readRecordFiles } from '../scripts/record-files.ts';
import { drawBackdrop } from '../src/map/backdrop.ts';
import { createPage, rootsOf, type PageGestures } from '../src/page.ts';
import { createTable } from '../src/panel/table.ts';
import { select } from '../src/record/days.ts';
import { knownAt } from '../src/record/known.ts';
import { createModel, type Model } from '../src/record/model.ts';
import { WHOLE_FILE, formatIssue, parseRecord, type Issue, type RawFiles } from '../src/record/parse.ts';
import { OPENING } from '../src/state/state.ts';
import { text } from '../src/text/en.ts';
import { WAR } from '../src/time.ts';
import type { TimelineSize } from '../src/timeline/timeline.ts';

/** The timeline is drawn as large as it is on a phone of 390 px and on a laptop of 1280 px; CSS shows the one that fits. */
export const TIMELINES = {
  narrow: { width: 358, height: 158, strip: 358, id: 'hatch-narrow' },
  wide: { width: 810, height: 166, strip: 810, id: 'hatch-wide' },
} as const satisfies Record<string, TimelineSize>;

/** Nobody touches the page while it is built. */
const NO_GESTURES: PageGestures = {
  timeline: { onDay() {}, onShow() {}, onKnown() {}, onStop() {}, onFigure() {} },
  brief: { onIncident() {} },
  panel: { onIncident() {} },
  table: { onIncident() {} },
  map: { onPlace() {}, onBothLines() {} },
};

export function prerender(html: string, files: RawFiles, basemap: Topology): string {
  const { rows, issues } = parseRecord(files);
  const missing = issues.find(({ record }) => record === WHOLE_FILE);
  if (missing) throw new Error(formatIssue(missing)); // "nothing loaded" would read as "nothing found"
  const model = createModel(rows);
  const document = draw(html, model, issues, basemap, TIMELINES.wide);
  const narrow = draw(html, model, issues, basemap, TIMELINES.narrow);
  for (const selector of ['.chart', '.strip']) {
    const [large, small] = [document, narrow].map((doc) => doc.querySelector(selector));
    if (!large || !small) throw new Error(`the timeline has no ${selector}`);
    large.classList.add('wide');
    small.classList.add('narrow');
    large.before(document.importNode(small, true));
  }
  // Too long for the first file, and every source stands beside its claims.
  document.querySelector('.all-sources')?.remove();
  addAllClaims(document, model);
  // A symbol is a button only with the script that hears of its being pressed.
  for (const symbol of document.querySelectorAll('#map [role="button"]')) {
    symbol.setAttribute('role', 'img');
    symbol.removeAttribute('tabindex');
    symbol.removeAttribute('aria-pressed');
  }
  return `<!doctype html>\n${document.documentElement.outerHTML}`;
}

function draw(
  html: string,
  model: Model,
  issues: readonly Issue[],
  basemap: Topology,
  timelineSize: TimelineSize,
) {
  const { document } = parseHTML(html);
  const roots = rootsOf(document);
  const backdrop = drawBackdrop(document, basemap, model.lines);
  createPage(
    {
      model,
      issues,
      version: recordVersion(),
      date: recordDate(),
      roots,
      backdrop,
      timelineSize,
      isBuild: true,
      fullPage: () => './',
    },
    NO_GESTURES,
  ).draw(OPENING);
  return document;
}

/** For readers without scripts: the whole table, not only one day. */
function addAllClaims(document: Document, model: Model): void {
  const latest = knownAt(model, 'latest');
  const all = document.createElement('div');
  createTable(all, { onIncident() {} }).render({ selection: select(latest, WAR[1], 'upto'), chosen: null });
  const heading = all.querySelector('h2');
  if (heading) {
    heading.id = 'all-claims-title';
    heading.textContent = text.table.allHeading;
  }
  // Titles of sources would be half as much again; who said it, when, and the address stand in the row.
  for (const link of all.querySelectorAll('.source')) link.removeAttribute('title');
  // What the script finds a chosen incident's rows by; 0.7 kB.
  for (const row of all.querySelectorAll('tr')) row.removeAttribute('data-about');
  // Nothing that would do nothing.
  for (const button of all.querySelectorAll('button')) button.replaceWith(...button.childNodes);
  for (const hint of all.querySelectorAll('.hint, .arrow')) hint.remove();
  const noscript = document.createElement('noscript');
  noscript.append(...all.childNodes);
  document.getElementById('table')?.append(noscript);
}

export function firstPicture(): Plugin {
  return {
    name: 'first-picture',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        prerender(
          html,
          readRecordFiles(),
          JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology,
        ),
    },
  };
}
