/**
 * Dates and numbers as the reader sees them, in English. Written out here: the browser's own formats differ from one to the
 * next ("Sept"), may lack a language, and take longer to make ready than all the rest of the timeline.
 */
import type { Day, Extent, Moment } from '../time.ts';
import { clockOf, lastDayOf, noonOf } from '../time.ts';
import type { Figure } from '../record/schema.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const dayOf = (day: Day) => Number(day.slice(8, 10));
const monthName = (day: Day) => MONTHS[Number(day.slice(5, 7)) - 1] ?? '';

/** "28 October 2020" */
export const longDay = (day: Day) => `${plainDay(day)} ${day.slice(0, 4)}`;
/** "28 October" */
export const plainDay = (day: Day) => `${dayOf(day)} ${monthName(day)}`;
/** "28 Oct" */
export const shortDay = (day: Day) => `${dayOf(day)} ${monthName(day).slice(0, 3)}`;
/** "Wed" */
export const weekday = (day: Day) => WEEKDAYS[noonOf(day).getUTCDay()] ?? '';
/** "October 2020" */
export const monthOf = (day: Day) => `${monthName(day)} ${day.slice(0, 4)}`;
/** "1,234" */
export const count = (value: number) => String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/** "28 October 2020" or "27–30 September 2020" or "27 September – 12 October 2020" */
export function extentText([first, last]: Extent): string {
  if (first === last) return longDay(first);
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}–${longDay(last)}`;
  return `${plainDay(first)} – ${longDay(last)}`;
}

/** For a table: "28 Oct 2020", "27–30 Sep 2020", "27 Sep – 12 Oct 2020" */
export function extentShort([first, last]: Extent): string {
  const end = `${shortDay(last)} ${last.slice(0, 4)}`;
  if (first === last) return end;
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}–${end}`;
  return `${shortDay(first)} – ${end}`;
}

/** "28 October 2020, 14:09", "December 2020", "2021" */
export function momentText(moment: Moment): string {
  if (moment.length === 4) return moment;
  if (moment.length === 7) return monthOf(lastDayOf(moment));
  const clock = clockOf(moment);
  const day = longDay(lastDayOf(moment));
  return clock ? `${day}, ${clock}` : day;
}

/** For a table: "28 Oct 2020, 14:09" */
export function momentShort(moment: Moment): string {
  if (moment.length < 10) return momentText(moment);
  const clock = clockOf(moment);
  const day = extentShort([lastDayOf(moment), lastDayOf(moment)]);
  return clock ? `${day}, ${clock}` : day;
}

export interface Span {
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
}

/** "21", "20–21", "50 or more", "60–70 or more" */
export function rangeText({ low, high, open }: Span): string {
  const closed = low === high ? count(low) : `${count(low)}–${count(high)}`;
  return open ? `${closed} or more` : closed;
}

/** For a chart or a map: "20–21", "50+" */
export function rangeShort({ low, high, open }: Span): string {
  const closed = low === high ? count(low) : `${count(low)}–${count(high)}`;
  return open ? `${closed}+` : closed;
}

/** For ears: "20 to 21", "50 or more" */
export function rangeSpoken(span: Span): string {
  return rangeText(span).replace('–', ' to ');
}

/** A printed figure: "14", "40 or more", "10–12" */
export function figureText({ min, max }: Figure): string {
  return rangeText({ low: min, high: max ?? min, open: max === null });
}
