/**
 * Days and instants of the war. The only module that knows a time zone: Azerbaijan, Armenia and
 * Nagorno-Karabakh all kept UTC+4 the whole year, so a day is a calendar date there, wherever the reader is.
 */

/** `YYYY-MM-DD`, a calendar date at UTC+4. Compares as text. */
export type Day = string & { readonly __day?: never };

/**
 * When something was said, as finely as is known: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`,
 * local time at UTC+4.
 */
export type Moment = string;

/** First and last day, both within. */
export type Extent = readonly [first: Day, last: Day];

export const WAR: Extent = ['2020-09-27', '2020-11-10'];

/** The two weeks around the strikes on Garayusifli and Barda. */
export const AROUND_BARDA: Extent = ['2020-10-21', '2020-11-04'];

const MS_PER_DAY = 86_400_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT_PATTERN = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?$/;

const toMs = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const fromMs = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** Is the text a date that exists? `2020-02-30` is not one. */
export function isDay(text: string): text is Day {
  return DAY_PATTERN.test(text) && Number.isFinite(toMs(text)) && fromMs(toMs(text)) === text;
}

export function isMoment(text: string): text is Moment {
  const parts = MOMENT_PATTERN.exec(text);
  if (!parts) return false;
  const [, year, month = '01', day = '01', hour = '00', minute = '00'] = parts;
  return isDay(`${year}-${month}-${day}`) && Number(hour) < 24 && Number(minute) < 60;
}

export function addDays(day: Day, count: number): Day {
  return fromMs(toMs(day) + count * MS_PER_DAY);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((toMs(b) - toMs(a)) / MS_PER_DAY);
}

/** Every day of an extent, in order. */
export function daysOf([first, last]: Extent): Day[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, i) => addDays(first, i));
}

/**
 * The day by whose end a moment had certainly come. What is dated only "October 2020" counts as said on
 * 31 October: shown too late is a gap, shown too early is a falsehood.
 */
export function lastDayOf(moment: Moment): Day {
  if (moment.length === 4) return `${moment}-12-31`;
  if (moment.length === 7) {
    const [year, month] = moment.split('-').map(Number);
    return fromMs(Date.UTC(year ?? 0, month ?? 1, 0));
  }
  return moment.slice(0, 10);
}

/** The earliest day that a moment can mean. */
export function firstDayOf(moment: Moment): Day {
  return `${moment}-01-01`.slice(0, 10);
}

/** For formats: noon UTC of the day, so that a formatter set to UTC prints this very date. */
export function noonOf(day: Day): Date {
  return new Date(toMs(day) + MS_PER_DAY / 2);
}

/** `HH:MM` of a moment that has an hour, else nothing. */
export function clockOf(moment: Moment): string | undefined {
  return moment.length > 10 ? moment.slice(11) : undefined;
}

/** What the reader's own clock says. Nothing of the record is told by it. */
export function clockTime(): string {
  return new Date().toTimeString().slice(0, 5);
}

/** Time that has passed, as `1:05` or `1:02:05`. */
export function timer(now: () => number = () => performance.now()) {
  let start = now();
  return {
    restart: () => void (start = now()),
    text() {
      const seconds = Math.floor((now() - start) / 1000);
      const two = (value: number) => String(value).padStart(2, '0');
      const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
      return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
    },
  };
}
