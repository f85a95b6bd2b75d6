import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { Basemap } from './layers.ts';

/** Unpacks the basemap's TopoJSON, object by object. */
export function unpackBasemap(topology: Topology): Basemap {
  return Object.fromEntries(Object.entries(topology.objects).map(([name, object]) => [name, feature(topology, object)]));
}
