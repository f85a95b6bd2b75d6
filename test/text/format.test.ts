import { expect, test } from 'vitest';
import {
  count,
  extentShort,
  extentText,
  figureText,
  longDay,
  momentShort,
  momentText,
  monthOf,
  plainDay,
  rangeShort,
  rangeSpoken,
  rangeText,
  shortDay,
  weekday,
} from '../../src/text/format.ts';
import { WAR, addDays } from '../../src/time.ts';

test('a day is written the British way, September is never “Sept”', () => {
  const forms = [longDay, plainDay, shortDay, weekday, monthOf].map((form) => form('2020-09-27'));
  expect(forms).toEqual(['27 September 2020', '27 September', '27 Sep', 'Sun', 'September 2020']);
});

test('every day of three years is written as the standard library of the language writes it', () => {
  const intl = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
  const [long, week] = [intl({ day: 'numeric', month: 'long', year: 'numeric' }), intl({ weekday: 'short' })];
  for (let i = 0; i < 1096; i++) {
    const day = addDays('2020-01-01', i);
    const date = new Date(`${day}T12:00Z`);
    expect([longDay(day), weekday(day)]).toEqual([long.format(date), week.format(date)]);
  }
});

test('an extent names its month and its year once where both ends share them', () => {
  const extents = [['2020-10-28', '2020-10-28'], ['2020-09-27', '2020-09-30'], WAR] as const;
  expect(extents.map((extent) => [extentText(extent), extentShort(extent)])).toEqual([
    ['28 October 2020', '28 Oct 2020'],
    ['27–30 September 2020', '27–30 Sep 2020'],
    ['27 September – 10 November 2020', '27 Sep – 10 Nov 2020'],
  ]);
});

test('a moment is told no finer than it is known', () => {
  const moments = ['2021', '2020-12', '2020-10-28', '2020-10-28T14:09', '2020-10-28T00:05'];
  expect(moments.map((moment) => [momentText(moment), momentShort(moment)])).toEqual([
    ['2021', '2021'],
    ['December 2020', 'December 2020'],
    ['28 October 2020', '28 Oct 2020'],
    ['28 October 2020, 14:09', '28 Oct 2020, 14:09'],
    ['28 October 2020, 00:05', '28 Oct 2020, 00:05'],
  ]);
});

test('a range is told in words, in short and for ears', () => {
  const told = [
    { low: 21, high: 21, open: false },
    { low: 20, high: 21, open: false },
    { low: 50, high: 50, open: true },
    { low: 60, high: 70, open: true },
    { low: 0, high: 0, open: false },
    { low: 999, high: 1200, open: false },
  ].map((range) => [rangeText(range), rangeShort(range), rangeSpoken(range)]);
  expect(told).toEqual([
    ['21', '21', '21'],
    ['20–21', '20–21', '20 to 21'],
    ['50 or more', '50+', '50 or more'],
    ['60–70 or more', '60–70+', '60 to 70 or more'],
    ['0', '0', '0'],
    ['999–1,200', '999–1,200', '999 to 1,200'],
  ]);
});

test('a figure is told as it was printed', () => {
  const figures = [
    { min: 14, max: 14 },
    { min: 10, max: 12 },
    { min: 40, max: null },
    { min: 0, max: 0 },
  ];
  expect(figures.map(figureText)).toEqual(['14', '10–12', '40 or more', '0']);
});

test('thousands are set apart', () => {
  expect(count(30_000)).toBe('30,000');
});
