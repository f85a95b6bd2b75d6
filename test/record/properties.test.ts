/** What holds for every record, not only for the shipped one. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { select } from '../../src/record/days.ts';
import { knownAt, type Known, type KnownRecord } from '../../src/record/known.ts';
import { createModel, type Model } from '../../src/record/model.ts';
import { MEASURES, parseRecord } from '../../src/record/parse.ts';
import type { ClaimRow, IncidentRow } from '../../src/record/schema.ts';
import { counts, type Toll } from '../../src/record/toll.ts';
import { WAR, addDays, daysOf } from '../../src/time.ts';
import { denial, filesOf, finding, incident, rowsOf, toll } from './make.ts';

const NAMES = ['mill', 'ford', 'tower'] as const;
const SOME_DAYS = ['2020-10-10', '2020-10-11', '2020-10-12', '2020-10-30'] as const;

const figure = fc.option(
  fc.record({ min: fc.nat(9), more: fc.option(fc.nat(5), { freq: 3 }) }).map(({ min, more }) => ({
    min,
    max: more === null ? null : min + more,
  })),
  { freq: 3 },
);
const mark = fc.constantFrom({}, {}, {}, { part: true as const }, { weak: true as const });

interface Said {
  about: (typeof NAMES)[number];
  row: (id: string) => ClaimRow;
  /** How many claims further down to look for the one that replaces it; the door drops what does not fit. */
  replaced: { killed: number; wounded: number };
}
const said: fc.Arbitrary<Said> = fc.record({
  about: fc.constantFrom(...NAMES),
  row: fc
    .record({
      kind: fc.constantFrom('toll', 'toll', 'finding', 'denial'),
      claimant: fc.constantFrom('the miller', 'the office', 'a newsroom'),
      reported: fc.constantFrom(...SOME_DAYS, ...SOME_DAYS, '2020-10', '2020', null),
      killed: figure,
      wounded: figure,
      mark,
    })
    .map(({ kind, claimant, reported, killed, wounded, mark: marks }) => (id: string): ClaimRow => {
      if (kind === 'denial') return denial(id, { claimant, reported });
      const make = kind === 'toll' ? toll : finding;
      return make(id, { claimant, reported, killed, wounded, ...marks });
    }),
  replaced: fc.record({ killed: fc.nat(6), wounded: fc.nat(6) }),
});

const incidents: fc.Arbitrary<IncidentRow[]> = fc
  .tuple(
    ...NAMES.map(() =>
      fc.record({
        first: fc.nat(44),
        length: fc.constantFrom(0, 0, 1, 3, 60),
        control: fc.constantFrom('AZ' as const, 'NK' as const, 'AM' as const),
      }),
    ),
  )
  .map((spans) =>
    spans.map(({ first, length, control }, i) => {
      const start = addDays(WAR[0], first);
      const end = addDays(start, length);
      return incident(NAMES[i], { extent: [start, end < WAR[1] ? end : WAR[1]], control });
    }),
  );

function rowsFrom(list: readonly Said[]): ClaimRow[] {
  const rows = list.map(({ about, row }, i) => row(`${about}/${i + 1}`));
  return rows.map((row, i) => {
    if (row.kind === 'denial' || row.kind === 'comment') return row;
    const { killed, wounded } = list[i]?.replaced ?? { killed: 0, wounded: 0 };
    const ahead = (steps: number) => (steps === 0 ? undefined : rows[i + steps]?.id);
    return { ...row, replacedBy: { killed: ahead(killed), wounded: ahead(wounded) } };
  });
}

/** Through the door, which drops the replacements that do not fit. */
const modelFrom = (claims: ClaimRow[], places?: IncidentRow[]): Model =>
  createModel(
    parseRecord(filesOf(rowsOf({ claims, incidents: places ?? NAMES.map((name) => incident(name)) }))).rows,
  );

const claims = fc.array(said, { maxLength: 14 });
const known: fc.Arbitrary<Known> = fc.constantFrom(...SOME_DAYS, '2020-10-31', '2020-12-31', 'latest');

/** What a reader sees of a toll, without the claims behind it. */
const figuresOf = (made: Toll | undefined) =>
  MEASURES.map((measure) => {
    const range = made?.[measure];
    return range ? [range.low, range.high, range.open] : null;
  });
const seen = (record: KnownRecord) =>
  record.incidents.map((item) => [
    item.incident.id,
    item.claims.map((claim) => claim.id),
    figuresOf(item.toll),
  ]);

test('the generator makes what the properties are about', () => {
  const models = fc.sample(claims, { numRuns: 200, seed: 1 }).map((list) => modelFrom(rowsFrom(list)));
  const all = models.flatMap((model) => model.incidents.flatMap((one) => one.claims));
  expect(all.some((claim) => counts(claim, 'killed') && claim.replacedBy.killed !== undefined)).toBe(true);
  expect(all.some((claim) => counts(claim, 'killed') && claim.killed?.max === null)).toBe(true);
});

test('a low never exceeds its high', () => {
  fc.assert(
    fc.property(claims, known, (list, when) => {
      for (const { toll: found } of knownAt(modelFrom(rowsFrom(list)), when).incidents) {
        for (const measure of MEASURES) {
          const range = found[measure];
          if (range) expect(range.low).toBeLessThanOrEqual(range.high);
        }
      }
    }),
  );
});

test('what is seen on an evening is what would be seen if nothing had ever been said later', () => {
  fc.assert(
    fc.property(claims, known, (list, when) => {
      const rows = rowsFrom(list);
      const model = modelFrom(rows);
      const later = new Set(
        model.incidents.flatMap((one) =>
          when === 'latest'
            ? []
            : one.claims.filter((claim) => claim.knownFrom > when).map((claim) => claim.id),
        ),
      );
      const earlier = modelFrom(rows.filter((row) => !later.has(row.id)));
      expect(seen(knownAt(model, when))).toEqual(seen(knownAt(earlier, 'latest')));
    }),
  );
});

test('moving “known on” forward never loses a claim', () => {
  const order: Known[] = [...SOME_DAYS, '2020-10-31', '2020-12-31', 'latest'];
  fc.assert(
    fc.property(claims, (list) => {
      const model = modelFrom(rowsFrom(list));
      let before: string[] = [];
      for (const when of order) {
        const now = knownAt(model, when).incidents.flatMap((item) => item.claims.map((claim) => claim.id));
        expect(now).toEqual(expect.arrayContaining(before));
        before = now;
      }
    }),
  );
});

test('a claim more about one incident never changes the toll of another', () => {
  fc.assert(
    fc.property(claims, said, known, (list, more, when) => {
      const before = knownAt(modelFrom(rowsFrom(list)), when);
      const after = knownAt(modelFrom(rowsFrom([...list, more])), when);
      for (const name of NAMES.filter((other) => other !== more.about))
        expect(figuresOf(after.incident.get(name)?.toll)).toEqual(figuresOf(before.incident.get(name)?.toll));
    }),
  );
});

test('an end of a range is always a figure that somebody gave: unknown never becomes zero', () => {
  fc.assert(
    fc.property(claims, known, (list, when) => {
      for (const item of knownAt(modelFrom(rowsFrom(list)), when).incidents) {
        for (const measure of MEASURES) {
          const given = item.claims.flatMap((claim) =>
            counts(claim, measure) ? (claim[measure] ?? []) : [],
          );
          const range = item.toll[measure];
          if (given.length === 0) expect(range).toBeNull();
          if (!range) continue;
          expect(given.map(({ min }) => min)).toContain(range.low);
          expect(given.map(({ min, max }) => max ?? min)).toContain(range.high);
        }
      }
    }),
  );
});

test('the sums of a day are the sums over its incidents', () => {
  fc.assert(
    fc.property(claims, incidents, known, (list, places, when) => {
      for (const { all } of knownAt(modelFrom(rowsFrom(list), places), when).days) {
        for (const measure of MEASURES) {
          const ranges = all.items.flatMap((item) => item.toll[measure] ?? []);
          const add = (end: 'low' | 'high') => ranges.reduce((total, range) => total + range[end], 0);
          if (ranges.length === 0) expect(all[measure]).toBeNull();
          else expect(all[measure]).toMatchObject({ low: add('low'), high: add('high') });
        }
      }
    }),
  );
});

test('the dated incidents of all days and the spans beside them are all incidents, each once', () => {
  fc.assert(
    fc.property(claims, incidents, (list, places) => {
      const record = knownAt(modelFrom(rowsFrom(list), places), 'latest');
      const dated = record.days.flatMap((day) => day.all.items);
      const spans = new Set(record.days.flatMap((day) => day.spans));
      const found = [...dated, ...spans].map((item) => item.incident.id);
      expect(found.toSorted()).toEqual([...record.incident.keys()].toSorted());
    }),
  );
});

test('up to the last day every known incident is counted, in one half or the other', () => {
  fc.assert(
    fc.property(claims, incidents, (list, places) => {
      const record = knownAt(modelFrom(rowsFrom(list), places), 'latest');
      const { tally, spans } = select(record, WAR[1], 'upto');
      expect(tally.items).toEqual(record.incidents);
      expect(spans).toEqual([]);
    }),
  );
});

test('an incident is never counted and shown faintly at once', () => {
  fc.assert(
    fc.property(
      claims,
      incidents,
      fc.constantFrom(...daysOf(WAR)),
      fc.constantFrom('day' as const, 'upto' as const),
      (list, places, day, show) => {
        const { tally, spans } = select(knownAt(modelFrom(rowsFrom(list), places), 'latest'), day, show);
        expect(tally.items.filter((item) => spans.includes(item))).toEqual([]);
      },
    ),
  );
});
