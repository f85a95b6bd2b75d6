import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SORTABLE, createSorter, rowsOf, type Row, type Sort } from '../../src/panel/rows.ts';
import { select, type Selection } from '../../src/record/days.ts';
import { knownAt, type Known, type KnownRecord } from '../../src/record/known.ts';
import type { Model } from '../../src/record/model.ts';
import { WAR, addDays, daysOf } from '../../src/time.ts';
import { made, recordAt, shipped } from '../page.ts';

const ids = (rows: Iterable<Row>) => [...rows].map(({ claim }) => claim.id);

/** More claims than fit into a block of the order, on days in and around the war. */
const models: fc.Arbitrary<Model> = fc
  .array(
    fc.record({
      first: fc.integer({ min: -2, max: 46 }),
      length: fc.constantFrom(0, 0, 0, 2, 60),
      claims: fc.array(fc.record({ killed: fc.nat(5), claimant: fc.constantFrom('a', 'b', 'c') }), {
        minLength: 1,
        maxLength: 60,
      }),
    }),
    { minLength: 5, maxLength: 25 },
  )
  .map((list) =>
    made(
      list.map(({ first, length, claims }, i) => {
        const start = addDays(WAR[0], first);
        return { id: `i${i}`, on: [start, addDays(start, length)] as const, claims };
      }),
    ),
  );
const sorts: fc.Arbitrary<Sort> = fc.record(
  {
    column: fc.constantFrom(...SORTABLE),
    down: fc.boolean(),
    behind: fc.constantFrom('killed' as const),
  },
  { requiredKeys: ['column', 'down'] },
);
const choice = fc.record({
  day: fc.constantFrom(...daysOf(WAR)),
  show: fc.constantFrom('day' as const, 'upto' as const),
});

it('a sorted step of the day has exactly the claims of the chosen days', () => {
  fc.assert(
    fc.property(models, sorts, fc.array(choice, { minLength: 4, maxLength: 4 }), (model, sort, choices) => {
      const record = knownAt(model, 'latest');
      const inOrder = createSorter();
      for (const { day, show } of choices) {
        const selection = select(record, day, show);
        const found = ids(inOrder(selection, sort));
        expect(found.toSorted()).toEqual(ids(rowsOf(selection)).toSorted());
        expect(found).toHaveLength(selection.claims);
      }
    }),
    { numRuns: 60 },
  );
});

it('a sorted step of the day keeps the order of the column, and after it the latest day first', () => {
  fc.assert(
    fc.property(models, fc.boolean(), choice, (model, down, { day, show }) => {
      const selection = select(knownAt(model, 'latest'), day, show);
      const rows = [...createSorter()(selection, { column: 'claimant', down })];
      const key = ({ claim, item }: Row) => [claim.claimant, item.incident.extent[1]] as const;
      for (const [i, row] of rows.entries()) {
        const before = rows[i - 1];
        if (!before || key(before)[0] === key(row)[0]) continue;
        expect(key(before)[0] < key(row)[0]).toBe(!down);
      }
      const dated = rows.filter(({ item }) => selection.tally.items.includes(item));
      for (const [i, row] of dated.entries()) {
        const before = dated[i - 1];
        if (before && key(before)[0] === key(row)[0]) expect(key(before)[1] >= key(row)[1]).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

it('an order made for the latest record shows on an evening nothing that was said later', () => {
  const inOrder = createSorter();
  const sort: Sort = { column: 'claimant', down: false };
  const rowsAt = (known: Known) => ids(inOrder(select(recordAt(shipped(), known), WAR[1], 'upto'), sort));
  expect(rowsAt('latest')).toHaveLength(341);
  const evening = select(recordAt(shipped(), '2020-10-28'), WAR[1], 'upto');
  expect(rowsAt('2020-10-28').toSorted()).toEqual(ids(rowsOf(evening)).toSorted());
});

it('the claims that set an end of a range come before all others, the largest of them first', () => {
  const selection = select(recordAt(shipped()), '2020-10-28', 'upto');
  const rows = [...createSorter()(selection, { column: 'killed', down: true, behind: 'killed' })];
  const sets = ({ item, claim }: Row) =>
    [...(item.toll.killed?.lowBy ?? []), ...(item.toll.killed?.highBy ?? [])].some(
      ({ id }) => id === claim.id,
    );
  const setting = rows.filter(sets);
  expect(rows.slice(0, setting.length)).toEqual(setting);
  const figures = setting.map(({ claim }) => ('killed' in claim ? claim.killed?.min : undefined));
  expect(figures).toEqual(figures.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
  expect(figures.length).toBeGreaterThan(20);
});

it('rows are taken only as far as they are asked for', () => {
  let looked = 0;
  const record: KnownRecord = knownAt(
    made(Array.from({ length: 400 }, (_, i) => ({ id: `i${i}`, claims: [{}] }))),
    'latest',
  );
  for (const item of record.incidents) {
    const { claims } = item;
    Object.defineProperty(item, 'claims', {
      get() {
        looked++;
        return claims;
      },
    });
  }
  const selection: Selection = select(record, '2020-10-28', 'upto');
  const rows = rowsOf(selection);
  for (let i = 0; i < 60; i++) rows.next();
  expect(looked).toBe(60);
});
