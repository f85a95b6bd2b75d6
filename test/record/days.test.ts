import { describe, expect, test } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { latestFirst, nextReported, select } from '../../src/record/days.ts';
import { knownAt, type KnownIncident } from '../../src/record/known.ts';
import { createModel } from '../../src/record/model.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { WAR, daysOf } from '../../src/time.ts';
import { incident, people, recordOf, toll } from './make.ts';

const ids = (items: readonly KnownIncident[]) => items.map((item) => item.incident.id);

/** `mill` on 10 October, `ford` somewhere from 12 to 14 October. */
const record = recordOf(
  [toll('mill/1', { killed: people(3) }), toll('ford/1', { killed: people(1), wounded: people(2) })],
  'latest',
  {
    incidents: [incident('mill'), incident('ford', { extent: ['2020-10-12', '2020-10-14'], control: 'NK' })],
  },
);

describe('the series', () => {
  test('has every day of the war, in order', () => {
    expect(record.days.map((day) => day.day)).toEqual(daysOf(WAR));
  });

  test('a dated incident is on its day and on no other', () => {
    const on = record.days.filter((day) => ids(day.all.items).includes('mill')).map((day) => day.day);
    expect(on).toEqual(['2020-10-10']);
  });

  test('an incident of three possible days is beside each of them and in the sum of none', () => {
    const beside = record.days.filter((day) => ids(day.spans).includes('ford')).map((day) => day.day);
    expect(beside).toEqual(['2020-10-12', '2020-10-13', '2020-10-14']);
    expect(record.days.some((day) => ids(day.all.items).includes('ford'))).toBe(false);
  });

  test('a day without an incident has no sums, not sums of zero', () => {
    expect(record.days[0]?.all).toEqual({
      items: [],
      size: 0,
      killed: null,
      wounded: null,
      withoutFigure: 0,
      claims: 0,
    });
  });

  test('a place held by Azerbaijan is in the one half, by Nagorno-Karabakh or Armenia in the other', () => {
    for (const control of ['AZ', 'NK', 'AM'] as const) {
      const { days } = recordOf([toll('mill/1')], 'latest', { incidents: [incident('mill', { control })] });
      const { az, nk } = days.find((day) => day.day === '2020-10-10')!.halves;
      expect([ids(az.items), ids(nk.items)], control).toEqual(
        control === 'AZ' ? [['mill'], []] : [[], ['mill']],
      );
    }
  });

  test('an incident with a figure of wounded alone is not one without a figure', () => {
    const { days } = recordOf([toll('mill/1', { wounded: people(2) }), toll('ford/1')], 'latest', {
      incidents: [incident('mill'), incident('ford', { extent: ['2020-10-10', '2020-10-10'] })],
    });
    expect(days.find((day) => day.day === '2020-10-10')?.all).toMatchObject({
      killed: null,
      withoutFigure: 1,
    });
  });
});

describe('a choice of days', () => {
  test('“up to this day” holds the day itself and nothing after', () => {
    expect(ids(select(record, '2020-10-09', 'upto').tally.items)).toEqual([]);
    expect(ids(select(record, '2020-10-10', 'upto').tally.items)).toEqual(['mill']);
  });

  test('“up to this day” counts a span of days only when it is over', () => {
    const during = select(record, '2020-10-13', 'upto');
    expect([ids(during.tally.items), ids(during.spans)]).toEqual([['mill'], ['ford']]);
    const after = select(record, '2020-10-14', 'upto');
    expect([ids(after.tally.items), ids(after.spans)]).toEqual([['mill', 'ford'], []]);
    expect(after.tally.killed).toMatchObject({ low: 4, high: 4 });
  });

  test('“this day” holds no other day', () => {
    expect(ids(select(record, '2020-10-11', 'day').tally.items)).toEqual([]);
    expect(ids(select(record, '2020-10-12', 'day').spans)).toEqual(['ford']);
  });

  test('a day outside the war is refused by name', () => {
    expect(() => select(record, '2020-11-11', 'day')).toThrow('day outside the war: 2020-11-11');
  });
});

test('the nearest day with a report is found on both sides and is never the day itself', () => {
  expect(nextReported(record, '2020-09-27', 1)).toBe('2020-10-10');
  expect(nextReported(record, '2020-11-10', -1)).toBe('2020-10-10');
  expect(nextReported(record, '2020-10-10', 1)).toBeUndefined();
  expect(nextReported(record, '2020-10-10', -1)).toBeUndefined();
});

test('a list that begins with the latest day keeps the record’s order within a day', () => {
  const names = ['mill', 'mill-b', 'ford', 'ford-b'];
  const listed = recordOf(
    names.map((name) => toll(`${name}/1`, { reported: '2020-11-01' })),
    'latest',
    {
      incidents: names.map((name) =>
        incident(name, name.startsWith('ford') ? { extent: ['2020-10-12', '2020-10-12'] } : {}),
      ),
    },
  );
  expect(ids([...latestFirst(select(listed, '2020-10-31', 'upto'))])).toEqual([
    'ford',
    'ford-b',
    'mill',
    'mill-b',
  ]);
});

test('28 October holds 3 incidents, 21 to 22 killed, 62 to 85 wounded, 1 without a figure', () => {
  const model = createModel(parseRecord(readRecordFiles()).rows);
  const { tally } = select(knownAt(model, 'latest'), '2020-10-28', 'day');
  expect(tally.items).toHaveLength(3);
  expect(tally.killed).toMatchObject({ low: 21, high: 22, open: false });
  expect(tally.wounded).toMatchObject({ low: 62, high: 85, open: false });
  expect(tally.withoutFigure).toBe(1);
});
