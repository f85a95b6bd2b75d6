/**
 * Long lists in slices: what fills a screen at once, the rest while the browser is idle, so that a step of the slider
 * draws a bounded number. Where nobody waits for a picture, at build time and in Node, all of it is drawn at once.
 */
import type { Builder } from './element.ts';

/** Does a piece of work soon, when nothing more urgent is to be done. What it returns calls the work off. */
export type Soon = (work: () => void) => () => void;

/** About what a screen holds: drawn at once. */
const FIRST = 12;
/** As many as a short while takes: drawn whenever there is one. */
const SLICE = 60;
const SOON_MS = 400;
const PAUSE_MS = 16;

/** A document's own idle time; nothing where no frame is ever drawn and nobody waits. */
export function idleOf(doc: Document): Soon | undefined {
  const win = doc.defaultView;
  if (!win || typeof win.requestAnimationFrame !== 'function') return undefined;
  if (typeof win.requestIdleCallback !== 'function') {
    return (work) => {
      const timer = win.setTimeout(work, PAUSE_MS);
      return () => win.clearTimeout(timer);
    };
  }
  return (work) => {
    const handle = win.requestIdleCallback(work, { timeout: SOON_MS });
    return () => win.cancelIdleCallback(handle);
  };
}

export interface Sliced<T> {
  /** In the page already, and empty. */
  readonly into: Element;
  /** Taken one by one, only as far as they are drawn. */
  readonly items: Iterable<T>;
  readonly total: number;
  readonly make: (item: T) => HTMLElement;
  /** A list up to this long comes whole; of a longer one what fills a screen, and a button leads on by so many. */
  readonly page: number;
  /** Drawn at once, if not about what a screen holds. */
  readonly first?: number;
  /** What the button says: so many more. */
  readonly more: (n: number) => string;
}

export interface Drawn {
  /** Leads on to the rest; for the caller to put after the list. `null` when all come unasked. */
  readonly button: HTMLButtonElement | null;
  readonly stop: () => void;
}

/** `soon` is missing where all is to be drawn at once. Stops by itself when the list is taken out of the page. */
export function drawInSlices<T>(
  h: Builder,
  { into, items, total, make, page, more, first = FIRST }: Sliced<T>,
  soon: Soon | undefined,
): Drawn {
  const rest = items[Symbol.iterator]();
  const wasIn = into.isConnected;
  let due = !soon || total <= page ? total : first;
  let drawn = 0;
  let callOff = () => {};

  const draw = (most: number) => {
    for (const end = Math.min(due, drawn + most); drawn < end; drawn++) {
      const next = rest.next();
      if (next.done) return;
      into.append(make(next.value));
    }
  };
  const go = (most = SLICE) => {
    draw(soon ? most : total);
    if (soon && drawn < due) callOff = soon(goOn);
  };
  const goOn = () => {
    if (wasIn && !into.isConnected) return; // another view stands there now
    go();
  };
  go(first);
  if (due === total) return { button: null, stop: () => callOff() };

  const words = () => more(Math.min(page, total - due));
  const button = h('button', { type: 'button', class: 'more', onclick: () => leadOn() }, words());
  const leadOn = () => {
    callOff();
    draw(due); // what was to come unasked comes first
    const next = drawn;
    due = Math.min(total, due + page);
    go();
    // The reader goes on where the list went on; the button may be gone.
    into.children[next]?.querySelector('button')?.focus({ preventScroll: true });
    if (due < total) button.textContent = words();
    else button.remove();
  };
  return { button, stop: () => callOff() };
}
