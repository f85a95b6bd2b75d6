/** A choice of days against the slow way: for every record, every day and both ways to choose, the same answer. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  holds,
  latestFirst,
  select,
  shownAt,
  standing,
  type Selection,
  type Show,
} from '../../src/record/days.ts';
import { itemsAt, knownAt, type KnownIncident, type KnownRecord } from '../../src/record/known.ts';
import { createModel } from '../../src/record/model.ts';
import type { Measure } from '../../src/record/parse.ts';
import type { Figure } from '../../src/record/schema.ts';
import { tollOf } from '../../src/record/toll.ts';
import { WAR, addDays, daysOf, type Day } from '../../src/time.ts';
import { denial, incident, modelOf, people, place, rowsOf, toll } from './make.ts';

const PLACES = ['mill-hill', 'ford-bank', 'tower-rock', 'empty-field'] as const;
const SHOWS: readonly Show[] = ['day', 'upto'];
const EVERY = daysOf(WAR).flatMap((day) => SHOWS.map((show) => ({ day, show })));

const figure: fc.Arbitrary<Figure | null> = fc.option(
  fc.record({ min: fc.nat(9), max: fc.option(fc.integer({ min: 9, max: 12 })) }),
);
/** Some begin before the war or end after it, some lie wholly outside. */
const some = fc.record({
  first: fc.oneof(fc.integer({ min: -4, max: 46 }), fc.constantFrom(9, 10)),
  length: fc.constantFrom(0, 0, 0, 1, 3, 60),
  at: fc.subarray([...PLACES].slice(0, 3)),
  twice: fc.boolean(),
  killed: figure,
  wounded: figure,
  denials: fc.nat(2),
});
const records: fc.Arbitrary<KnownRecord> = fc.array(some, { maxLength: 24 }).map((list) => {
  const model = createModel(
    rowsOf({
      places: PLACES.map((id) => place(id)),
      incidents: list.map(({ first, length, at, twice }, i) => {
        const start = addDays(WAR[0], first);
        const spots = twice ? [...at, ...at.slice(0, 1)] : at;
        return incident(`i${i}`, {
          extent: [start, addDays(start, length)],
          at: spots.map((id) => ({ place: id, accuracy: 'settlement' })),
        });
      }),
      claims: list.flatMap(({ killed, wounded, denials }, i) => [
        toll(`i${i}/1`, { killed, wounded, reported: '2020-10-10' }),
        ...Array.from({ length: denials }, (_, n) => denial(`i${i}/${n + 2}`, { reported: '2020-10-10' })),
      ]),
    }),
  );
  return knownAt(model, 'latest');
});

const isAt = (item: KnownIncident, id: string) => item.incident.at.some((spot) => spot.place.id === id);

/** One filter over all incidents for every question. */
function slowly(record: KnownRecord, day: Day, show: Show) {
  const those = (kind: 'counted' | 'faint') =>
    record.incidents.filter((item) => standing(item.incident.extent, day, show) === kind);
  const [items, spans] = [those('counted'), those('faint')];
  const sum = (measure: Measure) => {
    const ranges = items.flatMap((item) => item.toll[measure] ?? []);
    const add = (end: 'low' | 'high') => ranges.reduce((total, range) => total + range[end], 0);
    const of = items.filter((item) => item.toll[measure]).map((item) => item.incident);
    return ranges.length === 0
      ? null
      : { low: add('low'), high: add('high'), open: ranges.some((range) => range.open), of };
  };
  const all = [...items, ...spans];
  return {
    tally: {
      items,
      size: items.length,
      killed: sum('killed'),
      wounded: sum('wounded'),
      withoutFigure: items.filter((item) => !item.toll.killed && !item.toll.wounded).length,
      claims: items.flatMap((item) => item.claims).length,
    },
    spans,
    places: PLACES.filter((id) => all.some((item) => isAt(item, id))),
    claims: all.flatMap((item) => item.claims).length,
  };
}

/** On every day of every record, in both ways to choose. */
const always = (check: (selection: Selection, record: KnownRecord) => void) =>
  fc.assert(
    fc.property(records, fc.shuffledSubarray(EVERY, { minLength: 12, maxLength: 12 }), (record, choices) => {
      for (const { day, show } of choices) check(select(record, day, show), record);
    }),
  );

describe('whatever the record, the day and the way to choose', () => {
  test('sums, spans, places and claims are those of all incidents, taken one by one', () => {
    always(({ day, show, tally, spans, places, claims }, record) => {
      const found = {
        tally,
        spans,
        places: PLACES.filter((id) => places.some((one) => one.id === id)),
        claims,
      };
      expect(found).toEqual(slowly(record, day, show));
      expect(new Set(places).size).toBe(places.length);
    });
  });

  test('an incident is held exactly if it is in a list of the selection', () => {
    always((selection, record) => {
      const listed = new Set([...selection.tally.items, ...selection.spans]);
      for (const item of record.incidents) expect(holds(selection, item.incident.id)).toBe(listed.has(item));
    });
  });

  test('the incidents of a place are those of the lists that lie there, the counted ones first', () => {
    always((selection) => {
      for (const id of PLACES) {
        const listed = [...selection.tally.items, ...selection.spans].filter((item) => isAt(item, id));
        expect(shownAt(selection, id)).toEqual(listed);
      }
    });
  });

  test('the latest day first leaves nobody out and keeps the record’s order within a day', () => {
    always((selection) => {
      const last = (item: KnownIncident) => item.incident.extent[1];
      const sorted = selection.tally.items.toSorted((a, b) => last(b).localeCompare(last(a)));
      expect([...latestFirst(selection)]).toEqual(sorted);
    });
  });
});

test('asked again, a choice is the very same object; of another record it is not', () => {
  const model = modelOf();
  const [latest, evening] = [knownAt(model, 'latest'), knownAt(model, '2020-10-30')];
  for (const { day, show } of EVERY) {
    const once = select(latest, day, show);
    expect(select(latest, day, show)).toBe(once);
    expect([once.day, once.show, once.known]).toEqual([day, show, 'latest']);
    expect(select(evening, day, show)).not.toBe(once);
  }
});

test('an incident of which nothing had been said by then is not held on its day', () => {
  const model = modelOf({ claims: [toll('mill/1', { reported: '2020-10-11' })] });
  const heldAs = (known: Day) => holds(select(knownAt(model, known), '2020-10-10', 'day'), 'mill');
  expect([heldAs('2020-10-10'), heldAs('2020-10-11')]).toEqual([false, true]);
});

test('the incidents at several places come each once and in the record’s order', () => {
  fc.assert(
    fc.property(records, fc.subarray([...PLACES]), (record, ids) => {
      const places = ids.flatMap((id) => record.at.get(id)?.place ?? []);
      expect(itemsAt(record, places)).toEqual(
        record.incidents.filter((item) => ids.some((id) => isAt(item, id))),
      );
    }),
  );
});

test('a toll of 150,000 claimants is a toll like any other', () => {
  const [claim] = knownAt(modelOf(), 'latest').incident.get('mill')?.claims ?? [];
  if (claim?.kind !== 'toll') throw new Error('the mill has no toll');
  const claims = Array.from({ length: 150_000 }, (_, i) => ({
    ...claim,
    id: `mill/${i + 1}`,
    claimant: `miller ${i}`,
    killed: people(i),
  }));
  expect(tollOf(claims).killed).toMatchObject({ low: 0, high: 149_999, open: false });
});

test('a step at 5,000 incidents looks at the toll of none of them', () => {
  let looked = 0;
  const rows = Array.from({ length: 5_000 }, (_, i) => `i${i}`);
  const model = createModel(
    rowsOf({
      incidents: rows.map((id, i) => {
        const day = addDays(WAR[0], i % 45);
        return incident(id, { extent: [day, day] });
      }),
      claims: rows.map((id) => toll(`${id}/1`, { killed: people(1) })),
    }),
  );
  const record = knownAt(model, 'latest');
  for (const item of record.incidents) {
    const { toll: found } = item;
    Object.defineProperty(item, 'toll', {
      get() {
        looked++;
        return found;
      },
    });
  }
  const sums = EVERY.map(({ day, show }) => select(record, day, show).tally.killed?.high);
  expect([looked, sums.at(-2), sums.at(-1)]).toEqual([0, 111, 5_000]);
});
