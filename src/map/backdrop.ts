/**
 * The ground of the picture: water, borders, the line of contact, drawn once when the page is built. The browser keeps
 * what it finds and only moves its frame; neither the basemap nor this module travels for it.
 */
import { select } from 'd3';
import { feature } from 'topojson-client';
import { planarTriangleArea, presimplify, simplify } from 'topojson-simplify';
import type { Objects, Topology } from 'topojson-specification';
import type { Line } from '../record/model.ts';
import {
  ORIGIN,
  REACH,
  UNITS,
  frameOf,
  groundWidth,
  pathThrough,
  toUnits,
  viewBox,
  type Point,
} from './frame.ts';

/** Detail is kept where the opening view and its surroundings lie; beyond, a twentieth of it is enough for a picture. */
const DETAILED = frameOf([45.5, 39.4, 48.5, 40.95]);
const TOLERANCE = 1.8;
const FAR = 400;

export function drawBackdrop(doc: Document, basemap: Topology, lines: readonly Line[]): SVGSVGElement {
  const svg = select(doc.createElementNS('http://www.w3.org/2000/svg', 'svg'))
    .attr('class', 'backdrop')
    .attr('viewBox', viewBox(frameOf(REACH)))
    .attr('aria-hidden', 'true');
  const thin = simplified(basemap);
  const add = (name: string, d: string) => svg.append('path').attr('class', name).attr('d', d);
  const ground = (name: string, only?: (properties: Properties) => boolean) =>
    add(name, pathsOf(thin, name, only));
  const contact = (kind: 'band' | 'core') => {
    for (const line of lines.toReversed()) {
      const path = add(`${kind} ${line.primary ? 'first' : 'second'}`, pathThrough(line.path.map(toUnits)));
      if (kind === 'band') path.attr('stroke-width', (groundWidth(line.accuracyKm * 2) * UNITS).toFixed(1));
    }
  };
  ground('sea');
  contact('band');
  ground('districtLines');
  ground('lakes');
  ground('rivers', ({ rank }) => rank === 1);
  ground('borders');
  ground('oblast');
  contact('core');
  const node = svg.node();
  if (!node) throw new Error('no backdrop was drawn');
  return node;
}

type Properties = Readonly<Record<string, unknown>>;

function simplified(basemap: Topology): Topology {
  const { transform, ...rest } = basemap;
  if (!transform) throw new Error('the basemap is not quantised: transform is missing');
  const [[kx, ky], [dx, dy]] = [transform.scale, transform.translate];
  const arcs = basemap.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([stepX = 0, stepY = 0]): [number, number] => {
      [x, y] = [x + stepX, y + stepY];
      const [left, top] = toUnits([x * kx + dx, y * ky + dy]);
      return [left, top];
    });
  });
  const weight: typeof planarTriangleArea = (triangle) =>
    planarTriangleArea(triangle) / (isDetailed(triangle[1]) ? 1 : FAR);
  const weighed = presimplify({ ...rest, arcs } as Topology<Objects<object>>, weight);
  return simplify(weighed, TOLERANCE ** 2);
}

function isDetailed([x = 0, y = 0]: readonly number[]): boolean {
  const [left, top] = [x / UNITS + ORIGIN.x - DETAILED.x, y / UNITS + ORIGIN.y - DETAILED.y];
  return left > 0 && left < DETAILED.width && top > 0 && top < DETAILED.height;
}

function pathsOf(topology: Topology, name: string, only: (properties: Properties) => boolean = () => true) {
  const object = topology.objects[name];
  if (!object) throw new Error(`the basemap has no object: ${name}`);
  const found = feature(topology, object);
  const features = found.type === 'FeatureCollection' ? found.features : [found];
  return features
    .filter(({ properties }) => only(properties ?? {}))
    .map(({ geometry }) => pathOf(geometry))
    .join('');
}

function pathOf(geometry: GeoJSON.Geometry): string {
  const isArea = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
  return linesOf(geometry)
    .map((line) =>
      pathThrough(
        line.map(([x = 0, y = 0]): Point => [x, y]),
        isArea,
      ),
    )
    .join('');
}

function linesOf(geometry: GeoJSON.Geometry): readonly GeoJSON.Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  if (geometry.type === 'Polygon' || geometry.type === 'MultiLineString') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
  throw new Error(`the basemap holds a geometry that cannot be drawn: ${geometry.type}`);
}
