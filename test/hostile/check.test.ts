/** `npm run check` on a folder in which a file is cut short, emptied, or is something else: it says which, and does not fall over. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFolder } from '../../scripts/record-folder.ts';
import { formatIssue } from '../../src/record/parse.ts';
import { FILES } from '../../src/record/schema.ts';
import { STEPS } from '../../src/record/steps.ts';
import { FLOOD_MS, notSeen } from './strings.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-'));
  cpSync('geo', folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

test(
  'a whole folder has no problem',
  () => {
    expect(checkFolder(folder)).toEqual([]);
  },
  FLOOD_MS,
);

const NAMES = [...Object.values(FILES).map(({ file }) => file), STEPS.file, 'basemap/basemap.topojson'];

test.each(NAMES)(
  '%s is named when it is broken as a whole',
  (name) => {
    const path = join(folder, name);
    const whole = readFileSync(path, 'utf8');
    for (const broken of [
      '',
      whole.slice(0, whole.length / 2),
      'null',
      '7',
      '[null]',
      '<!doctype html>',
      '{"steps":[null,7]}',
      '{"steps":7}',
    ]) {
      writeFileSync(path, broken);
      const lines = checkFolder(folder).map((issue) => formatIssue(issue));
      expect(
        lines.some((line) => line.startsWith(name.replace(/^.*\//, ''))),
        broken.slice(0, 20),
      ).toBe(true);
      expect(lines.flatMap((line) => notSeen(line))).toEqual([]);
    }
    writeFileSync(path, whole);
  },
  FLOOD_MS,
);

test(
  'a schema that is out of date is named',
  () => {
    const path = join(folder, 'schema/claims.json.schema.json');
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.replace('1000000', '9'));
    expect(checkFolder(folder)).toMatchObject([
      {
        file: 'geo/schema/claims.json.schema.json',
        message: expect.stringContaining('npm run schema') as string,
      },
    ]);
    writeFileSync(path, whole);
  },
  FLOOD_MS,
);
