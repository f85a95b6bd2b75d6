/** Reads `geo/` from disk, for scripts and tests. */
import { readFileSync } from 'node:fs';
import type { RawFiles } from '../src/record/parse.ts';
import { FILES, type FileKey } from '../src/record/schema.ts';
import { STEPS } from '../src/record/steps.ts';

export function readRecordFiles(folder = 'geo'): RawFiles {
  const entries = Object.entries(FILES).map(
    ([key, { file }]) => [key, readJson(`${folder}/${file}`)] as const,
  );
  return Object.fromEntries(entries) as Record<FileKey, unknown>;
}

/** The first lesson. It is no part of the record: it travels on its own, and only to whoever wants it. */
export const readStepsFile = (folder = 'geo'): unknown => readJson(`${folder}/${STEPS.file}`);

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
