/** The daily series of the war, and what a choice of days holds. */
import { WAR, daysOf, type Day } from '../time.ts';
import type { Known, KnownIncident, KnownRecord } from './known.ts';
import { dayIndex, type Half, type Place } from './model.ts';
import { createAdder, hasNoFigure, once, type Sum } from './toll.ts';

export interface Tally {
  /** Of thousands a list of its own, made when somebody looks: who only wants to know how many asks for `size`. */
  readonly items: readonly KnownIncident[];
  /** How many items there are. */
  readonly size: number;
  readonly killed: Sum | null;
  readonly wounded: Sum | null;
  /** How many of the items have neither a figure of killed nor of wounded. */
  readonly withoutFigure: number;
  /** How many claims the items hold. */
  readonly claims: number;
}

export interface DayTally {
  readonly day: Day;
  readonly all: Tally;
  readonly halves: Readonly<Record<Half, Tally>>;
  /** Incidents of which only a span of days is known, and this day is one of them. Never in the sums of a day. */
  readonly spans: readonly KnownIncident[];
  /** Where all of these are, each place once. */
  readonly places: readonly Place[];
  /** All that is counted up to the end of this day, spans that are over included. */
  readonly upto: Tally;
}

/** "This day", or everything up to it. */
export type Show = 'day' | 'upto';

/** What stands on map, panel and table. */
export interface Selection {
  /** Out of which it was chosen. */
  readonly record: KnownRecord;
  readonly known: Known;
  readonly day: Day;
  readonly show: Show;
  /** Counted in the sums. */
  readonly tally: Tally;
  /** Shown faintly, not counted: their span touches the chosen days but does not lie within them. */
  readonly spans: readonly KnownIncident[];
  /** Where they are, counted or faint, each place once. */
  readonly places: readonly Place[];
  /** How many claims they hold, counted or faint. */
  readonly claims: number;
}

export function tallyOf(items: readonly KnownIncident[]): Tally {
  const counter = createCounter();
  for (const item of items) counter.add(item);
  return counter.tally(() => items);
}

/** Counts one incident after the other, as the adder of sums adds: `those` are the incidents that were counted so far. */
function createCounter() {
  const [killed, wounded] = [createAdder('killed'), createAdder('wounded')];
  let size = 0;
  let withoutFigure = 0;
  let claims = 0;
  return {
    add(item: KnownIncident): void {
      killed.add(item);
      wounded.add(item);
      size++;
      if (hasNoFigure(item.toll)) withoutFigure++;
      claims += item.claims.length;
    },
    tally(those: () => readonly KnownIncident[]): Tally {
      return {
        get items() {
          return those();
        },
        size,
        killed: killed.sum(those),
        wounded: wounded.sum(those),
        withoutFigure,
        claims,
      };
    },
  };
}

const halvesOf = (items: readonly KnownIncident[]): Record<Half, Tally> => ({
  az: tallyOf(items.filter((item) => item.incident.half === 'az')),
  nk: tallyOf(items.filter((item) => item.incident.half === 'nk')),
});

/** `incidents` by their last day, as a record has them. */
export function dayTallies(incidents: readonly KnownIncident[]): DayTally[] {
  const days = daysOf(WAR);
  const dated: KnownIncident[][] = days.map(() => []);
  const spans: KnownIncident[][] = days.map(() => []);
  const places: Set<Place>[] = days.map(() => new Set());
  for (const item of incidents) {
    const extent = [dayIndex(item.incident.extent[0]), dayIndex(item.incident.extent[1])] as const;
    for (let i = Math.max(0, extent[0]); i <= Math.min(extent[1], days.length - 1); i++) {
      const lists = standing(extent, i, 'day') === 'counted' ? dated : spans;
      lists[i]?.push(item);
      for (const { place } of item.incident.at) places[i]?.add(place);
    }
  }
  const upto = createCounter();
  let next = 0;
  return days.map((day, i) => {
    for (let item = incidents[next]; item && item.incident.extent[1] <= day; item = incidents[++next])
      upto.add(item);
    const [items, ended] = [dated[i] ?? [], next];
    return {
      day,
      all: tallyOf(items),
      halves: halvesOf(items),
      spans: spans[i] ?? [],
      places: [...(places[i] ?? [])],
      upto: upto.tally(once(() => incidents.slice(0, ended))),
    };
  });
}

/**
 * The one rule for what stands on a day: counted in its sums, or shown faintly because only a span of days is known that
 * touches the chosen ones. "Up to this day" counts a span once it is over. Days compare as text or as indices alike.
 */
export function standing<D extends string | number>(
  [first, last]: readonly [D, D],
  day: D,
  show: Show,
): 'counted' | 'faint' | null {
  if (first > day) return null;
  if (show === 'upto') return last <= day ? 'counted' : 'faint';
  if (last < day) return null;
  return first === last ? 'counted' : 'faint';
}

const selections = new WeakMap<KnownRecord, Record<Show, Selection[]>>();

/** Each choice is made once for a record: asked again, it is the very same object, and views know that nothing changed. */
export function select(record: KnownRecord, day: Day, show: Show): Selection {
  const i = dayIndex(day);
  const today = record.days[i];
  if (!today) throw new RangeError(`day outside the war: ${day}`);
  const made = selections.get(record) ?? { day: [], upto: [] };
  selections.set(record, made);
  return (made[show][i] ??= show === 'day' ? ofDay(record, today) : upToDay(record, today));
}

function ofDay(record: KnownRecord, { day, all, spans, places }: DayTally): Selection {
  return {
    record,
    known: record.known,
    day,
    show: 'day',
    tally: all,
    spans,
    places,
    claims: all.claims + claimsOf(spans),
  };
}

/** Walks the places and the spans of the day, never all incidents. */
function upToDay(record: KnownRecord, { day, spans, upto }: DayTally): Selection {
  const show = 'upto';
  const faint = spans.filter((item) => standing(item.incident.extent, day, show) === 'faint');
  const places = new Set(
    [...record.at.values()].flatMap(({ place, items: [earliest] }) =>
      earliest && standing(earliest.incident.extent, day, show) === 'counted' ? [place] : [],
    ),
  );
  for (const { incident } of faint) for (const { place } of incident.at) places.add(place);
  return {
    record,
    known: record.known,
    day,
    show,
    tally: upto,
    spans: faint,
    places: [...places],
    claims: upto.claims + claimsOf(faint),
  };
}

const claimsOf = (items: readonly KnownIncident[]) => items.reduce((n, item) => n + item.claims.length, 0);

/** Does the incident stand on the chosen days, counted or faintly? Asks the rule and walks no list. */
export function holds({ record, day, show }: Selection, id: string): boolean {
  const item = record.incident.get(id);
  return item !== undefined && standing(item.incident.extent, day, show) !== null;
}

/** Those at one place that stand on the chosen days, by its id: the counted ones first, each as the record has them. */
export function shownAt({ record, day, show }: Selection, place: string): KnownIncident[] {
  const here = record.at.get(place)?.items ?? [];
  const those = (kind: 'counted' | 'faint') =>
    here.filter((item) => standing(item.incident.extent, day, show) === kind);
  return [...those('counted'), ...those('faint')];
}

/**
 * Those that are counted, the latest day first: in "up to this day" that is where the reader stands. Within a day as the
 * record has them. Goes only as far as it is asked.
 */
export function* latestFirst({ record, show, tally }: Selection): Generator<KnownIncident, void> {
  if (show === 'day') return yield* tally.items;
  const { incidents } = record;
  for (let end = tally.size; end > 0;) {
    const start = firstOn(incidents, incidents[end - 1]?.incident.extent[1] ?? '');
    for (let i = start; i < end; i++) {
      const item = incidents[i];
      if (item) yield item;
    }
    end = start;
  }
}

/** Index of the first item whose last day is not before `day`. */
function firstOn(items: readonly KnownIncident[], day: Day): number {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((items[middle]?.incident.extent[1] ?? day) < day) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The nearest day before (`-1`) or after (`+1`) on which a strike was reported, if there is one. */
export function nextReported(record: KnownRecord, day: Day, step: -1 | 1): Day | undefined {
  for (let i = dayIndex(day) + step; i >= 0 && i < record.days.length; i += step) {
    const candidate = record.days[i];
    if (candidate && candidate.all.items.length > 0) return candidate.day;
  }
  return undefined;
}
