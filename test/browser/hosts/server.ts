/**
 * Serves the host pages from another site than the embed's: http://localhost:… beside http://127.0.0.1:…, so that the
 * frame is cross-origin and cross-site. `/plain.html?day=2020-10-17` frames `…?mode=embed&day=2020-10-17`.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const HERE = 'test/browser/hosts/';
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const VENDOR: Record<string, string> = {
  '/vendor/pym.js': 'node_modules/pym.js/dist/pym.v1.min.js',
  '/vendor/open-iframe-resizer.js': 'node_modules/@open-iframe-resizer/core/dist/index.js',
};
/** As it stands in docs/embedding.md, between its fences. */
const EXAMPLE = /```html\n(<!doctype html>[^]*?)```/;
/** The address in the examples, for which a reader puts the real one. */
const EXAMPLE_SITE = 'https://maps.example/strikes/';

export interface Hosts {
  readonly origin: string;
  /** The embed's folder, with a slash at its end. */
  readonly site: string;
  /** The address of a page, for an embed with these options. */
  page(name: string, options?: string): string;
  /** The page of this text, as if it had been pasted into an empty file. */
  paste(html: string): string;
  close(): Promise<void>;
}

/** `page` is the address of the built page. */
export async function serveHosts(page: string): Promise<Hosts> {
  const embed = await listen(withOrigin(page));
  const site = `http://127.0.0.1:${embed.port}${new URL(page).pathname}`;
  const pasted: string[] = [];
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const fill = (html: string, options: string) =>
    html
      .replaceAll('{{embed}}', escape(`${site}?mode=embed${options && `&${options}`}`))
      .replaceAll('{{site}}', escape(site))
      .replaceAll('{{origin}}', new URL(site).origin);
  const find = async ({ pathname, search }: URL): Promise<string> => {
    if (pathname === '/example.html') {
      const [, html] = EXAMPLE.exec(await readFile('docs/embedding.md', 'utf8')) ?? [];
      if (!html) throw new Error('docs/embedding.md has no example page');
      return html.replaceAll(EXAMPLE_SITE, site);
    }
    const paste = /^\/pasted-(\d+)\.html$/.exec(pathname)?.[1];
    if (paste) return pasted[Number(paste)] ?? '';
    const file = VENDOR[pathname] ?? `${HERE}${/^\/([\w-]+\.(?:html|js|css))$/.exec(pathname)?.[1]}`;
    const body = await readFile(file, 'utf8');
    return file.endsWith('.html') ? fill(body, search.slice(1)) : body;
  };

  const host = await listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    find(url).then(
      (body) => {
        const type = TYPES[extname(url.pathname)] ?? 'text/plain';
        response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  const origin = `http://localhost:${host.port}`;
  return {
    origin,
    site,
    page: (name, options = '') => `${origin}/${name}.html${options && `?${options}`}`,
    paste: (html) => `${origin}/pasted-${pasted.push(html) - 1}.html`,
    close: async () => {
      await Promise.all([host.close(), embed.close()]);
    },
  };
}

/** The same files, under their policy if they have one, with the one header that an opaque origin needs. */
function withOrigin(page: string): RequestListener {
  return (request, response) => {
    fetch(new URL(request.url ?? '/', page)).then(
      async (found) => {
        const policy = found.headers.get('content-security-policy');
        response.writeHead(found.status, {
          ...(policy === null ? {} : { 'content-security-policy': policy }),
          'content-type': found.headers.get('content-type') ?? 'application/octet-stream',
          'access-control-allow-origin': '*',
        });
        response.end(Buffer.from(await found.arrayBuffer()));
      },
      () => response.writeHead(502).end(),
    );
  };
}

async function listen(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
