/**
 * dist/sw.js, the service worker: keeps one whole copy of the page, so that it opens without a network. What it keeps is
 * fixed when it is installed; nothing that a reader does adds to it. Built by build/keep.ts.
 */

/** What TypeScript's DOM does not know of a worker's world. */
export interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', act: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', act: (event: FetchEvent) => void): void;
}
interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** Paths from the folder of the page; every name but the page's own holds a digest. */
declare const KEPT: {
  readonly version: string;
  readonly files: readonly string[];
  /** A name that stands in the very page to which the files belong. */
  readonly sign: string;
};

const world = globalThis as unknown as WorkerScope;
const { scope } = world.registration;
const prefix = `page ${scope} `;
const { version, files, sign } = KEPT;
const own = `${prefix}${version}`;
const kept = new Set(files.map((file) => new URL(file, scope).href));
/** A line that says nothing for so long is none. */
const PATIENCE_MS = 4000;

world.addEventListener('install', (event) => {
  // Nobody is asked to close every tab: the page is fetched anew each time, and old files stay for the old tabs.
  event.waitUntil(keep().then(() => world.skipWaiting()));
});

world.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder().then(() => world.clients.claim()));
});

world.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const address = `${url.origin}${url.pathname}`;
  if (request.mode === 'navigate') {
    // A frame has nothing to do with what the whole page keeps.
    const isPage = address === scope || address === new URL('index.html', scope).href;
    if (isPage && request.destination === 'document') event.respondWith(freshOrKept(request));
  } else if (kept.has(address)) event.respondWith(keptOrFresh(request));
});

async function keep(): Promise<void> {
  const page = await fetch(new Request(scope, { cache: 'no-cache' }));
  // In the midst of an upload the page may be newer than this worker: it then tries again with its successor.
  if (!page.ok || !(await page.clone().text()).includes(sign))
    throw new Error(`the page is not of this version: ${version}`);
  const cache = await caches.open(own);
  await Promise.all(files.map(async (file) => cache.put(file, await wholeFile(file))));
  // A browser does not take a redirected answer for a page.
  await cache.put(scope, page.redirected ? new Response(page.body, page) : page);
}

/** Two generations: an open tab of the last one still asks for its own files. */
async function forgetOlder(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
}

async function freshOrKept(request: Request): Promise<Response> {
  const fresh = fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([fresh, late]).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  const cache = await caches.open(own);
  const copy = await cache.match(scope);
  if (!copy) return fresh;
  fresh.catch(() => undefined); // nobody waits for it any more
  // The page reads it there and says what it is (keep.ts).
  const headers = new Headers(copy.headers);
  headers.set('server-timing', 'kept');
  return new Response(copy.body, { headers });
}

/** A host's page in the place of a file would be kept in its place; the browser may have kept it itself already. */
async function wholeFile(file: string): Promise<Response> {
  const isFile = ({ ok, headers }: Response) => ok && !headers.get('content-type')?.startsWith('text/html');
  const near = await fetch(file);
  if (isFile(near)) return near;
  const fresh = await fetch(file, { cache: 'reload' });
  if (isFile(fresh)) return fresh;
  throw new Error(`not found: ${file}`);
}

const keptOrFresh = async (request: Request) =>
  (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
