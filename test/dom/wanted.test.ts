import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenWanted } from '../../src/dom/wanted.ts';
import { page } from '../page.ts';

type Seen = (entries: readonly { isIntersecting: boolean }[]) => void;

let observers: { seen: Seen; observed: Element[]; disconnected: boolean }[] = [];
class FakeObserver {
  readonly state;
  constructor(seen: Seen) {
    this.state = { seen, observed: [] as Element[], disconnected: false };
    observers.push(this.state);
  }
  observe(element: Element): void {
    this.state.observed.push(element);
  }
  disconnect(): void {
    this.state.disconnected = true;
  }
}

beforeEach(() => {
  observers = [];
  vi.stubGlobal('IntersectionObserver', FakeObserver);
});
afterEach(() => void vi.unstubAllGlobals());

interface Connection {
  readonly saveData?: boolean;
  readonly downlink?: number;
}

/** A map on a page behind some line, and how often it was asked for. */
function opened(connection?: Connection) {
  const { root, document, fire } = page();
  Object.defineProperty(document, 'defaultView', { value: { navigator: { connection } } });
  const asked = { times: 0 };
  whenWanted(root, () => asked.times++);
  return {
    root,
    asked,
    touch: (type: string) => fire(root, type),
    /** What the browser tells those who still listen. */
    scroll: (...inSight: boolean[]) => {
      for (const { seen, disconnected } of observers)
        if (!disconnected) seen(inSight.map((isIntersecting) => ({ isIntersecting })));
    },
  };
}

const TOUCHES = ['pointerdown', 'wheel', 'focusin'];

describe('the map', () => {
  it('is asked for at once on a fast line, and only once', () => {
    const { asked, touch, scroll } = opened({ downlink: 10 });
    expect(asked.times).toBe(1);
    TOUCHES.forEach(touch);
    scroll(true);
    expect(asked.times).toBe(1);
  });

  it.each<[string, Connection | undefined]>([
    ['a slow line', { downlink: 1.4 }],
    ['a line of which nothing is known', {}],
    ['a browser that tells nothing of its line', undefined],
  ])('is asked for when it is in sight on %s, and only once', (_, connection) => {
    const { asked, root, touch, scroll } = opened(connection);
    expect([asked.times, observers.map(({ observed }) => observed)]).toEqual([0, [[root]]]);
    scroll(false);
    expect(asked.times).toBe(0);
    scroll(false, true);
    expect(asked.times).toBe(1);
    scroll(true);
    TOUCHES.forEach(touch);
    expect([asked.times, observers.map(({ disconnected }) => disconnected)]).toEqual([1, [true]]);
  });

  it.each(TOUCHES)('is asked for at a %s even before it is known to be in sight, and only once', (type) => {
    const { asked, touch, scroll } = opened({ downlink: 1.4 });
    touch(type);
    expect(asked.times).toBe(1);
    scroll(true);
    TOUCHES.forEach(touch);
    expect(asked.times).toBe(1);
  });

  it.each([{ saveData: true }, { saveData: true, downlink: 10 }])(
    'waits for a touch where the reader asks for fewer bytes, on whatever line (%o)',
    (connection) => {
      const { asked, touch } = opened(connection);
      expect([asked.times, observers]).toEqual([0, []]);
      touch('wheel');
      TOUCHES.forEach(touch);
      expect(asked.times).toBe(1);
    },
  );

  it('is not asked for by a mouse that only passes over it', () => {
    const { asked, touch } = opened({ saveData: true });
    for (const type of ['mousemove', 'pointermove', 'pointerenter', 'scroll']) touch(type);
    expect(asked.times).toBe(0);
  });
});
