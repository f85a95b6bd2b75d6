/**
 * dist/ behind nginx on the loopback interface, with the configuration that stands in docs/hosting.md: for the test of
 * that page and for the load test.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const DOCS = 'docs/hosting.md';
export const NO_NGINX =
  'nginx is not here: install it (Debian: nginx-light, libnginx-mod-http-brotli-static) or name it in NGINX';

/** Where nginx is; nothing where there is none. */
export function findNginx(): string | undefined {
  const places = [
    process.env['NGINX'],
    '/usr/sbin/nginx',
    '/usr/local/sbin/nginx',
    '/opt/homebrew/bin/nginx',
  ];
  return places.find((path) => path !== undefined && existsSync(path));
}

/** The blocks of code on the page about hosting, by language. */
export function blocks(language: string): string[] {
  const page = readFileSync(DOCS, 'utf8');
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, code]) =>
    name === language && code !== undefined ? [code] : [],
  );
}

const BROTLI = ['/usr/lib/nginx/modules/ngx_http_brotli_static_module.so'];

/** What the page says to run, with its places put where these are. */
function moved(code: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${DOCS} no longer has: ${from}`);
    return text.replaceAll(from, to);
  }, code);
}

export interface Served {
  readonly url: string;
  /** Does it send files that were compressed with brotli? */
  readonly brotli: boolean;
  /** Every answer so far, with its size on the wire, head included. */
  sent(): readonly { readonly bytes: number; readonly status: number; readonly path: string }[];
  /** What `nginx -t` said. */
  readonly said: string;
  close(): Promise<void>;
}

/** Serves a built folder; `work` is a folder for what nginx needs besides. With a log it writes down what it sends. */
export async function serve(nginx: string, dist: string, work: string, withLog = false): Promise<Served> {
  mkdirSync(work, { recursive: true });
  const [config] = blocks('nginx');
  const policy = blocks('sh').find((code) => code.includes('barda-policy.inc'));
  if (config === undefined || policy === undefined) throw new Error(`${DOCS} has no configuration of nginx`);

  const inc = resolve(work, 'policy.inc');
  const making = moved(policy, {
    '/etc/nginx/barda-policy.inc': inc,
    'dist/_headers': resolve(dist, '_headers'),
  });
  execFileSync('sh', ['-c', making.replace(/^nginx .*$/m, '')]);

  const port = await freePort();
  const module = BROTLI.find((path) => existsSync(path));
  const site = moved(config, {
    'listen 80;': `listen 127.0.0.1:${port};`,
    'root /srv/barda/dist;': `root ${resolve(dist)};`,
    '/etc/nginx/barda-policy.inc': inc,
  });
  const types = [
    '/etc/nginx/mime.types',
    '/usr/local/etc/nginx/mime.types',
    '/opt/homebrew/etc/nginx/mime.types',
  ];
  const at = (name: string) => resolve(work, name);
  writeFileSync(
    at('nginx.conf'),
    `${module === undefined ? '' : `load_module ${module};`}
daemon off;
master_process off;
pid ${at('nginx.pid')};
error_log ${at('error.log')};
events { worker_connections 1024; }
http {
  include ${types.find((path) => existsSync(path)) ?? 'mime.types'};
  default_type application/octet-stream;
  log_format sent '$bytes_sent $status $uri';
  access_log ${withLog ? `${at('sent.log')} sent` : 'off'};
  sendfile on;
  tcp_nopush on;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${at(name)};`).join(' ')}
  ${module === undefined ? site.replace(/^ *brotli_static on;$/m, '') : site}
}
`,
  );
  const args = ['-c', at('nginx.conf'), '-p', resolve(work), '-e', at('error.log')];
  const said = execFileSync('sh', ['-c', '"$0" -t "$@" 2>&1', nginx, ...args], { encoding: 'utf8' });
  const server = spawn(nginx, args, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  await answers(url);
  return {
    url,
    brotli: module !== undefined,
    said,
    sent: () =>
      (withLog ? readFileSync(at('sent.log'), 'utf8') : '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const [bytes, status, path = ''] = line.split(' ');
          return { bytes: Number(bytes), status: Number(status), path };
        }),
    close: () =>
      new Promise((done) => {
        server.once('exit', () => {
          rmSync(work, { recursive: true, force: true });
          done();
        });
        server.kill();
      }),
  };
}

async function answers(url: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return void (await answer.arrayBuffer());
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`nginx does not answer at ${url}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** As the page about hosting says, but with what Node brings along; 11 is brotli's best and slowest. */
export function compress(dist: string, quality = 11): void {
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:html|js|css|json|csv|geojson|topojson|txt)$/.test(name)) continue;
    const content = readFileSync(join(dist, name));
    writeFileSync(join(dist, `${name}.gz`), gzipSync(content, { level: 9 }));
    writeFileSync(
      join(dist, `${name}.br`),
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    );
  }
}
