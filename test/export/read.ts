/** For tests of the files that are taken away: reads them back, and takes what a test needs. */
import Papa from 'papaparse';
import { fileOf, type FileKind } from '../../src/export/files.ts';
import { daysShown, wholeRecord, type Taken } from '../../src/export/taken.ts';
import type { Show } from '../../src/record/days.ts';
import type { Known } from '../../src/record/known.ts';
import type { Model } from '../../src/record/model.ts';
import type { Day } from '../../src/time.ts';
import { chosenDays, recordAt, shipped } from '../page.ts';

export const VERSION = '1.2.3';

export const whole = (known: Known = 'latest', model: Model = shipped()): Taken =>
  wholeRecord(model, recordAt(model, known), VERSION);

export const days = (
  day: Day,
  choice: { show?: Show; known?: Known } = {},
  model: Model = shipped(),
): Taken => daysShown(model, chosenDays(model, day, choice).selection, VERSION);

/** Every cell as the text that stands in the file. */
export function parse(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    newline: '\r\n',
    skipEmptyLines: true,
  });
  if (errors.length > 0) throw new Error(`not CSV: ${errors[0]?.message} (row ${errors[0]?.row})`);
  return data;
}

export type Row = Readonly<Record<string, string>>;

/** A table of the files, one object for each row. */
export function rowsOf(kind: FileKind, taken: Taken): Row[] {
  const [header = [], ...rows] = parse(fileOf(kind, taken).text);
  return rows.map((cells) => {
    if (cells.length !== header.length) throw new Error(`${cells.length} cells in a row of ${kind}`);
    return Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));
  });
}

/** A cell that holds several values. */
export const parts = (cell: string | undefined): string[] => (cell ? cell.split('; ') : []);
