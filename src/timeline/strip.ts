/** The whole war at a glance, under the native slider that moves the day. */
import { select, type Selection } from 'd3';
import type { KnownRecord } from '../record/known.ts';
import { dayIndex, type CalendarEntry } from '../record/model.ts';
import { shortDay } from '../text/format.ts';
import { text } from '../text/en.ts';
import { WAR, addDays, lastDayOf, type Day, type Extent } from '../time.ts';
import { defineHatch, drawBars } from './bars.ts';
import { stripScale, vertical, type Maxima } from './scales.ts';

export interface StripProps {
  readonly record: KnownRecord;
  readonly calendar: readonly CalendarEntry[];
  readonly max: Maxima;
  readonly chosen: Day;
  /** The days that the main chart shows. */
  readonly window: Extent;
  /** In "up to this day" everything before the chosen day is marked as well. */
  readonly upto: boolean;
  readonly width: number;
  /** The days that the slider reaches; the whole war unless told. */
  readonly extent?: Extent;
}

const BARS = 34;
export const STRIP_HEIGHT = BARS + 16;

export function createStrip(root: Element, hatch: string) {
  const svg = select(root).append('svg').attr('class', 'strip').attr('role', 'img');
  svg.attr('aria-label', text.timeline.strip);
  defineHatch(svg, hatch); // its own: the chart may be hidden, and its hatching with it
  const upto = svg.append('rect').attr('class', 'upto');
  const frame = svg.append('rect').attr('class', 'window');
  const entries = svg.append('g').attr('class', 'entries');
  const bars = svg.append('g').attr('class', 'bars');
  const baseline = svg.append('line').attr('class', 'baseline');
  const now = svg.append('line').attr('class', 'now');
  const axis = svg.append('g').attr('class', 'axis');
  let drawn: { record: KnownRecord; width: number } | undefined;

  return {
    render(props: StripProps) {
      const { extent = WAR } = props;
      const x = stripScale(props.width, extent);
      const [start, end] = extent.map(dayIndex) as [number, number];
      const step = x(1) - x(0);
      const scale = vertical(2, BARS - 2, props.max);
      // The bars only change with what is known and with the size: a step of the day leaves them alone.
      if (drawn?.record !== props.record || drawn.width !== props.width) {
        drawn = { record: props.record, width: props.width };
        svg
          .attr('viewBox', `0 0 ${props.width} ${STRIP_HEIGHT}`)
          .attr('width', props.width)
          .attr('height', STRIP_HEIGHT);
        baseline
          .attr('x1', x(start))
          .attr('x2', x(end))
          .attr('y1', scale.baseline)
          .attr('y2', scale.baseline);
        const width = Math.max(1.5, step * 0.6);
        drawBars(
          bars,
          props.record.days.slice(start, end + 1).flatMap((day, i) =>
            (['az', 'nk'] as const).map((half) => ({
              tally: day.halves[half],
              half,
              measure: 'killed' as const,
              x: x(start + i) - width / 2,
              width,
            })),
          ),
          scale,
          hatch,
        );
        entries
          .selectAll('line')
          .data(
            props.calendar
              .map((entry) => dayIndex(lastDayOf(entry.at)))
              .filter((i) => i >= start && i <= end),
          )
          .join('line')
          .attr('x1', (i) => x(i) - step / 2)
          .attr('x2', (i) => x(i) - step / 2)
          .attr('y1', 0)
          .attr('y2', BARS);
        drawAxis(axis, x, [start, end]);
      }
      const [first, last] = props.window.map(dayIndex) as [number, number];
      const chosen = x(dayIndex(props.chosen));
      frame
        .attr('x', x(first) - step / 2)
        .attr('width', x(last) - x(first) + step)
        .attr('y', 0.5)
        .attr('height', BARS - 1);
      upto
        .attr('x', x(start) - step / 2)
        .attr('width', props.upto ? chosen - x(start) + step : 0)
        .attr('height', BARS);
      now.attr('x1', chosen).attr('x2', chosen).attr('y1', 0).attr('y2', BARS);
    },
  };
}

/** A date each week; the last ones lean inwards so that none is cut. */
function drawAxis(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  x: (i: number) => number,
  [start, last]: readonly [number, number],
): void {
  const weeks = Array.from({ length: Math.floor((last - start) / 7) + 1 }, (_, i) => start + i * 7);
  const sparse = x(7) - x(0) < 52;
  layer
    .selectAll('text')
    .data(weeks.filter((_, n) => !sparse || n % 2 === 0))
    .join('text')
    .attr('text-anchor', (i) => (i === start ? 'start' : i > last - 4 ? 'end' : 'middle'))
    .attr('x', (i) => (i === start ? 0 : x(i)))
    .attr('y', STRIP_HEIGHT - 3)
    .text((i) => shortDay(addDays(WAR[0], i)));
}
