/** The views and what they are given: draws a state, in the browser and when the page is built. The only module that knows them all. */
import { readBefore } from './dom/before.ts';
import { idleOf, type Soon } from './dom/slices.ts';
import { distanceRange, kmBetween, type DistanceRange } from './map/accuracy.ts';
import { createMapView, type MapHandover } from './map/handover.ts';
import type { MapGestures, MapProps } from './map/view.ts';
import type { TeachHow } from './present/teach.ts';
import { coverageFigures, renderAbout } from './panel/about.ts';
import { createBrief, type Brief, type BriefGestures } from './panel/brief.ts';
import { createPanel, type Panel, type PanelGestures } from './panel/panel.ts';
import { createTable, type Table, type TableGestures } from './panel/table.ts';
import { coverage } from './record/coverage.ts';
import { select, type Selection, type Show } from './record/days.ts';
import { itemsAt, knownAt, type Known, type KnownIncident, type KnownRecord } from './record/known.ts';
import type { Incident, Model } from './record/model.ts';
import type { Issue } from './record/parse.ts';
import { OPENING, sameState, type State } from './state/state.ts';
import { text } from './text/en.ts';
import { lastDayOf, type Day, type Extent } from './time.ts';
import {
  createTimeline,
  type Timeline,
  type TimelineGestures,
  type TimelineSize,
} from './timeline/timeline.ts';

/** Barda and Garayusifli lie 10 km apart: whoever reads of the one should find the other. */
const NEARBY_KM = 12;

/** Before the map is made, where the reader has already chosen something. */
const PAUSE_MS = 150;

/** The reader turns to a part of the page. */
const TURNS = ['pointerover', 'touchstart', 'focusin'] as const;

/** Ids in index.html of the parts of the page that the views fill. */
export const ROOTS = {
  map: 'map',
  timeline: 'timeline',
  brief: 'brief',
  panel: 'panel',
  table: 'table',
  about: 'about',
  notices: 'notices',
  coverage: 'coverage-line',
} as const;
export type Roots = Readonly<Record<keyof typeof ROOTS, HTMLElement>>;

export function rootsOf(doc: Document): Roots {
  const entries = Object.entries(ROOTS).map(([name, id]) => {
    const element = doc.getElementById(id);
    if (!element) throw new Error(`no element with the id ${id} in index.html`);
    return [name, element];
  });
  return Object.fromEntries(entries) as Roots;
}

export interface PageSetup {
  readonly model: Model;
  readonly issues: readonly Issue[];
  /** Of the record, and the day on which it came out. */
  readonly version: string;
  readonly date: Day;
  readonly roots: Roots;
  /** The ground of the map's picture, drawn when the page was built. */
  readonly backdrop: Element | null;
  /** All of the page has been drawn by the script. */
  readonly onWhole?: () => void;
  /** Where it is known already, or nothing can be measured. */
  readonly timelineSize?: TimelineSize | undefined;
  /** The days that the slider reaches. */
  readonly extent?: Extent;
  /** An embed has the incident in short, and what it leaves out stands on the whole page. */
  readonly isEmbed?: boolean;
  /** What of a lesson the address asks for. */
  readonly teach?: TeachHow | undefined;
  /** The page in one file. */
  readonly isCopy?: boolean;
  /** The build does not know yet how the page will be shown. */
  readonly isBuild?: boolean;
  /** The address of the whole page in a state. */
  fullPage(state: State): string;
}

export interface PageGestures {
  readonly timeline: TimelineGestures;
  readonly brief: BriefGestures;
  readonly panel: PanelGestures;
  readonly table: TableGestures;
  readonly map: MapGestures;
}

export interface Page {
  readonly timeline: Timeline;
  readonly brief: Brief;
  readonly panel: Panel;
  readonly table: Table;
  readonly map: MapHandover;
  draw(state: State): void;
  recordAt(known: Known): KnownRecord;
  selectionOf(state: Pick<State, 'known' | 'day' | 'show'>): Selection;
}

export function createPage(setup: PageSetup, gestures: PageGestures): Page {
  const { model, issues, version, roots, backdrop } = setup;
  const latest = knownAt(model, 'latest');
  const timeline = createTimeline(roots.timeline, gestures.timeline, {
    size: setup.timelineSize,
    extent: setup.extent,
  });
  const brief = createBrief(roots.brief, gestures.brief);
  const covered = coverage(model, latest);
  writeCoverage(roots.coverage, covered);

  // Map, panel and table are in the first picture already: the timeline answers first, and they come to life when there
  // is time, or at once when the reader turns to one of them or wants to see something else.
  const doc = roots.panel.ownerDocument;
  const soon = roots.panel.firstElementChild ? idleOf(doc) : undefined;
  let map: MapHandover | undefined;
  let below: Below | undefined;
  let drawn: State | undefined;
  let waiting: { readonly wait: Soon; readonly callOff: () => void } | undefined;
  /** Panel and table show an older state. */
  let isStale = false;

  const keeping = (act: () => void) => {
    const before = readBefore(doc);
    act();
    before.restore();
  };
  const wakeMap = (): MapHandover => {
    if (map) return map;
    for (const type of TURNS) roots.map.removeEventListener(type, wakeMap);
    const made = () => {
      roots.map.replaceChildren();
      map = createMapView(
        roots.map,
        {
          places: [...model.places.values()],
          lines: model.lines,
          ...(setup.isEmbed ? { licences: `${setup.fullPage(OPENING)}#licences` } : {}),
        },
        gestures.map,
        backdrop,
      );
      if (drawn) map.render(mapProps(drawn));
    };
    if (soon) keeping(made);
    else made();
    return map as unknown as MapHandover;
  };
  const wakeBelow = (): Below => {
    if (map) {
      waiting?.callOff();
      waiting = undefined;
    }
    if (!below) {
      for (const type of TURNS)
        for (const root of [roots.panel, roots.table]) root.removeEventListener(type, wakeBelow);
      keeping(() => {
        roots.panel.replaceChildren();
        roots.table.replaceChildren();
        below = {
          panel: createPanel(roots.panel, gestures.panel),
          table: createTable(roots.table, gestures.table),
        };
        if (drawn) drawBelow(drawn, below);
      });
      if (soon) soon(() => keeping(writeAbout));
      else writeAbout();
    } else if (isStale && drawn) drawBelow(drawn, below);
    return below as unknown as Below;
  };
  const writeAbout = () => {
    renderAbout(roots.about, { model, coverage: covered, issues, version, isCopy: setup.isCopy });
    setup.onWhole?.();
  };
  /** The map first, then what is below: either may take as long as a frame. Whatever waits draws the newest state. */
  const drawRest = (wait: Soon): void => {
    if (waiting?.wait === wait) return;
    waiting?.callOff();
    const callOff = wait(() => {
      waiting = undefined;
      if (map) wakeBelow();
      else {
        wakeMap();
        drawRest(wait);
      }
    });
    waiting = { wait, callOff };
  };
  const afterFrame: Soon = (act) => afterPaint(doc, act);
  /** Whoever was at the slider before it answered goes on with it: the map is made a moment later. */
  const afterPause: Soon = (act) => {
    const win = doc.defaultView ?? window;
    const timer = win.setTimeout(act, PAUSE_MS);
    return () => win.clearTimeout(timer);
  };
  if (soon) {
    for (const type of TURNS) {
      roots.map.addEventListener(type, wakeMap);
      for (const root of [roots.panel, roots.table]) root.addEventListener(type, wakeBelow);
    }
  }

  const recordAt = lastOf((known: Known) => (known === 'latest' ? latest : knownAt(model, known)));
  const selectionAt = lastOf((record: KnownRecord, day: Day, show: Show) => select(record, day, show));
  /** The truces and talks that had come by then. */
  const calendarAt = lastOf((known: Known) =>
    known === 'latest' ? model.calendar : model.calendar.filter((entry) => lastDayOf(entry.at) <= known),
  );
  const distancesOf = lastOf((item: KnownIncident | null) => distancesFrom(item, model));
  const alsoHere = lastOf((item: KnownIncident | null, record: KnownRecord) => neighbours(item, record));

  /** What of the record a state shows. */
  function viewOf(state: State) {
    const record = recordAt(state.known);
    const selection = selectionAt(record, state.day, state.show);
    const chosen = state.incident === null ? null : (record.incident.get(state.incident) ?? null);
    return { record, selection, chosen };
  }
  function mapProps(state: State): MapProps {
    const view = viewOf(state);
    return { ...view, distances: distancesOf(view.chosen), bothLines: state.bothLines };
  }
  function drawBelow(state: State, { panel, table }: Below): void {
    const { record, selection, chosen } = viewOf(state);
    isStale = false;
    panel.render({
      selection,
      chosen,
      distances: distancesOf(chosen),
      alsoHere: alsoHere(chosen, record),
    });
    table.render({ selection, chosen: state.incident });
  }

  return {
    timeline,
    brief,
    get panel() {
      return wakeBelow().panel;
    },
    get table() {
      return wakeBelow().table;
    },
    get map() {
      return wakeMap();
    },
    recordAt,
    selectionOf: ({ known, day, show }) => selectionAt(recordAt(known), day, show),
    draw(state) {
      const { record, selection, chosen } = viewOf(state);
      timeline.render({
        record,
        selection,
        calendar: calendarAt(state.known),
        scaleBy: latest,
        saidOn: model.saidOn,
        claimsElsewhere: setup.isEmbed ? `${setup.fullPage(state)}#table` : undefined,
      });
      if (setup.isEmbed || setup.isBuild)
        brief.render({ selection, chosen, fullPage: setup.fullPage(state) });
      // It compares with what was counted in the end, so it stands only there.
      roots.coverage.classList.toggle('not-now', state.known !== 'latest');
      const isFirst = drawn === undefined;
      drawn = state;
      isStale = true;
      map?.render(mapProps(state));
      if (!soon) {
        wakeMap();
        wakeBelow();
      } else if (isFirst && sameState(state, OPENING)) drawRest(soon);
      else drawRest(map ? afterFrame : afterPause);
    },
  };
}

/** What stands below map and timeline. */
interface Below {
  readonly panel: Panel;
  readonly table: Table;
}

/** Right after the next picture. What it returns calls it off. */
function afterPaint(doc: Document, act: () => void): () => void {
  const win = doc.defaultView ?? window;
  let timer: number | undefined;
  const frame = win.requestAnimationFrame(() => (timer = win.setTimeout(act)));
  return () => {
    win.cancelAnimationFrame(frame);
    win.clearTimeout(timer);
  };
}

function distancesFrom(item: KnownIncident | null, model: Model): DistanceRange[] {
  return (item?.incident.at ?? []).flatMap((spot) => distanceRange(spot, model.lines) ?? []);
}

/** Other incidents of which something was known, at the same places or close by. */
function neighbours(item: KnownIncident | null, record: KnownRecord): Incident[] {
  if (!item) return [];
  const near = [...record.at.values()].flatMap(({ place }) =>
    item.incident.at.some((spot) => kmBetween(place, spot.place) <= NEARBY_KM) ? [place] : [],
  );
  return itemsAt(record, near)
    .filter((other) => other.incident !== item.incident)
    .map(({ incident }) => incident);
}

function writeCoverage(root: HTMLElement, covered: ReturnType<typeof coverage>): void {
  const figures = new Map(coverageFigures(covered).map((figure) => [figure.control, figure]));
  const [az, nk, am] = [figures.get('AZ'), figures.get('NK'), figures.get('AM')];
  if (!az || !nk || !am) return;
  const link = root.ownerDocument.createElement('a');
  link.setAttribute('href', '#coverage');
  link.textContent = text.coverage.why;
  root.replaceChildren(
    text.coverage.line(az.held, az.counted, nk.held, nk.counted, am.held, am.counted),
    ' ',
    link,
  );
}

/** Remembers the last answer: the same question gives the very same object, and views can tell that nothing changed. */
function lastOf<A extends readonly unknown[], R>(compute: (...question: A) => R): (...question: A) => R {
  let last: { question: A; answer: R } | undefined;
  return (...question) => {
    if (!last || question.some((part, i) => part !== last?.question[i]))
      last = { question, answer: compute(...question) };
    return last.answer;
  };
}
