/**
 * Functions that run inside a page under test. Each is sent there as text, so it uses nothing from outside itself.
 * Times in ms since the navigation began.
 */
import type { Signs } from './pages.ts';

export interface Seen {
  /** The first frame on which there is anything. */
  firstPaint?: number;
  /** The first frame on which a ground is drawn and a figure can be read. */
  readable?: number;
  /** The map can be zoomed: everything is drawn for the first time. */
  zoomable?: number;
  /** The slider has changed sentence and figure for the first time. */
  answers?: number;
  /** How often the slider was tried. */
  tries: number;
  /** Shifts of the layout that no reader caused: the score (no unit), and up to five parts with their boxes, x y w h in px. */
  readonly shifts: { at: number; score: number; moved: string[] }[];
}

export interface BenchWindow {
  bench: Seen;
}

/** Notes what is seen and when. Runs before the page's own scripts. */
export function watch(signs: Signs): void {
  const seen: Seen = { tries: 0, shifts: [] };
  (globalThis as unknown as BenchWindow).bench = seen;

  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') seen.firstPaint = startTime;
  }).observe({ type: 'paint', buffered: true });
  interface LayoutShift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly {
      readonly node: Node | null;
      readonly previousRect: DOMRectReadOnly;
      readonly currentRect: DOMRectReadOnly;
    }[];
  }
  const nameOf = (node: Node | null) => {
    const found = node instanceof Element ? node : node?.parentElement;
    if (!found) return 'something gone';
    const { id } = found;
    return `${found.localName}${id ? `#${id}` : ''}${found.classList.length > 0 ? `.${[...found.classList].join('.')}` : ''}`;
  };
  const boxOf = ({ x, y, width, height }: DOMRectReadOnly) =>
    [x, y, width, height].map((value) => Math.round(value)).join(' ');
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (entry.hadRecentInput) continue;
      seen.shifts.push({
        at: entry.startTime,
        score: entry.value,
        moved: entry.sources.map(
          ({ node, previousRect, currentRect }) =>
            `${nameOf(node)} from ${boxOf(previousRect)} to ${boxOf(currentRect)}`,
        ),
      });
    }
  }).observe({ type: 'layout-shift', buffered: true });

  const coversMap = (found: Element) => {
    const map = document.querySelector('#map')?.getBoundingClientRect();
    if (!map) return false;
    const box = found.getBoundingClientRect();
    const width = Math.min(box.right, map.right) - Math.max(box.left, map.left);
    const height = Math.min(box.bottom, map.bottom) - Math.max(box.top, map.top);
    return width > 0 && height > 0 && width * height >= (map.width * map.height) / 2;
  };
  const canBeRead = (found: Element) => {
    const box = found.getBoundingClientRect();
    return (
      /\d/.test(found.textContent ?? '') &&
      box.width * box.height > 0 &&
      box.bottom <= window.innerHeight &&
      box.top >= 0 &&
      getComputedStyle(found).visibility === 'visible'
    );
  };
  const any = (selectors: readonly string[], test: (found: Element) => boolean) =>
    selectors.some((selector) => Array.from(document.querySelectorAll(selector)).some(test));
  const look = () => {
    if (any(signs.ground, coversMap) && any(signs.figure, canBeRead)) {
      // What a frame holds can be seen once it is over.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => (seen.readable = performance.now()), { once: true });
      port1.start();
      port2.postMessage(null);
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  const observer = new MutationObserver(() => {
    if (!document.querySelector(signs.ready)) return;
    seen.zoomable = performance.now();
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['data-map'] });
}

export interface SliderTest {
  readonly signs: Signs;
  /** Days to go to in turn: index in the war, and how the sentence names it. */
  readonly days: readonly { readonly index: number; readonly words: string }[];
  readonly lastIndex: number;
  readonly everyMs: number;
}

/** Tries the slider again and again from when there is one, until it answers. Runs before the page's own scripts. */
export function trySlider({ signs, days, lastIndex, everyMs }: SliderTest): void {
  let trying = false;
  const figures = (sentence: Element) => sentence.textContent?.replace(/^[^:]*:/, '') ?? '';
  const attempt = () => {
    const { bench } = globalThis as unknown as BenchWindow;
    const sentence = document.querySelector(signs.sentence);
    const input = document.querySelector(signs.slider.selector);
    const day = days[bench.tries % days.length];
    if (trying || !sentence || !input || !day) return;
    trying = true;
    bench.tries++;
    const before = figures(sentence);
    if (input instanceof HTMLInputElement) {
      input.value = String(day.index);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      const { left, width, top } = input.getBoundingClientRect();
      const at = { clientX: left + (width * day.index) / lastIndex, clientY: top + 1 };
      input.dispatchEvent(new MouseEvent('mousedown', { ...at, bubbles: true, cancelable: true }));
      input.dispatchEvent(new MouseEvent('mouseup', { ...at, bubbles: true }));
    }
    let frames = 0;
    const check = () => {
      const now = document.querySelector(signs.sentence);
      if (now && now.textContent?.includes(day.words) && figures(now) !== before) {
        bench.answers = performance.now();
        clearInterval(timer);
      } else if (++frames < 2) requestAnimationFrame(check);
      else trying = false;
    };
    requestAnimationFrame(check);
  };
  const timer = setInterval(attempt, everyMs);
}

export interface StepRequest {
  readonly signs: Signs;
  readonly index: number;
  readonly lastIndex: number;
  /** How the sentence names the day. */
  readonly words: string;
  /** How long to wait for sentence and map. */
  readonly patienceMs: number;
}

export interface StepTimes {
  /** From the event to the end of the frame that shows the day's sentence, in ms. */
  readonly timeline: number | null;
  /** From the event until the map has nothing left to draw, in ms. */
  readonly map: number | null;
}

/** One step of the slider. */
export async function step(request: StepRequest): Promise<StepTimes> {
  const { signs, index, lastIndex, words, patienceMs } = request;
  const input = document.querySelector(signs.slider.selector);
  const map = document.querySelector('#map');
  if (!input || !map) throw new Error('no slider or no map');
  // The bar reads its own box at every press: what is asked for before costs it nothing.
  const { left, width, top } = input.getBoundingClientRect();
  const at = { clientX: left + (width * index) / lastIndex, clientY: top + 1 };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const painted = () =>
    new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve(), { once: true });
      port1.start();
      port2.postMessage(null);
    });

  const start = performance.now();
  const drawn = new Promise<number | null>((resolve) => {
    // Set anew at each end of drawing, to the value that it has: that counts as a mutation too.
    const observer = new MutationObserver(() => {
      if (!document.querySelector(signs.ready)) return;
      observer.disconnect();
      clearTimeout(timer);
      resolve(performance.now() - start);
    });
    observer.observe(map, { attributes: true, attributeFilter: ['data-map'] });
    const timer = setTimeout(() => {
      observer.disconnect();
      resolve(null);
    }, patienceMs);
  });
  if (input instanceof HTMLInputElement) {
    input.value = String(index);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  } else {
    input.dispatchEvent(new MouseEvent('mousedown', { ...at, bubbles: true, cancelable: true }));
    input.dispatchEvent(new MouseEvent('mouseup', { ...at, bubbles: true }));
  }
  let timeline: number | null = null;
  while (timeline === null && performance.now() - start < patienceMs) {
    await frame();
    const shown = document.querySelector(signs.sentence)?.textContent?.includes(words) === true;
    await painted();
    if (shown) timeline = performance.now() - start;
  }
  return { timeline, map: await drawn };
}
