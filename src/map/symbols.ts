/** The symbols: reported strikes, their names and figures, circles of accuracy, what is chosen. Pure. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { MAP_SOURCES, REGULAR, SEMIBOLD, is } from './names.ts';
import type { Theme } from './theme.ts';

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

/** Where a place may lie: Garayusifli always, the chosen incident's districts while it is chosen. */
export function circleLayers(theme: Theme): LayerSpecification[] {
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

export function selectionLayers(theme: Theme): LayerSpecification[] {
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

export function placeLayers(
  theme: Theme,
  approximate: string,
  lineName: LayerSpecification,
): LayerSpecification[] {
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
