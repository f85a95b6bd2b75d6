/** The ground: land, water, borders, the line of contact, towns. Pure. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Line } from '../record/model.ts';
import { MAP_SOURCES, REGULAR, is } from './names.ts';
import type { Theme } from './theme.ts';

const EARTH_CIRCUMFERENCE_M = 40_075_016.686;
const TILE_PX = 512;
const LATITUDE = 40;

/** Pixels for so many metres at the latitude of the map, exact at every zoom. */
export function metres(value: number): ExpressionSpecification {
  const at = (zoom: number) =>
    (value * TILE_PX * 2 ** zoom) / (EARTH_CIRCUMFERENCE_M * Math.cos((LATITUDE * Math.PI) / 180));
  return ['interpolate', ['exponential', 2], ['zoom'], 4, at(4), 16, at(16)];
}

export function landLayers(theme: Theme): LayerSpecification[] {
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

export function baseLayers(theme: Theme): LayerSpecification[] {
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
export function bandLayers(theme: Theme, lines: readonly Line[]): LayerSpecification[] {
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

export function coreLayers(theme: Theme, lines: readonly Line[]): LayerSpecification[] {
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

export function lineLabel(theme: Theme): LayerSpecification {
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

export function townLayers(theme: Theme): LayerSpecification[] {
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
      source: 'base-countryNames',
      maxzoom: 7.2, // only where both countries are in sight
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
