import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANCHORS,
  countedToll,
  placeFeatures,
  placeToll,
  symbolRadius,
  type PlaceFeature,
  type PlaceProperties,
} from '../../src/map/features.ts';
import { select, standing as rule, type Show } from '../../src/record/days.ts';
import { knownAt, type KnownIncident, type KnownRecord } from '../../src/record/known.ts';
import { createModel, dayIndex, type Model } from '../../src/record/model.ts';
import { rangeShort } from '../../src/text/format.ts';
import { WAR, addDays, daysOf, type Day } from '../../src/time.ts';
import { made, recordAt, shipped, type MadeIncident } from '../page.ts';
import { incident as incidentRow, place as placeRow, rowsOf, toll } from '../record/make.ts';

const SHOWS: readonly Show[] = ['day', 'upto'];
const RECORDS: readonly KnownRecord[] = [recordAt(shipped(), 'latest'), recordAt(shipped(), '2020-10-28')];

const featuresAt = (model: Model, record = recordAt(model, 'latest')) =>
  placeFeatures(record, model.places.values());

/** What the map's filters leave of the features on the chosen days. */
const standing = (features: readonly PlaceFeature[], day: Day, show: Show): PlaceProperties[] =>
  features
    .map(({ properties }) => properties)
    .filter((p) => p.show === show && p.from <= dayIndex(day) && dayIndex(day) <= p.to);

const kindsAt = (model: Model, place: string, day: Day, show: Show) =>
  standing(featuresAt(model), day, show).flatMap((p) => (p.place === place ? [p.kind] : []));

describe('the toll of a place', () => {
  const tollAt = (place: string, ...incidents: MadeIncident[]) =>
    placeToll(place, recordAt(made(incidents), 'latest').incidents);
  const twoPlaces = { id: 'both', at: ['barda', 'tartar'], claims: [{ killed: 5 }] };

  it('adds the lows and the highs of the incidents there', () => {
    const first = { id: 'one', claims: [{ killed: 20 }, { claimant: 'Another', killed: 21 }] };
    const second = { id: 'two', claims: [{ killed: 3 }] };
    expect(tollAt('barda', first, second)).toMatchObject({ low: 23, high: 24, open: false });
  });

  it.each(['barda', 'tartar'])('of a figure that nobody divided may be none or all of it in %s', (place) => {
    expect(tollAt(place, twoPlaces)).toEqual({ low: 0, high: 5, open: false, hasFigure: true });
  });

  it('is the whole figure at the one place that a source names', () => {
    expect(tollAt('barda', { ...twoPlaces, tollAt: 'barda' })).toMatchObject({ low: 5, high: 5 });
  });

  it('is unknown at a place of which a source says that the dead were elsewhere', () => {
    expect(tollAt('tartar', { ...twoPlaces, tollAt: 'barda' })).toMatchObject({ high: 0, hasFigure: false });
  });

  it('is unknown, not zero, where nobody gave a figure', () => {
    expect(tollAt('barda', { id: 'one', claims: [{}] })).toMatchObject({ hasFigure: false });
    expect(tollAt('barda', { id: 'one', claims: [{ killed: 0 }] })).toMatchObject({ hasFigure: true });
  });
});

describe('the features of the shipped record', () => {
  it('show each place either struck or quiet, never both, on every day and in both ways to choose days', () => {
    const wrong = RECORDS.flatMap((record) => {
      const features = featuresAt(shipped(), record);
      return daysOf(WAR).flatMap((day) =>
        SHOWS.flatMap((show) => {
          const seen = new Map<string, number>();
          for (const { place, kind } of standing(features, day, show))
            if (kind !== 'span') seen.set(place, (seen.get(place) ?? 0) + 1);
          return [...shipped().places.keys()]
            .filter((place) => seen.get(place) !== 1)
            .map((place) => `${day} ${show} ${place}: ${seen.get(place) ?? 0}`);
        }),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('answer for every day at once: the filters leave exactly the places and tolls of that day', () => {
    for (const record of RECORDS) {
      const features = featuresAt(shipped(), record);
      for (const day of daysOf(WAR)) {
        for (const show of SHOWS) {
          const { tally, spans } = select(record, day, show);
          const here = (items: typeof spans, place: string) =>
            items.filter(({ incident }) => incident.at.some((spot) => spot.place.id === place));
          const shown = standing(features, day, show);
          const expected = [...shipped().places.keys()].flatMap((place) => [
            ...(here(tally.items, place).length > 0
              ? [
                  `${place} strike ${symbolRadius(
                    placeToll(
                      place,
                      tally.items.filter((item) => here([item], place).length > 0),
                    ).high,
                  )}`,
                ]
              : [`${place} quiet ${symbolRadius(0)}`]),
            ...(here(spans, place).length > 0
              ? [`${place} span ${symbolRadius(placeToll(place, here(spans, place)).high)}`]
              : []),
          ]);
          const found = shown.map(({ place, kind, radius }) => `${place} ${kind} ${radius}`);
          expect(found.toSorted(), `${record.known}, ${show} ${day}`).toEqual(expected.toSorted());
        }
      }
    }
  });

  it('label Barda and Garayusifli on every day', () => {
    const features = featuresAt(shipped());
    const anchors = daysOf(WAR).map((day) =>
      standing(features, day, 'day')
        .filter(({ anchor, kind }) => anchor && kind !== 'span')
        .map(({ place }) => place)
        .toSorted(),
    );
    expect(anchors).toEqual(daysOf(WAR).map(() => [...ANCHORS].toSorted()));
  });

  it('call Garayusifli approximate even on days without a strike there', () => {
    const there = featuresAt(shipped()).filter(({ properties }) => properties.place === 'garayusifli');
    expect(new Set(there.map(({ properties }) => properties.accuracy))).toEqual(new Set(['approximate']));
  });
});

describe('an incident of which only a span of days is known', () => {
  const span = made([{ id: 'span', on: ['2020-10-05', '2020-10-07'], claims: [{ killed: 2 }] }]);
  const days = ['2020-10-04', '2020-10-05', '2020-10-06', '2020-10-07', '2020-10-08'];

  it('stands faintly on every day of its span, and is a strike of none', () => {
    expect(days.map((day) => kindsAt(span, 'barda', day, 'day').toSorted())).toEqual([
      ['quiet'],
      ['quiet', 'span'],
      ['quiet', 'span'],
      ['quiet', 'span'],
      ['quiet'],
    ]);
  });

  it('becomes a strike in "up to this day" only when its span is over', () => {
    expect(days.map((day) => kindsAt(span, 'barda', day, 'upto').toSorted())).toEqual([
      ['quiet'],
      ['quiet', 'span'],
      ['quiet', 'span'],
      ['strike'],
      ['strike'],
    ]);
  });
});

describe('whatever the record', () => {
  const IDS = ['mill-hill', 'ford-bank', 'barda'] as const;
  const one = fc.record({
    first: fc.oneof(fc.integer({ min: -3, max: 46 }), fc.constantFrom(20, 21)),
    length: fc.constantFrom(0, 0, 0, 1, 2, 50),
    at: fc.subarray([...IDS], { minLength: 1 }),
    elsewhere: fc.boolean(),
    accuracy: fc.constantFrom('settlement' as const, 'district' as const),
    killed: fc.option(fc.record({ min: fc.nat(30), max: fc.option(fc.integer({ min: 30, max: 40 })) })),
  });
  const models = fc.array(one, { maxLength: 14 }).map((list) =>
    createModel(
      rowsOf({
        places: IDS.map((id) => placeRow(id)),
        incidents: list.map(({ first, length, at, elsewhere, accuracy }, i) => {
          const start = addDays(WAR[0], first);
          return incidentRow(`i${i}`, {
            extent: [start, addDays(start, length)],
            at: at.map((id) => ({ place: id, accuracy })),
            ...(elsewhere ? { tollAt: at[0] } : {}),
          });
        }),
        claims: list.map(({ killed }, i) => toll(`i${i}/1`, { killed })),
      }),
    ),
  );

  /** Day by day, from all incidents of the place. */
  function slowly(record: KnownRecord, place: string): Partial<PlaceProperties>[] {
    const here = record.incidents.filter(({ incident: { at } }) =>
      at.some((spot) => spot.place.id === place),
    );
    return SHOWS.flatMap((show) =>
      (['counted', 'faint'] as const).flatMap((kind) => {
        const runs: { from: number; to: number; items: readonly KnownIncident[] }[] = [];
        daysOf(WAR).forEach((day, i) => {
          const items = here.filter((item) => rule(item.incident.extent, day, show) === kind);
          const last = runs.at(-1);
          const same =
            last?.items.length === items.length && items.every((item, n) => item === last.items[n]);
          if (last && same) last.to = i;
          else runs.push({ from: i, to: i, items });
        });
        return runs.flatMap(({ from, to, items }): Partial<PlaceProperties>[] => {
          const { low, high, open, hasFigure } = placeToll(place, items);
          const spots = items.flatMap(({ incident: { at } }) => at.filter((spot) => spot.place.id === place));
          const kindOf = items.length === 0 ? 'quiet' : kind === 'faint' ? 'span' : 'strike';
          if (kindOf === 'quiet' && kind === 'faint') return [];
          return [
            {
              show,
              from,
              to,
              kind: kindOf,
              radius: symbolRadius(high),
              toll: !hasFigure ? 'none' : high === 0 && !open ? 'zero' : 'range',
              figure: hasFigure && high > 0 ? rangeShort({ low, high, open }) : '',
              accuracy:
                spots.length > 0 && spots.every(({ accuracy }) => accuracy === 'district')
                  ? 'district'
                  : 'settlement',
            },
          ];
        });
      }),
    );
  }

  it('has the same features as if every day were filtered from all incidents', () => {
    fc.assert(
      fc.property(models, (model) => {
        const record = knownAt(model, 'latest');
        const features = featuresAt(model, record);
        for (const id of IDS) {
          const key = ({ show, kind, from }: Partial<PlaceProperties>) => `${show} ${kind} ${from}`;
          const found = features.flatMap(({ properties }) => (properties.place === id ? [properties] : []));
          const expected = slowly(record, id);
          expect(found.map(key).toSorted()).toEqual(expected.map(key).toSorted());
          for (const feature of expected)
            expect(found.find((other) => key(other) === key(feature))).toMatchObject(feature);
        }
      }),
    );
  });

  it('counts at a place on a day what the incidents counted there make together', () => {
    fc.assert(
      fc.property(models, fc.constantFrom(...daysOf(WAR)), (model, day) => {
        const record = knownAt(model, 'latest');
        for (const show of SHOWS) {
          const selection = select(record, day, show);
          for (const id of IDS) {
            const here = selection.tally.items.filter(({ incident: { at } }) =>
              at.some((spot) => spot.place.id === id),
            );
            expect(countedToll(selection, id)).toEqual(here.length === 0 ? null : placeToll(id, here));
          }
        }
      }),
    );
  });
});

describe('the size of a symbol', () => {
  it('grows with the square root: four times the people, twice the radius', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10_000 }), (people) => {
        expect(symbolRadius(people * 4)).toBeCloseTo(symbolRadius(people) * 2, 9);
      }),
    );
  });

  it('of Barda, as known on the evening of 28 October, is that of 21 people', () => {
    const features = featuresAt(shipped(), recordAt(shipped(), '2020-10-28'));
    const barda = standing(features, '2020-10-28', 'day').filter(({ place }) => place === 'barda');
    expect(barda).toMatchObject([{ kind: 'strike', toll: 'range', figure: '21', radius: symbolRadius(21) }]);
  });
});
