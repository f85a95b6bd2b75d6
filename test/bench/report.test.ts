import { describe, expect, it } from 'vitest';
import { pledges, report, table, type Result } from '../../bench/report.ts';
import { prefixOf } from '../../bench/prefix.ts';
import type { PageName } from '../../bench/pages.ts';
import { spread } from '../../bench/stats.ts';

const opening = (ms: number, bytes: number, shift = 0) => ({
  firstPaint: { ms, bytes },
  readable: { ms, bytes },
  zoomable: { ms: 10 * ms, bytes: 10 * bytes },
  shift,
  moved: shift > 0 ? `${shift} at 80 ms: section#panel` : '',
  files: [{ path: '', bytes }],
  uncounted: 0,
});
const steps = (ms: number) => ({
  opened: 100,
  cost: { timeline: spread([ms]), map: spread([2 * ms]), mainThread: spread([ms / 2]) },
  memory: { page: { objects: 2e6, buffers: 0 }, workers: [{ objects: 1e6, buffers: 1e6 }] },
});
const both = <T>(ours: T, usual: T): Record<PageName, T> => ({ ours, usual });

const RESULT: Result = {
  machine: 'a machine',
  browser: 'a browser',
  versions: {},
  conditions: {},
  openings: both([opening(100, 1000), opening(120, 1000, 0.03)], [opening(600, 9000)]),
  answers: both([{ ms: 200, bytes: 1, tries: 1 }], [{ ms: 900, bytes: 1, tries: 1 }]),
  htmlPrefix: null,
  steps: [
    { incidents: 140, pages: both(steps(10), steps(10)) },
    { incidents: 100_000, pages: both(steps(19), steps(18)) },
  ],
  compute: [],
  missing: [],
};
const kept = (result: Result, words: string) =>
  pledges(result)
    .filter(({ pledge }) => pledge.includes(words))
    .map((pledge) => pledge.kept);

describe('what was promised', () => {
  it('is held against the medians', () => {
    expect(kept(RESULT, 'a fifth of the time')).toEqual([true]); // 110 of 600
    expect(kept(RESULT, 'a tenth of the bytes')).toEqual([false]); // 1000 of 9000
    expect(kept(RESULT, 'a third of the time')).toEqual([true]);
    expect(kept(RESULT, 'zoomable map no later')).toEqual([true]);
  });

  it('the worst run of the layout shift counts', () => {
    expect(kept(RESULT, 'layout shift')).toEqual([false]);
  });

  it('each measure of a step counts for itself', () => {
    expect(kept(RESULT, 'at most twice')).toEqual([true, true, true]);
    expect(kept(RESULT, 'no slower than the usual one')).toEqual([false, false, false]);
  });

  it('is left open where it was not measured', () => {
    const without: Result = {
      ...RESULT,
      openings: both([], []),
      answers: both([], []),
      steps: RESULT.steps.slice(0, 1),
    };
    expect(pledges(without).map((pledge) => pledge.kept)).toEqual(pledges(without).map(() => null));
    expect(report(without)).toContain('not measured');
  });
});

describe('the report', () => {
  it('says what was measured, by which ratio, and what was not', () => {
    const words = report({ ...RESULT, missing: ['usual, slider 2: it did not answer'] });
    expect(words).toMatch(/first readable map and figure +110 ms \(100 ms–120 ms\) +1\.0 kB/);
    expect(words).toContain('100,000: timeline, event to frame');
    expect(words).toContain('2.0 MB + 2.0 MB');
    expect(words).toContain('the largest shift: 0.03 at 80 ms: section#panel');
    expect(words).toContain('usual, slider 2: it did not answer');
  });

  it('names the bytes that nobody counted', () => {
    const [one] = RESULT.openings.ours;
    const lost = { ...RESULT, openings: both(one ? [{ ...one, uncounted: 120_000 }] : [], []) };
    expect(report(lost)).toContain('differ by 120.0 kB');
  });

  it('sets cells under each other', () => {
    expect(
      table([
        ['a', '10'],
        ['long', '2'],
      ]),
    ).toBe('a     10\nlong   2');
  });
});

describe('the beginning of the HTML', () => {
  const html = (map: string, timeline: string) =>
    `<h1>x</h1><section id="map">${map}</section><section>${timeline}</section><section id="panel">y</section>`;
  const picture = '<svg></svg>';
  const figure = '<a class="figure killed">21</a>';

  it('ends where the panel begins', () => {
    expect(prefixOf(html(picture, figure))).toMatch(/<section $/);
  });

  it('is none as long as it lacks the picture or the figure', () => {
    expect(prefixOf(html('', figure))).toBeNull();
    expect(prefixOf(html(picture, ''))).toBeNull();
    expect(prefixOf(picture + figure)).toBeNull();
  });
});
