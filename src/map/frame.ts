/** Boxes in space and where they fall on paper: Web Mercator, so that the picture and MapLibre put a place on the same pixel. */
import type { Position } from '../record/model.ts';

/** [west, south, east, north] in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** x in degrees of longitude, y downward in the same unit. */
export type Point = readonly [x: number, y: number];

/** Barda, Garayusifli, and the line of contact from Tartar to Shusha. */
export const OPENING: Bounds = [46.6, 39.72, 47.34, 40.64];
/** How far the map can be moved. */
export const REACH: Bounds = [42.6, 37.6, 51.4, 42.9];

const DEGREE = Math.PI / 180;
const EARTH_CIRCUMFERENCE_KM = 40_075.016_686;
/** Of the middle of the map: there widths on the ground are exact. */
const LATITUDE = 40;

export function project([lng, lat]: Position): Point {
  return [lng, -Math.log(Math.tan(Math.PI / 4 + (lat * DEGREE) / 2)) / DEGREE];
}

/** So many km on the ground, in the unit of `project`. */
export const groundWidth = (km: number) =>
  (km * 360) / (EARTH_CIRCUMFERENCE_KM * Math.cos(LATITUDE * DEGREE));

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box as it lies on paper, in the unit of `project`. */
export function frameOf([west, south, east, north]: Bounds): Frame {
  const [x, y] = project([west, north]);
  const [right, bottom] = project([east, south]);
  return { x, y, width: right - x, height: bottom - y };
}

/** The smallest box around some places, never smaller than a district. Nothing for no place. */
export function boundsAround(positions: readonly Position[]): Bounds | undefined {
  if (positions.length === 0) return undefined;
  const lngs = positions.map(([lng]) => lng);
  const lats = positions.map(([, lat]) => lat);
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [dx, dy] = [Math.max(0, 0.5 - (east - west)) / 2, Math.max(0, 0.4 - (north - south)) / 2];
  return [west - dx, south - dy, east + dx, north + dy];
}

/** Units of the drawing for one degree of longitude: about one pixel on a projector, two on a phone. */
export const UNITS = 500;
export const ORIGIN = frameOf(REACH);
/** A position in units of the drawing. */
export function toUnits(position: Position): Point {
  const [x, y] = project(position);
  return [(x - ORIGIN.x) * UNITS, (y - ORIGIN.y) * UNITS];
}

/** What lies around a frame as well, so many times its own size on each side. */
export function widened({ x, y, width, height }: Frame, times: number): Frame {
  return {
    x: x - width * times,
    y: y - height * times,
    width: width * (1 + 2 * times),
    height: height * (1 + 2 * times),
  };
}

export function viewBox({ x, y, width, height }: Frame): string {
  return [(x - ORIGIN.x) * UNITS, (y - ORIGIN.y) * UNITS, width * UNITS, height * UNITS]
    .map((value) => value.toFixed(1))
    .join(' ');
}

/**
 * An SVG path through points in units, in whole steps from point to point: a third of the length of absolute ones.
 * Empty where all of them fall together: a path of one point would end the drawing of all that follow in the same `d`.
 */
export function pathThrough(points: readonly Point[], closed = false): string {
  const [first, ...rest] = points.map(([x, y]) => [Math.round(x), Math.round(y)] as const);
  if (!first) return '';
  let [x, y] = first;
  const steps = rest.flatMap(([nextX, nextY]) => {
    const [dx, dy] = [nextX - x, nextY - y];
    [x, y] = [nextX, nextY];
    return dx === 0 && dy === 0 ? [] : [`${dx}${dy < 0 ? '' : ' '}${dy}`];
  });
  if (steps.length === 0) return '';
  return `M${first.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}${closed ? 'z' : ''}`;
}
