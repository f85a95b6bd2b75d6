/** dist/embed.js as it is built, in the window of a host without a browser. */
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostScript } from '../../build/host.ts';

const SITE = 'https://maps.example/strikes/';
const EMBED = `${SITE}?mode=embed&height=auto`;

let code: string;
beforeAll(async () => {
  code = await hostScript();
});
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class FrameElement {
  readonly style: { height?: string } = {};
  readonly asked: unknown[] = [];
  readonly contentDocument = null;
  readonly contentWindow = { postMessage: (data: unknown) => this.asked.push(data) };
  src: string;
  constructor(src: string) {
    this.src = src;
  }
  addEventListener() {}
  getBoundingClientRect() {
    return { width: 640, height: 150 };
  }
}
class ScriptElement {
  readonly src: string;
  constructor(src: string) {
    this.src = src;
  }
}

/** A page that holds these frames. */
function hostPage(...frames: FrameElement[]) {
  const listeners: Record<string, ((event: unknown) => void)[]> = {};
  const addEventListener = (type: string, listener: () => void) => (listeners[type] ??= []).push(listener);
  const document = {
    readyState: 'loading',
    currentScript: undefined as unknown,
    querySelectorAll: () => frames,
    addEventListener,
  };
  const window: Record<string, unknown> = {
    document,
    addEventListener,
    setTimeout,
    clearTimeout,
    URL,
    HTMLIFrameElement: FrameElement,
    HTMLScriptElement: ScriptElement,
  };
  Object.assign(window, { window, self: window, top: window });
  createContext(window);
  const dispatch = (type: string, event: unknown = {}) => {
    for (const listener of listeners[type] ?? []) listener(event);
  };
  return {
    frames,
    /** Async: the library looks at a frame before it asks. */
    load: async (src: string | undefined = `${SITE}embed.js`) => {
      document.currentScript = src === '' ? null : new ScriptElement(src);
      runInContext(code, window);
      document.currentScript = null;
      await vi.advanceTimersByTimeAsync(0);
    },
    dispatch: async (type: string, event?: unknown) => {
      dispatch(type, event);
      await vi.advanceTimersByTimeAsync(0);
    },
    say: (frame: FrameElement, data: unknown, origin = 'https://maps.example') =>
      dispatch('message', { source: frame.contentWindow, data, origin }),
  };
}

describe('embed.js', () => {
  test('is one small file that brings its licence and loads nothing', () => {
    expect(code).toContain('Permission is hereby granted, free of charge');
    expect(gzipSync(code).length).toBeLessThan(3200);
    expect(code).not.toMatch(/\bimport\s*[({'"]|\bfetch\(|https?:\/\/|localStorage|cookie/);
  });

  test('gives a frame of its own site the height that it asks for', async () => {
    const frame = new FrameElement(EMBED);
    const { load, say } = hostPage(frame);
    await load();
    expect(frame.asked).toEqual([expect.objectContaining({ type: 'iframe-child-init' })]);
    say(frame, { type: 'iframe-resized', height: 612 });
    expect(frame.style.height).toBe('612px');
    vi.advanceTimersByTime(60_000);
    expect(frame.asked).toHaveLength(1);
  });

  test('hears a frame in a sandbox too, whose origin is null, and no other window', async () => {
    const frame = new FrameElement(EMBED);
    const { load, say } = hostPage(frame);
    await load();
    say(new FrameElement(EMBED), { type: 'iframe-resized', height: 9999 }, 'null');
    expect(frame.style.height).toBeUndefined();
    say(frame, { type: 'iframe-resized', height: 612 }, 'null');
    expect(frame.style.height).toBe('612px');
  });

  test.each([
    ['of another site', 'https://ads.example/?height=auto'],
    ['of another folder', 'https://maps.example/other/?height=auto'],
    ['of a site that is called alike', 'https://maps.example.evil.example/strikes/?height=auto'],
    ['of a fixed height', `${SITE}?mode=embed`],
    ['without an address', ''],
  ])('leaves a frame %s alone', async (_, src) => {
    const frame = new FrameElement(src);
    const { load, say } = hostPage(frame);
    await load();
    say(frame, { type: 'iframe-resized', height: 612 });
    expect(frame.asked).toEqual([]);
    expect(frame.style).toEqual({});
  });

  test('does nothing where it cannot tell its own site', async () => {
    const frame = new FrameElement(EMBED);
    const { load } = hostPage(frame);
    await load('');
    expect(frame.asked).toEqual([]);
  });

  test('finds frames that stand below it, and those whose address comes late', async () => {
    const { load, dispatch, frames } = hostPage();
    await load();
    const below = new FrameElement(EMBED);
    const late = new FrameElement('');
    frames.push(below, late);
    await dispatch('DOMContentLoaded');
    expect([below.asked.length, late.asked.length]).toEqual([1, 0]);
    late.src = EMBED;
    for (const data of [null, 'text', { type: 'other' }]) await dispatch('message', { data });
    expect(late.asked).toEqual([]);
    await dispatch('message', { data: { type: 'strikes:state', version: 1 } });
    expect(late.asked).toHaveLength(1);
  });

  test('asks each frame once, however often the code was pasted', async () => {
    const frames = [new FrameElement(EMBED), new FrameElement(EMBED)];
    const { load, dispatch } = hostPage(...frames);
    await load();
    await load();
    await dispatch('DOMContentLoaded');
    expect(frames.map(({ asked }) => asked.length)).toEqual([1, 1]);
  });
});
