import { describe, expect, it } from 'vitest';
import { dayIndex } from '../../src/record/model.ts';
import type { Day } from '../../src/time.ts';
import { maxima, stripScale } from '../../src/timeline/scales.ts';
import { createStrip, type StripProps } from '../../src/timeline/strip.ts';
import { all, one, page, recordAt, shipped } from '../page.ts';

const LATEST = recordAt(shipped(), 'latest');

function opened() {
  const { root } = page();
  const strip = createStrip(root, 'h');
  const draw = (chosen: Day, change: Partial<StripProps> = {}) =>
    strip.render({
      record: LATEST,
      calendar: shipped().calendar,
      max: maxima(LATEST.days),
      chosen,
      window: ['2020-10-25', '2020-10-31'],
      upto: false,
      width: 800,
      ...change,
    });
  return { root, draw };
}

const number = (element: Element, name: string) => Number(element.getAttribute(name));

describe('the strip', () => {
  it('has the chosen day where the thumb of the slider stands', () => {
    const { root, draw } = opened();
    draw('2020-10-28');
    expect(number(one(root, 'line.now'), 'x1')).toBeCloseTo(stripScale(800)(dayIndex('2020-10-28')), 6);
  });

  it('shows the killed of every day on which there is a figure, and no wounded', () => {
    const { root, draw } = opened();
    draw('2020-10-28');
    const middles = new Set(
      all(root, '.bars rect').map((bar) => Math.round(number(bar, 'x') + number(bar, 'width') / 2)),
    );
    const days = LATEST.days.flatMap(({ all: { killed } }, i) =>
      killed ? [Math.round(stripScale(800)(i))] : [],
    );
    expect(middles).toEqual(new Set(days));
    expect(all(root, '.bars .wounded')).toEqual([]);
  });

  it('frames exactly the days that the chart shows', () => {
    const { root, draw } = opened();
    draw('2020-10-28');
    const x = stripScale(800);
    const step = x(1) - x(0);
    expect(number(one(root, '.window'), 'x')).toBeCloseTo(x(dayIndex('2020-10-25')) - step / 2, 6);
    expect(number(one(root, '.window'), 'width')).toBeCloseTo(7 * step, 6);
  });

  it('marks the days before the chosen one only in "up to this day"', () => {
    const { root, draw } = opened();
    draw('2020-10-28');
    expect(number(one(root, '.upto'), 'width')).toBe(0);
    draw('2020-10-28', { upto: true });
    expect(number(one(root, '.upto'), 'width')).toBeGreaterThan(400);
  });

  it('leaves its bars alone while only the day moves', () => {
    const { root, draw } = opened();
    draw('2020-10-28');
    one(root, '.bars rect').setAttribute('height', 'untouched');
    draw('2020-10-29');
    expect(one(root, '.bars rect').getAttribute('height')).toBe('untouched');
  });
});
