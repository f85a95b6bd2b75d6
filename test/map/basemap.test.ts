import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { unpackBasemap } from '../../src/map/basemap.ts';
import { REGION } from '../../src/record/schema.ts';
import { shipped } from '../page.ts';

const FILE = readFileSync('geo/basemap/basemap.topojson');
const topology = () => JSON.parse(FILE.toString()) as Topology;
const basemap = unpackBasemap(topology());

function featuresOf(name: string): GeoJSON.Feature[] {
  const object = basemap[name];
  if (object?.type === 'FeatureCollection') return object.features;
  return object?.type === 'Feature' ? [object] : [];
}

const polygonsOf = ({ geometry }: GeoJSON.Feature): GeoJSON.Position[][][] =>
  geometry.type === 'Polygon'
    ? [geometry.coordinates]
    : geometry.type === 'MultiPolygon'
      ? geometry.coordinates
      : [];

/** Twice the area, in square degrees; positive where the ring runs counterclockwise. */
const turn = (ring: readonly GeoJSON.Position[]) =>
  ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);

describe('the basemap', () => {
  it('weighs at most 120 kB when packed', () => {
    expect(gzipSync(FILE, { level: 9 }).length).toBeLessThanOrEqual(120_000);
  });

  it('has every object that its README lists', () => {
    const readme = readFileSync('geo/basemap/README.md', 'utf8');
    const listed = [...readme.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
    expect(listed.length).toBeGreaterThan(8);
    // `countryNames` is made from `countries` while unpacking.
    expect(Object.keys(basemap).toSorted()).toEqual([...listed, 'countryNames'].toSorted());
    expect(listed.filter((name) => featuresOf(name).length === 0)).toEqual([]);
  });

  it('is unpacked with outer rings counterclockwise and holes clockwise, as RFC 7946 asks', () => {
    const wrong = Object.keys(basemap).flatMap((name) =>
      featuresOf(name).flatMap((feature) =>
        polygonsOf(feature).flatMap((rings) =>
          rings.flatMap((ring, i) =>
            turn(ring) > 0 === (i === 0) ? [] : [`${name} ${feature.properties?.['name'] ?? ''} ring ${i}`],
          ),
        ),
      ),
    );
    expect(Object.keys(basemap).flatMap(featuresOf).flatMap(polygonsOf).length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('is unpacked alike each time: the file is left as it was', () => {
    const packed = topology();
    const first = JSON.stringify(unpackBasemap(packed));
    expect(JSON.stringify(unpackBasemap(packed))).toBe(first);
    expect(packed).toEqual(topology());
  });

  it('draws no town that the record draws too', () => {
    const places = [...shipped().places.values()];
    const twice = featuresOf('towns').flatMap(({ geometry, properties }) => {
      const [lng = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : [];
      const name = String(properties?.['name']);
      return places
        .filter(
          ({ names, position: [x, y] }) =>
            names.en.split(/[^\p{L} ]+/u).includes(name) || Math.hypot((x - lng) * 85, (y - lat) * 111) < 2,
        )
        .map(({ id }) => `${name} and ${id}`);
    });
    expect(twice).toEqual([]);
  });

  it('draws no border of fact: Barda and Stepanakert lie in the same country', () => {
    const countryOf = (id: string) => {
      const [x, y] = shipped().places.get(id)?.position ?? [0, 0];
      return featuresOf('countries').flatMap((feature) =>
        polygonsOf(feature).some((rings) => rings.filter((ring) => holds(ring, x, y)).length === 1)
          ? [feature.properties?.['iso'] as unknown]
          : [],
      );
    };
    expect([countryOf('barda'), countryOf('stepanakert-khankendi')]).toEqual([['AZ'], ['AZ']]);
  });

  it('fills the region in which the record lies and does not leave its box', () => {
    const numbers = Object.values(basemap).map((object) => JSON.stringify(object));
    const positions = numbers.flatMap((json) => [...json.matchAll(/\[(-?[\d.]+),(-?[\d.]+)\]/g)]);
    const [west, south, east, north] = REGION;
    const outside = positions.filter(
      ([, x, y]) =>
        Number(x) < west - 0.01 ||
        Number(x) > east + 0.01 ||
        Number(y) < south - 0.01 ||
        Number(y) > north + 0.01,
    );
    expect(positions.length).toBeGreaterThan(5000);
    expect(outside).toEqual([]);
  });
});

/** Does a ring go round a point? */
function holds(ring: readonly GeoJSON.Position[], x: number, y: number): boolean {
  let inside = false;
  ring.forEach(([x1 = 0, y1 = 0], i) => {
    const [x2 = 0, y2 = 0] = ring[(i + 1) % ring.length] ?? [];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

it('names each country once, on its largest part and not on an exclave', () => {
  const { countries, countryNames } = unpackBasemap(
    JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology,
  ) as Record<string, GeoJSON.FeatureCollection>;
  expect(countryNames?.features.map((f) => f.properties?.['name'])).toEqual(
    countries?.features.map((f) => f.properties?.['name']),
  );
  expect(countryNames?.features.map((f) => f.geometry.type)).not.toContain('MultiPolygon');
  const armenia = countryNames?.features.find((f) => f.properties?.['iso'] === 'AM');
  // From the Lori border to Meghri: the mainland, 41.3° to 38.8° N.
  if (armenia?.geometry.type !== 'Polygon') throw new Error('no Armenia');
  const lats = armenia.geometry.coordinates.flat().map(([, lat = 0]) => lat);
  expect(Math.max(...lats) - Math.min(...lats)).toBeGreaterThan(2);
});
