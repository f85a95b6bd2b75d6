/** A web server on the loopback interface that answers from memory, as a good host would. */
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
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

const TICK_MS = 10;

interface Flow {
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly log: Paced | undefined;
  from: number;
}

/** One line for all answers: each begins after the latency, and those on their way share its speed equally. */
function createLine({ downloadThroughput, latency }: Pace) {
  const flows = new Set<Flow>();
  let ticking: ReturnType<typeof setInterval> | undefined;
  let last = 0;
  const left = ({ body, from }: Flow) => body.length - from;
  const tick = () => {
    // By the clock, not by the count of timers, which come late.
    const now = performance.now();
    let budget = ((now - last) / 1000) * downloadThroughput;
    last = now;
    // What a short answer does not need is left to the longer ones.
    for (const [i, flow] of [...flows].toSorted((a, b) => left(a) - left(b)).entries()) {
      const bytes = Math.min(Math.round(budget / (flows.size - i)), left(flow));
      budget -= bytes;
      flow.log?.parts.push({ at: Date.now(), bytes });
      flow.response.write(flow.body.subarray(flow.from, flow.from + bytes));
      flow.from += bytes;
    }
    for (const flow of flows) {
      if (left(flow) > 0) continue;
      flow.response.end();
      flows.delete(flow);
    }
    if (flows.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
  return (response: ServerResponse, head: OutgoingHttpHeaders, body: Buffer, log: Paced | undefined) =>
    setTimeout(() => {
      response.writeHead(200, head);
      response.flushHeaders();
      if (!ticking) last = performance.now();
      ticking ??= setInterval(tick, TICK_MS);
      flows.add({ response, body, log, from: 0 });
    }, latency);
}

/**
 * With a pace, the server is the line: Chrome's own throttling lets the script of a worker through at full speed beside all
 * the rest. Without one it answers at once.
 */
export async function serve(site: Site, pace?: Pace): Promise<Served> {
  let bytes = 0;
  let paced: Paced[] = [];
  const line = pace && createLine(pace);
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
    if (!line) {
      response.writeHead(200, head).end(body);
      return;
    }
    // Of the script of a worker the browser does not tell when it came.
    const isWorker = request.headers['sec-fetch-dest'] === 'worker';
    const log = isWorker ? { url: `http://${request.headers.host}${pathname}`, parts: [] } : undefined;
    if (log) paced.push(log);
    line(response, head, body, log);
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
