/** The style: a pure function of a theme and of what to draw. No map, no DOM. */
import type { FontFacesSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Line } from '../record/model.ts';
import { bandLayers, baseLayers, coreLayers, landLayers, lineLabel, townLayers } from './ground.ts';
import { MAP_SOURCES } from './names.ts';
import { circleLayers, placeLayers, selectionLayers } from './symbols.ts';
import type { Theme } from './theme.ts';

export interface Basemap {
  /** GeoJSON of each of the basemap's objects, by name. */
  readonly [object: string]: GeoJSON.GeoJSON;
}

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
