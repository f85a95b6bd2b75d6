import { describe, expect, it } from 'vitest';
import { bytesUntil, receivedBy, type RequestLog } from '../../bench/bytes.ts';

/** A script whose bytes the browser names with every chunk. */
const script: RequestLog = {
  url: 'a.js',
  head: { at: 100, encoded: 200 },
  chunks: [
    { at: 110, decoded: 4000, encoded: 1000 },
    { at: 120, decoded: 4000, encoded: 0 },
    { at: 130, decoded: 4000, encoded: 1400 },
  ],
  end: { at: 140, encoded: 2600 },
};
/** The HTML, whose bytes it names only in the end. */
const html: RequestLog = {
  url: '',
  head: { at: 10, encoded: 100 },
  chunks: [
    { at: 20, decoded: 3000, encoded: 0 },
    { at: 50, decoded: 1000, encoded: 0 },
  ],
  end: { at: 60, encoded: 1100 },
};

describe('bytes received by a moment', () => {
  it('counts nothing before the head, the head from then on, and each chunk from when it came', () => {
    expect(receivedBy(script, 99)).toBe(0);
    expect(receivedBy(script, 100)).toBe(200);
    expect(receivedBy(script, 110)).toBe(1200);
    expect(receivedBy(script, 129)).toBe(1200);
    expect(receivedBy(script, 130)).toBe(2600);
  });

  it('takes the total once the request is over', () => {
    expect(receivedBy(script, 140)).toBe(2600);
    expect(receivedBy(script, Infinity)).toBe(2600);
    // The head is told late by a busy page: what is over has come all the same.
    expect(receivedBy({ ...script, head: { at: 500, encoded: 200 } }, 200)).toBe(2600);
  });

  it('divides the bytes of the HTML by the share of its text that was there', () => {
    expect(receivedBy(html, 19)).toBe(100);
    expect(receivedBy(html, 20)).toBe(100 + 1000 * 0.75);
    expect(receivedBy(html, 50)).toBe(1100);
  });

  it('counts the text itself where a request never ended', () => {
    const { end: _, ...unfinished } = html;
    expect(receivedBy(unfinished, 20)).toBe(3100);
    expect(receivedBy({ url: '', chunks: [] }, 20)).toBe(0);
    expect(receivedBy({ url: '', head: { at: 1, encoded: 90 }, chunks: [] }, 20)).toBe(90);
  });

  it('adds up all requests', () => {
    expect(bytesUntil([html, script], 115)).toBe(1100 + 1200);
    expect(bytesUntil([], 115)).toBe(0);
  });
});
