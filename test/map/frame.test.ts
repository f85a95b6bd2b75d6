import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { MercatorCoordinate } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import {
  OPENING,
  ORIGIN,
  REACH,
  UNITS,
  boundsAround,
  frameOf,
  groundWidth,
  pathThrough,
  project,
  toUnits,
  viewBox,
  type Bounds,
  type Point,
} from '../../src/map/frame.ts';
import { DARK, LIGHT, type Theme } from '../../src/map/theme.ts';
import { kmBetween } from '../../src/map/accuracy.ts';
import type { Place, Position } from '../../src/record/model.ts';
import { shipped } from '../page.ts';

const lng = fc.double({ min: REACH[0], max: REACH[2], noNaN: true });
const lat = fc.double({ min: REACH[1], max: REACH[3], noNaN: true });
const position = fc.tuple(lng, lat);
const whole = fc.integer({ min: -9999, max: 9999 });

describe('the projection', () => {
  // The Mercator northing of a latitude, in degrees; the square of the world ends at 85.05°.
  it.each([
    [0, 0],
    [40, -43.7115],
    [40.64, -44.5509],
    [85.0511288, -180],
  ])('puts latitude %d at the height that Web Mercator gives it', (degrees, y) => {
    expect(project([46.6, degrees])[0]).toBe(46.6);
    expect(project([46.6, degrees])[1]).toBeCloseTo(y, 4);
  });

  it('is the one of MapLibre: a place falls on the same spot of both', () => {
    fc.assert(
      fc.property(position, (at) => {
        const { x, y } = MercatorCoordinate.fromLngLat([...at]);
        expect(project(at)[0]).toBeCloseTo(x * 360 - 180, 9);
        expect(project(at)[1]).toBeCloseTo(y * 360 - 180, 9);
      }),
    );
  });

  it('makes a km as wide as a km is at 40° north', () => {
    const at = (id: string, there: Position): Place => ({ id, position: there, names: { en: id } });
    const km = kmBetween(at('a', [46, 40]), at('b', [47, 40]));
    // turf's earth is a ball of 6371 km, MapLibre's one of 6378 km.
    expect(groundWidth(km)).toBeCloseTo(1, 2);
    expect(groundWidth(12)).toBeCloseTo(groundWidth(3) * 4, 9);
  });
});

describe('a frame', () => {
  it('goes from the north-west corner of its bounds to the south-east one', () => {
    fc.assert(
      fc.property(position, position, ([x1, y1], [x2, y2]) => {
        const bounds: Bounds = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
        const { x, y, width, height } = frameOf(bounds);
        expect([x, y]).toEqual(project([bounds[0], bounds[3]]));
        expect([x + width, y + height]).toEqual([
          expect.closeTo(bounds[2], 9),
          expect.closeTo(project([bounds[2], bounds[1]])[1], 9),
        ]);
        expect(width >= 0 && height >= 0).toBe(true);
      }),
    );
  });

  it('of all that the map reaches begins at the origin of the drawing', () => {
    expect(toUnits([REACH[0], REACH[3]]).map(Math.abs)).toEqual([0, 0]);
    expect(viewBox(frameOf(REACH))).toMatch(/^-?0\.0 -?0\.0 4400\.0 /);
    expect(toUnits([REACH[0] + 1, REACH[3]])[0]).toBeCloseTo(UNITS, 9);
  });

  it('is written as left, top, width and height in units of the drawing', () => {
    const frame = frameOf(OPENING);
    const [left = 0, top = 0, width = 0, height = 0] = viewBox(frame).split(' ').map(Number);
    const [x, y] = toUnits([OPENING[0], OPENING[3]]);
    const [right, bottom] = toUnits([OPENING[2], OPENING[1]]);
    expect([left, top]).toEqual([expect.closeTo(x, 0), expect.closeTo(y, 0)]);
    expect([left + width, top + height]).toEqual([expect.closeTo(right, 0), expect.closeTo(bottom, 0)]);
    expect(frame.x).toBeGreaterThan(ORIGIN.x);
  });
});

describe('the box around some places', () => {
  it('holds each of them, with its middle in the middle of theirs', () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 8 }), (places) => {
        const [west, south, east, north] = boundsAround(places)!;
        const [lngs, lats] = [places.map(([x]) => x), places.map(([, y]) => y)];
        expect(Math.min(...lngs)).toBeGreaterThanOrEqual(west);
        expect(Math.max(...lngs)).toBeLessThanOrEqual(east);
        expect(Math.min(...lats)).toBeGreaterThanOrEqual(south);
        expect(Math.max(...lats)).toBeLessThanOrEqual(north);
        expect(west + east).toBeCloseTo(Math.min(...lngs) + Math.max(...lngs), 9);
        expect(south + north).toBeCloseTo(Math.min(...lats) + Math.max(...lats), 9);
      }),
    );
  });

  it('is as large as a district even around one place, and no larger than needed around far ones', () => {
    const close = (...bounds: number[]) => bounds.map((value): unknown => expect.closeTo(value, 9));
    expect(boundsAround([[47, 40]])).toEqual(close(46.75, 39.8, 47.25, 40.2));
    expect(
      boundsAround([
        [46, 39],
        [48, 41],
      ]),
    ).toEqual([46, 39, 48, 41]);
    expect(
      boundsAround([
        [46, 40],
        [48, 40],
      ]),
    ).toEqual(close(46, 39.8, 48, 40.2));
  });

  it('is nothing around no place', () => {
    expect(boundsAround([])).toBeUndefined();
  });
});

/** The points of a path, and whether it closes, as a browser reads it. */
function readPath(d: string): { points: Point[]; closed: boolean } {
  const read = /^M(?<start>[^a-z]+)l(?<steps>[^a-z]+)(?<end>z?)$/.exec(d)?.groups;
  if (!read) throw new Error(`not a path of one move and its steps: ${d}`);
  const numbers = (list = '') => (list.match(/-?\d+/g) ?? []).map(Number);
  let [x = 0, y = 0] = numbers(read['start']);
  const points: Point[] = [[x, y]];
  const steps = numbers(read['steps']);
  for (let i = 0; i + 1 < steps.length; i += 2) {
    x += steps[i] ?? 0;
    y += steps[i + 1] ?? 0;
    points.push([x, y]);
  }
  return { points, closed: read['end'] === 'z' };
}

describe('a path', () => {
  const wholePoints = fc.array(fc.tuple(whole, whole), { maxLength: 30 });
  const points = fc.array(
    fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true })),
    { maxLength: 30 },
  );
  const rounded = (list: readonly Point[]) =>
    list
      .map(([x, y]) => [Math.round(x) + 0, Math.round(y) + 0] as const)
      .filter(([x, y], i, all) => i === 0 || x !== all[i - 1]?.[0] || y !== all[i - 1]?.[1]);

  it.each([
    ['far apart', wholePoints],
    ['close together', points],
  ])('leads through the very points that it was made from, in whole units (%s)', (_, list) => {
    fc.assert(
      fc.property(list, fc.boolean(), (through, closed) => {
        const expected = rounded(through);
        const d = pathThrough(through, closed);
        if (expected.length < 2) expect(d).toBe('');
        else expect(readPath(d)).toEqual({ points: expected, closed });
      }),
    );
  });

  it('of one point, of none, or of points that fall together is empty', () => {
    const lists: Point[][] = [[], [[3, 4]], [[3, 4], [3.2, 3.9], [2.9, 4.1]]]; // prettier-ignore
    expect(lists.flatMap((list) => [pathThrough(list), pathThrough(list, true)])).toEqual(
      lists.flatMap(() => ['', '']),
    );
  });

  it('spares every sign that it can', () => {
    expect(pathThrough([[1, 2], [0, 1], [5, 4], [5, 0]], true)).toBe('M1 2l-1-1 5 3 0-4z'); // prettier-ignore
  });
});

/** The values of custom properties: of the page as it opens, or of its dark theme. */
function valuesIn(css: string): ReadonlyMap<string, string> {
  return new Map(
    [...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe('the stylesheet', () => {
  it('gives the opening view the shape of its bounds, so that the page is right before any script', () => {
    const css = readFileSync('src/style/map.css', 'utf8');
    const ratios = [...css.matchAll(/--ratio:\s*([\d.]+);/g)].map(([, value]) => Number(value));
    const { width, height } = frameOf(OPENING);
    expect(ratios).toEqual([Number((width / height).toFixed(4))]);
  });

  const [light = '', dark = ''] = readFileSync('src/style/tokens.css', 'utf8').split(
    '@media (prefers-color-scheme: dark)',
  );
  it.each<[string, string, Theme]>([
    ['light', light, LIGHT],
    ['dark', dark, DARK],
  ])('has the colours of the zoomable map for ground and symbols in the %s theme', (_, css, theme) => {
    const values = valuesIn(css);
    const inBoth = {
      water: 'water',
      land: 'land',
      district: 'district',
      border: 'border',
      oblast: 'oblast',
      band: 'band',
      bandSecond: 'band-second',
      core: 'core',
      ink: 'ink',
      paper: 'paper',
      killed: 'killed',
      killedRange: 'killed-soft',
      onKilled: 'on-killed',
    } as const satisfies Partial<Record<keyof Theme, string>>;
    const names = Object.keys(inBoth) as (keyof typeof inBoth)[];
    expect(Object.fromEntries(names.map((name) => [name, values.get(inBoth[name])]))).toEqual(
      Object.fromEntries(names.map((name) => [name, theme[name]])),
    );
  });

  it('colours everything in the picture with a value that it has', () => {
    const used = [...readFileSync('src/style/map.css', 'utf8').matchAll(/var\(--([\w-]+)\)/g)];
    const known = new Set([...valuesIn(light).keys(), 'ratio']);
    expect(used.flatMap(([, name = '']) => (known.has(name) ? [] : [name]))).toEqual([]);
  });
});

it('the opening view holds Barda, Garayusifli, and the places that it is said to reach from and to', () => {
  const [west, south, east, north] = OPENING;
  const outside = ['barda', 'garayusifli', 'tartar', 'shusha'].filter((id) => {
    const place = [...shipped().places.values()].find((other) => other.id.startsWith(id));
    if (!place) throw new Error(`unknown place: ${id}`);
    const [x, y] = place.position;
    return x <= west || x >= east || y <= south || y >= north;
  });
  expect(outside).toEqual([]);
});
