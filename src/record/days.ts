/** The daily series of the war, and what a choice of days holds. */
import { WAR, daysOf, type Day } from '../time.ts';
import type { Known, KnownIncident, KnownRecord } from './known.ts';
import type { Half } from './model.ts';
import { dayIndex } from './model.ts';
import { hasNoFigure, sum, type Sum } from './toll.ts';

export interface Tally {
  readonly items: readonly KnownIncident[];
  readonly killed: Sum | null;
  readonly wounded: Sum | null;
  /** How many of the items have neither a figure of killed nor of wounded. */
  readonly withoutFigure: number;
}

export interface DayTally {
  readonly day: Day;
  readonly all: Tally;
  readonly halves: Readonly<Record<Half, Tally>>;
  /** Incidents of which only a span of days is known, and this day is one of them. Never in the sums of a day. */
  readonly spans: readonly KnownIncident[];
}

/** "This day", or everything up to it. */
export type Show = 'day' | 'upto';

/** What stands on map, panel and table. */
export interface Selection {
  readonly known: Known;
  readonly day: Day;
  readonly show: Show;
  /** Counted in the sums. */
  readonly tally: Tally;
  /** Shown faintly, not counted: their span touches the chosen days but does not lie within them. */
  readonly spans: readonly KnownIncident[];
}

export function tallyOf(items: readonly KnownIncident[]): Tally {
  return {
    items,
    killed: sum(items, 'killed'),
    wounded: sum(items, 'wounded'),
    withoutFigure: items.filter((item) => hasNoFigure(item.toll)).length,
  };
}

const halvesOf = (items: readonly KnownIncident[]): Record<Half, Tally> => ({
  az: tallyOf(items.filter((item) => item.incident.half === 'az')),
  nk: tallyOf(items.filter((item) => item.incident.half === 'nk')),
});

export function dayTallies(incidents: readonly KnownIncident[]): DayTally[] {
  const days = daysOf(WAR);
  const dated: KnownIncident[][] = days.map(() => []);
  const spans: KnownIncident[][] = days.map(() => []);
  for (const item of incidents) {
    const extent = [dayIndex(item.incident.extent[0]), dayIndex(item.incident.extent[1])] as const;
    for (let i = extent[0]; i <= extent[1]; i++) {
      const lists = standing(extent, i, 'day') === 'counted' ? dated : spans;
      lists[i]?.push(item);
    }
  }
  return days.map((day, i) => {
    const items = dated[i] ?? [];
    return { day, all: tallyOf(items), halves: halvesOf(items), spans: spans[i] ?? [] };
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

export function select(record: KnownRecord, day: Day, show: Show): Selection {
  const today = record.days[dayIndex(day)];
  if (!today) throw new RangeError(`day outside the war: ${day}`);
  if (show === 'day') return { known: record.known, day, show, tally: today.all, spans: today.spans };
  const those = (kind: 'counted' | 'faint') =>
    record.incidents.filter((item) => standing(item.incident.extent, day, show) === kind);
  return { known: record.known, day, show, tally: tallyOf(those('counted')), spans: those('faint') };
}

/** The latest day first: in "up to this day" that is where the reader stands. Within a day as the record has them. */
export function latestFirst(items: readonly KnownIncident[]): KnownIncident[] {
  return items.toSorted((a, b) => b.incident.extent[1].localeCompare(a.incident.extent[1]));
}

/** The nearest day before (`-1`) or after (`+1`) on which a strike was reported, if there is one. */
export function nextReported(record: KnownRecord, day: Day, step: -1 | 1): Day | undefined {
  for (let i = dayIndex(day) + step; i >= 0 && i < record.days.length; i += step) {
    const candidate = record.days[i];
    if (candidate && candidate.all.items.length > 0) return candidate.day;
  }
  return undefined;
}
