import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { Basemap } from './layers.ts';

/**
 * Unpacks the basemap's TopoJSON, object by object. The file winds its rings as d3-geo wants them (clockwise);
 * GeoJSON wants the outer ones counterclockwise (RFC 7946), so each is turned round.
 */
export function unpackBasemap(topology: Topology): Basemap {
  const objects = Object.fromEntries(
    Object.entries(topology.objects).map(([name, object]) => [name, rewind(feature(topology, object))]),
  );
  const { countries } = objects;
  if (countries?.type !== 'FeatureCollection') return objects;
  return { ...objects, countryNames: { ...countries, features: countries.features.map(mainPart) } };
}

/** A country without its exclaves: its name stands once, on its largest part. */
function mainPart(country: GeoJSON.Feature): GeoJSON.Feature {
  const { geometry } = country;
  if (geometry.type !== 'MultiPolygon') return country;
  const points = (polygon: GeoJSON.Position[][]) => polygon[0]?.length ?? 0;
  const [largest = []] = geometry.coordinates.toSorted((a, b) => points(b) - points(a));
  return { ...country, geometry: { type: 'Polygon', coordinates: largest } };
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
