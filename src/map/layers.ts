/** The style: a pure function of a theme and of what to draw. No map, no DOM. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  FontFacesSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { Line } from '../record/model.ts';
import type { Theme } from './theme.ts';

export const REGULAR = 'Noto Sans Regular';
export const SEMIBOLD = 'Noto Sans SemiBold';

/** Names of the map's own sources. */
export const MAP_SOURCES = {
  places: 'places',
  selection: 'selection',
  circles: 'circles',
  lines: 'lines',
} as const;

export interface Basemap {
  /** GeoJSON of each of the basemap's objects, by name. */
  readonly [object: string]: GeoJSON.GeoJSON;
}

const EARTH_CIRCUMFERENCE_M = 40_075_016.686;
const TILE_PX = 512;
const LATITUDE = 40;

/** Pixels for so many metres at the latitude of the map, exact at every zoom. */
export function metres(value: number): ExpressionSpecification {
  const at = (zoom: number) =>
    (value * TILE_PX * 2 ** zoom) / (EARTH_CIRCUMFERENCE_M * Math.cos((LATITUDE * Math.PI) / 180));
  return ['interpolate', ['exponential', 2], ['zoom'], 4, at(4), 16, at(16)];
}

/** A transparent image of this radius in px, scaled to each symbol to keep labels off it. */
export const GUARD = 'guard';
export const GUARD_RADIUS = 10;

/** The dashed rings of "only the district is known", by radius in px. */
export const RING_RADII = [11, 15, 20, 28, 40] as const;
export const ringName = (radius: number) => `ring-${radius}`;

/** Stands only on the chosen days. */
const chosenDays: ExpressionSpecification = [
  'all',
  ['==', ['get', 'show'], ['global-state', 'show']],
  ['<=', ['get', 'from'], ['global-state', 'day']],
  ['>=', ['get', 'to'], ['global-state', 'day']],
];
const when = (...conditions: ExpressionSpecification[]): FilterSpecification => [
  'all',
  chosenDays,
  ...conditions,
];
const is = (property: string, value: string | boolean): ExpressionSpecification => [
  '==',
  ['get', property],
  value,
];

export function mapStyle(
  theme: Theme,
  basemap: Basemap,
  lines: readonly Line[],
  fonts: FontFacesSpecification,
  words: { readonly line: string; readonly approximate: string },
): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {};
  for (const [name, data] of Object.entries(basemap)) sources[`base-${name}`] = { type: 'geojson', data };
  const empty: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
  sources[MAP_SOURCES.lines] = { type: 'geojson', data: lineFeatures(lines, words.line) };
  for (const name of [MAP_SOURCES.places, MAP_SOURCES.selection, MAP_SOURCES.circles]) {
    sources[name] = { type: 'geojson', data: empty };
  }
  return {
    version: 8,
    name: 'Quiet atlas',
    'font-faces': fonts,
    state: { day: { default: 0 }, show: { default: 'day' }, bothLines: { default: false } },
    transition: { duration: 0, delay: 0 },
    sources,
    layers: [
      ...landLayers(theme),
      ...bandLayers(theme, lines),
      ...baseLayers(theme),
      ...coreLayers(theme, lines),
      ...circleLayers(theme),
      ...selectionLayers(theme),
      ...townLayers(theme),
      ...placeLayers(theme, words.approximate, lineLabel(theme)),
    ],
  };
}

function lineFeatures(lines: readonly Line[], label: string): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: lines.flatMap((line): GeoJSON.Feature[] => {
      const path: GeoJSON.Feature = {
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: line.path.map((p) => [...p]) },
        properties: { line: line.id, primary: line.primary },
      };
      // The name stands beside a straight part: bent along the corners it cannot be read.
      const at = line.path[Math.round(line.path.length * 0.68)];
      if (!line.primary || !at) return [path];
      return [
        path,
        {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [...at] },
          properties: { label, line: line.id, primary: true },
        },
      ];
    }),
  };
}

function landLayers(theme: Theme): LayerSpecification[] {
  return [
    { id: 'water', type: 'background', paint: { 'background-color': theme.water } },
    {
      id: 'land',
      type: 'fill',
      source: 'base-countries',
      paint: { 'fill-color': theme.land, 'fill-antialias': false },
    },
    {
      id: 'abroad',
      type: 'fill',
      source: 'base-countries',
      filter: ['!', ['in', ['get', 'iso'], ['literal', ['AZ', 'AM']]]],
      paint: { 'fill-color': theme.landAbroad },
    },
  ];
}

function baseLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: 'districts',
      type: 'line',
      source: 'base-districtLines',
      paint: { 'line-color': theme.district, 'line-width': 1 },
    },
    { id: 'lakes', type: 'fill', source: 'base-lakes', paint: { 'fill-color': theme.water } },
    {
      id: 'rivers',
      type: 'line',
      source: 'base-rivers',
      filter: ['any', ['==', ['get', 'rank'], 1], ['>=', ['zoom'], 7.5]],
      paint: {
        'line-color': theme.water,
        'line-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          6,
          1,
          10,
          ['case', ['==', ['get', 'rank'], 1], 2.4, 1.2],
        ],
      },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'base-borders',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': theme.border, 'line-width': 1.4 },
    },
    {
      id: 'oblast',
      type: 'line',
      source: 'base-oblast',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': theme.oblast, 'line-width': 1.6, 'line-dasharray': [0.1, 2.6] },
    },
  ];
}

const ofLine = (line: Line): FilterSpecification => [
  'all',
  is('line', line.id),
  ['!', ['has', 'label']],
  line.primary ? true : ['global-state', 'bothLines'],
];

/**
 * A band as wide as the line's error; the second version only when it is switched on. Opaque and beneath the
 * borders: a transparent band this wide darkens itself at every corner.
 */
function bandLayers(theme: Theme, lines: readonly Line[]): LayerSpecification[] {
  return lines.toReversed().map((line) => ({
    id: `band-${line.id}`,
    type: 'line',
    source: MAP_SOURCES.lines,
    filter: ofLine(line),
    layout: { 'line-cap': 'butt', 'line-join': 'round' },
    paint: {
      'line-color': line.primary ? theme.band : theme.bandSecond,
      'line-width': metres(line.accuracyKm * 2000),
    },
  }));
}

function coreLayers(theme: Theme, lines: readonly Line[]): LayerSpecification[] {
  return lines.toReversed().map((line) => ({
    id: `core-${line.id}`,
    type: 'line',
    source: MAP_SOURCES.lines,
    filter: ofLine(line),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': theme.core,
      'line-width': line.primary ? 1.6 : 1.2,
      'line-dasharray': line.primary ? [4, 2] : [1.5, 2],
    },
  }));
}

function lineLabel(theme: Theme): LayerSpecification {
  return {
    id: 'line-label',
    type: 'symbol',
    source: MAP_SOURCES.lines,
    filter: ['has', 'label'],
    layout: {
      'text-field': ['get', 'label'],
      'text-font': [REGULAR],
      'text-size': 12,
      'text-max-width': 11,
      'text-justify': 'auto',
      'text-variable-anchor': ['left', 'right'],
      'text-radial-offset': 1.6,
    },
    paint: { 'text-color': theme.core, 'text-halo-color': theme.land, 'text-halo-width': 1.6 },
  };
}

/** Where a place may lie: Garayusifli always, the chosen incident's districts while it is chosen. */
function circleLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: 'circle-fill',
      type: 'fill',
      source: MAP_SOURCES.circles,
      paint: { 'fill-color': theme.killed, 'fill-opacity': 0.05 },
    },
    {
      id: 'circle-line',
      type: 'line',
      source: MAP_SOURCES.circles,
      paint: {
        'line-color': theme.killed,
        'line-opacity': 0.65,
        'line-width': 1.1,
        'line-dasharray': [3, 3],
      },
    },
  ];
}

function selectionLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: 'shortest',
      type: 'line',
      source: MAP_SOURCES.selection,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': theme.ink, 'line-width': 1.2 },
    },
    {
      id: 'chosen',
      type: 'circle',
      source: MAP_SOURCES.selection,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['+', ['get', 'radius'], 5],
        'circle-color': 'transparent',
        'circle-stroke-color': theme.ink,
        'circle-stroke-width': 1.8,
      },
    },
  ];
}

function townLayers(theme: Theme): LayerSpecification[] {
  const label = { 'text-font': [REGULAR], 'text-size': 11.5 };
  return [
    {
      id: 'district-names',
      type: 'symbol',
      source: 'base-districts',
      minzoom: 9.6,
      filter: ['has', 'name'],
      layout: {
        'text-field': ['get', 'name'],
        ...label,
        'text-size': 11,
        'text-letter-spacing': 0.12,
        'symbol-sort-key': 900,
      },
      paint: { 'text-color': theme.border, 'text-halo-color': theme.land, 'text-halo-width': 1 },
    },
    {
      id: 'country-names',
      type: 'symbol',
      source: 'base-countries',
      maxzoom: 8,
      layout: {
        'text-field': ['upcase', ['get', 'name']],
        'text-font': [REGULAR],
        'text-size': 12,
        'text-letter-spacing': 0.2,
      },
      paint: { 'text-color': theme.border, 'text-halo-color': theme.land, 'text-halo-width': 1 },
    },
    {
      id: 'river-names',
      type: 'symbol',
      source: 'base-rivers',
      filter: ['has', 'name'],
      minzoom: 8,
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        ...label,
        'text-size': 11,
        'symbol-spacing': 420,
      },
      paint: { 'text-color': theme.quiet, 'text-halo-color': theme.land, 'text-halo-width': 1.4 },
    },
    {
      id: 'town-dots',
      type: 'circle',
      source: 'base-towns',
      filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 6.5, 2, 8, 3]],
      paint: { 'circle-radius': 1.6, 'circle-color': theme.quiet },
    },
    {
      id: 'town-names',
      type: 'symbol',
      source: 'base-towns',
      filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 6.5, 2, 8, 3]],
      layout: {
        'text-field': ['get', 'name'],
        ...label,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.5,
        'symbol-sort-key': ['+', 800, ['get', 'rank']],
      },
      paint: { 'text-color': theme.quiet, 'text-halo-color': theme.land, 'text-halo-width': 1.4 },
    },
  ];
}

/**
 * The larger symbols first, with all that belongs to them, then the smaller ones with a rim of paper: where Barda's and
 * Tartar's discs meet, Garayusifli's still stands out.
 */
const TIERS = [
  { name: 'large', holds: ['>=', ['get', 'radius'], 13] },
  { name: 'small', holds: ['<', ['get', 'radius'], 13] },
] as const satisfies readonly { name: string; holds: ExpressionSpecification }[];
type Tier = (typeof TIERS)[number];

/** The layers that a finger can hit. */
export const STRIKE_LAYERS = TIERS.map(({ name }) => `strikes-${name}`);

function strikeLayers(theme: Theme, { name, holds }: Tier): LayerSpecification[] {
  const source = MAP_SOURCES.places;
  const strike = is('kind', 'strike');
  const hollow: ExpressionSpecification = ['!=', ['get', 'toll'], 'range'];
  const layout = { 'circle-sort-key': ['-', 0, ['get', 'radius']] as ExpressionSpecification };
  return [
    {
      id: `halos-${name}`,
      type: 'circle',
      source,
      filter: when(strike, holds),
      layout,
      paint: { 'circle-radius': ['+', ['get', 'radius'], 2.6], 'circle-color': theme.land },
    },
    {
      // From the lowest to the highest figure: the whole disc in the lighter tone, the lowest figure upon it.
      id: `strikes-${name}`,
      type: 'circle',
      source,
      filter: when(strike, holds),
      layout,
      paint: {
        'circle-radius': ['get', 'radius'],
        'circle-color': ['case', hollow, theme.paper, theme.killedRange],
        'circle-stroke-color': theme.killed,
        'circle-stroke-width': ['case', hollow, 1.8, 1.2],
      },
    },
    {
      id: `strikes-low-${name}`,
      type: 'circle',
      source,
      filter: when(strike, holds, ['>', ['get', 'radiusLow'], 0]),
      layout,
      paint: { 'circle-radius': ['get', 'radiusLow'], 'circle-color': theme.killed },
    },
    {
      id: `strikes-zero-${name}`,
      type: 'circle',
      source,
      filter: when(strike, holds, is('toll', 'zero')),
      paint: { 'circle-radius': 1.8, 'circle-color': theme.killed },
    },
  ];
}

function placeLayers(theme: Theme, approximate: string, lineName: LayerSpecification): LayerSpecification[] {
  const source = MAP_SOURCES.places;
  const strike = is('kind', 'strike');
  const offset: ExpressionSpecification = ['/', ['+', ['case', strike, ['get', 'radius'], 2], 5], 13];
  const halo = { 'text-halo-color': theme.land, 'text-halo-width': 1.8 };
  const named: ExpressionSpecification = ['in', ['get', 'kind'], ['literal', ['strike', 'quiet']]];
  const anchorName = {
    type: 'symbol',
    source,
    layout: {
      'text-font': [SEMIBOLD] as string[],
      'text-size': 16,
      'text-allow-overlap': true,
      'symbol-sort-key': 0,
    },
    paint: { 'text-color': theme.ink, ...halo },
  } as const;
  return [
    {
      id: 'quiet-dots',
      type: 'circle',
      source,
      filter: when(is('kind', 'quiet'), ['!=', ['get', 'accuracy'], 'approximate']),
      paint: { 'circle-radius': 2, 'circle-color': theme.quiet },
    },
    {
      id: 'spans',
      type: 'circle',
      source,
      filter: when(is('kind', 'span')),
      paint: {
        'circle-radius': ['+', ['get', 'radius'], 3],
        'circle-color': theme.killed,
        'circle-opacity': 0.14,
        'circle-stroke-color': theme.killed,
        'circle-stroke-opacity': 0.4,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'district-rings',
      type: 'symbol',
      source,
      filter: when(strike, is('accuracy', 'district')),
      layout: {
        'icon-image': [
          'step',
          ['get', 'radius'],
          ringName(RING_RADII[0]),
          ...RING_RADII.slice(1).flatMap((radius, i) => [RING_RADII[i]! - 4, ringName(radius)]),
        ] as ExpressionSpecification,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    ...TIERS.flatMap((tier) => strikeLayers(theme, tier)),
    {
      id: 'figures',
      type: 'symbol',
      source,
      filter: when(strike, ['>=', ['get', 'radiusLow'], 15]),
      layout: {
        'text-field': ['get', 'figure'],
        'text-font': [SEMIBOLD],
        'text-size': 13,
        'text-allow-overlap': true,
        'symbol-sort-key': ['-', 0, ['get', 'radius']],
      },
      paint: {
        'text-color': theme.onKilled,
        'text-halo-color': theme.killed,
        'text-halo-width': 1,
      },
    },
    {
      id: 'quiet-names',
      type: 'symbol',
      source,
      filter: when(is('kind', 'quiet'), is('anchor', false)),
      minzoom: 7,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [REGULAR],
        'text-size': 11.5,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.5,
        'symbol-sort-key': 500,
      },
      paint: { 'text-color': theme.quiet, ...halo },
    },
    lineName,
    {
      id: 'strike-names',
      type: 'symbol',
      source,
      filter: when(strike, is('anchor', false)),
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [REGULAR],
        'text-size': 13,
        'text-max-width': 9,
        'text-justify': 'auto',
        'text-variable-anchor': [
          'left',
          'right',
          'bottom-left',
          'top-left',
          'bottom-right',
          'top-right',
          'top',
          'bottom',
        ],
        'text-radial-offset': offset,
        'symbol-sort-key': ['-', 100, ['get', 'radius']],
      },
      paint: { 'text-color': theme.ink, ...halo },
    },
    // Always there: these two places are what the map is about. Barda's name stands beside it, Garayusifli's below,
    // so that they cannot meet.
    {
      ...anchorName,
      id: 'anchor-names',
      filter: when(is('anchor', true), named, ['!=', ['get', 'accuracy'], 'approximate']),
      layout: {
        ...anchorName.layout,
        'text-field': ['get', 'name'],
        'text-variable-anchor': ['left', 'bottom-left', 'top', 'right'],
        'text-radial-offset': offset,
      },
    },
    {
      ...anchorName,
      id: 'approximate-names',
      filter: when(is('anchor', true), named, is('accuracy', 'approximate')),
      layout: {
        ...anchorName.layout,
        'text-field': [
          'format',
          ['get', 'name'],
          {},
          `\n${approximate}`,
          { 'font-scale': 0.75, 'text-font': ['literal', [REGULAR]] },
        ],
        'text-anchor': 'top-left',
        'text-justify': 'left',
        'text-offset': [0.2, 0.75],
      },
    },
    {
      // Circles take no part in the placing of labels. This invisible guard does, and it is placed first.
      id: 'guards',
      type: 'symbol',
      source,
      filter: when(strike),
      layout: {
        'icon-image': GUARD,
        'icon-size': ['/', ['get', 'radius'], GUARD_RADIUS],
        'icon-allow-overlap': true,
        'icon-padding': 1,
      },
    },
  ];
}
