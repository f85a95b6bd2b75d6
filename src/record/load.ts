/** Fetches the record: all its files in one. What does not arrive is an Error in its place, for the door to report. */
import type { RawFiles } from './parse.ts';
import { FILES, type FileKey } from './schema.ts';

/** `version` is the one that the page was built with: figures of another one would stand beside its words. */
export async function fetchRecord(
  url: string,
  get: typeof fetch = fetch,
  version?: string,
): Promise<RawFiles> {
  const found = check(await readJson(url, get), version);
  const entries = Object.keys(FILES).map((key) => [
    key,
    found instanceof Error
      ? found
      : ((found as Record<string, unknown> | null)?.[key] ?? new Error('missing')),
  ]);
  return Object.fromEntries(entries) as Record<FileKey, unknown>;
}

function check(found: unknown, version: string | undefined): unknown {
  if (version === undefined || found instanceof Error) return found;
  const own = (found as { version?: unknown } | null)?.version;
  return own === version ? found : new OtherVersion(`not ${version}`);
}

/** A record, or something else, in the place of the one that was asked for. */
export class OtherVersion extends Error {}

async function readJson(url: string, get: typeof fetch): Promise<unknown> {
  try {
    return await fetchJson(url, get);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** In the copy that is one file the address is the thing itself, packed (build/offline.ts). */
export async function fetchJson(url: string, get: typeof fetch = fetch): Promise<unknown> {
  const response = await get(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  if (!url.startsWith('data:application/gzip') || !response.body) return response.json();
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).json();
}
