/** Each rule of scripts/record-rules.ts against a made-up record that is broken in just that way. */
import { describe, expect, test } from 'vitest';
import { RULES, checkRecord, checkRings } from '../../scripts/record-rules.ts';
import type { Rows } from '../../src/record/parse.ts';
import {
  comment,
  filesOf,
  incident,
  line,
  place,
  rowOf,
  rowsOf,
  source,
  toll,
  total,
} from '../record/make.ts';

interface Break {
  rule: string;
  how: string;
  by: (rows: Rows) => void;
  file: string;
  record: string;
  field: string;
  value: string;
}
const claim = (rows: Rows, change: object) => Object.assign(rowOf(rows.claims, 'mill/1'), change);
const CLAIM = { file: 'claims.json', record: 'mill/1' };

const BREAKS: Break[] = [
  {
    rule: 'a claim is never dated before its incident',
    how: 'the day before',
    by: (r) => claim(r, { reported: '2020-10-09' }),
    ...CLAIM,
    field: 'reported',
    value: '2020-10-09',
  },
  {
    rule: 'claims of one day stand in the order of their hours',
    how: '11:00 below 12:00',
    by: (r) => {
      claim(r, { reported: '2020-10-10T12:00' });
      r.claims.push(toll('mill/3', { reported: '2020-10-10T11:00' }));
    },
    file: 'claims.json',
    record: 'mill/3',
    field: 'reported',
    value: '2020-10-10T11:00',
  },
  {
    rule: 'an incident has at least one claim',
    how: 'none',
    by: (r) => r.incidents.push(incident('tower')),
    file: 'incidents.geojson',
    record: 'tower',
    field: 'id',
    value: 'tower',
  },
  {
    rule: 'an id of a claim begins with its incident',
    how: 'it begins with another',
    by: (r) => r.claims.push(toll('ford/9', { incident: 'mill' })),
    file: 'claims.json',
    record: 'ford/9',
    field: 'incident',
    value: 'mill',
  },
  {
    rule: 'the geometry of an incident is that of its places',
    how: 'a hundredth of a degree beside it',
    by: (r) =>
      Object.assign(rowOf(r.incidents, 'mill'), { geometry: { type: 'Point', coordinates: [47.01, 40] } }),
    file: 'incidents.geojson',
    record: 'mill',
    field: 'geometry.coordinates',
    value: '[[47.01,40]]',
  },
  {
    rule: 'the geometry of an incident is that of its places',
    how: 'none where a place is named',
    by: (r) => Object.assign(rowOf(r.incidents, 'mill'), { geometry: null }),
    file: 'incidents.geojson',
    record: 'mill',
    field: 'geometry.coordinates',
    value: '[]',
  },
  {
    rule: 'a position that is only approximate is called so',
    how: 'a stand-in called a settlement',
    by: (r) => {
      r.places.push(place('mist', { approximate: { radiusKm: 12, basis: 'Made up.' } }));
      Object.assign(rowOf(r.incidents, 'mill').properties, {
        at: [{ place: 'mist', accuracy: 'settlement' }],
      });
    },
    file: 'incidents.geojson',
    record: 'mill',
    field: 'properties.at',
    value: '{"place":"mist","accuracy":"settlement"}',
  },
  {
    rule: 'a position that is only approximate is called so',
    how: 'a settlement called approximate',
    by: (r) =>
      Object.assign(rowOf(r.incidents, 'mill').properties, {
        at: [{ place: 'mill-hill', accuracy: 'approximate' }],
      }),
    file: 'incidents.geojson',
    record: 'mill',
    field: 'properties.at',
    value: '{"place":"mill-hill","accuracy":"approximate"}',
  },
  {
    rule: 'a line does not cross itself',
    how: 'a loop',
    by: (r) =>
      Object.assign(rowOf(r.lines, 'compiled').geometry, {
        coordinates: [
          [46, 40],
          [47, 40],
          [47, 39],
          [46.5, 41],
        ],
      }),
    file: 'line-of-contact.geojson',
    record: 'compiled',
    field: 'geometry.coordinates',
    value: '[47,39]',
  },
  {
    rule: 'exactly one line is the primary one',
    how: 'two',
    by: (r) => r.lines.push(line('older')),
    file: 'line-of-contact.geojson',
    record: '(whole file)',
    field: 'properties.primary',
    value: '["compiled","older"]',
  },
  {
    rule: 'exactly one line is the primary one',
    how: 'none',
    by: (r) => Object.assign(rowOf(r.lines, 'compiled').properties, { primary: false }),
    file: 'line-of-contact.geojson',
    record: '(whole file)',
    field: 'properties.primary',
    value: '[]',
  },
  {
    rule: 'a source that repeats another names one that exists',
    how: 'it names none',
    by: (r) => Object.assign(rowOf(r.sources, 'S1'), { sameAs: 'AFP14' }),
    file: 'sources.json',
    record: 'S1',
    field: 'sameAs',
    value: 'AFP14',
  },
  {
    rule: 'a source is cited by something',
    how: 'by nothing',
    by: (r) => r.sources.push(source({ id: 'S2' })),
    file: 'sources.json',
    record: 'S2',
    field: 'id',
    value: 'S2',
  },
  {
    rule: 'every total can be traced',
    how: 'neither a source nor an address',
    by: (r) => Object.assign(rowOf(r.totals, 'total'), { sources: [] }),
    file: 'totals.json',
    record: 'total',
    field: 'sources',
    value: '[]',
  },
  {
    rule: 'every claim leads to an address',
    how: 'its only source has none',
    by: (r) => {
      r.sources.push(source({ id: 'S2', url: null }));
      claim(r, { sources: ['S2'] });
    },
    ...CLAIM,
    field: 'sources',
    value: '["S2"]',
  },
  {
    rule: 'a claim has a source of its own time',
    how: 'all are two days later',
    by: (r) => {
      r.sources.push(source({ id: 'S2', published: '2020-10-12' }));
      claim(r, { sources: ['S2'] });
    },
    ...CLAIM,
    field: 'reported',
    value: '2020-10-10',
  },
  {
    rule: 'no partisan word outside a quotation',
    how: 'in a statement',
    by: (r) => claim(r, { statement: 'Says “the enemy” fired at the liberated mill.' }),
    ...CLAIM,
    field: 'statement',
    value: 'liberated',
  },
  {
    rule: 'no partisan word outside a quotation',
    how: 'deep inside a place',
    by: (r) => Object.assign(rowOf(r.places, 'mill-hill').properties.names, { en: 'Occupied mill' }),
    file: 'places.geojson',
    record: 'mill-hill',
    field: 'properties.names.en',
    value: 'Occupied',
  },
  {
    rule: 'quotation marks come in pairs',
    how: 'one is not closed',
    by: (r) => claim(r, { note: 'It says “so.' }),
    ...CLAIM,
    field: 'note',
    value: 'It says “so.',
  },
  {
    rule: 'a finding says that it finds',
    how: 'a finding that only says',
    by: (r) => claim(r, { kind: 'finding', statement: 'Says so.' }),
    ...CLAIM,
    field: 'statement',
    value: 'Says so.',
  },
  {
    rule: 'a statement is a whole sentence',
    how: 'no full stop',
    by: (r) => claim(r, { statement: 'Says so' }),
    ...CLAIM,
    field: 'statement',
    value: 'Says so',
  },
  {
    rule: 'a statement is a whole sentence',
    how: 'no capital',
    by: (r) => claim(r, { statement: 'says so.' }),
    ...CLAIM,
    field: 'statement',
    value: 'says so.',
  },
];

test('a record that keeps every rule has no problem', () => {
  expect(checkRecord(filesOf(rowsOf()))).toEqual([]);
});

test('every rule is broken here at least once', () => {
  expect([...new Set(BREAKS.map(({ rule }) => rule))].toSorted()).toEqual(Object.keys(RULES).toSorted());
});

describe('one break is one problem, and it names file, record, field and value', () => {
  test.each(BREAKS.map((one) => [one.rule, one.how, one] as const))('%s: %s', (_rule, _how, one) => {
    const { rule, by, file, record, field, value } = one;
    const rows = rowsOf();
    by(rows);
    const broken: string[] = [];
    for (const [name, run] of Object.entries(RULES)) run(rows, () => broken.push(name));
    expect(broken).toEqual([rule]);
    expect(checkRecord(filesOf(rows))).toEqual([
      { file, record, field, value, message: expect.stringMatching(/./) as string },
    ]);
  });
});

describe('what the rules allow', () => {
  const problems = (by: (rows: Rows) => void) => {
    const rows = rowsOf();
    by(rows);
    return checkRecord(filesOf(rows));
  };

  test('a partisan word inside a quotation or in a printed title', () => {
    expect(
      problems((r) => {
        claim(r, { statement: 'Says that “the enemy” fired.' });
        Object.assign(rowOf(r.sources, 'S1'), { title: 'Enemy shells liberated mill' });
      }),
    ).toEqual([]);
  });

  test('a later source beside one of the claim’s own time', () => {
    expect(
      problems((r) => {
        r.sources.push(source({ id: 'S2', published: '2022-10-28' }));
        claim(r, { sources: ['S1', 'S2'] });
      }),
    ).toEqual([]);
  });

  test('a total with an address and no source', () => {
    expect(
      problems((r) => r.totals.push(total({ id: 'other', sources: [], url: 'https://a.example/' }))),
    ).toEqual([]);
  });

  test('a claim dated only by the month of its incident', () => {
    expect(problems((r) => r.claims.push(comment('mill/3', { reported: '2020-10' })))).toEqual([]);
  });
});

describe('the rings of a polygon', () => {
  /** Counterclockwise; [lng, lat]. */
  const outer = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [0, 0],
  ];
  /** Clockwise. */
  const hole = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 1],
    [1, 1],
  ];
  const feature = (geometry: GeoJSON.Geometry): GeoJSON.FeatureCollection => ({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', id: 'lake', geometry, properties: {} }],
  });

  test('pass when the outer one runs counterclockwise and the hole clockwise', () => {
    expect(checkRings('a.geojson', feature({ type: 'Polygon', coordinates: [outer, hole] }))).toEqual([]);
  });

  test.each([
    ['a clockwise outer ring', [outer.toReversed(), hole], 'ring 0', 'clockwise'],
    ['a counterclockwise hole', [outer, hole.toReversed()], 'ring 1', 'counterclockwise'],
    ['a ring that is not closed', [outer.slice(0, -1)], 'ring 0', '[[0,0],[0,4]]'],
    ['a ring that is no area', [[outer[0]!, outer[1]!, outer[0]!]], 'ring 0', '[[0,0],[0,0]]'],
    ['a ring that crosses itself', [[0, 1, 3, 2, 0].map((i) => outer[i]!)], 'ring 0', '[4,4]'],
  ])('%s is named', (_, coordinates, field, value) => {
    expect(checkRings('a.geojson', feature({ type: 'Polygon', coordinates }))).toMatchObject([
      { file: 'a.geojson', record: 'lake', field, value },
    ]);
  });

  test('are looked for in every part of a feature', () => {
    const geometry: GeoJSON.Geometry = {
      type: 'GeometryCollection',
      geometries: [{ type: 'MultiPolygon', coordinates: [[outer], [outer.toReversed()]] }],
    };
    expect(checkRings('a.geojson', feature(geometry))).toMatchObject([
      { file: 'a.geojson', record: 'lake[1]', field: 'ring 0', value: 'clockwise' },
    ]);
  });
});
