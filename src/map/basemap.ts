import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { Basemap } from './layers.ts';

/**
 * Unpacks the basemap's TopoJSON, object by object. The file winds its rings as d3-geo wants them (clockwise);
 * GeoJSON wants the outer ones counterclockwise (RFC 7946), so each is turned round.
 */
export function unpackBasemap(topology: Topology): Basemap {
  return Object.fromEntries(
    Object.entries(topology.objects).map(([name, object]) => [name, rewind(feature(topology, object))]),
  );
}

function rewind(
  geojson: GeoJSON.Feature | GeoJSON.FeatureCollection,
): GeoJSON.Feature | GeoJSON.FeatureCollection {
  const features = geojson.type === 'FeatureCollection' ? geojson.features : [geojson];
  for (const { geometry } of features) {
    if (geometry.type === 'Polygon') for (const ring of geometry.coordinates) ring.reverse();
    if (geometry.type === 'MultiPolygon') for (const ring of geometry.coordinates.flat()) ring.reverse();
  }
  return geojson;
}
