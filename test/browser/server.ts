/** A static web server on the loopback interface, as plain as they come: no header but the type, and ten minutes to keep a file, as GitHub Pages gives. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** `folder` may change from one request to the next; where it is none, the host is gone. */
export async function serveFolder(
  folder: string | (() => string | undefined),
  prefix = '/',
  heard: (file: string) => void = () => {},
  /** Which files the host does not find, and has a page for, as some do. */
  isLost: (file: string) => boolean = () => false,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const from = typeof folder === 'string' ? folder : folder();
    if (from === undefined) return request.socket.destroy();
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(prefix) ? normalize(pathname.slice(prefix.length)) : '..';
    const file = inside === '.' || inside.endsWith('/') ? join(inside, 'index.html') : inside;
    heard(file);
    if (isLost(file)) {
      const headers = { 'content-type': 'text/html', 'cache-control': 'max-age=600' };
      return response.writeHead(200, headers).end('<!doctype html><p>Not here.');
    }
    const found = file.startsWith('..') ? Promise.reject(new Error('outside')) : readFile(join(from, file));
    found.then(
      (body) => {
        response.writeHead(200, {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'cache-control': 'max-age=600',
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
