import { readFileSync, readdirSync } from 'node:fs';
import {
  createPropertyExpression,
  featureFilter,
  type StylePropertySpecification,
  validateStyleMin,
} from '@maplibre/maplibre-gl-style-spec';
import * as fc from 'fast-check';
import type { FilterSpecification, FontFacesSpecification } from 'maplibre-gl';
import type { Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { unpackBasemap } from '../../src/map/basemap.ts';
import { placeFeatures } from '../../src/map/features.ts';
import { metres } from '../../src/map/ground.ts';
import { mapStyle } from '../../src/map/layers.ts';
import { REGULAR, SEMIBOLD } from '../../src/map/names.ts';
import { STRIKE_LAYERS } from '../../src/map/symbols.ts';
import { DARK, LIGHT, type Theme } from '../../src/map/theme.ts';
import { dayIndex } from '../../src/record/model.ts';
import { recordAt, shipped } from '../page.ts';

const BASEMAP = unpackBasemap(JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology);
const FONTS: FontFacesSpecification = {
  [REGULAR]: [{ url: 'fonts/regular.woff2' }],
  [SEMIBOLD]: [{ url: 'fonts/semibold.woff2' }],
};
const WORDS = { line: 'the line', approximate: 'somewhere here' };
const styleOf = (theme: Theme) => mapStyle(theme, BASEMAP, shipped().lines, FONTS, WORDS);
const THEMES = [
  ['light', LIGHT],
  ['dark', DARK],
] as const;

/** Every value anywhere below that has this key. */
function valuesOf(node: unknown, key: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(value, key),
  ]);
}

/** Every text anywhere below. */
function stringsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(stringsOf) : [];
}

const layerOf = (id: string) => {
  const layer = styleOf(LIGHT).layers.find((candidate) => candidate.id === id);
  if (!layer) throw new Error(`unknown layer: ${id}`);
  return layer;
};

describe('the style', () => {
  it.each(THEMES)('is valid in the %s theme', (_, theme) => {
    expect(validateStyleMin(styleOf(theme)).map(({ message }) => message)).toEqual([]);
  });

  it('would not be called valid with a layer that reads a source which is not there', () => {
    const { 'base-lakes': _, ...sources } = styleOf(LIGHT).sources;
    expect(validateStyleMin({ ...styleOf(LIGHT), sources })).not.toEqual([]);
  });

  it('is pure: the same theme, land and lines give the same style, and stay as they were', () => {
    const before = JSON.stringify([BASEMAP, shipped().lines, FONTS]);
    expect(styleOf(LIGHT)).toEqual(styleOf(LIGHT));
    expect(JSON.stringify([BASEMAP, shipped().lines, FONTS])).toBe(before);
  });

  it('writes every label in a font that it declares', () => {
    const style = styleOf(LIGHT);
    const declared = Object.keys(style['font-faces'] ?? {});
    const labels = style.layers.filter((layer) => valuesOf(layer, 'text-field').length > 0);
    const fonts = labels.map((layer) => [layer.id, valuesOf(layer, 'text-font')] as const);
    expect(fonts.filter(([, used]) => used.length === 0).map(([id]) => id)).toEqual([]);
    const used = fonts.flatMap(([, values]) => stringsOf(values)).filter((name) => name !== 'literal');
    expect(used.filter((name) => !declared.includes(name))).toEqual([]);
  });

  it('asks no other site for anything', () => {
    const style = { ...styleOf(LIGHT), sources: {} };
    expect(stringsOf(style).filter((value) => /^(?:\w+:)?\/\//.test(value))).toEqual([]);
    expect(Object.values(styleOf(LIGHT).sources).filter((source) => source.type !== 'geojson')).toEqual([]);
  });
});

describe('metres', () => {
  const pixelsAt = (metresWide: number, zoom: number): number => {
    const spec: StylePropertySpecification = {
      type: 'number',
      'property-type': 'data-driven',
      transition: true,
      expression: { interpolated: true, parameters: ['zoom'] },
    };
    const parsed = createPropertyExpression(metres(metresWide), 'a width', spec);
    if (parsed.result === 'error') throw new Error(parsed.value.map(({ message }) => message).join());
    return parsed.value.evaluate({ zoom }) as number;
  };
  /** Of the Web Mercator: the whole Equator is 512 px times two to the zoom. */
  const kmPerPixel = (zoom: number) => (40_075.016686 * Math.cos((40 * Math.PI) / 180)) / (512 * 2 ** zoom);

  it('is exact at every zoom between 5 and 12: 2 × 3 km at 40° north', () => {
    fc.assert(
      fc.property(fc.double({ min: 5, max: 12, noNaN: true }), (zoom) => {
        expect(pixelsAt(6000, zoom) * kmPerPixel(zoom)).toBeCloseTo(6, 6);
      }),
    );
  });

  it('makes each band of the line as wide as its error to both sides', () => {
    const widths = shipped().lines.map(({ id }) => valuesOf(layerOf(`band-${id}`), 'line-width'));
    expect(widths).toEqual(shipped().lines.map(({ accuracyKm }) => [metres(accuracyKm * 2 * 1000)]));
  });
});

describe('the filters', () => {
  const filterOf = (id: string, state: Record<string, unknown>) => {
    const [filter] = valuesOf(layerOf(id), 'filter') as FilterSpecification[];
    const compiled = featureFilter(filter, `layers.${id}.filter`, state);
    return (properties: object) => compiled.filter({ zoom: 8 }, { type: 1, properties: { ...properties } });
  };

  it('leave only the strikes of the chosen day, and move with the day alone', () => {
    const features = placeFeatures(recordAt(shipped(), 'latest'), shipped().places.values());
    const on = (day: string) => {
      // Each strike in exactly one of the two tiers.
      const tiers = STRIKE_LAYERS.map((id) => filterOf(id, { day: dayIndex(day), show: 'day' }));
      return features.flatMap(({ properties }) =>
        tiers.filter((passes) => passes(properties)).map(() => properties.place),
      );
    };
    expect(on('2020-10-28').filter((place) => place === 'barda')).toHaveLength(1);
    expect(on('2020-10-28')).toContain('shusha');
    expect(on('2020-10-28')).not.toContain('ganja');
    expect(on('2020-10-11')).toContain('ganja');
    expect(on('2020-10-11')).not.toContain('garayusifli');
  });

  it('draw the second version of the line only when it is switched on', () => {
    const drawn = (bothLines: boolean) =>
      shipped().lines.filter(({ id, primary }) =>
        filterOf(`band-${id}`, { bothLines })({ line: id, primary }),
      );
    expect(drawn(false).map(({ id }) => id)).toEqual(['compiled']);
    expect(drawn(true).map(({ id }) => id)).toEqual(['compiled', 'natural-earth-1994']);
  });
});

/** Hue in degrees, and chroma from 0 (grey) to 1. */
function tone(hex: string): { hue: number; chroma: number } {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const high = Math.max(r, g, b);
  const chroma = high - Math.min(r, g, b);
  if (chroma === 0) return { hue: 0, chroma };
  const sixth = high === r ? (g - b) / chroma : high === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
  return { hue: (sixth * 60 + 360) % 360, chroma };
}

/** Nearly grey, or a plum that stands in neither flag. */
function isCalm(hex: string): boolean {
  const { hue, chroma } = tone(hex);
  return chroma <= 0.15 || (hue >= 300 && hue <= 335 && chroma < 0.3);
}

describe('the colours', () => {
  it.each(THEMES)('of the %s theme are plum or nearly grey', (_, theme) => {
    expect(Object.entries(theme).filter(([, colour]) => !isCalm(colour))).toEqual([]);
  });

  it('of the page are plum or nearly grey', () => {
    const sheets = readdirSync('src/style').filter((file) => file.endsWith('.css'));
    const colours = sheets.flatMap(
      (file) => readFileSync(`src/style/${file}`, 'utf8').match(/#[\da-f]{6}\b/gi) ?? [],
    );
    expect(colours.length).toBeGreaterThan(20);
    expect(colours.filter((colour) => !isCalm(colour))).toEqual([]);
  });

  it('could not be those of the flags', () => {
    const flags = ['#00b5e2', '#ef3340', '#509e2f', '#d90012', '#0033a0', '#f2a800'];
    expect(flags.filter(isCalm)).toEqual([]);
  });

  it.each(THEMES)('of every layer are those of the %s theme', (_, theme) => {
    const used = styleOf(theme)
      .layers.flatMap((layer) => stringsOf(layer))
      .filter((s) => /^(?:#|rgb|hsl)/.test(s));
    expect(used.filter((colour) => !Object.values(theme).includes(colour))).toEqual([]);
  });
});
