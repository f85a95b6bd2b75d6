import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayTallies } from '../../src/record/days.ts';
import { WAR, addDays, daysBetween } from '../../src/time.ts';
import {
  THUMB_RADIUS,
  columns,
  dayAt,
  maxima,
  stripScale,
  vertical,
  windowAround,
  windowLength,
} from '../../src/timeline/scales.ts';
import { chosenDays, made } from '../page.ts';

const LAST = daysBetween(...WAR);
const EMPTY = dayTallies([]);
const day = fc.integer({ min: 0, max: LAST }).map((i) => addDays(WAR[0], i));
const width = fc.integer({ min: 200, max: 4000 });
const people = fc.integer({ min: 1, max: 500 });
const half = fc.record({ killed: people, wounded: people });
const max = fc.record({ az: half, nk: half });

describe('the window of days', () => {
  it('lies within the war, holds the chosen day and is as long as asked', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: LAST + 1 }), (chosen, count) => {
        const [first, last] = windowAround(chosen, count);
        expect(first >= WAR[0] && first <= chosen && chosen <= last && last <= WAR[1]).toBe(true);
        expect(daysBetween(first, last) + 1).toBe(count);
      }),
    );
  });

  it('is an odd number of days, from 5 to 21, at every width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (px) => {
        const count = windowLength(px);
        expect([count % 2, count >= 5, count <= 21]).toEqual([1, true, true]);
      }),
    );
  });
});

describe('the columns', () => {
  it('fill the width without a gap, the chosen one twice as wide as the others', () => {
    fc.assert(
      fc.property(day, width, (chosen, px) => {
        const [first] = windowAround(chosen, 9);
        const start = daysBetween(WAR[0], first);
        const list = columns(EMPTY.slice(start, start + 9), chosen, px);
        let x = 0;
        for (const column of list) {
          expect(column.x).toBeCloseTo(x, 6);
          expect(column.width).toBeCloseTo((px / 10) * (column.chosen ? 2 : 1), 6);
          x += column.width;
        }
        expect(x).toBeCloseTo(px, 6);
      }),
    );
  });

  it('each answer for their own day, and nobody beyond the last', () => {
    const list = columns(EMPTY.slice(0, 5), '2020-09-29', 600);
    const middles = list.map((column) => dayAt(list, column.x + column.width / 2));
    expect(middles).toEqual(list.map((column) => column.tally.day));
    expect([dayAt(list, -1), dayAt(list, 600)]).toEqual([undefined, undefined]);
  });
});

describe('the heights', () => {
  it('keep the highest day of either half within the chart, whatever the figures', () => {
    fc.assert(
      fc.property(max, (highest) => {
        const { baseline, height } = vertical(36, 114, highest);
        for (const measure of ['killed', 'wounded'] as const) {
          expect(baseline - height(measure, highest.az[measure])).toBeGreaterThanOrEqual(36 - 1e-9);
          expect(baseline + height(measure, highest.nk[measure])).toBeLessThanOrEqual(114 + 1e-9);
        }
      }),
    );
  });

  it('grow in proportion to the people, from nothing', () => {
    fc.assert(
      fc.property(max, people, (highest, n) => {
        const { height } = vertical(0, 100, highest);
        expect(height('killed', 0)).toBe(0);
        expect(height('killed', 3 * n)).toBeCloseTo(3 * height('killed', n), 6);
      }),
    );
  });

  it('leave either half at least three tenths of the room', () => {
    fc.assert(
      fc.property(max, (highest) => {
        const { baseline } = vertical(0, 100, highest);
        expect(baseline >= 30 - 1e-9 && baseline <= 70 + 1e-9).toBe(true);
      }),
    );
  });

  it('follow the highest figure of one day, not the sum of all days', () => {
    const model = made([
      { id: 'a', on: '2020-10-01', claims: [{ killed: 3 }, { claimant: 'Another', killed: 5, wounded: 9 }] },
      { id: 'b', on: '2020-10-02', claims: [{ killed: 4 }] },
      { id: 'c', on: '2020-10-02', control: 'NK', claims: [{ killed: 2 }] },
    ]);
    const { record } = chosenDays(model, '2020-10-01');
    expect(maxima(record.days)).toEqual({ az: { killed: 5, wounded: 9 }, nk: { killed: 2, wounded: 1 } });
  });
});

describe('the strip', () => {
  it('has every day exactly under the centre of the native thumb', () => {
    fc.assert(
      fc.property(day, width, (chosen, px) => {
        const i = daysBetween(WAR[0], chosen);
        const thumb = THUMB_RADIUS + (i / LAST) * (px - 2 * THUMB_RADIUS);
        expect(stripScale(px)(i)).toBeCloseTo(thumb, 6);
      }),
    );
  });

  it('counts on a thumb as wide as the style sheet makes it, in both engines', () => {
    const css = readFileSync('src/style/timeline.css', 'utf8');
    const thumbs = [...css.matchAll(/::-(?:webkit|moz)-(?:slider|range)-thumb \{[^}]*?\bwidth: (\d+)px/g)];
    expect(thumbs.map(([, px]) => Number(px))).toEqual([2 * THUMB_RADIUS, 2 * THUMB_RADIUS]);
  });
});
