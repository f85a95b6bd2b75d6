import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISTRICT_RADIUS_KM, distanceRange, distanceToLine, radiusKm, ring } from '../../src/map/accuracy.ts';
import type { Line, Place, Position, Spot } from '../../src/record/model.ts';
import { shipped } from '../page.ts';

/** On a sphere of turf's radius, by another way than turf's. */
function kmBetween([lng1, lat1]: Position, [lng2, lat2]: Position): number {
  const rad = Math.PI / 180;
  const half = (a: number, b: number) => Math.sin(((b - a) * rad) / 2) ** 2;
  const h = half(lat1, lat2) + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * half(lng1, lng2);
  return 2 * 6371.0088 * Math.asin(Math.sqrt(h));
}

function placeOf(id: string): Place {
  const place = shipped().places.get(id);
  if (!place) throw new Error(`unknown place: ${id}`);
  return place;
}

function lineOf(id: string): Line {
  const line = shipped().lines.find((candidate) => candidate.id === id);
  if (!line) throw new Error(`unknown line: ${id}`);
  return line;
}

const spot = (id: string, accuracy: Spot['accuracy'] = 'settlement'): Spot => ({
  place: placeOf(id),
  accuracy,
});

describe('the way from Barda to the line of contact', () => {
  it.each([
    ['compiled', 19.5],
    ['natural-earth-1994', 16.8],
  ])('is on the line "%s" %d km long, give or take 0.2', (id, km) => {
    expect(Math.abs(distanceToLine(placeOf('barda'), lineOf(id)).km - km)).toBeLessThanOrEqual(0.2);
  });

  it('is told as about 17 to 20 km', () => {
    const range = distanceRange(spot('barda'), shipped().lines);
    expect([range?.low, range?.high].map((km) => Math.round(km ?? 0))).toEqual([17, 20]);
  });

  it('ends at the nearest point: no corner of the line lies nearer', () => {
    for (const line of shipped().lines) {
      const { km, nearest } = distanceToLine(placeOf('barda'), line);
      const { position } = placeOf('barda');
      expect(kmBetween(position, nearest)).toBeCloseTo(km, 2);
      expect(Math.min(...line.path.map((corner) => kmBetween(position, corner)))).toBeGreaterThanOrEqual(
        km - 0.01,
      );
    }
  });
});

describe('a distance range', () => {
  const east = (lng: number, approximate?: Place['approximate']): Spot => ({
    place: { id: 'x', position: [lng, 40], names: { en: 'X' }, approximate },
    accuracy: approximate ? 'approximate' : 'settlement',
  });
  const meridian: Line = { ...lineOf('compiled'), path: [[46, 39], [46, 41]] }; // prettier-ignore

  it('of Garayusifli is widened by the 12 km within which it lies, and begins at 0', () => {
    const range = distanceRange(spot('garayusifli', 'approximate'), shipped().lines);
    expect(range?.low).toBe(0);
    expect(range?.high).toBeCloseTo(Math.max(...(range?.to ?? []).map(({ km }) => km)) + 12, 9);
  });

  it('is widened to both sides', () => {
    const range = distanceRange(east(47, { radiusKm: 12, basis: 'made up' }), [meridian]);
    expect(range?.low).toBeCloseTo((range?.to[0]?.km ?? 0) - 12, 9);
    expect((range?.high ?? 0) - (range?.low ?? 0)).toBeCloseTo(24, 9);
  });

  it('never begins below 0 km, and never ends before it begins', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 45, max: 47, noNaN: true }),
        fc.integer({ min: 0, max: 200 }),
        (lng, km) => {
          const range = distanceRange(east(lng, { radiusKm: km, basis: 'made up' }), [meridian]);
          expect(range?.low).toBeGreaterThanOrEqual(0);
          expect(range?.high).toBeGreaterThanOrEqual(range?.low ?? Infinity);
        },
      ),
    );
  });
});

it('a place of which only the district is known may lie 20 km off, a named town 0 km', () => {
  expect([radiusKm(spot('barda', 'district')), radiusKm(spot('barda'))]).toEqual([DISTRICT_RADIUS_KM, 0]);
  expect(DISTRICT_RADIUS_KM).toBe(20);
});

it('a ring runs everywhere at its radius around the position', () => {
  const centre: Position = [47.04, 40.31];
  const off = ring(centre, 12)
    .geometry.coordinates.flat()
    .map(([lng = 0, lat = 0]) => kmBetween(centre, [lng, lat]));
  expect(Math.max(...off.map((km) => Math.abs(km - 12)))).toBeLessThan(0.01);
});
