/** Reads `geo/` from disk, for scripts and tests. */
import { readFileSync } from 'node:fs';
import type { RawFiles } from '../src/record/parse.ts';
import { FILES, type FileKey } from '../src/record/schema.ts';

export function readRecordFiles(folder = 'geo'): RawFiles {
  const entries = Object.entries(FILES).map(([key, { file }]) => {
    try {
      return [key, JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))] as const;
    } catch (error) {
      return [key, error instanceof Error ? error : new Error(String(error))] as const;
    }
  });
  return Object.fromEntries(entries) as Record<FileKey, unknown>;
}
