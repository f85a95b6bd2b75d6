/** A window in a frame without a browser, and what its host says and hears. */
import { createEmbed, type EmbedSetup, type HostState } from '../../src/shell/embed.ts';

export const EMBED = 'https://maps.example/strikes/?mode=embed&height=auto';
export const OPENED: HostState = { day: '2020-10-28', known: 'latest', incident: 'barda-2020-10-28' };
const INCIDENTS = ['barda-2020-10-28', 'ganja-2020-10-17'];
export const isIncident = (id: string) => INCIDENTS.includes(id);
export const message = (fields: object) => ({ type: 'strikes:state', version: 1, ...fields });

/** A window in a frame, without a browser: what it posts to its host is kept, frames and timers come when told to. */
export function framed({
  innerWidth = 640,
  ...options
}: Partial<EmbedSetup> & { readonly innerWidth?: number } = {}) {
  const posted: unknown[] = [];
  const listeners = new Map<string, Set<(event: unknown) => void>>();
  const frames = new Map<number, () => void>();
  const observed: unknown[] = [];
  let onResize = () => {};
  let id = 0;
  const host = {
    postMessage(data: unknown, origin: string) {
      if (origin !== '*') throw new Error(`posted to ${origin}`);
      posted.push(structuredClone(data));
    },
  };
  const of = (type: string) => listeners.get(type) ?? listeners.set(type, new Set()).get(type)!;
  const fonts = withResolvers();
  const win = {
    parent: host,
    innerWidth,
    addEventListener: (type: string, listener: () => void) => of(type).add(listener),
    removeEventListener: (type: string, listener: () => void) => of(type).delete(listener),
    requestAnimationFrame(callback: () => void) {
      frames.set(++id, callback);
      return id;
    },
    cancelAnimationFrame: (which: number) => frames.delete(which),
    setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms),
    clearTimeout: (which: ReturnType<typeof setTimeout>) => clearTimeout(which),
    ResizeObserver: class {
      constructor(callback: () => void) {
        onResize = callback;
      }
      observe(root: unknown) {
        observed.push(root);
      }
      disconnect() {
        observed.length = 0;
      }
    },
    // What an opaque origin forbids.
    get localStorage(): never {
      throw new DOMException('denied', 'SecurityError');
    },
    document: { fonts: { ready: fonts.promise } },
  };
  let height = 600;
  let state = OPENED;
  const asked: Partial<HostState>[] = [];
  const root = {} as Element;
  const hear = (event: { source: unknown; data: unknown }) => {
    for (const listener of of('message')) listener(event);
  };
  const embed = createEmbed(win as unknown as Window & typeof globalThis, {
    href: () => EMBED,
    root,
    height: () => height,
    fixed: false,
    state: () => state,
    isIncident,
    onState(change) {
      asked.push(change);
      state = { ...state, ...change };
    },
    ...options,
  });
  return {
    embed,
    posted,
    asked,
    observed,
    listeners,
    win,
    heights: () => posted.flatMap((data) => heightIn(data)),
    states: () => posted.filter((data) => (data as HostState & { type: string }).type === 'strikes:state'),
    say: (data: unknown) => hear({ source: host, data }),
    hear,
    dispatch: (type: string, event: unknown = {}) => {
      for (const listener of of(type)) listener(event);
    },
    grow: (to: number) => {
      height = to;
      onResize();
    },
    turn: (to: Partial<HostState>) => {
      state = { ...state, ...to };
      embed.changed();
    },
    lettersCome: () => {
      fonts.resolve();
      return fonts.promise;
    },
    nextFrame: () => {
      const due = [...frames.values()];
      frames.clear();
      for (const callback of due) callback();
      return due.length;
    },
  };
}

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** The heights that a host of open-iframe-resizer reads. */
const heightIn = (data: unknown): number[] => {
  const { type, height } = data as { type?: string; height?: number };
  return type === 'iframe-resized' && height !== undefined ? [height] : [];
};
