import { describe, expect, test } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { select, type Show } from '../../src/record/days.ts';
import { knownAt, type Known } from '../../src/record/known.ts';
import { createModel } from '../../src/record/model.ts';
import { parseRecord } from '../../src/record/parse.ts';
import type { ClaimRow, IncidentRow } from '../../src/record/schema.ts';
import { text } from '../../src/text/en.ts';
import type { Day } from '../../src/time.ts';
import { incident, orMore, people, recordOf, toll } from '../record/make.ts';

describe('the shipped record, as the slider says it', () => {
  const model = createModel(parseRecord(readRecordFiles()).rows);
  const value = (day: Day, show: Show, known: Known) =>
    text.dayValue(select(knownAt(model, known), day, show));

  test('28 October', () => {
    expect(value('2020-10-28', 'day', 'latest')).toBe(
      '28 October 2020: 3 incidents, 21 to 22 reported killed, 62 to 85 reported wounded, 1 without a figure',
    );
  });

  test('28 October as known on the evening before tells of no incident and no figure', () => {
    expect(value('2020-10-28', 'day', '2020-10-27')).toMatch(/^28 October 2020: \D*$/);
  });

  test('“up to this day” names both ends', () => {
    expect(value('2020-10-28', 'upto', 'latest')).toMatch(
      /^27 September to 28 October 2020: \d+ incidents, /,
    );
  });
});

describe('a day in a sentence', () => {
  const both: IncidentRow[] = [incident('mill'), incident('ford', { extent: ['2020-10-10', '2020-10-10'] })];
  const selection = (claims: ClaimRow[], incidents = both) =>
    select(recordOf(claims, 'latest', { incidents }), '2020-10-10', 'day');
  const value = (...question: Parameters<typeof selection>) => text.dayValue(selection(...question));

  test('one incident is not “1 incidents”', () => {
    expect(value([toll('mill/1', { killed: people(3), wounded: people(7) })])).toBe(
      '10 October 2020: 1 incident, 3 reported killed, 7 reported wounded',
    );
  });

  test('no figure is said in words and is never a zero', () => {
    expect(value([toll('mill/1', { wounded: orMore(7) })])).toBe(
      '10 October 2020: 1 incident, no figure of killed, 7 or more reported wounded',
    );
  });

  test('a zero that somebody gave is said as a zero', () => {
    expect(value([toll('mill/1', { killed: people(0) })])).toBe(
      '10 October 2020: 1 incident, 0 reported killed, no figure of wounded',
    );
  });

  test('an incident without a figure beside one with a figure is counted apart', () => {
    expect(value([toll('mill/1', { killed: people(3) }), toll('ford/1')])).toBe(
      '10 October 2020: 2 incidents, 3 reported killed, no figure of wounded, 1 without a figure',
    );
  });

  test('where no incident has a figure it says so once', () => {
    expect(value([toll('mill/1')])).toBe('10 October 2020: 1 incident, without a figure');
    expect(value([toll('mill/1'), toll('ford/1')])).toBe(
      '10 October 2020: 2 incidents, none of them with a figure',
    );
  });

  test('an incident known only by a span is told beside the sum', () => {
    const spans = [incident('mill', { extent: ['2020-10-09', '2020-10-11'] }), both[1]!];
    expect(
      value([toll('mill/1', { killed: people(3) }), toll('ford/1', { killed: people(1) })], spans),
    ).toMatch(/^10 October 2020: 1 incident, 1 reported killed, no figure of wounded\. 1 more .*[^.]$/);
  });

  test('each figure is a part of its own that knows what it measures, so that it can lead to its sources', () => {
    const parts = text.daySentence(selection([toll('mill/1', { killed: people(3, 5), wounded: people(7) })]));
    expect(parts.filter((part) => typeof part !== 'string')).toEqual([
      { measure: 'killed', text: '3–5' },
      { measure: 'wounded', text: '7' },
    ]);
  });
});

test('a claim without a date is called undated', () => {
  const [claim] = recordOf([toll('mill/1', { reported: null })]).incidents[0]?.claims ?? [];
  expect(claim && text.claim.when(claim)).toBe('undated');
});
