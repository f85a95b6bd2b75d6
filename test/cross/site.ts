/** What the browsers are shown: the built page under the headers of its release, the pages of hosts, the offline file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { TYPES as RELEASED, everywhere, policyFor } from '../../build/headers.ts';
import { FILE, MODE } from '../../build/offline.ts';
import { serveHosts, type Hosts } from '../browser/hosts/server.ts';

const OUT = '.cache/cross-dist';
const OFFLINE = '.cache/cross-offline';
const FOLDER = '/news/maps/barda/';
const TYPES: Readonly<Record<string, string>> = {
  ...RELEASED,
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
};

/**
 * WebKit's driver tells nothing of errors, and no driver tells what a policy refused. So one script more stands in the
 * page, before all others; the policy lets it in as a file of the site.
 */
const EAR = `window.heard = [];
const hear = (words) => window.heard.push(String(words));
addEventListener('error', ({ message, target }) => hear(message ?? 'did not come: ' + (target.src ?? target.href)), true);
addEventListener('unhandledrejection', ({ reason }) => hear(reason));
addEventListener('securitypolicyviolation', (e) => hear('refused by ' + e.violatedDirective + ': ' + e.blockedURI));
const say = console.error;
console.error = (...words) => { hear(words.join(' ')); say(...words); };
`;

export interface Site {
  /** The page, with a slash at its end. */
  readonly url: string;
  readonly hosts: Hosts;
  /** The one file for use without a network. */
  readonly file: string;
  /** Origins that the page may ask: its own and those of its hosts. */
  readonly origins: readonly string[];
  close(): Promise<void>;
}

/** Builds all that is shown, and serves it on the loopback interface. */
export async function openSite(): Promise<Site> {
  let headers: Record<string, string> = {};
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(FOLDER) ? normalize(pathname.slice(FOLDER.length)) : '..';
    const file = inside === '.' || inside.endsWith('/') ? join(inside, 'index.html') : inside;
    (file.startsWith('..') ? Promise.reject(new Error('outside')) : readFile(join(OUT, file))).then(
      (body) => {
        const type = TYPES[extname(file).slice(1)] ?? 'application/octet-stream';
        response.writeHead(200, { ...headers, 'content-type': type }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${origin}${FOLDER}`;
  const hosts = await serveHosts(url);

  // A release knows where it lives; here the embeds do.
  process.env['SITE_URL'] = hosts.site;
  await build({ logLevel: 'error', build: { outDir: OUT, emptyOutDir: true } });
  delete process.env['SITE_URL'];
  await build({ mode: MODE, logLevel: 'error', build: { outDir: OFFLINE, emptyOutDir: true } });
  const index = join(OUT, 'index.html');
  const built = readFileSync(index, 'utf8');
  const html = built.replace(/<meta charset="utf-8" ?\/?>/, '$&<script src="./ear.js"></script>');
  if (html === built) throw new Error('index.html has no place for the script that listens');
  writeFileSync(index, html);
  writeFileSync(join(OUT, 'ear.js'), EAR);

  headers = Object.fromEntries(everywhere(policyFor(html, hosts.site)));
  return {
    url,
    hosts,
    file: pathToFileURL(resolve(OFFLINE, FILE)).href,
    origins: [origin, hosts.origin, new URL(hosts.site).origin],
    async close() {
      await hosts.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
