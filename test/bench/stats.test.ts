import { describe, expect, it } from 'vitest';
import { median, p95, spread } from '../../bench/stats.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('statistics', () => {
  it('the median is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });

  it('sorts numbers as numbers', () => {
    expect(median([10, 9, 100])).toBe(10);
    expect(p95([10, 9, 100])).toBe(100);
  });

  it('p95 is the smallest measured value that 95 of 100 do not exceed', () => {
    expect(p95(upTo(100))).toBe(95);
    expect(p95(upTo(40))).toBe(38);
    expect(p95(upTo(20))).toBe(19);
    expect(p95([5])).toBe(5);
    expect(p95([])).toBeNaN();
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    expect(spread(values)).toEqual({ median: 2, p95: 3, min: 1, max: 3, count: 3 });
    expect(values).toEqual([3, 1, 2]);
    expect(spread([])).toBeNull();
  });
});
