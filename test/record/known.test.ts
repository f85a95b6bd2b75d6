import { describe, expect, test } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { knownAt, type Known, type KnownIncident } from '../../src/record/known.ts';
import { createModel } from '../../src/record/model.ts';
import { parseRecord, type Measure } from '../../src/record/parse.ts';
import { firstDayOf } from '../../src/time.ts';
import { incident, modelOf, people, recordOf, rowOf, toll } from './make.ts';

describe('made up', () => {
  const claims = [
    toll('mill/1', { reported: '2020-10-28' }),
    toll('mill/2', { reported: '2020-10-29T00:01' }),
    toll('mill/3', { reported: '2020-10' }),
    toll('mill/4', { reported: '2020' }),
    toll('mill/5', { reported: null }),
    toll('ford/1', { reported: '2020-10-30' }),
  ];
  const saidBy = (known: Known) =>
    recordOf(claims, known).incidents.flatMap((item) => item.claims.map((claim) => claim.id));

  test('what was said on 29 October is not shown on 28 October', () => {
    expect(saidBy('2020-10-28')).toEqual(['mill/1']);
  });

  test('what was said on 29 October is shown on 29 October', () => {
    expect(saidBy('2020-10-29')).toEqual(['mill/1', 'mill/2']);
  });

  test('what is dated only “October” is not shown before the 31st', () => {
    expect(saidBy('2020-10-30')).not.toContain('mill/3');
    expect(saidBy('2020-10-31')).toContain('mill/3');
  });

  test('what is dated only “2020” is not shown before the year is over', () => {
    expect(saidBy('2020-12-30')).not.toContain('mill/4');
    expect(saidBy('2020-12-31')).toContain('mill/4');
  });

  test('what has no date is shown only at “latest”', () => {
    expect(saidBy('2030-01-01')).not.toContain('mill/5');
    expect(saidBy('latest')).toContain('mill/5');
  });

  test('an incident of which nothing had been said is not there, on no day', () => {
    const record = recordOf(claims, '2020-10-29');
    expect(record.incident.has('ford')).toBe(false);
    expect(record.days.flatMap((day) => day.all.items).map((item) => item.incident.id)).toEqual(['mill']);
  });

  test('a printed distance is known from the day on which it was printed, and never without a date', () => {
    const printed = (reported: string | null) => ({ claimant: 'a', printed: '9 km', reported, sources: [] });
    const mill = incident('mill', { distances: [printed('2020-10-29'), printed('2020-10'), printed(null)] });
    const { distances } = rowOf(modelOf({ incidents: [mill, incident('ford')] }).incidents, 'mill');
    expect(distances.map(({ knownFrom }) => knownFrom)).toEqual(['2020-10-29', '2020-10-31', 'undated']);
  });

  test('the sums of a day hold only what was known', () => {
    const later = toll('mill/2', { claimant: 'another', reported: '2020-10-11', killed: people(5) });
    const record = recordOf([toll('mill/1', { killed: people(3) }), later], '2020-10-10');
    expect(record.days.find((day) => day.day === '2020-10-10')?.all.killed).toMatchObject({
      low: 3,
      high: 3,
    });
  });
});

describe('the shipped record', () => {
  const model = createModel(parseRecord(readRecordFiles()).rows);
  const at = (id: string, known: Known): KnownIncident => {
    const item = knownAt(model, known).incident.get(id);
    if (!item) throw new Error(`nothing known of ${id} on ${known}`);
    return item;
  };
  const range = (item: KnownIncident, measure: Measure) => {
    const found = item.toll[measure];
    return found && [found.low, found.high, found.open ? 'open' : 'closed'];
  };
  const findings = (item: KnownIncident) =>
    item.claims.filter((claim) => claim.kind === 'finding').map((claim) => claim.claimant);

  test('on the evening of 28 October Barda’s toll is 21 killed and 60 to 70 wounded', () => {
    const barda = at('barda-2020-10-28', '2020-10-28');
    expect(range(barda, 'killed')).toEqual([21, 21, 'closed']);
    expect(range(barda, 'wounded')).toEqual([60, 70, 'closed']);
  });

  test('on the evening of 28 October neither Amnesty nor Human Rights Watch had found anything at Barda', () => {
    const claimants = at('barda-2020-10-28', '2020-10-28').claims.map((claim) => claim.claimant);
    expect(claimants).not.toContain('Amnesty International');
    expect(claimants).not.toContain('Human Rights Watch');
    expect(findings(at('barda-2020-10-28', '2020-10-28'))).toEqual([]);
  });

  test('on 31 October the findings of Amnesty and Human Rights Watch at Barda are there', () => {
    expect(findings(at('barda-2020-10-28', '2020-10-31'))).toEqual([
      'Amnesty International',
      'Human Rights Watch',
    ]);
  });

  test('Barda’s latest toll is 20 to 21 killed and 60 to 83 wounded', () => {
    const barda = at('barda-2020-10-28', 'latest');
    expect(range(barda, 'killed')).toEqual([20, 21, 'closed']);
    expect(range(barda, 'wounded')).toEqual([60, 83, 'closed']);
  });

  test.each([
    ['2020-10-27', [4, 4, 'closed'], [13, 13, 'closed']],
    ['2020-10-28', [5, 5, 'closed'], [13, 13, 'closed']],
    ['latest', [5, 5, 'closed'], [13, 14, 'closed']],
  ])('Garayusifli’s toll as known on %s is %j killed and %j wounded', (known, killed, wounded) => {
    const item = at('garayusifli-2020-10-27', known);
    expect([range(item, 'killed'), range(item, 'wounded')]).toEqual([killed, wounded]);
  });

  test('Ganja’s latest toll of 17 October is 15 to 21 killed', () => {
    expect(range(at('ganja-2020-10-17', 'latest'), 'killed')).toEqual([15, 21, 'closed']);
  });
});

describe('the shipped record, as known on any evening', () => {
  test.each(['2020-10-10', '2020-10-28', '2020-11-10'])(
    'on %s no text is cited that came out later',
    (known) => {
      const late = knownAt(createModel(parseRecord(readRecordFiles()).rows), known).incidents.flatMap(
        ({ claims }) =>
          claims.flatMap((claim) =>
            claim.sources
              .filter(({ published }) => published !== null && firstDayOf(published) > known)
              .map(({ id }) => `${claim.id} ${id}`),
          ),
      );
      expect(late).toEqual([]);
    },
  );
});
