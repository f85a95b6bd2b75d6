/**
 * What the usual page loads: the record as a developer would prepare it for a map with a time slider. Figures are ready
 * made, so that the page need not know the rule for a toll; positions are rounded as in our own files.
 */
import type { Feature, FeatureCollection, LineString, MultiPoint } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { knownAt } from '../../../src/record/known.ts';
import { createModel } from '../../../src/record/model.ts';
import type { Rows } from '../../../src/record/parse.ts';
import type { Range } from '../../../src/record/toll.ts';

/** Lowest and highest number of people. */
export type Ends = readonly [low: number, high: number];

/** One incident, at all its places. */
export interface StrikeProperties {
  readonly id: string;
  readonly name: string;
  /** First day of the incident, in ms since 1970 at midnight UTC, as the time slider wants it. */
  readonly time: number;
  readonly killed: Ends | null;
  readonly wounded: Ends | null;
  /** People, for the size of the circle: the highest figure of killed, 0 where nobody gave one. */
  readonly size: number;
}
export type Strikes = FeatureCollection<MultiPoint, StrikeProperties>;

export interface UsualClaim {
  readonly claimant: string;
  readonly statement: string;
  readonly reported: string | null;
  readonly sources: readonly string[];
}

export interface UsualClaims {
  /** By the incident's id, in the order in which they were made. */
  readonly claims: Readonly<Record<string, readonly UsualClaim[]>>;
  readonly sources: Readonly<
    Record<string, { readonly publisher: string; readonly title: string | null; readonly url: string | null }>
  >;
}

export interface UsualFiles {
  readonly strikes: Strikes;
  readonly claims: UsualClaims;
}

export function usualFiles(rows: Rows): UsualFiles {
  const latest = knownAt(createModel(rows), 'latest');
  const ends = (range: Range | null): Ends | null => (range ? [range.low, range.high] : null);
  return {
    strikes: {
      type: 'FeatureCollection',
      features: latest.incidents.map(({ incident, toll }) => ({
        type: 'Feature',
        geometry: {
          type: 'MultiPoint',
          coordinates: incident.at.map(({ place }) => [...place.position]),
        },
        properties: {
          id: incident.id,
          name: incident.name,
          time: Date.parse(incident.extent[0]),
          killed: ends(toll.killed),
          wounded: ends(toll.wounded),
          size: toll.killed?.high ?? 0,
        },
      })),
    },
    claims: {
      claims: Object.fromEntries(
        latest.incidents.map(({ incident, claims }) => [
          incident.id,
          claims.map(({ claimant, statement, reported, sources }) => ({
            claimant,
            statement,
            reported,
            sources: sources.map((source) => source.id),
          })),
        ]),
      ),
      sources: Object.fromEntries(
        rows.sources.map(({ id, publisher, title, description, url }) => [
          id,
          { publisher, title: title ?? description, url },
        ]),
      ),
    },
  };
}

/** The basemap's objects that are drawn; the file holds more. */
const DRAWN = ['countries', 'lakes', 'rivers', 'borders', 'districtLines', 'oblast', 'towns'] as const;
/** Decimals of a degree: 10 m, finer than the basemap is. */
const DECIMALS = 4;

/** All of the ground in one file, each feature named by its `layer`; the record's places are towns of the first rank. */
export function usualGround(topology: Topology, rows: Rows): FeatureCollection {
  const places = rows.places.map(({ geometry, properties }): Feature => ({
    type: 'Feature',
    geometry,
    properties: { layer: 'towns', rank: 1, name: properties.names.en },
  }));
  return {
    type: 'FeatureCollection',
    features: DRAWN.flatMap((layer): Feature[] => {
      const object = topology.objects[layer];
      if (!object) throw new Error(`the basemap has no ${layer}`);
      const unpacked = feature(topology, object);
      const features = unpacked.type === 'FeatureCollection' ? unpacked.features : [unpacked];
      return features.map((one) => rounded({ ...one, properties: { ...one.properties, layer } }));
    }).concat(places),
  };
}

function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'number' ? Number(inner.toFixed(DECIMALS)) : inner,
    ),
  ) as T;
}

/** The primary line of contact. */
export function usualLine(rows: Rows): FeatureCollection<LineString> {
  return {
    type: 'FeatureCollection',
    features: rows.lines
      .filter((line) => line.properties.primary)
      .map(({ geometry }) => ({ type: 'Feature', geometry, properties: {} })),
  };
}
