/** docs/hosting.md, done as it says: its configuration of nginx is run, and what it sends is looked at. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { NO_NGINX, blocks, compress, findNginx, serve, type Served } from '../bench/nginx.ts';
import { TYPES, YEAR, everywhere } from '../build/headers.ts';

const nginx = findNginx();
const needsNginx = ({ skip }: TestContext) => {
  if (!nginx) skip(NO_NGINX);
};
if (!nginx) console.warn(`docs/hosting.md was not tried: ${NO_NGINX}`);

let [folder, served]: [string?, Served?] = [];
const SITE = 'https://maps.example.org/barda/';

beforeAll(async () => {
  if (!nginx) return;
  folder = await mkdtemp(join(tmpdir(), 'hosting-'));
  process.env['SITE_URL'] = SITE;
  await build({ logLevel: 'error', build: { outDir: join(folder, 'dist'), emptyOutDir: true } });
  delete process.env['SITE_URL'];
  compress(join(folder, 'dist'), 4);
  served = await serve(nginx, join(folder, 'dist'), join(folder, 'nginx'));
}, 120_000);
afterAll(async () => {
  await served?.close();
  if (folder) await rm(folder, { recursive: true });
});

const file = (name: string) => join(folder ?? '', 'dist', name);
const assets = () => readdirSync(file('assets'));
const asset = (ending: string) =>
  `assets/${assets().find((name) => name.endsWith(ending)) ?? `none${ending}`}`;
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${served?.url ?? ''}${path}`, { headers: { 'accept-encoding': 'identity', ...headers } });

/** What is served, by kind: its path, and the type that a browser must be told. */
const KINDS: Readonly<Record<string, readonly [path: () => string, type: RegExp]>> = {
  'the page': [() => '', /^text\/html; charset=utf-8$/],
  'a script': [() => asset('.js'), /^(?:text|application)\/javascript; charset=utf-8$/],
  'a stylesheet': [() => asset('.css'), /^text\/css; charset=utf-8$/],
  'a font': [() => asset('.woff2'), /^font\/woff2$/],
  'the record': [() => asset('.json'), /^application\/json; charset=utf-8$/],
  'the basemap': [() => asset('.topojson'), /^application\/json; charset=utf-8$/],
  'a table to take away': [() => 'data/claims.csv', /^text\/csv; charset=utf-8$/],
  'a map to take away': [() => 'data/record.geojson', /^application\/geo\+json; charset=utf-8$/],
  'the script for hosts': [() => 'embed.js', /^(?:text|application)\/javascript; charset=utf-8$/],
  'the card': [() => 'social.png', /^image\/png$/],
  oEmbed: [() => 'oembed.json', /^application\/json; charset=utf-8$/],
};

describe('nginx, as docs/hosting.md sets it up,', () => {
  it('takes the configuration without a complaint', (context) => {
    needsNginx(context);
    expect(served?.said).toContain('syntax is ok');
    expect(served?.said).toContain('test is successful');
    expect(served?.said).not.toMatch(/warn|emerg/);
  });

  it.for(Object.entries(KINDS))('sends %s with the right type and all headers', async ([, kind], context) => {
    needsNginx(context);
    const [path, type] = kind;
    const answer = await get(path());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(type);
    const isAsset = path().startsWith('assets/');
    expect(answer.headers.get('cache-control')).toBe(isAsset ? YEAR : 'no-cache');
    const [, policy] = /Content-Security-Policy: (.*)/.exec(readFileSync(file('_headers'), 'utf8')) ?? [];
    expect(policy).toContain("default-src 'none'");
    for (const [name, value] of everywhere(policy ?? '')) expect(answer.headers.get(name), name).toBe(value);
    expect(answer.headers.get('x-frame-options')).toBeNull();
    expect(answer.headers.get('content-security-policy')).not.toContain('frame-ancestors');
  });

  it('answers a browser that has the page already with 304', async (context) => {
    needsNginx(context);
    const etag = (await get('')).headers.get('etag');
    expect(etag).not.toBeNull();
    expect((await get('', { 'if-none-match': etag ?? '' })).status).toBe(304);
  });

  it('sends what was compressed beforehand to whoever takes it, and says that there are several', async (context) => {
    needsNginx(context);
    for (const path of ['', asset('.js'), asset('.json'), 'data/claims.csv']) {
      const encodings = served?.brotli ? ['br', 'gzip'] : ['gzip'];
      for (const encoding of encodings) {
        const answer = await get(path, { 'accept-encoding': encoding });
        expect(answer.headers.get('content-encoding'), `${path} ${encoding}`).toBe(encoding);
        expect(answer.headers.get('vary'), path).toMatch(/accept-encoding/i);
      }
      const plain = await get(path);
      expect(plain.headers.get('content-encoding'), path).toBeNull();
      expect(
        Number((await get(path, { 'accept-encoding': 'gzip' })).headers.get('content-length')),
      ).toBeLessThan(Number(plain.headers.get('content-length')));
    }
  });

  it('sends its headers with an error too, and keeps to itself what is for hosts', async (context) => {
    needsNginx(context);
    for (const path of ['nothing.js', '_headers', '.htaccess']) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get('access-control-allow-origin'), path).toBe('*');
    }
  });

  it('has the address of the page in the tags that need it', async (context) => {
    needsNginx(context);
    const html = await (await get('')).text();
    expect(html).toContain(`<link rel="canonical" href="${SITE}">`);
    expect(html).toContain(`<meta property="og:image" content="${SITE}social.png?record=`);
    const answer = (await (await get('oembed.json')).json()) as { html: string };
    expect(answer.html).toContain(`<iframe src="${SITE}?mode=embed&amp;height=auto"`);
  });
});

describe('docs/hosting.md', () => {
  it('has the headers of build/headers.ts in its configuration of nginx, value by value', () => {
    const config = blocks('nginx').join('\n');
    const given = new Map(
      [...config.matchAll(/add_header ([\w-]+) "?([^"\n]*?)"? always;/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    for (const [name, value] of everywhere('from the build')) {
      if (name === 'Content-Security-Policy')
        expect(config).toContain('include /etc/nginx/barda-policy.inc;');
      else expect(given.get(name), name).toBe(value);
    }
    expect(config).toContain(YEAR);
    for (const [ending, type] of Object.entries(TYPES))
      if (ending !== 'woff2')
        expect(config).toMatch(new RegExp(`${type.split(';')[0]?.replace('+', '\\+')} ${ending};`));
  });

  it('has a line that compresses what a build holds', (context) => {
    needsNginx(context);
    if (!existsSync('/usr/bin/brotli')) context.skip('brotli is not here');
    const line = blocks('sh').find((code) => code.startsWith('find dist')) ?? '';
    expect(line).not.toBe('');
    execFileSync('sh', ['-c', line], { cwd: folder });
    for (const name of ['index.html', asset('.topojson'), 'data/record.geojson'])
      for (const ending of ['gz', 'br']) expect(existsSync(file(`${name}.${ending}`)), name).toBe(true);
    expect(existsSync(file('social.png.gz'))).toBe(false);
  }, 60_000);
});
