import { readFileSync } from 'node:fs';
import type { Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { drawBackdrop } from '../../src/map/backdrop.ts';
import { unpackBasemap } from '../../src/map/basemap.ts';
import { REACH, UNITS, frameOf, groundWidth, pathThrough, toUnits, viewBox } from '../../src/map/frame.ts';
import type { Line } from '../../src/record/model.ts';
import { all, one, page, shipped } from '../page.ts';

const FILE = readFileSync('geo/basemap/basemap.topojson', 'utf8');
const topology = () => JSON.parse(FILE) as Topology;
const { lines } = shipped();

const drawn = (basemap = topology(), through: readonly Line[] = lines) => {
  const { root, document } = page();
  root.append(drawBackdrop(document, basemap, through));
  return root;
};
const BACKDROP = drawn();
const classes = all(BACKDROP, 'path').map((path) => path.getAttribute('class') ?? '');
const width = (selector: string) => Number(one(BACKDROP, selector).getAttribute('stroke-width'));
const line = (primary: boolean): Line => {
  const found = lines.find((each) => each.primary === primary);
  if (!found) throw new Error(`no line with primary: ${primary}`);
  return found;
};

describe('the ground of the picture', () => {
  it('is the same each time it is drawn, and leaves the basemap as it was', () => {
    const basemap = topology();
    expect(drawn(basemap).innerHTML).toBe(BACKDROP.innerHTML);
    expect(basemap).toEqual(topology());
  });

  it('has water, borders, districts and both versions of the line, each drawn and none empty', () => {
    expect(classes.toSorted()).toEqual(
      [
        'sea',
        'lakes',
        'rivers',
        'districtLines',
        'borders',
        'oblast',
        'band first',
        'band second',
        'core first',
        'core second',
      ].toSorted(),
    );
    const broken = all(BACKDROP, 'path').filter(
      (path) => !/^(?:M[-\d ]+l[-\d ]+z?)+$/.test(path.getAttribute('d') ?? ''),
    );
    expect(broken.map((path) => path.getAttribute('class'))).toEqual([]);
  });

  it('draws the bands beneath all borders, the lines above them, and the second version beneath the first', () => {
    const at = (name: string) => classes.indexOf(name);
    expect(Math.max(at('band first'), at('band second'))).toBeLessThan(
      Math.min(at('districtLines'), at('borders'), at('oblast')),
    );
    expect(Math.min(at('core first'), at('core second'))).toBeGreaterThan(
      Math.max(at('districtLines'), at('borders'), at('oblast')),
    );
    expect([at('band second') < at('band first'), at('core second') < at('core first')]).toEqual([
      true,
      true,
    ]);
  });

  it('draws each version of the line through the positions of the record', () => {
    for (const [name, primary] of [
      ['first', true],
      ['second', false],
    ] as const) {
      const d = pathThrough(line(primary).path.map(toUnits));
      for (const kind of ['band', 'core'])
        expect(one(BACKDROP, `.${kind}.${name}`).getAttribute('d')).toBe(d);
    }
  });

  it('draws each band as wide as its error to both sides', () => {
    expect(line(true).accuracyKm).toBeLessThan(line(false).accuracyKm);
    expect(width('.band.first')).toBeCloseTo(groundWidth(line(true).accuracyKm * 2) * UNITS, 1);
    expect(width('.band.first') / width('.band.second')).toBeCloseTo(
      line(true).accuracyKm / line(false).accuracyKm,
      2,
    );
  });

  it('bends only where the basemap does: each of its points is one of the basemap’s', () => {
    const basemap = unpackBasemap(topology());
    const numbers = (name: string) => JSON.stringify(basemap[name]).matchAll(/\[(-?[\d.]+),(-?[\d.]+)\]/g);
    for (const name of ['sea', 'lakes', 'borders', 'districtLines', 'oblast']) {
      const known = new Set(
        [...numbers(name)].map(([, lng, lat]) =>
          toUnits([Number(lng), Number(lat)])
            .map(Math.round)
            .join(),
        ),
      );
      const points = pointsOf(one(BACKDROP, `.${name}`).getAttribute('d') ?? '');
      expect(points.length, name).toBeGreaterThan(20);
      expect(points.filter((point) => !known.has(point.join()))).toEqual([]);
    }
  });

  it('closes what is an area and leaves open what is a line', () => {
    const parts = (name: string) => (one(BACKDROP, `.${name}`).getAttribute('d') ?? '').split(/(?=M)/);
    const open = (name: string) => parts(name).filter((part) => !part.endsWith('z')).length;
    expect(['sea', 'lakes'].map(open)).toEqual([0, 0]);
    for (const name of ['rivers', 'borders', 'districtLines'])
      expect(open(name), name).toBe(parts(name).length);
  });

  it('stays within the reach of the map', () => {
    const { width: right, height: bottom } = frameOf(REACH);
    const outside = all(BACKDROP, '.sea, .borders, .districtLines, .oblast, .rivers, .lakes').flatMap(
      (path) =>
        pointsOf(path.getAttribute('d') ?? '')
          .filter(([x, y]) => x < 0 || y < 0 || x > right * UNITS || y > bottom * UNITS)
          .map((point) => `${path.getAttribute('class')}: ${point.join()}`),
    );
    expect(outside).toEqual([]);
    expect(one(BACKDROP, '.backdrop').getAttribute('viewBox')).toBe(viewBox(frameOf(REACH)));
  });

  it('draws the great rivers only', () => {
    const { rivers } = topology().objects;
    const every = rivers?.type === 'GeometryCollection' ? rivers.geometries : [];
    const great = every.filter(({ properties }) => (properties as { rank?: number }).rank === 1);
    expect(great.length).toBeLessThan(every.length);
    const only = { ...topology().objects, rivers: { type: 'GeometryCollection', geometries: great } };
    const path = (basemap: Topology) => one(drawn(basemap), '.rivers').getAttribute('d');
    expect(path({ ...topology(), objects: only } as Topology)).toBe(path(topology()));
  });

  it('says nothing to ears, which have the list of places beside it', () => {
    expect(one(BACKDROP, '.backdrop').getAttribute('aria-hidden')).toBe('true');
  });

  it('weighs at most 20 kB as text', () => {
    expect(BACKDROP.innerHTML.length).toBeLessThan(20_000);
  });
});

describe('a basemap that cannot be drawn', () => {
  it.each<[string, (whole: Topology) => unknown, string]>([
    [
      'without its borders',
      ({ objects: { borders: _gone, ...objects }, ...rest }) => ({ ...rest, objects }),
      'borders',
    ],
    ['that is not quantised', ({ transform: _gone, ...rest }) => rest, 'transform'],
    [
      'with towns for its rivers',
      (whole) => ({ ...whole, objects: { ...whole.objects, rivers: points } }),
      'Point',
    ],
  ])('%s is refused with what is wrong with it', (_, spoil, message) => {
    expect(() => drawn(spoil(topology()) as Topology)).toThrow(message);
  });
});

const points = {
  type: 'GeometryCollection',
  geometries: [{ type: 'Point', coordinates: [5, 5], properties: { rank: 1 } }],
};

/** Every point of a path of relative steps. */
function pointsOf(d: string): [number, number][] {
  return d.split(/(?=M)/).flatMap((part) => {
    let [x, y] = [0, 0];
    const numbers = (part.match(/-?\d+/g) ?? []).map(Number);
    return numbers.flatMap((step, i): [number, number][] => {
      if (i % 2 === 0) {
        x += step;
        return [];
      }
      y += step;
      return [[x, y]];
    });
  });
}
