/** What the layers have in common: the names of fonts and sources, and how a property is asked for. */
import type { ExpressionSpecification } from 'maplibre-gl';

export const REGULAR = 'Noto Sans Regular';
export const SEMIBOLD = 'Noto Sans SemiBold';

/** Names of the map's own sources. */
export const MAP_SOURCES = {
  places: 'places',
  selection: 'selection',
  circles: 'circles',
  lines: 'lines',
} as const;

export const is = (property: string, value: string | boolean): ExpressionSpecification => [
  '==',
  ['get', property],
  value,
];
