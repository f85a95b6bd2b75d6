/** A reader in one tab of some browser: looks, clicks, types, and hears what goes wrong. */
import { setTimeout as wait } from 'node:timers/promises';
import { PNG } from 'pngjs';
import type { Driver, Key, Point, Where } from './driver.ts';

/** Of software that draws a map on a busy machine. */
const PATIENCE_MS = 40_000;

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

declare global {
  interface Window {
    /** By the script in site.ts. */
    heard?: string[];
  }
}

export class Tab {
  readonly driver: Driver;
  readonly #errors: string[] = [];
  readonly #requests: string[] = [];

  constructor(driver: Driver) {
    this.driver = driver;
  }

  /** Opens an address and waits until the page answers, in its first frame if it stands in one. */
  async open(address: string, where: Where = 'page'): Promise<void> {
    await this.#listen();
    await this.driver.goto(address);
    await this.until(
      'the page is ready',
      () => this.driver.run(where, () => document.documentElement.hasAttribute('data-ready')),
      (ready) => ready,
    );
  }

  /** Asks until the answer is right; what it was at last is told. */
  async until<T>(what: string, ask: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
    const end = Date.now() + PATIENCE_MS;
    let last: unknown;
    do {
      try {
        const value = await ask();
        if (isRight(value)) return value;
        last = value;
      } catch (error) {
        last = error instanceof Error ? error.message : error; // a page on its way to another
      }
      await wait(100);
    } while (Date.now() < end);
    throw new Error(`not so: ${what}. At last: ${JSON.stringify(last)?.slice(0, 400)}`);
  }

  /** All words of a part of the page, one space between them. */
  text(selector: string, where: Where = 'page'): Promise<string> {
    return this.driver.run(
      where,
      (at) => {
        const node = document.querySelector(at);
        const words = node instanceof HTMLElement ? node.innerText : node?.textContent;
        return (words ?? '').replaceAll(/\s+/g, ' ').trim();
      },
      selector,
    );
  }

  /** Waits until a part of the page says all this. */
  async reads(selector: string, words: readonly (string | RegExp)[], where: Where = 'page'): Promise<void> {
    const says = (text: string) =>
      words.every((part) => (typeof part === 'string' ? text.includes(part) : part.test(text)));
    await this.until(`${selector} says ${words.join(', ')}`, () => this.text(selector, where), says);
  }

  attribute(selector: string, name: string): Promise<string | null> {
    return this.driver.run(
      'page',
      (at, of) => document.querySelector(at)?.getAttribute(of) ?? null,
      selector,
      name,
    );
  }

  count(selector: string): Promise<number> {
    return this.driver.run('page', (at) => document.querySelectorAll(at).length, selector);
  }

  /** Where it is to be seen; null where it is not. */
  box(selector: string, where: Where = 'page'): Promise<Box | null> {
    return this.driver.run(
      where,
      (at) => {
        const found = document.querySelector(at)?.getBoundingClientRect();
        if (!found || found.width === 0 || found.height === 0) return null;
        return { x: found.x, y: found.y, width: found.width, height: found.height };
      },
      selector,
    );
  }

  /** With the mouse, in the middle of it, once it stands still. */
  async click(selector: string): Promise<void> {
    await this.driver.run(
      'page',
      (at) => document.querySelector(at)?.scrollIntoView({ block: 'center', behavior: 'instant' }),
      selector,
    );
    await this.driver.click(middle(await this.still(selector)));
  }

  /** Where it is, once it is there and does not move. */
  async still(selector: string, where: Where = 'page'): Promise<Box> {
    let before = '';
    const box = await this.until(
      `${selector} is there and stands still`,
      () => this.box(selector, where),
      (now) => {
        const moved = JSON.stringify(now) !== before;
        before = JSON.stringify(now);
        return now !== null && !moved;
      },
    );
    if (!box) throw new Error(`${selector} is not there`);
    return box;
  }

  async focus(selector: string): Promise<void> {
    await this.driver.run(
      'page',
      (at) => document.querySelector<HTMLElement>(at)?.focus({ preventScroll: true }),
      selector,
    );
  }

  press(key: Key, where: Where = 'page'): Promise<void> {
    return this.driver.press(key, where);
  }

  /** Chooses in a list of the browser's own, whose window no driver opens. */
  async choose(selector: string, value: string): Promise<void> {
    await this.driver.run(
      'page',
      (at, chosen) => {
        const list = document.querySelector<HTMLSelectElement>(at);
        if (!list) return;
        list.value = chosen;
        list.dispatchEvent(new Event('input', { bubbles: true }));
        list.dispatchEvent(new Event('change', { bubbles: true }));
      },
      selector,
      value,
    );
  }

  /** Where the map shows the full tone of the reported dead: the middle of those points, and how many there are. */
  async deadOnMap(): Promise<{ readonly at: Point; readonly count: number }> {
    const map = await this.still('#map');
    const width = await this.driver.run('page', () => window.innerWidth);
    const png = PNG.sync.read(await this.driver.screenshot());
    const scale = png.width / width;
    const found: Point[] = [];
    for (let y = Math.ceil(map.y); y < Math.min(map.y + map.height, png.height / scale); y++) {
      for (let x = Math.ceil(map.x); x < Math.min(map.x + map.width, width); x++) {
        const i = (Math.round(y * scale) * png.width + Math.round(x * scale)) * 4;
        const [red = 0, green = 0, blue = 0] = png.data.subarray(i, i + 3);
        if (Math.abs(red - 0x5a) < 6 && Math.abs(green - 0x2a) < 6 && Math.abs(blue - 0x4a) < 6)
          found.push({ x, y });
      }
    }
    const median = (axis: 'x' | 'y') =>
      found.map((point) => point[axis]).toSorted((a, b) => a - b)[found.length >> 1] ?? 0;
    return { at: { x: median('x'), y: median('y') }, count: found.length };
  }

  /** Errors and addresses since this was last asked. */
  async heard(): Promise<{ readonly errors: readonly string[]; readonly requests: readonly string[] }> {
    await this.#listen();
    return { errors: this.#errors.splice(0), requests: this.#requests.splice(0) };
  }

  /** Before the page goes, and what it has heard with it. */
  async #listen(): Promise<void> {
    const collect = () => ({
      errors: window.heard?.splice(0) ?? [],
      requests: performance.getEntriesByType('resource').map(({ name }) => name),
    });
    for (const where of ['page', 'frame'] as const) {
      const heard = await this.driver.run(where, collect).catch(() => undefined); // no page, or no frame in it
      this.#errors.push(...(heard?.errors ?? []));
      this.#requests.push(...(heard?.requests ?? []));
    }
    const { errors, requests } = this.driver.heard();
    this.#errors.push(...errors);
    this.#requests.push(...requests);
  }
}

export const middle = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });
