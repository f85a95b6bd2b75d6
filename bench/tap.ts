/** Listens to a page and its workers through Chrome's DevTools protocol. */
import type { CDPSession, Page } from 'playwright-core';
import type { RequestLog } from './bytes.ts';

export interface Heap {
  /** Bytes of JavaScript objects in use, after a collection. */
  readonly objects: number;
  /** Bytes of array buffers. */
  readonly buffers: number;
}

export interface Tap {
  readonly cdp: CDPSession;
  /**
   * Every request so far, with times in ms since the navigation began. Of a worker's own script nobody tells the body: it
   * has come before the worker can be listened to.
   */
  requests(this: void): Promise<RequestLog[]>;
  /** Memory of the page and of its workers, as far as they can be reached. */
  heaps(this: void): Promise<{ readonly page: Heap; readonly workers: readonly Heap[] }>;
}

/** The events that are counted, the same from a page and from a worker. */
interface NetworkEvents {
  'Network.requestWillBeSent': { requestId: string; request: { url: string } };
  'Network.responseReceived': {
    requestId: string;
    timestamp: number;
    response: { encodedDataLength: number };
  };
  'Network.dataReceived': {
    requestId: string;
    timestamp: number;
    dataLength: number;
    encodedDataLength: number;
  };
  'Network.loadingFinished': { requestId: string; timestamp: number; encodedDataLength: number };
}
interface HeapUsage {
  usedSize: number;
  backingStorageSize?: number;
}

/** The workers' sessions hang on the page's own: Playwright gives none of its own to a worker. */
export async function tap(page: Page): Promise<Tap> {
  const cdp = await page.context().newCDPSession(page);
  /** By the request's id, which is the same whoever tells of it. On the monotonic clock, in seconds. */
  const logs = new Map<string, RequestLog>();
  const listeners: { readonly [K in keyof NetworkEvents]: (event: NetworkEvents[K]) => void } = {
    'Network.requestWillBeSent': ({ requestId, request }) => {
      if (!request.url.startsWith('data:') && !logs.has(requestId))
        logs.set(requestId, { url: request.url, chunks: [] });
    },
    'Network.responseReceived': ({ requestId, timestamp, response }) => {
      const log = logs.get(requestId);
      if (log) log.head = { at: timestamp, encoded: response.encodedDataLength };
    },
    'Network.dataReceived': ({ requestId, timestamp, dataLength, encodedDataLength }) => {
      logs.get(requestId)?.chunks.push({ at: timestamp, decoded: dataLength, encoded: encodedDataLength });
    },
    'Network.loadingFinished': ({ requestId, timestamp, encodedDataLength }) => {
      const log = logs.get(requestId);
      if (log) log.end = { at: timestamp, encoded: encodedDataLength };
    },
  };
  const isCounted = (method: string): method is keyof NetworkEvents => method in listeners;
  const take = <K extends keyof NetworkEvents>(method: K, event: NetworkEvents[K]) =>
    listeners[method](event);

  cdp.on('Network.requestWillBeSent', (event) => take('Network.requestWillBeSent', event));
  cdp.on('Network.responseReceived', (event) => take('Network.responseReceived', event));
  cdp.on('Network.dataReceived', (event) => take('Network.dataReceived', event));
  cdp.on('Network.loadingFinished', (event) => take('Network.loadingFinished', event));

  const workers = new Set<string>();
  const waiting = new Map<number, (result: unknown) => void>();
  let lastId = 0;
  const ask = (sessionId: string, method: string): Promise<unknown> => {
    const id = ++lastId;
    const answer = new Promise<unknown>((resolve) => waiting.set(id, resolve));
    const sent = cdp.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params: {} }),
    });
    return sent.then(() => answer);
  };
  cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    workers.add(sessionId);
    void ask(sessionId, 'Network.enable').catch(() => undefined);
    void ask(sessionId, 'Runtime.runIfWaitingForDebugger').catch(() => undefined);
  });
  cdp.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, method, params, result } = JSON.parse(message) as {
      id?: number;
      method?: string;
      params?: unknown;
      result?: unknown;
    };
    if (id !== undefined) {
      waiting.get(id)?.(result);
      waiting.delete(id);
    } else if (method !== undefined && isCounted(method)) {
      take(method, params as NetworkEvents[typeof method]);
    }
  });
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable');
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });

  return {
    cdp,
    async requests() {
      const start = await metric(cdp, 'NavigationStart');
      const ms = (seconds: number) => (seconds - start) * 1000;
      return [...logs.values()].map(({ url, head, chunks, end }) => ({
        url,
        ...(head ? { head: { ...head, at: ms(head.at) } } : {}),
        chunks: chunks.map((chunk) => ({ ...chunk, at: ms(chunk.at) })),
        ...(end ? { end: { ...end, at: ms(end.at) } } : {}),
      }));
    },
    async heaps() {
      const heap = ({ usedSize, backingStorageSize = 0 }: HeapUsage): Heap => ({
        objects: usedSize,
        buffers: backingStorageSize,
      });
      await cdp.send('HeapProfiler.collectGarbage');
      const own: HeapUsage = await cdp.send('Runtime.getHeapUsage');
      const theirs: Heap[] = [];
      for (const session of workers) {
        await ask(session, 'HeapProfiler.collectGarbage');
        theirs.push(heap((await ask(session, 'Runtime.getHeapUsage')) as HeapUsage));
      }
      return { page: heap(own), workers: theirs };
    },
  };
}

/** One of the page's metrics: durations and moments of the monotonic clock in seconds. */
export async function metric(
  cdp: CDPSession,
  name: 'NavigationStart' | 'TaskDuration' | 'ScriptDuration',
): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const found = metrics.find((one) => one.name === name);
  if (!found) throw new Error(`the browser does not measure ${name}`);
  return found.value;
}
