/** The tables in a real spreadsheet, where there is one: LibreOffice opens them and writes what it has read. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileOf, type FileKind } from '../../src/export/files.ts';
import { parse, rowsOf, whole } from './read.ts';

const OFFICE = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find(
  (path) => existsSync(path),
);

if (OFFICE === undefined) console.warn('the tables were not tried in a spreadsheet: LibreOffice is not here');

/** Opened and written again: comma, quotes, UTF-8; cells as they are, not as they are shown. */
function opened(kind: FileKind): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'spreadsheet-'));
  try {
    writeFileSync(join(folder, 'in.csv'), fileOf(kind, whole()).text);
    execFileSync(
      OFFICE ?? '',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        // What its dialog proposes for a file with this byte order mark: comma, quotes, UTF-8.
        '--infilter=CSV:44,34,76,1',
        '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false',
        '--outdir',
        join(folder, 'out'),
        join(folder, 'in.csv'),
      ],
      { stdio: 'ignore', timeout: 60_000 },
    );
    return parse(readFileSync(join(folder, 'out', 'in.csv'), 'utf8').replaceAll(/\r?\n/g, '\r\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(OFFICE === undefined)('a spreadsheet', () => {
  it.each(['incidents', 'claims', 'sources'] as const)(
    'opens %s with every row, every name and every figure',
    (kind) => {
      const [header = [], ...rows] = opened(kind);
      const expected = rowsOf(kind, whole());
      expect(header).toEqual(Object.keys(expected[0] ?? {}));
      expect(rows).toHaveLength(expected.length);
      const column = (name: string) => rows.map((row) => row[header.indexOf(name)]);
      const same = [
        'id',
        'name',
        'nameAz',
        'nameHy',
        'claimant',
        'statement',
        'publisher',
        'killedLow',
        'killedHigh',
      ];
      for (const name of header.filter((one) => same.includes(one)))
        expect(column(name), name).toEqual(expected.map((row) => row[name]));
      if (kind === 'incidents') {
        expect(column('nameAz').join('')).toMatch(/ə/);
        expect(column('nameHy').join('')).toMatch(/\p{Script=Armenian}/u);
      }
    },
    90_000,
  );
});
