import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { FILE_KINDS, fileOf, fixedFiles } from '../../src/export/files.ts';
import { TABLES, type TableName } from '../../src/export/tables.ts';
import { days, whole } from './read.ts';

describe('the name of a file', () => {
  it.each([
    [fileOf('claims', days('2020-10-28')).name, 'barda-garayusifli-claims-2020-10-28-known-latest.csv'],
    [
      fileOf('incidents', days('2020-10-28', { show: 'upto', known: '2020-10-30' })).name,
      'barda-garayusifli-incidents-until-2020-10-28-known-2020-10-30.csv',
    ],
    [fileOf('record', whole()).name, 'barda-garayusifli-record-whole-record-known-latest.geojson'],
    [
      fileOf('sources', whole('2020-10-28')).name,
      'barda-garayusifli-sources-whole-record-known-2020-10-28.csv',
    ],
    [fileOf('line-of-contact', days('2020-10-28')).name, 'barda-garayusifli-line-of-contact.geojson'],
    [fileOf('datapackage', days('2020-10-28')).name, 'datapackage.json'],
  ])('says what it holds: %s', (name, expected) => {
    expect(name).toBe(expected);
  });

  it('at a fixed address depends on nothing but the kind', () => {
    expect(fixedFiles(whole()).map(({ name }) => name)).toEqual([
      'incidents.csv',
      'claims.csv',
      'sources.csv',
      'record.geojson',
      'line-of-contact.geojson',
      'datapackage.json',
    ]);
    expect(fixedFiles(days('2020-10-28')).map(({ name }) => name)).toEqual(
      fixedFiles(whole()).map(({ name }) => name),
    );
  });
});

it('the same choice gives the very same files, byte for byte', () => {
  for (const kind of FILE_KINDS) expect(fileOf(kind, whole())).toEqual(fileOf(kind, whole()));
});

it('the module that the page brings for a download leads to nothing of Node and to no view', () => {
  const found = new Set(['src/export/files.ts']);
  const packages = new Set<string>();
  for (const path of found) {
    for (const [, from = ''] of readFileSync(path, 'utf8').matchAll(/from '([^']+)'/g)) {
      if (from.startsWith('.')) found.add(join(dirname(path), from));
      else packages.add(from);
    }
  }
  const allowed = /^src\/(?:export|record|text)\/\w+\.ts$|^src\/time\.ts$|^src\/map\/accuracy\.ts$/;
  expect([...found].filter((path) => !allowed.test(path))).toEqual([]);
  expect([...packages].toSorted()).toEqual(['@turf/turf', 'papaparse', 'valibot']);
});

it('docs/data.md tells of every file, and of every column word for word what the data package tells', () => {
  const docs = readFileSync('docs/data.md', 'utf8');
  for (const { name } of fixedFiles(whole())) expect(docs).toContain(name);
  for (const name of Object.keys(TABLES) as TableName[]) {
    const [, section = ''] = docs.split(`## ${name}.csv\n`);
    const rows = (section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` +\|([^|]+)\|(.+)\|$/gm);
    const told = [...rows].map((cells) => cells.slice(1).map((cell) => cell.trim().replaceAll('\\|', '|')));
    expect(told, name).toEqual(
      TABLES[name].fields.map((field) => [field.name, field.type, field.description]),
    );
  }
});
