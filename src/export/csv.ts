/** A table as CSV: RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets know it and open every name intact. */
import Papa from 'papaparse';
import type { Taken } from './taken.ts';
import { TABLES, type TableName } from './tables.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const END_OF_ROW = '\r\n';

/**
 * What a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers. Papa Parse's own
 * pattern misses a formula with a line break in it, and the wide signs that East Asian editions also read.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

export function csv(name: TableName, taken: Taken): string {
  const { fields, rows } = TABLES[name];
  return csvOf(
    fields.map((field) => field.name),
    rows(taken),
  );
}

/** Cells as they are; `null` is an empty cell. */
export function csvOf(
  header: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): string {
  const text = Papa.unparse([header, ...rows], { newline: END_OF_ROW, escapeFormulae: FORMULA });
  return BYTE_ORDER_MARK + text + END_OF_ROW;
}
