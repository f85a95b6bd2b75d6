/** What a journey needs of a browser. Three browsers have it (chromium.ts, firefox.ts, webkit.ts). */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Key = 'PageDown' | 'ArrowLeft' | 'ArrowRight' | 'Enter' | 'Escape';
export const BROWSERS = ['chromium', 'firefox', 'webkit'] as const;
export type BrowserName = (typeof BROWSERS)[number];

export interface Conditions {
  readonly webgl: boolean;
  /** As the reader's system has it: `America/Los_Angeles`. */
  readonly zone: string;
}

export type Where = 'page' | 'frame';

/** One tab of one browser: its page, or the first frame in it. Positions are in CSS pixels of the viewport. */
export interface Driver {
  /** Name and version as the browser itself tells them. */
  readonly name: string;
  goto(address: string): Promise<void>;
  /** Runs a function there. It sees nothing of the file that it stands in; values travel as JSON. */
  run<A extends readonly unknown[], T>(where: Where, fn: (...args: A) => T, ...args: A): Promise<T>;
  /** Within a frame, positions begin at its corner, which lies at `corner` of the page. */
  click(at: Point, corner?: Point): Promise<void>;
  drag(from: Point, to: Point): Promise<void>;
  press(key: Key, where: Where): Promise<void>;
  /** PNG of the viewport. */
  screenshot(): Promise<Buffer>;
  /** Sets the size of the viewport. */
  resize(width: number, height: number): Promise<void>;
  back(): Promise<void>;
  forward(): Promise<void>;
  /** What the browser itself tells since it was last asked: errors, and the addresses asked for. */
  heard(): { readonly errors: readonly string[]; readonly requests: readonly string[] };
  close(): Promise<void>;
}

/** Why a browser could not be started, in words for whoever runs the tests. */
export class NotStarted extends Error {}

/** Looks a program up as a shell does. */
export const findProgram = (...names: readonly string[]): string | undefined =>
  names
    .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find(existsSync);

/** As an expression that gives JSON. */
export const asScript = (fn: (...args: never[]) => unknown, args: readonly unknown[]) =>
  `JSON.stringify((${fn.toString()})(...${JSON.stringify(args)})) ?? 'null'`;

/** https://w3c.github.io/webdriver/#keyboard-actions */
const CODES: Record<Key, string> = {
  PageDown: '\uE00F',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  Enter: '\uE007',
  Escape: '\uE00C',
};

export const plus = (a: Point, b: Point = { x: 0, y: 0 }): Point => ({ x: a.x + b.x, y: a.y + b.y });

/** Actions of W3C WebDriver, which WebDriver BiDi shares. */
export const keyActions = (key: Key) => [
  {
    type: 'key',
    id: 'keyboard',
    actions: [
      { type: 'keyDown', value: CODES[key] },
      { type: 'keyUp', value: CODES[key] },
    ],
  },
];

/** Down at the first point, up at the last one. */
export const mouseActions = ([first, ...others]: readonly [Point, ...Point[]]) => {
  const move = ({ x, y }: Point) => ({
    type: 'pointerMove',
    x: Math.round(x),
    y: Math.round(y),
    duration: 50,
  });
  return [
    {
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [
        move(first),
        { type: 'pointerDown', button: 0 },
        ...others.map(move),
        { type: 'pointerUp', button: 0 },
      ],
    },
  ];
};

/** A drag passes between its ends, as a hand does. */
export const pathBetween = (from: Point, to: Point): [Point, ...Point[]] => [
  from,
  ...[0.2, 0.4, 0.6, 0.8, 1].map((part) => ({
    x: from.x + (to.x - from.x) * part,
    y: from.y + (to.y - from.y) * part,
  })),
];
