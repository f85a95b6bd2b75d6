/** Marks that the main chart and the strip share. A bar takes a tally, never a bare number. */
import type { Selection } from 'd3';
import type { Tally } from '../record/days.ts';
import type { Half } from '../record/model.ts';
import type { Measure } from '../record/parse.ts';
import type { Vertical } from './scales.ts';

export interface Bar {
  readonly tally: Tally;
  readonly half: Half;
  readonly measure: Measure;
  readonly x: number;
  readonly width: number;
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** From the lowest figure to the highest: the part up to the lowest solid, the rest hatched or dashed. */
export function drawBars(group: Group, bars: readonly Bar[], scale: Vertical, hatch: string): void {
  const pieces = bars.flatMap((bar) => {
    const sum = bar.tally[bar.measure];
    if (!sum) return [];
    const low = scale.height(bar.measure, sum.low);
    const high = scale.height(bar.measure, sum.high);
    const box = (from: number, to: number, part: 'low' | 'range') => ({
      bar,
      part,
      y: bar.half === 'az' ? scale.baseline - to : scale.baseline + from,
      height: to - from,
    });
    // Nobody reported killed is still a report: a thin foot stands for it.
    if (sum.high === 0) return [box(0, 1.5, 'low')];
    return [box(0, low, 'low'), box(low, high, 'range')].filter((piece) => piece.height > 0);
  });
  group
    .selectAll<SVGRectElement, unknown>('rect')
    .data(pieces)
    .join('rect')
    .attr('class', ({ bar, part }) => `bar ${bar.measure} ${part}`)
    .attr('x', ({ bar }) => bar.x)
    .attr('width', ({ bar }) => bar.width)
    .attr('y', ({ y }) => y)
    .attr('height', ({ height }) => height)
    .attr('fill', ({ bar, part }) =>
      bar.measure === 'killed' && part === 'range' ? `url(#${hatch})` : null,
    );
}

/** Hatching for "up to the highest figure". `id` must be unique in the page. */
export function defineHatch(svg: Selection<SVGSVGElement, unknown, null, undefined>, id: string): void {
  const pattern = svg
    .append('defs')
    .append('pattern')
    .attr('id', id)
    .attr('width', 4)
    .attr('height', 4)
    .attr('patternUnits', 'userSpaceOnUse')
    .attr('patternTransform', 'rotate(45)');
  pattern.append('rect').attr('class', 'hatch-ground').attr('width', 4).attr('height', 4);
  pattern.append('rect').attr('class', 'hatch-line').attr('width', 1.6).attr('height', 4);
}
