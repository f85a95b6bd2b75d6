import { describe, expect, it } from 'vitest';
import { symbolRadius } from '../../src/map/features.ts';
import { chosenFeatures, chosenPlaces } from '../../src/map/selection.ts';
import type { Show } from '../../src/record/days.ts';
import type { Model } from '../../src/record/model.ts';
import type { Day } from '../../src/time.ts';
import { chosenDays, knownItem, made } from '../page.ts';

const model = made([
  { id: 'before', on: '2020-10-01', claims: [{ killed: 7 }] },
  { id: 'first', claims: [{ killed: 20 }] },
  { id: 'second', claims: [{ killed: 3 }] },
  { id: 'span', on: ['2020-10-27', '2020-10-30'], at: ['tartar'], claims: [{ killed: 5 }] },
]);

function radii(chosen: string, { show = 'day', of = model }: { show?: Show; of?: Model } = {}) {
  const { selection } = chosenDays(of, '2020-10-28', { show });
  const { features } = chosenFeatures({ selection, chosen: knownItem(of, chosen), distances: [] });
  return features.map(({ properties }) => properties?.['radius'] as unknown);
}

describe('the ring around the chosen incident', () => {
  it('lies around the symbol of its place, which all incidents counted there make', () => {
    expect(radii('first')).toEqual([symbolRadius(23)]);
    expect(radii('first', { show: 'upto' })).toEqual([symbolRadius(30)]);
  });

  it('is as large as its own figure where nothing is counted at its place', () => {
    expect(radii('span')).toEqual([symbolRadius(5)]);
  });

  it('is around nothing when nothing is chosen', () => {
    const { selection } = chosenDays(model, '2020-10-28');
    expect(chosenFeatures({ selection, chosen: null, distances: [] }).features).toEqual([]);
  });
});

describe('the places of the chosen days', () => {
  const placesOn = (day: Day, show: Show) =>
    chosenPlaces(chosenDays(model, day, { show })).map(({ id }) => id);

  it('are each named once, those of a span of days too', () => {
    expect(placesOn('2020-10-28', 'day').toSorted()).toEqual(['barda', 'tartar']);
    expect(placesOn('2020-10-29', 'day')).toEqual(['tartar']);
  });

  it('stay in “up to this day”, and none comes before its day', () => {
    expect(placesOn('2020-10-26', 'upto')).toEqual(['barda']);
    expect(placesOn('2020-11-10', 'upto').toSorted()).toEqual(['barda', 'tartar']);
  });
});
