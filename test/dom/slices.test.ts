import { describe, expect, it } from 'vitest';
import { builder } from '../../src/dom/element.ts';
import { drawInSlices, idleOf, type Soon } from '../../src/dom/slices.ts';
import { idleTime } from '../idle.ts';
import { one, page, words } from '../page.ts';

/** A list of so many numbers, and how many of them were asked for. */
function listOf(total: number, soon: Soon | undefined, limit = 200) {
  const { document, root } = page();
  const h = builder(document);
  const list = h('ol');
  root.append(list);
  let taken = 0;
  function* numbers() {
    for (let i = 0; i < total; i++) {
      taken++;
      yield i;
    }
  }
  const { button, stop } = drawInSlices(
    h,
    {
      into: list,
      items: numbers(),
      total,
      make: (n) => h('li', null, h('button', null, String(n))),
      page: limit,
      more: (n) => `${n} more`,
    },
    soon,
  );
  if (button) list.after(button);
  const counted = () => words(list, 'li').map(Number);
  return { document, root, list, counted, taken: () => taken, stop };
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('a long list', () => {
  it('is drawn whole and at once where nobody waits for a picture', () => {
    const { root, counted } = listOf(5_000, undefined);
    expect(counted()).toEqual(upTo(5_000));
    expect(root.querySelectorAll('button.more')).toHaveLength(0);
  });

  it('draws 12 at once and takes no more of the items than that', () => {
    const { counted, taken } = listOf(5_000, idleTime().soon);
    expect([counted(), taken()]).toEqual([upTo(12), 12]);
  });

  it('is whole after some idle time, in order, without a click', () => {
    const idle = idleTime();
    const { root, counted } = listOf(200, idle.soon);
    idle.pass();
    expect(counted()).toEqual(upTo(200));
    expect(root.querySelectorAll('button.more')).toHaveLength(0);
  });

  it('too long to come whole draws no more than a screenful, and a button says how many more it would bring', () => {
    const idle = idleTime();
    const { root, counted } = listOf(450, idle.soon);
    const button = one(root, 'button.more');
    expect(button.textContent).toBe('200 more');
    idle.pass();
    expect(counted()).toEqual(upTo(12));
    expect(idle.waiting()).toBe(0);
    button.click();
    expect(button.textContent).toBe('200 more');
    idle.pass();
    expect(counted()).toEqual(upTo(212));
    button.click();
    expect(button.textContent).toBe('38 more');
    idle.pass();
    expect(counted()).toEqual(upTo(412));
    button.click();
    idle.pass();
    expect(counted()).toEqual(upTo(450));
    expect(root.querySelectorAll('button.more')).toHaveLength(0);
  });

  it('loses no item when the button is pressed again before those it brings have all come', () => {
    const idle = idleTime();
    const { root, counted } = listOf(450, idle.soon);
    one(root, 'button.more').click();
    expect([counted(), idle.waiting()]).toEqual([upTo(72), 1]);
    one(root, 'button.more').click();
    expect([counted(), idle.waiting()]).toEqual([upTo(272), 1]);
    idle.pass();
    expect(counted()).toEqual(upTo(412));
  });

  it('gives the keyboard to the first of the new ones, also when the button goes', () => {
    const idle = idleTime();
    const { document, root } = listOf(210, idle.soon);
    const focused: string[] = [];
    Object.getPrototypeOf(document.createElement('button')).focus = function focus(this: HTMLElement) {
      focused.push(this.textContent);
    };
    idle.pass();
    one(root, 'button.more').click();
    expect(focused).toEqual(['12']);
  });

  it('draws nothing after it was stopped, nor after it was taken out of the page', () => {
    for (const end of [
      ({ stop }: ReturnType<typeof listOf>) => stop(),
      ({ root }: ReturnType<typeof listOf>) => root.replaceChildren(),
    ]) {
      const idle = idleTime();
      const drawn = listOf(200, idle.soon);
      idle.pass(1);
      end(drawn);
      idle.pass();
      expect(drawn.counted()).toHaveLength(72);
    }
  });
});

describe('the idle time', () => {
  /** A document in a window that has only these. */
  const documentWith = (win: object | null) => ({ defaultView: win }) as unknown as Document;
  const frames = { requestAnimationFrame: () => 0 };

  it('is none where no frame is ever drawn: at build time, in a DOM without a browser', () => {
    expect(idleOf(page().document)).toBeUndefined();
    expect(idleOf(documentWith(null))).toBeUndefined();
  });

  it('is the browser’s own where it has one, and never longer than half a second away', () => {
    const asked: unknown[] = [];
    const soon = idleOf(
      documentWith({
        ...frames,
        requestIdleCallback: (_: unknown, { timeout }: { timeout: number }) => {
          asked.push(timeout <= 500);
          return 7;
        },
        cancelIdleCallback: (handle: number) => asked.push(handle),
      }),
    );
    soon?.(() => {})();
    expect(asked).toEqual([true, 7]);
  });

  it('is a timer where the browser has none', () => {
    const timers = new Map<number, () => void>();
    const soon = idleOf(
      documentWith({
        ...frames,
        setTimeout: (work: () => void) => timers.set(timers.size + 1, work).size,
        clearTimeout: (timer: number) => timers.delete(timer),
      }),
    );
    let done = 0;
    soon?.(() => done++);
    const callOff = soon?.(() => done++);
    callOff?.();
    for (const work of timers.values()) work();
    expect(done).toBe(1);
  });
});
