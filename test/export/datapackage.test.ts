/**
 * What the standard demands (datapackage.org, profiles 2.0), by hand: the validators on npm know only version 1 of it.
 */
import { describe, expect, it } from 'vitest';
import { fileOf, fixedFiles, FILE_KINDS } from '../../src/export/files.ts';
import type { Taken } from '../../src/export/taken.ts';
import { VERSION, days, rowsOf, whole } from './read.ts';

interface FieldJson {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly constraints?: {
    readonly required?: boolean;
    readonly enum?: readonly string[];
    readonly minimum?: number;
  };
}
interface Resource {
  readonly name: string;
  readonly path: string;
  readonly type?: string;
  readonly mediatype: string;
  readonly licenses: readonly { readonly name?: string; readonly path?: string }[];
  readonly schema?: {
    readonly fields: readonly FieldJson[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys?: readonly {
      readonly fields: readonly string[];
      readonly reference: { readonly resource: string; readonly fields: readonly string[] };
    }[];
  };
}
interface Descriptor {
  readonly $schema: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly licenses: readonly { readonly name: string; readonly path: string; readonly title: string }[];
  readonly sources: readonly { readonly title: string; readonly path: string }[];
  readonly resources: readonly Resource[];
}
const descriptorOf = (taken: Taken) => JSON.parse(fileOf('datapackage', taken).text) as Descriptor;

/** The profile's own patterns, for a path and for the name of a licence. */
const PATH = /^((?=[^./~])(?!file:)((?!\/\.\.\/)(?!\\)(?!:\/\/).)*|(http|ftp)s?:\/\/.*)$/;
const LICENCE = /^([-a-zA-Z0-9._])+$/;

/** The types used, and the texts that each takes. */
const LEXICAL: Readonly<Record<string, RegExp>> = {
  string: /^/,
  integer: /^-?\d+$/,
  boolean: /^(true|True|TRUE|1|false|False|FALSE|0)$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
};

describe('datapackage.json', () => {
  const descriptor = descriptorOf(whole());
  const tables = descriptor.resources.filter(({ schema }) => schema);

  it('is a data package of version 2 with a name, a version, licences and the origins of the data', () => {
    expect(descriptor.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
    expect(descriptor.name).toMatch(/^[-a-z0-9._]+$/);
    expect(descriptor.version).toBe(VERSION);
    expect(descriptor.licenses.map(({ name }) => name)).toEqual([
      'CC-BY-4.0',
      'CC-BY-SA-4.0',
      'ODbL-1.0',
      'other-pd',
    ]);
    for (const { name, path } of descriptor.licenses) {
      expect(name).toMatch(LICENCE);
      expect(path).toMatch(PATH);
    }
    expect(descriptor.sources.filter(({ title, path }) => !title || !PATH.test(path))).toEqual([]);
    expect(descriptor.description).toContain('Coverage is uneven');
  });

  it('names every other file, each once, each with its licences', () => {
    const names = fixedFiles(whole()).map(({ name }) => name);
    const fixed = JSON.parse(
      fixedFiles(whole()).find(({ name }) => name === 'datapackage.json')?.text ?? '',
    ) as Descriptor;
    expect(fixed.resources.map(({ path }) => path)).toEqual(
      names.filter((name) => name !== 'datapackage.json'),
    );
    expect(new Set(fixed.resources.map(({ name }) => name)).size).toBe(FILE_KINDS.length - 1);
    for (const resource of fixed.resources) {
      expect(resource.name).toMatch(/^[-a-z0-9._]+$/);
      expect(resource.path).toMatch(PATH);
      expect(resource).not.toHaveProperty('data');
      expect(resource.licenses.length).toBeGreaterThan(0);
      expect(resource.licenses.filter(({ name = '' }) => !LICENCE.test(name))).toEqual([]);
    }
  });

  it('says of the positions and of the line that they are not all CC BY', () => {
    const licences = (name: string) =>
      descriptor.resources
        .find((resource) => resource.name === name)
        ?.licenses.map((licence) => licence.name);
    expect(licences('claims')).toEqual(['CC-BY-4.0']);
    expect(licences('incidents')).toContain('ODbL-1.0');
    expect(licences('record')).toContain('CC-BY-SA-4.0');
    expect(licences('line-of-contact')).toEqual(['ODbL-1.0', 'other-pd']);
  });

  it('describes three tables, each column by its name, in order, with what an empty cell means', () => {
    expect(tables.map(({ name, type }) => [name, type])).toEqual([
      ['incidents', 'table'],
      ['claims', 'table'],
      ['sources', 'table'],
    ]);
    for (const { name, schema } of tables) {
      const fields = schema?.fields ?? [];
      const [row = {}] = rowsOf(name as 'claims', whole());
      expect(fields.map((field) => field.name)).toEqual(Object.keys(row));
      expect(fields.filter(({ type }) => !(type in LEXICAL))).toEqual([]);
      const silent = fields.filter(
        ({ constraints, description }) =>
          !constraints?.required && !/Empty:|nothing between/.test(description),
      );
      expect(silent.map((field) => field.name)).toEqual([]);
    }
  });

  it.each([
    ['the whole record', whole()],
    ['an earlier evening', whole('2020-10-28')],
    ['the days shown', days('2020-10-28', { show: 'upto', known: '2020-11-02' })],
  ])('is true of every cell of %s: type, required, choices, keys', (_, taken) => {
    const described = descriptorOf(taken).resources.filter(({ schema }) => schema);
    const rows = new Map(described.map(({ name }) => [name, rowsOf(name as 'claims', taken)]));
    const wrong: string[] = [];
    for (const { name, schema } of described) {
      for (const row of rows.get(name) ?? []) {
        for (const { name: column, type, constraints } of schema?.fields ?? []) {
          const cell = row[column] ?? '';
          const ok =
            cell === ''
              ? !constraints?.required
              : LEXICAL[type]?.test(cell) &&
                (constraints?.enum?.includes(cell) ?? true) &&
                !(Number(cell) < (constraints?.minimum ?? -Infinity));
          if (!ok) wrong.push(`${name}, ${row['id']}, ${column}: ${cell}`);
        }
      }
      expect(schema?.primaryKey).toEqual(['id']);
      const ids = rows.get(name)?.map(({ id }) => id) ?? [];
      expect(new Set(ids).size).toBe(ids.length);
      for (const { fields, reference } of schema?.foreignKeys ?? []) {
        const targets = rows.get(reference.resource)?.map((row) => row[reference.fields[0] ?? '']);
        const strays = rows.get(name)?.filter((row) => !targets?.includes(row[fields[0] ?? '']));
        expect(strays).toEqual([]);
      }
    }
    expect(wrong).toEqual([]);
    expect(described.find(({ name }) => name === 'claims')?.schema?.foreignKeys).toHaveLength(1);
  });

  it('of the days shown names the files as they are downloaded', () => {
    const taken = days('2020-10-28');
    const paths = descriptorOf(taken).resources.map(({ path }) => path);
    expect(paths).toEqual(
      FILE_KINDS.filter((kind) => kind !== 'datapackage').map((kind) => fileOf(kind, taken).name),
    );
  });
});
