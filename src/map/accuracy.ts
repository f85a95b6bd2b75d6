/** Distances and circles on the ground. The only user of turf. */
import { circle, distance, lineString, nearestPointOnLine, point } from '@turf/turf';
import type { Line, Place, Position, Spot } from '../record/model.ts';

/** Within how many km of the point a place lies, where only its district is known. */
export const DISTRICT_RADIUS_KM = 20;

/** How far a spot's true place may lie from its point, in km. 0 for a named town. */
export function radiusKm({ place, accuracy }: Spot): number {
  if (place.approximate) return place.approximate.radiusKm;
  return accuracy === 'settlement' ? 0 : DISTRICT_RADIUS_KM;
}

export interface LineDistance {
  readonly line: Line;
  /** From the point to the nearest point of the line, as the crow flies. */
  readonly km: number;
  /** Where on the line that is. */
  readonly nearest: Position;
}

export interface DistanceRange {
  readonly place: Place;
  /** Over all versions of the line, widened by how far the place may lie from its point. In km, never below 0. */
  readonly low: number;
  readonly high: number;
  readonly radiusKm: number;
  readonly to: readonly LineDistance[];
}

export function distanceToLine(place: Place, line: Line): LineDistance {
  const path = lineString(line.path.map(([lng, lat]) => [lng, lat]));
  const nearest = nearestPointOnLine(path, point([...place.position]), { units: 'kilometers' });
  const [lng = 0, lat = 0] = nearest.geometry.coordinates;
  return { line, km: nearest.properties.pointDistance, nearest: [lng, lat] };
}

/** From point to point, as the crow flies, in km. */
export function kmBetween(a: Place, b: Place): number {
  return distance([...a.position], [...b.position], { units: 'kilometers' });
}

/** How far a spot lies from the line of contact, over both versions of it. */
export function distanceRange(spot: Spot, lines: readonly Line[]): DistanceRange | null {
  if (lines.length === 0) return null;
  const to = lines.map((line) => distanceToLine(spot.place, line));
  const radius = radiusKm(spot);
  const all = to.map(({ km }) => km);
  return {
    place: spot.place,
    low: Math.max(0, Math.min(...all) - radius),
    high: Math.max(...all) + radius,
    radiusKm: radius,
    to,
  };
}

/** A ring around a position, `km` wide in radius. */
export function ring(position: Position, km: number): GeoJSON.Feature<GeoJSON.Polygon> {
  return circle([...position], km, { steps: 96, units: 'kilometers' });
}
