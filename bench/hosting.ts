/**
 * `npm run bench:hosting`: dist/ behind nginx on the loopback interface, with the configuration of docs/hosting.md. Prints
 * what a view weighs in a real browser, and how many requests a second this machine answers; writes
 * test-results/bench-hosting.json. How the figures mislead: docs/hosting.md, "What a million views cost".
 *
 * `--seconds=20` in all, `--connections=50`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { launchChromium } from '../test/browser/chromium.ts';
import { NO_NGINX, compress, findNginx, serve, type Served } from './nginx.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    seconds: { type: 'string', default: '20' },
    connections: { type: 'string', default: '50' },
  },
});
const connections = Number(options.connections);
const OUT = '.cache/hosting-dist';

interface Load {
  readonly 'requests a second': number;
  readonly 'MB a second': number;
  readonly errors: number;
}

/** The same address again and again over kept connections, as a browser that takes brotli asks for it. */
async function load(url: string, seconds: number, headers: Readonly<Record<string, string>>): Promise<Load> {
  return hasWrk() ? wrk(url, seconds, headers) : inNode(url, seconds, headers);
}

function hasWrk(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v wrk'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function wrk(url: string, seconds: number, headers: Readonly<Record<string, string>>): Load {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const said = execFileSync(
    'wrk',
    ['-t', '2', '-c', String(connections), '-d', `${Math.max(1, Math.round(seconds))}s`, ...given, url],
    { encoding: 'utf8' },
  );
  const [, requests = 'NaN'] = /Requests\/sec:\s+([\d.]+)/.exec(said) ?? [];
  const [, amount = 'NaN', unit = ''] = /Transfer\/sec:\s+([\d.]+)([KMG]?B)/.exec(said) ?? [];
  const bytes = Number(amount) * ({ B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }[unit] ?? NaN);
  const bad = /Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1] ?? '0';
  const sockets = [...(/Socket errors:(.*)/.exec(said)?.[1] ?? '').matchAll(/\d+/g)].map(Number);
  return {
    'requests a second': Number(requests),
    'MB a second': bytes / 1e6,
    errors: Number(bad) + sockets.reduce((sum, n) => sum + n, 0),
  };
}

/** Where there is no wrk. One process of Node is slower than nginx: it then measures itself. */
async function inNode(
  url: string,
  seconds: number,
  headers: Readonly<Record<string, string>>,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  const sums = { requests: 0, bytes: 0, errors: 0 };
  const once = () =>
    new Promise<void>((done) => {
      get(url, { agent, headers }, (response) => {
        if ((response.statusCode ?? 500) >= 400) sums.errors++;
        response.on('data', (chunk: Buffer) => (sums.bytes += chunk.length));
        response.on('end', () => {
          sums.requests++;
          done();
        });
      }).on('error', () => {
        sums.errors++;
        done();
      });
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) await once();
    }),
  );
  agent.destroy();
  return {
    'requests a second': sums.requests / seconds,
    'MB a second': sums.bytes / seconds / 1e6,
    errors: sums.errors,
  };
}

interface View {
  readonly requests: number;
  /** As nginx sent it, heads included. */
  readonly kB: number;
}

/** What one reader's browser fetches: the first time, and again with what it has kept. */
async function views(browser: Browser, site: Served, query: string) {
  const context = await browser.newContext({ viewport: { width: 640, height: 560 } });
  const visit = async (): Promise<View> => {
    const before = site.sent().length;
    const page = await context.newPage();
    await page.goto(`${site.url}${query}`);
    await page.waitForSelector('html[data-ready]');
    // Until nothing has come for a while: the map, its worker and its letters come late.
    for (let seen = -1; seen !== site.sent().length; await page.waitForTimeout(1500))
      seen = site.sent().length;
    await page.close();
    const answers = site.sent().slice(before);
    return { requests: answers.length, kB: answers.reduce((sum, { bytes }) => sum + bytes, 0) / 1000 };
  };
  const [first, again] = [await visit(), await visit()];
  await context.close();
  return { 'the first time': first, again };
}

const nginx = findNginx();
if (!nginx) {
  console.error(NO_NGINX);
  process.exit(1);
}
await build({ logLevel: 'error', build: { outDir: OUT, emptyOutDir: true } });
compress(OUT);
const served = await serve(nginx, OUT, '.cache/hosting-nginx');
const assets = readdirSync(`${OUT}/assets`);
const asset = (pattern: RegExp) => `assets/${assets.find((name) => pattern.test(name)) ?? ''}`;
const etag = (await fetch(served.url, { headers: { 'accept-encoding': 'br' } })).headers.get('etag') ?? '';

const brotli = { 'Accept-Encoding': 'br' };
const KINDS: Readonly<Record<string, readonly [path: string, headers: Readonly<Record<string, string>>]>> = {
  'the page': ['', brotli],
  'the page, kept and unchanged (304)': ['', { ...brotli, 'If-None-Match': etag }],
  'the record': [asset(/^record-.*\.json$/), brotli],
  'a small script': [asset(/^rolldown-runtime-.*\.js$/), brotli],
  'the largest script': [asset(/^map-.*\.js$/), brotli],
};
const each = Number(options.seconds) / Object.keys(KINDS).length;
const loads: Record<string, Load> = {};
for (const [name, [path, headers]] of Object.entries(KINDS))
  loads[name] = await load(`${served.url}${path}`, each, headers);

await served.close();

const logged = await serve(nginx, OUT, '.cache/hosting-nginx', true);
const browser = await launchChromium();
const QUERIES = {
  'embed, picture only (map=static)': '?mode=embed&map=static',
  'embed, zoomable map': '?mode=embed',
  'whole page, zoomable map': '',
} as const;
const weights: Record<string, Awaited<ReturnType<typeof views>>> = {};
for (const [name, query] of Object.entries(QUERIES)) weights[name] = await views(browser, logged, query);
await browser.close();
await logged.close();

const result = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}; server and load share it`,
  loader: hasWrk() ? 'wrk' : 'Node',
  compression: served.brotli ? 'brotli' : 'gzip',
  connections,
  'a view': weights,
  load: loads,
};
console.log(
  JSON.stringify(
    result,
    (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value),
    2,
  ),
);
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/bench-hosting.json', JSON.stringify(result, null, 2));
process.exit(Object.values(loads).some(({ errors }) => errors > 0) ? 1 : 0);
