import { describe, expect, test } from 'vitest';
import { formatIssue, parseRecord, type Rows } from '../../src/record/parse.ts';
import { FILES, type FileKey } from '../../src/record/schema.ts';
import {
  denial,
  filesOf,
  finding,
  incident,
  people,
  place,
  rowOf,
  rowsOf,
  source,
  toll,
  truce,
} from './make.ts';

const KEYS = Object.keys(FILES) as FileKey[];
const namesOf = (rows: Rows) => KEYS.flatMap((key) => rows[key].map((row) => `${key} ${row.id}`));

/** Sound but for what a test breaks; `mill/1` is replaced by `mill/3`, killed and wounded. */
const sound = () =>
  rowsOf({
    sources: [source(), source({ id: 'S2' })],
    places: [place('mill-hill'), place('ford-bank')],
    incidents: [incident('mill'), incident('ford', { at: [{ place: 'ford-bank', accuracy: 'settlement' }] })],
    claims: [
      toll('mill/1', {
        killed: people(3),
        wounded: people(7),
        replacedBy: { killed: 'mill/3', wounded: 'mill/3' },
      }),
      denial('mill/2'),
      toll('mill/3', { killed: people(14), wounded: people(40) }),
      finding('mill/4', { killed: null, wounded: people(40) }),
      toll('ford/1', { killed: people(1) }),
    ],
    calendar: [truce(), truce({ id: 'truce-2', sources: ['S2'] })],
  });

test('a sound record goes through whole and without an issue', () => {
  const rows = sound();
  expect(parseRecord(filesOf(rows))).toEqual({ rows, issues: [] });
});

interface Break {
  how: string;
  /** Breaks one row, as an editor's slip would: by hand, past every type. */
  by: (rows: Rows) => void;
  file: string;
  record: string;
  field: string;
  value: string;
  /** The rows that are left out. */
  lost: string[];
}
const claim = (rows: Rows, change: object, id = 'mill/4') => Object.assign(rowOf(rows.claims, id), change);
const ford = (rows: Rows, change: object) => Object.assign(rowOf(rows.incidents, 'ford').properties, change);
/** What is lost with the incident `ford`: it and its claim. */
const FORD = ['incidents ford', 'claims ford/1'];
const CLAIM = { file: 'claims.json', record: 'mill/4', lost: ['claims mill/4'] };

const BREAKS: Break[] = [
  {
    how: 'a wrong type',
    by: (r) => claim(r, { wounded: 'forty' }),
    ...CLAIM,
    field: 'wounded',
    value: 'forty',
  },
  {
    how: 'an unknown field',
    by: (r) => claim(r, { colour: 'red' }),
    ...CLAIM,
    field: 'colour',
    value: 'colour',
  },
  { how: 'an unknown kind', by: (r) => claim(r, { kind: 'fact' }), ...CLAIM, field: 'kind', value: 'fact' },
  {
    how: 'min above max',
    by: (r) => claim(r, { wounded: { min: 9, max: 4 } }),
    ...CLAIM,
    field: 'wounded',
    value: '{"min":9,"max":4}',
  },
  {
    how: 'a negative figure',
    by: (r) => claim(r, { wounded: { min: -1, max: 4 } }),
    ...CLAIM,
    field: 'wounded.min',
    value: '-1',
  },
  {
    how: 'half a person',
    by: (r) => claim(r, { wounded: { min: 1.5, max: 4 } }),
    ...CLAIM,
    field: 'wounded.min',
    value: '1.5',
  },
  {
    how: 'a date that does not exist',
    by: (r) => claim(r, { reported: '2020-02-30' }),
    ...CLAIM,
    field: 'reported',
    value: '2020-02-30',
  },
  { how: 'no source', by: (r) => claim(r, { sources: [] }), ...CLAIM, field: 'sources', value: '[]' },
  {
    how: 'an unknown source',
    by: (r) => claim(r, { sources: ['S1', 'AFP14'] }),
    ...CLAIM,
    field: 'sources',
    value: 'AFP14',
  },
  {
    how: 'an unknown incident',
    by: (r) => claim(r, { incident: 'tower' }),
    ...CLAIM,
    field: 'incident',
    value: 'tower',
  },
  {
    how: 'a party that parties.json does not hold',
    by: (r) => r.parties.splice(3, 1),
    ...CLAIM,
    field: 'party',
    value: 'independent',
    lost: ['parties independent', 'claims mill/4'],
  },
  {
    how: 'an id used twice',
    by: (r) => r.sources.push(source({ publisher: 'Another' })),
    file: 'sources.json',
    record: 'S1',
    field: 'id',
    value: 'S1',
    lost: [],
  },
  {
    how: 'a javascript: link',
    by: (r) => r.sources.push(source({ id: 'S3', url: 'javascript:alert(1)' })),
    file: 'sources.json',
    record: 'S3',
    field: 'url',
    value: 'javascript:alert(1)',
    lost: [],
  },
  {
    how: 'a coordinate outside the region',
    by: (r) => r.places.push({ ...place('oslo'), geometry: { type: 'Point', coordinates: [10.7, 40] } }),
    file: 'places.geojson',
    record: 'oslo',
    field: 'geometry.coordinates.0',
    value: '10.7',
    lost: [],
  },
  {
    how: 'a first day after the last',
    by: (r) => ford(r, { extent: ['2020-10-13', '2020-10-12'] }),
    file: 'incidents.geojson',
    record: 'ford',
    field: 'properties.extent',
    value: '["2020-10-13","2020-10-12"]',
    lost: FORD,
  },
  ...[
    ['2020-09-26', '2020-10-12'],
    ['2020-10-12', '2020-11-11'],
  ].map((extent) => ({
    how: `a day outside the war, ${extent.join(' to ')}`,
    by: (r: Rows) => ford(r, { extent }),
    file: 'incidents.geojson',
    record: 'ford',
    field: 'properties.extent',
    value: JSON.stringify(extent),
    lost: FORD,
  })),
  {
    how: 'an unknown place',
    by: (r) => ford(r, { at: [{ place: 'atlantis', accuracy: 'settlement' }] }),
    file: 'incidents.geojson',
    record: 'ford',
    field: 'properties.at',
    value: 'atlantis',
    lost: FORD,
  },
  {
    how: 'a toll at a place that is not one of its own',
    by: (r) => ford(r, { tollAt: 'mill-hill' }),
    file: 'incidents.geojson',
    record: 'ford',
    field: 'properties.tollAt',
    value: 'mill-hill',
    lost: FORD,
  },
  {
    how: 'an unknown source of a distance',
    by: (r) =>
      ford(r, { distances: [{ claimant: 'a', printed: '9 km', reported: null, sources: ['AFP14'] }] }),
    file: 'incidents.geojson',
    record: 'ford',
    field: expect.stringMatching(/sources$/) as string,
    value: 'AFP14',
    lost: FORD,
  },
  {
    how: 'an unknown source of a truce',
    by: (r) => Object.assign(rowOf(r.calendar, 'truce-2'), { sources: ['AFP14'] }),
    file: 'calendar.json',
    record: 'truce-2',
    field: 'sources',
    value: 'AFP14',
    lost: ['calendar truce-2'],
  },
  {
    how: 'an unknown source of a total',
    by: (r) => Object.assign(rowOf(r.totals, 'total'), { sources: ['AFP14'] }),
    file: 'totals.json',
    record: 'total',
    field: 'sources',
    value: 'AFP14',
    lost: ['totals total'],
  },
];

describe('a broken row is left out with its reason, and every other row stays', () => {
  test.each(BREAKS.map((one) => [one.how, one] as const))(
    '%s',
    (_, { by, file, record, field, value, lost }) => {
      const rows = sound();
      const before = namesOf(rows);
      by(rows);
      const result = parseRecord(filesOf(rows));
      expect(result.issues[0]).toMatchObject({ file, record, field, value });
      expect(namesOf(result.rows)).toEqual(before.filter((name) => !lost.includes(name)));
    },
  );

  test('a coordinate that is not a number', () => {
    const rows = sound();
    rows.places.push({ ...place('nowhere'), geometry: { type: 'Point', coordinates: [47, Number.NaN] } });
    const { rows: kept, issues } = parseRecord(filesOf(rows));
    expect(issues).toMatchObject([
      { file: 'places.geojson', record: 'nowhere', field: 'geometry.coordinates.1' },
    ]);
    expect(issues[0]?.message).toContain('NaN');
    expect(kept.places.map((row) => row.id)).toEqual(['mill-hill', 'ford-bank']);
  });

  test('of two rows with one id the first is kept', () => {
    const rows = sound();
    rows.sources.push(source({ publisher: 'Another' }));
    expect(parseRecord(filesOf(rows)).rows.sources.map((row) => row.publisher)).not.toContain('Another');
  });

  test('a row without an id is named by its number', () => {
    const rows = sound();
    (rows.parties as unknown[]).splice(1, 0, null);
    const result = parseRecord(filesOf(rows));
    expect(result.issues).toMatchObject([{ file: 'parties.json', record: '#2', value: 'null' }]);
    expect(result.rows.parties).toHaveLength(5);
  });

  test('what cannot stand without a broken row is left out for a reason of its own', () => {
    const rows = sound();
    ford(rows, { control: 'XX' });
    expect(parseRecord(filesOf(rows)).issues).toMatchObject([
      { file: 'incidents.geojson', record: 'ford', field: 'properties.control', value: 'XX' },
      { file: 'claims.json', record: 'ford/1', field: 'incident', value: 'ford' },
    ]);
  });
});

test.each(['part', 'weak'] as const)(
  'a claim that is %s replaces nothing, since it would not count itself',
  (flag) => {
    const rows = sound();
    claim(rows, { [flag]: true }, 'mill/4');
    claim(rows, { replacedBy: { wounded: 'mill/4' } }, 'mill/3');
    const { issues } = parseRecord(filesOf(rows));
    expect(issues).toMatchObject([
      {
        record: 'mill/3',
        field: 'replacedBy.wounded',
        value: 'mill/4',
        message: 'is a claim that does not count',
      },
    ]);
  },
);

describe('a broken replacement is left out alone: the claim stays, and so does its other replacement', () => {
  test.each([
    ['of an earlier claim', 'mill/1', 'is not a later claim'],
    ['of the claim itself', 'mill/3', 'is not a later claim'],
    ['of another incident', 'ford/1', 'is a claim about another incident'],
    ['of a denial', 'mill/2', 'gives no figure for killed'],
    ['of a claim without such a figure', 'mill/4', 'gives no figure for killed'],
    ['of an unknown claim', 'mill/99', 'unknown claim'],
  ])('%s', (_, target, message) => {
    const rows = sound();
    claim(rows, { replacedBy: { killed: target, wounded: 'mill/4' } }, 'mill/3');
    const result = parseRecord(filesOf(rows));
    expect(result.issues).toEqual([
      { file: 'claims.json', record: 'mill/3', field: 'replacedBy.killed', value: target, message },
    ]);
    expect(namesOf(result.rows)).toEqual(namesOf(rows));
    expect(rowOf(result.rows.claims, 'mill/3')).toMatchObject({ killed: people(14) });
    expect(rowOf(result.rows.claims, 'mill/3')).toHaveProperty('replacedBy', { wounded: 'mill/4' });
  });

  test('a claim of a later day may replace one that stands after it', () => {
    const rows = sound();
    claim(rows, { reported: '2020-10-11', replacedBy: {} }, 'mill/1');
    claim(rows, { replacedBy: { killed: 'mill/1' } }, 'mill/3');
    expect(parseRecord(filesOf(rows)).issues).toEqual([]);
  });
});

describe('a file that cannot be used', () => {
  test.each([
    ['is missing', new Error('status 404'), '', 'status 404'],
    ['is empty', null, 'totals', 'undefined'],
    ['has no list', { sums: [] }, 'totals', 'undefined'],
    ['has something else for a list', { totals: 'none' }, 'totals', 'none'],
  ])('%s: it is named, and no other file loses a row', (_, raw, field, value) => {
    const rows = sound();
    const result = parseRecord({ ...filesOf(rows), totals: raw });
    expect(result.issues).toMatchObject([{ file: 'totals.json', record: '(whole file)', field, value }]);
    expect(result.rows).toEqual({ ...rows, totals: [] });
  });
});

test('an issue reads as one line that names file, record, field, reason and value', () => {
  const rows = sound();
  claim(rows, { sources: ['AFP14'] });
  expect(parseRecord(filesOf(rows)).issues.map(formatIssue)).toEqual([
    'claims.json, mill/4, sources: unknown source (AFP14)',
  ]);
});

test('an issue shows no more than 80 characters of a value', () => {
  const rows = sound();
  claim(rows, { incident: 'x'.repeat(500) });
  expect(parseRecord(filesOf(rows)).issues[0]?.value).toBe(`${'x'.repeat(79)}…`);
});
