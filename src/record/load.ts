/** Fetches the record's files. One that does not arrive is an Error in its place: the others still count. */
import type { RawFiles } from './parse.ts';
import type { FileKey } from './schema.ts';

export type FileUrls = Readonly<Record<FileKey, string>>;

export async function fetchRecord(urls: FileUrls, get: typeof fetch = fetch): Promise<RawFiles> {
  const entries = await Promise.all(
    Object.entries(urls).map(async ([key, url]) => [key, await readJson(url, get)] as const),
  );
  return Object.fromEntries(entries) as unknown as RawFiles;
}

async function readJson(url: string, get: typeof fetch): Promise<unknown> {
  try {
    const response = await get(url);
    if (!response.ok) return new Error(`status ${response.status}`);
    return (await response.json()) as unknown;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
