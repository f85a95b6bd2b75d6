import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { fileOf } from '../../src/export/files.ts';
import { type Taken } from '../../src/export/taken.ts';
import type { Known } from '../../src/record/known.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { REGION, lineSchema, type Figure } from '../../src/record/schema.ts';
import { chosenDays, made, recordAt, shipped } from '../page.ts';
import { VERSION, days, rowsOf, whole } from './read.ts';

const { rows: record } = parseRecord(readRecordFiles());

interface SourceJson {
  readonly id: string;
  readonly url: string | null;
  readonly urlComplete: boolean;
}
interface ClaimJson {
  readonly id: string;
  readonly statement: string;
  readonly claimant: string;
  readonly killed?: Figure | null;
  readonly wounded?: Figure | null;
  readonly replacedBy?: { readonly killed?: string };
  readonly sources: readonly SourceJson[];
}
interface Properties {
  readonly counted: boolean;
  readonly weapon: string | null;
  readonly killed: { readonly low: number; readonly high: number; readonly open: boolean } | null;
  readonly wounded: { readonly low: number; readonly high: number; readonly open: boolean } | null;
  readonly at: readonly { readonly place: string; readonly accuracy: string; readonly radiusKm: number }[];
  readonly distances: readonly { readonly printed: string }[];
  readonly claims: readonly ClaimJson[];
}
type Incident = GeoJSON.Feature<GeoJSON.Point | GeoJSON.MultiPoint | null, Properties> & {
  readonly id: string;
};
interface Collection<F> {
  readonly type: string;
  readonly features: readonly F[];
  readonly [member: string]: unknown;
}
const collection = (taken: Taken) => JSON.parse(fileOf('record', taken).text) as Collection<Incident>;
const positionsOf = ({ geometry }: Incident) =>
  geometry === null ? [] : geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
const featureOf = (id: string, known: Known = 'latest') => {
  const found = collection(whole(known)).features.find((feature) => feature.id === id);
  if (!found) throw new Error(`unknown incident: ${id} (known ${known})`);
  return found;
};

describe('record.geojson', () => {
  const latest = collection(whole());

  it('is a FeatureCollection of RFC 7946 with every incident, in the region and nowhere else', () => {
    expect(latest.type).toBe('FeatureCollection');
    expect(latest).not.toHaveProperty('crs');
    expect(latest.features.map(({ id }) => id).toSorted()).toEqual(
      record.incidents.map(({ id }) => id).toSorted(),
    );
    const [west, south, east, north] = REGION;
    for (const feature of latest.features) {
      expect(Object.keys(feature).toSorted()).toEqual(['geometry', 'id', 'properties', 'type']);
      for (const [lng = 0, lat = 0] of positionsOf(feature)) {
        expect(lng > west && lng < east && lat > south && lat < north, feature.id).toBe(true);
      }
    }
  });

  it('puts each incident where the record does, and says how well that is known', () => {
    for (const { id, geometry, properties } of record.incidents) {
      const feature = latest.features.find((candidate) => candidate.id === id);
      expect(feature?.geometry, id).toEqual(geometry);
      expect(feature?.properties.at).toMatchObject(properties.at);
    }
    const at = (id: string) =>
      featureOf(id).properties.at.map(({ accuracy, radiusKm }) => [accuracy, radiusKm]);
    expect(at('barda-2020-10-28')).toEqual([['settlement', 0]]);
    expect(latest.features.flatMap(({ properties }) => properties.at)).toContainEqual(
      expect.objectContaining({ place: 'garayusifli', accuracy: 'approximate', radiusKm: 12 }),
    );
  });

  it('holds every claim of the record with its figures, and the address of every source that has one', () => {
    const claims = latest.features.flatMap(({ properties }) => properties.claims);
    expect(claims).toHaveLength(record.claims.length);
    const urls = new Map(record.sources.map(({ id, url }) => [id, url]));
    const expected = new Map(record.claims.map((claim) => [claim.id, claim]));
    for (const claim of claims) {
      const row = expected.get(claim.id);
      expect(claim).toMatchObject({ statement: row?.statement, claimant: row?.claimant });
      if (row && 'killed' in row)
        expect([claim.killed, claim.wounded], claim.id).toEqual([row.killed, row.wounded]);
      else expect(claim).not.toHaveProperty('killed');
      expect(claim.sources.map(({ id, url }) => [id, url])).toEqual(
        row?.sources.map((id) => [id, urls.get(id)]),
      );
    }
    const cut = record.sources.filter(({ urlComplete }) => urlComplete === false).map(({ id }) => id);
    const told = claims.flatMap(({ sources }) => sources.filter(({ urlComplete }) => !urlComplete));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ id }) => !cut.includes(id))).toEqual([]);
  });

  it('says at the top whose it is, of which version, and that unknown is not zero', () => {
    const { features, ...top } = latest;
    expect(features.length).toBeGreaterThan(0);
    expect(top).toMatchObject({ version: VERSION, known: 'latest', days: ['2020-09-27', '2020-11-10'] });
    const words = JSON.stringify(top);
    for (const name of [
      'CC BY 4.0',
      VERSION,
      'OpenStreetMap',
      'GeoNames',
      'Wikipedia',
      'Unknown is not zero',
    ])
      expect(words).toContain(name);
    // Names that RFC 7946 keeps for other objects must not stand on a collection.
    expect(
      Object.keys(top).filter((name) => /^(coordinates|geometries|geometry|properties)$/.test(name)),
    ).toEqual([]);
  });

  it('has the ranges of the record, and null where nobody gave a figure', () => {
    for (const { incident, toll } of recordAt(shipped(), 'latest').incidents) {
      const feature = latest.features.find(({ id }) => id === incident.id);
      for (const measure of ['killed', 'wounded'] as const) {
        const range = toll[measure];
        const found = feature?.properties[measure];
        if (range) expect(found).toMatchObject({ low: range.low, high: range.high, open: range.open });
        else expect(found).toBeNull();
      }
    }
  });

  it('tells on an earlier evening nothing of what was said later', () => {
    const then = featureOf('barda-2020-10-28', '2020-10-28').properties;
    const now = featureOf('barda-2020-10-28').properties;
    expect(then.killed).toMatchObject({ low: 21, high: 21 });
    expect(now.claims.length).toBeGreaterThan(then.claims.length);
    expect([then.weapon, now.weapon === null]).toEqual([null, false]);
    expect(then.distances.map(({ printed }) => printed)).not.toContain('more than 20 km');
    expect(now.distances.map(({ printed }) => printed)).toContain('more than 20 km');
    const ids = new Set(then.claims.map(({ id }) => id));
    const by = then.claims.flatMap(({ replacedBy }) => replacedBy?.killed ?? []);
    expect(by.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has no geometry for an incident without a place, and many points for one with several', () => {
    const model = made([
      { id: 'nowhere', at: [], claims: [{}] },
      { id: 'two', at: ['barda', 'ganja'], claims: [{}] },
    ]);
    const geometries = collection(whole('latest', model)).features.map(({ geometry }) => geometry);
    expect(geometries).toEqual([
      null,
      {
        type: 'MultiPoint',
        coordinates: [
          [47.1, 40.4],
          [46.4, 40.7],
        ],
      },
    ]);
  });

  it('of the days shown holds the incidents and claims that the tables hold', () => {
    const taken = days('2020-10-28', { show: 'upto', known: '2020-10-30' });
    const { features, ...top } = collection(taken);
    expect(features.map(({ id }) => id)).toEqual(rowsOf('incidents', taken).map(({ id }) => id));
    expect(features.flatMap(({ properties }) => properties.claims.map(({ id }) => id))).toEqual(
      rowsOf('claims', taken).map(({ id }) => id),
    );
    const { selection } = chosenDays(shipped(), '2020-10-28', { show: 'upto', known: '2020-10-30' });
    expect(features.filter(({ properties }) => !properties.counted)).toHaveLength(selection.spans.length);
    expect(top).toMatchObject({ days: ['2020-09-27', '2020-10-28'], known: '2020-10-30' });
  });
});

describe('line-of-contact.geojson', () => {
  const { features, ...top } = JSON.parse(fileOf('line-of-contact', whole()).text) as Collection<unknown>;

  it('holds both versions of the line, each as the published schema has it', () => {
    expect(features).toHaveLength(record.lines.length);
    const byId = (a: unknown, b: unknown) => ((a as { id: string }).id < (b as { id: string }).id ? -1 : 1);
    expect(features.map((feature) => v.parse(lineSchema, feature)).toSorted(byId)).toEqual(
      record.lines.toSorted(byId),
    );
  });

  it('says that it is not the front, and credits OpenStreetMap and Natural Earth', () => {
    const words = JSON.stringify(top);
    for (const name of ['not the front', '© OpenStreetMap contributors, ODbL 1.0', 'Natural Earth'])
      expect(words).toContain(name);
  });
});
