/** A web server on the loopback interface that answers from memory, as a good host would. */
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

export interface Answer {
  readonly body: Buffer;
  readonly brotli: boolean;
}
/** By the path within the page, without a slash before it; `index.html` for the page itself. */
export type Site = (path: string) => Answer | undefined;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.topojson': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** Compressed by nature: a host sends them as they are. */
const PACKED: ReadonlySet<string> = new Set(['.woff2', '.png', '.webp', '.jpg']);

export const asBrotli = (body: Buffer): Answer => ({ body: brotliCompressSync(body), brotli: true });
export const asIs = (body: Buffer): Answer => ({ body, brotli: false });

/** Every file of a folder, compressed once at brotli's highest quality. */
export function folderSite(folder: string): Site {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const answers = new Map(
    names.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const body = readFileSync(file);
      const path = file.slice(join(folder, '/').length).replaceAll('\\', '/');
      return [path, PACKED.has(extname(file)) ? asIs(body) : asBrotli(body)] as const;
    }),
  );
  return (path) => answers.get(path);
}

/** The first site that has an answer gives it. */
export const joined =
  (...sites: readonly Site[]): Site =>
  (path) => {
    for (const site of sites) {
      const answer = site(path);
      if (answer) return answer;
    }
    return undefined;
  };

/** A line's speed: bytes a second, and ms before the first of them. */
export interface Pace {
  readonly downloadThroughput: number;
  readonly latency: number;
}

/** An answer that was sent at a pace: when each part left, in ms since 1970, and its bytes. */
export interface Paced {
  readonly url: string;
  readonly parts: { readonly at: number; readonly bytes: number }[];
}

/** What was sent since the last time that this was asked for. */
export interface Sent {
  /** Bytes of all answers, heads not counted. */
  readonly bytes: number;
  readonly paced: readonly Paced[];
}

export interface Served {
  readonly url: string;
  takeSent(this: void): Sent;
  close(this: void): Promise<void>;
}

const PART_MS = 20;

/**
 * Chrome's throttling of the network lets the script of a worker through at full speed. With a pace, the server holds it
 * back itself; everything else it sends at once.
 */
export async function serve(site: Site, pace?: Pace): Promise<Served> {
  let bytes = 0;
  let paced: Paced[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(pathname.slice(1)) || 'index.html';
    const answer = site(path);
    if (!answer) {
      response.writeHead(404).end();
      return;
    }
    const { body } = answer;
    bytes += body.length;
    const head = {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-length': body.length,
      // Each opening begins with an empty cache; within it a file that is asked for twice comes once, as it does anywhere.
      'cache-control': 'max-age=3600',
      ...(answer.brotli ? { 'content-encoding': 'br' } : {}),
    };
    if (!pace || request.headers['sec-fetch-dest'] !== 'worker') {
      response.writeHead(200, head).end(body);
      return;
    }
    const log: Paced = { url: `http://${request.headers.host}${pathname}`, parts: [] };
    paced.push(log);
    const began = performance.now() + pace.latency;
    let from = 0;
    const send = () => {
      // By the clock, not by the count of timers, which come late.
      const due = Math.ceil(((performance.now() - began + PART_MS) / 1000) * pace.downloadThroughput);
      const part = body.subarray(from, Math.max(from, Math.min(due, body.length)));
      log.parts.push({ at: Date.now(), bytes: part.length });
      response.write(part);
      from += part.length;
      if (from < body.length) setTimeout(send, PART_MS);
      else response.end();
    };
    setTimeout(() => {
      response.writeHead(200, head);
      send();
    }, pace.latency);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    takeSent() {
      const taken = { bytes, paced };
      bytes = 0;
      paced = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
