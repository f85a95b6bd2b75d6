/** Joins model, state and views. The only module that knows them all. */
import { reveal } from './dom/reveal.ts';
import { distanceRange, kmBetween, type DistanceRange } from './map/accuracy.ts';
import type { MapView } from './map/map.ts';
import { coverageFigures, renderAbout } from './panel/about.ts';
import { createPanel } from './panel/panel.ts';
import { createTable } from './panel/table.ts';
import { coverage } from './record/coverage.ts';
import { select, type Selection, type Show } from './record/days.ts';
import { knownAt, type Known, type KnownIncident, type KnownRecord } from './record/known.ts';
import type { Incident, Model, Place } from './record/model.ts';
import type { Issue } from './record/parse.ts';
import { createNotices } from './shell/notices.ts';
import { createUrl, type UrlState } from './shell/url.ts';
import type { State } from './state/state.ts';
import { createStore } from './state/store.ts';
import { text } from './text/en.ts';
import { lastDayOf, type Day } from './time.ts';
import { createTimeline } from './timeline/timeline.ts';

/** Barda and Garayusifli lie 10 km apart: whoever reads of the one should find the other. */
const NEARBY_KM = 12;

/** The parts of the page that the views fill. */
export interface Roots {
  readonly map: HTMLElement;
  readonly timeline: HTMLElement;
  readonly panel: HTMLElement;
  readonly table: HTMLElement;
  readonly about: HTMLElement;
  readonly notices: HTMLElement;
  readonly coverage: HTMLElement;
}

export interface AppSetup {
  readonly model: Model;
  readonly issues: readonly Issue[];
  readonly version: string;
  readonly roots: Roots;
  /** Brings the map, whenever it is ready to be brought. */
  readonly loadMap: (gestures: {
    onPlace(place: string): void;
    onBothLines(on: boolean): void;
  }) => Promise<MapView>;
}

export function startApp({ model, issues, version, roots, loadMap }: AppSetup): void {
  const win = roots.panel.ownerDocument.defaultView ?? window;
  const latest = knownAt(model, 'latest');
  const notices = createNotices(roots.notices);
  const url = createUrl(win, model, (read) => {
    timeline.pause();
    const followed = follow(read);
    store.set(followed.state);
    notices.show(followed.notices);
  });

  const recordAt = lastOf((known: Known) => (known === 'latest' ? latest : knownAt(model, known)));
  const selectionAt = lastOf((record: KnownRecord, day: Day, show: Show) => select(record, day, show));
  /** The truces and talks that had come by then. */
  const calendarAt = lastOf((known: Known) =>
    known === 'latest' ? model.calendar : model.calendar.filter((entry) => lastDayOf(entry.at) <= known),
  );
  const distancesOf = lastOf((item: KnownIncident | null) => distancesFrom(item, model));
  const alsoHere = lastOf((item: KnownIncident | null, record: KnownRecord) => neighbours(item, record));

  /** What a link asks for, as far as it goes: an incident that does not stand on the day, or yet, is named. */
  const follow = ({ state, notices: list }: UrlState): UrlState => {
    const selection = selectionAt(recordAt(state.known), state.day, state.show);
    const strays = state.incident !== null && !holds(selection, state.incident);
    const named = strays ? [...list, text.url.strayIncident] : list;
    return {
      state: strays ? { ...state, incident: null } : state,
      notices: named.length === 0 ? [] : [[...named, text.url.shown(selection)].join(' ')],
    };
  };
  const opened = follow(url.read());
  const store = createStore(opened.state);

  /** Choosing an incident also chooses a day on which it is shown, if it is not among the chosen ones. */
  const chooseIncident = (id: string | null) => {
    const incident = id === null ? undefined : model.incident.get(id);
    if (!incident) return store.set({ incident: null });
    const shown = holds(currentSelection(), incident.id);
    store.set({ incident: incident.id, ...(shown ? {} : { day: incident.extent[1] }) });
    return undefined;
  };
  const chooseDays = (change: Partial<Pick<State, 'day' | 'show' | 'known'>>) => {
    const next = { ...store.get(), ...change };
    const stays =
      next.incident !== null && holds(selectionAt(recordAt(next.known), next.day, next.show), next.incident);
    store.set({ ...change, ...(stays ? {} : { incident: null }) });
  };
  const currentSelection = () => {
    const { known, day, show } = store.get();
    return selectionAt(recordAt(known), day, show);
  };

  const timeline = createTimeline(roots.timeline, {
    onDay: (day) => chooseDays({ day }),
    onShow: (show) => chooseDays({ show }),
    onKnown: (known) => chooseDays({ known }),
    // The days that playing passes over are no history; the one on which it stops is.
    onStop: () => url.write(store.get()),
    onFigure(measure) {
      table.showBehind(measure);
      reveal(roots.table);
    },
  });
  const panel = createPanel(roots.panel, {
    onIncident(id) {
      chooseIncident(id);
      drawNow();
      // Chosen from far down a list: the new text begins above.
      if (roots.panel.getBoundingClientRect().top < 0) reveal(roots.panel);
      panel.focus();
    },
  });
  const table = createTable(roots.table, {
    onIncident(id) {
      chooseIncident(id);
      drawNow();
      reveal(roots.panel);
      panel.focus();
    },
  });

  let map: MapView | undefined;
  const draw = () => {
    const state = store.get();
    const record = recordAt(state.known);
    const selection = selectionAt(record, state.day, state.show);
    const chosen = state.incident === null ? null : (record.incident.get(state.incident) ?? null);
    const distances = distancesOf(chosen);
    timeline.render({
      record,
      selection,
      calendar: calendarAt(state.known),
      scaleBy: latest,
      saidOn: model.saidOn,
    });
    panel.render({ selection, chosen, distances, alsoHere: alsoHere(chosen, record) });
    table.render({ selection, chosen: state.incident });
    // It compares with what was counted in the end, so it stands only there.
    roots.coverage.style.visibility = state.known === 'latest' ? '' : 'hidden';
    map?.render({ record, selection, chosen, distances, bothLines: state.bothLines });
  };

  // Any number of changes within a frame are drawn once; what the keyboard's focus must go to, at once.
  let frame = 0;
  const drawNow = () => {
    win.cancelAnimationFrame(frame);
    draw();
  };
  store.subscribe((state) => {
    if (!timeline.playing()) url.write(state);
    win.cancelAnimationFrame(frame);
    frame = win.requestAnimationFrame(draw);
  });

  const covered = coverage(model, latest);
  renderAbout(roots.about, { model, coverage: covered, issues, version });
  writeCoverage(roots.coverage, covered);
  notices.show(opened.notices);
  const broken = new Set(issues.map(({ file, record }) => `${file} ${record}`)).size;
  if (broken > 0) notices.add(text.problems.notice(broken), { href: '#problems', label: text.problems.link });
  draw();

  loadMap({
    onPlace(place) {
      const { tally, spans } = currentSelection();
      const here = [...tally.items, ...spans].filter((item) =>
        item.incident.at.some((spot) => spot.place.id === place),
      );
      const current = here.findIndex((item) => item.incident.id === store.get().incident);
      // A second click on a place with several incidents goes on to the one before.
      const next = here.at(current > 0 ? current - 1 : -1);
      if (next) chooseIncident(next.incident.id);
    },
    onBothLines: (bothLines) => store.set({ bothLines }),
  }).then(
    (view) => {
      map = view;
      draw();
    },
    (error: unknown) => {
      console.warn(error);
      roots.map.dataset['map'] = 'unavailable';
      roots.map.replaceChildren(
        Object.assign(roots.map.ownerDocument.createElement('p'), { textContent: text.map.unavailable }),
      );
    },
  );
}

function holds({ tally, spans }: Selection, id: string): boolean {
  return tally.items.some((item) => item.incident.id === id) || spans.some((item) => item.incident.id === id);
}

function distancesFrom(item: KnownIncident | null, model: Model): DistanceRange[] {
  return (item?.incident.at ?? []).flatMap((spot) => distanceRange(spot, model.lines) ?? []);
}

/** Other incidents of which something was known, at the same places or close by. */
function neighbours(item: KnownIncident | null, record: KnownRecord): Incident[] {
  if (!item) return [];
  const here = item.incident.at.map((spot) => spot.place);
  const isNear = (place: Place) => here.some((other) => kmBetween(place, other) <= NEARBY_KM);
  return record.incidents.flatMap(({ incident }) =>
    incident !== item.incident && incident.at.some((spot) => isNear(spot.place)) ? [incident] : [],
  );
}

function writeCoverage(root: HTMLElement, covered: ReturnType<typeof coverage>): void {
  const figures = new Map(coverageFigures(covered).map((figure) => [figure.control, figure]));
  const [az, nk, am] = [figures.get('AZ'), figures.get('NK'), figures.get('AM')];
  if (!az || !nk || !am) return;
  const doc = root.ownerDocument;
  const link = Object.assign(doc.createElement('a'), { href: '#coverage', textContent: text.coverage.why });
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
