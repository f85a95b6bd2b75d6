/** Where things stand on the timeline, in pixels. Pure: no DOM. */
import type { DayTally } from '../record/days.ts';
import { linear } from '../linear.ts';
import { dayIndex, type Half } from '../record/model.ts';
import type { Measure } from '../record/parse.ts';
import { WAR, addDays, type Day, type Extent } from '../time.ts';

/** The stretch of `count` days around a day, pushed back inside `within` at its ends. */
export function windowAround(day: Day, count: number, within: Extent = WAR): Extent {
  const [start, end] = [dayIndex(within[0]), dayIndex(within[1])];
  const before = Math.floor((count - 1) / 2);
  const first = Math.max(start, Math.min(dayIndex(day) - before, end - count + 1));
  return [addDays(WAR[0], first), addDays(WAR[0], Math.min(end, first + count - 1))];
}

/** How many days fit into the main chart: an odd number, so that the chosen one can stand in the middle. */
export function windowLength(width: number, columnWidth = 46): number {
  const fits = Math.floor(width / columnWidth) - 1; // the chosen day takes two columns
  return Math.max(5, Math.min(21, fits - ((fits + 1) % 2)));
}

export interface Column {
  readonly x: number;
  readonly width: number;
  readonly tally: DayTally;
  readonly chosen: boolean;
}

/** Columns side by side over `width`; the chosen day is twice as wide, to have room for its figures. */
export function columns(tallies: readonly DayTally[], chosen: Day, width: number): Column[] {
  const units = tallies.reduce((n, t) => n + (t.day === chosen ? 2 : 1), 0);
  const unit = width / Math.max(1, units);
  let x = 0;
  return tallies.map((tally) => {
    const column = { x, width: tally.day === chosen ? unit * 2 : unit, tally, chosen: tally.day === chosen };
    x += column.width;
    return column;
  });
}

/** The day under a horizontal position, if any. */
export function dayAt(list: readonly Column[], x: number): Day | undefined {
  return list.find((column) => x >= column.x && x < column.x + column.width)?.tally.day;
}

export type Maxima = Readonly<Record<Half, Readonly<Record<Measure, number>>>>;

/** The highest figure of any one day, for each half. */
export function maxima(tallies: readonly DayTally[]): Maxima {
  const highest = (half: Half, measure: Measure) =>
    Math.max(1, ...tallies.map((tally) => tally.halves[half][measure]?.high ?? 0));
  const of = (half: Half) => ({ killed: highest(half, 'killed'), wounded: highest(half, 'wounded') });
  return { az: of('az'), nk: of('nk') };
}

export interface Vertical {
  /** y of the line between the halves. */
  readonly baseline: number;
  /** Height in px of so many people. Both halves share it: a death is as tall above as below. */
  readonly height: (measure: Measure, people: number) => number;
}

/**
 * Shares `top`…`bottom` between the halves in proportion to their highest day, but never leaves either with
 * less than three tenths. Killed and wounded each have a scale of their own; each is the same for both halves.
 */
export function vertical(top: number, bottom: number, max: Maxima): Vertical {
  const room = bottom - top;
  const share = max.az.killed / (max.az.killed + max.nk.killed);
  const up = room * Math.max(0.3, Math.min(0.7, share));
  const baseline = top + up;
  const scale = (measure: Measure) =>
    linear([0, 1], [0, Math.min(up / max.az[measure], (room - up) / max.nk[measure])]);
  const scales = { killed: scale('killed'), wounded: scale('wounded') };
  return { baseline, height: (measure, people) => scales[measure](people) };
}

/** Half the width of the native slider's thumb: its centre cannot come nearer to the edge than this. */
export const THUMB_RADIUS = 12;

/** Centre of each day on the strip, by its index in the war, so that it stands exactly under the slider's thumb. */
export function stripScale(width: number, within: Extent = WAR) {
  return linear(
    [dayIndex(within[0]), dayIndex(within[1])],
    [THUMB_RADIUS, Math.max(THUMB_RADIUS + 1, width - THUMB_RADIUS)],
  );
}
