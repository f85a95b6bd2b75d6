import { afterEach, expect, test, vi } from 'vitest';
import {
  WAR,
  addDays,
  clockOf,
  daysBetween,
  daysOf,
  firstDayOf,
  isDay,
  isMoment,
  lastDayOf,
  noonOf,
} from '../src/time.ts';

test('the war has 45 days, from 27 September to 10 November', () => {
  const days = daysOf(WAR);
  expect(days).toHaveLength(45);
  expect([days[0], days[44]]).toEqual(['2020-09-27', '2020-11-10']);
});

test('only a date that exists is a day', () => {
  const days = ['2020-10-28', '2020-02-29', '0001-01-01'];
  const others = [
    '2020-02-30',
    '2021-02-29',
    '2020-13-01',
    '2020-00-10',
    '2020-10-00',
    '2020-1-2',
    '28.10.2020',
    '',
  ];
  expect([...days, ...others].filter(isDay)).toEqual(days);
});

test('only a year, a month, a day, or a day with its hour and minute is a moment', () => {
  const moments = ['2020', '2020-10', '2020-10-28', '2020-10-28T16:03', '2020-10-28T00:00'];
  const others = [
    '2020-10-28T24:00',
    '2020-10-28T12:60',
    '2020-10-28T16',
    '2020-13',
    '2020-02-30T10:00',
    '20201028',
    '',
  ];
  expect([...moments, ...others].filter(isMoment)).toEqual(moments);
});

test('a moment has certainly come by the end of the last day that it can mean', () => {
  const moments = ['2020', '2020-12', '2020-10', '2020-02', '2021-02', '2020-10-28', '2020-10-28T16:03'];
  expect(moments.map(lastDayOf)).toEqual([
    '2020-12-31',
    '2020-12-31',
    '2020-10-31',
    '2020-02-29',
    '2021-02-28',
    '2020-10-28',
    '2020-10-28',
  ]);
});

test('a moment can mean its first day and nothing before', () => {
  const moments = ['2020', '2020-10', '2020-10-28', '2020-10-28T16:03'];
  expect(moments.map(firstDayOf)).toEqual(['2020-01-01', '2020-10-01', '2020-10-28', '2020-10-28']);
});

test('only a moment with an hour has a clock', () => {
  const moments = ['2020', '2020-10', '2020-10-28', '2020-10-28T16:03'];
  expect(moments.map(clockOf)).toEqual([undefined, undefined, undefined, '16:03']);
});

test('days are counted backwards too', () => {
  expect(daysBetween('2020-10-28', '2020-10-27')).toBe(-1);
  expect(addDays('2020-10-01', -1)).toBe('2020-09-30');
});

const HOME = process.env['TZ'];
afterEach(() => {
  if (HOME === undefined) delete process.env['TZ'];
  else process.env['TZ'] = HOME;
});

test('a reader at either end of the world, or where clocks change within the war, sees the same days', async () => {
  const zones = {
    'Pacific/Kiritimati': -840,
    'Pacific/Niue': 660,
    'Europe/Berlin': -60,
    'America/New_York': 240,
  };
  for (const [zone, offset] of Object.entries(zones)) {
    process.env['TZ'] = zone;
    expect(new Date(2020, 9, 28).getTimezoneOffset(), 'the zone is really set').toBe(offset);
    expect(daysOf(WAR), zone).toHaveLength(45);
    expect(addDays('2020-10-24', 2), zone).toBe('2020-10-26');
    expect(daysBetween('2020-10-24', '2020-11-02'), zone).toBe(9);
    expect(lastDayOf('2020-10'), zone).toBe('2020-10-31');
    expect(noonOf('2020-10-28').toISOString(), zone).toBe('2020-10-28T12:00:00.000Z');
    vi.resetModules(); // its formats are made as it is imported
    const { longDay } = await import('../src/text/format.ts');
    expect(longDay('2020-10-28'), zone).toBe('28 October 2020');
  }
});
