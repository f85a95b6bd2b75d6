/** The days around the chosen one, large: where people were hit, how many, and from which lowest to which highest figure. */
import { pointer, select, type Selection } from 'd3';
import type { DayTally } from '../record/days.ts';
import type { CalendarEntry, Half, Incident } from '../record/model.ts';
import { MEASURES } from '../record/parse.ts';
import { rangeShort, shortDay, weekday, plainDay } from '../text/format.ts';
import { text } from '../text/en.ts';
import { clockOf, lastDayOf, type Day } from '../time.ts';
import { defineHatch, drawBars, type Bar } from './bars.ts';
import { columns, dayAt, vertical, type Column, type Maxima, type Vertical } from './scales.ts';

export interface ChartProps {
  /** The days to draw, in order. */
  readonly days: readonly DayTally[];
  readonly chosen: Day;
  readonly calendar: readonly CalendarEntry[];
  readonly max: Maxima;
  readonly width: number;
  readonly height: number;
}

const TOP = 46;
const BOTTOM = 44;
const HALVES: readonly Half[] = ['az', 'nk'];
const MAX_BAR = 24;
/** Below this a column has no room for a figure of its own. */
const LABEL_WIDTH = 38;

export interface Chart {
  render(props: ChartProps): void;
  /** The day under a pointer event, if any. */
  dayUnder(event: PointerEvent): Day | undefined;
  readonly node: SVGSVGElement;
  columnWidth(): number;
}

export function createChart(root: Element, id: string): Chart {
  const svg = select(root).append('svg').attr('class', 'chart').attr('role', 'img');
  svg.attr('aria-label', text.timeline.chart);
  defineHatch(svg, id);
  const layer = (name: string) => svg.append('g').attr('class', name);
  const chosen = svg.append('rect').attr('class', 'chosen');
  const halves = layer('halves');
  const entries = layer('entries');
  const spans = layer('spans');
  const bars = layer('bars');
  const baseline = svg.append('line').attr('class', 'baseline');
  const empties = layer('empties');
  const figures = layer('figures');
  const axis = layer('axis');

  let list: readonly Column[] = [];

  return {
    node: svg.node() as SVGSVGElement,
    dayUnder: (event) => dayAt(list, pointer(event, svg.node())[0]),
    columnWidth: () => list.find((column) => !column.chosen)?.width ?? 1,
    render(props) {
      const { width, height } = props;
      list = columns(props.days, props.chosen, width);
      const scale = vertical(TOP, height - BOTTOM, props.max);
      svg.attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height);

      const now = list.find((column) => column.chosen);
      chosen
        .attr('x', now?.x ?? 0)
        .attr('width', now?.width ?? 0)
        .attr('y', 18)
        .attr('height', height - 18);
      baseline.attr('x1', 0).attr('x2', width).attr('y1', scale.baseline).attr('y2', scale.baseline);

      drawBars(bars, list.flatMap(barsOf), scale, id);
      drawHalves(halves, width, height);
      drawEntries(entries, props.calendar, list, height);
      drawSpans(spans, list, height);
      drawEmpties(empties, list, scale.baseline);
      drawFigures(figures, list, scale, height > 190 ? 15 : 12);
      drawAxis(axis, list, height);
    },
  };
}

type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** Killed left of the middle, wounded right of it. */
function place(column: Column, measure: 'killed' | 'wounded'): { x: number; width: number; middle: number } {
  const gap = Math.min(2, column.width * 0.04);
  const width = Math.min(MAX_BAR, column.width * 0.36);
  const centre = column.x + column.width / 2;
  const x = measure === 'killed' ? centre - gap - width : centre + gap;
  return { x, width, middle: x + width / 2 };
}

function barsOf(column: Column): Bar[] {
  return HALVES.flatMap((half) =>
    MEASURES.map((measure) => {
      const { x, width } = place(column, measure);
      return { tally: column.tally.halves[half], half, measure, x, width };
    }),
  );
}

function drawHalves(layer: Layer, width: number, height: number): void {
  const short = width < 560;
  const words = [
    { y: 25, label: short ? text.timeline.upShort : text.timeline.up },
    {
      y: height - (height > 190 ? 24 : 19), // larger letters on a large chart
      label: short ? text.timeline.downShort : text.timeline.down,
    },
  ];
  layer
    .selectAll('text')
    .data(words)
    .join('text')
    .attr('x', 0)
    .attr('y', (word) => word.y)
    .text((word) => word.label);
}

/** Truces and the Geneva meeting, at the hour at which they fell. */
function drawEntries(
  layer: Layer,
  calendar: readonly CalendarEntry[],
  list: readonly Column[],
  height: number,
): void {
  const marks = calendar.flatMap((entry) => {
    const column = list.find((c) => c.tally.day === lastDayOf(entry.at));
    if (!column) return [];
    const [hours = 12, minutes = 0] = (clockOf(entry.at) ?? '12:00').split(':').map(Number);
    const clock = clockOf(entry.at);
    const x = column.x + (column.width * (hours + minutes / 60)) / 24;
    const label =
      entry.kind === 'meeting'
        ? text.timeline.meeting
        : clock
          ? text.timeline.truceAt(clock)
          : text.timeline.truce;
    return [{ entry, x, label }];
  });
  const right = (list.at(-1)?.x ?? 0) + (list.at(-1)?.width ?? 0);
  const groups = layer
    .selectAll<SVGGElement, unknown>('g')
    .data(marks)
    .join((enter) => {
      const g = enter.append('g');
      g.append('line');
      g.append('text');
      g.append('title');
      return g;
    });
  groups.attr('class', ({ entry }) => entry.kind);
  groups
    .select('line')
    .attr('x1', ({ x }) => x)
    .attr('x2', ({ x }) => x)
    .attr('y1', 14)
    .attr('y2', height - BOTTOM + 14);
  groups
    .select('text')
    .attr('x', ({ x }) => (x > right - 60 ? x - 3 : x + 3))
    .attr('text-anchor', ({ x }) => (x > right - 60 ? 'end' : 'start'))
    .attr('y', 11)
    .text(({ label }) => label);
  groups.select('title').text(({ entry }) => `${plainDay(lastDayOf(entry.at))}: ${entry.title}`);
}

const spansFound = new WeakMap<DayTally, ReadonlyMap<string, Incident>>();
/** The first incident of each span and half, looked for once in each day: a day may hold any number of them. */
function spansOf(tally: DayTally): ReadonlyMap<string, Incident> {
  const found = spansFound.get(tally);
  if (found) return found;
  const spans = new Map<string, Incident>();
  for (const { incident } of tally.spans) {
    const key = `${incident.half} ${incident.extent.join(' ')}`;
    if (!spans.has(key)) spans.set(key, incident);
  }
  spansFound.set(tally, spans);
  return spans;
}

/** A faint bracket over the whole span, one for each span and half. */
function drawSpans(layer: Layer, list: readonly Column[], height: number): void {
  const found = new Map<string, { half: Half; x1: number; x2: number; title: string; n: number }>();
  for (const column of list) {
    for (const [key, incident] of spansOf(column.tally)) {
      const known = found.get(key);
      const x2 = column.x + column.width - 3;
      if (!known) {
        found.set(key, {
          half: incident.half,
          x1: column.x + 3,
          x2,
          title: text.timeline.spanLabel(incident),
          n: 0,
        });
      } else known.x2 = x2;
    }
  }
  const rows = { az: 0, nk: 0 };
  const brackets = [...found.values()].map((span) => ({ ...span, row: rows[span.half]++ }));
  const y = (b: { half: Half; row: number }) =>
    b.half === 'az' ? TOP - 15 + b.row * 4 : height - BOTTOM + 6 + b.row * 4;
  layer
    .selectAll<SVGPathElement, unknown>('path')
    .data(brackets)
    .join((enter) => {
      const path = enter.append('path');
      path.append('title');
      return path;
    })
    .attr('d', (b) => {
      const tick = b.half === 'az' ? 3 : -3;
      return `M${b.x1},${y(b) + tick}V${y(b)}H${b.x2}V${y(b) + tick}`;
    })
    .select('title')
    .text((b) => b.title);
}

/** A hollow dot: a strike was reported, and nobody gave a figure of killed. */
function drawEmpties(layer: Layer, list: readonly Column[], baseline: number): void {
  const dots = list.flatMap((column) =>
    HALVES.flatMap((half) => {
      const tally = column.tally.halves[half];
      return tally.items.length > 0 && tally.killed === null
        ? [{ x: place(column, 'killed').middle, y: baseline + (half === 'az' ? -8 : 8) }]
        : [];
    }),
  );
  layer
    .selectAll('circle')
    .data(dots)
    .join('circle')
    .attr('r', 3.5)
    .attr('cx', (dot) => dot.x)
    .attr('cy', (dot) => dot.y);
}

function drawFigures(layer: Layer, list: readonly Column[], scale: Vertical, size: number): void {
  const labels = list.flatMap((column) =>
    HALVES.flatMap((half) =>
      MEASURES.flatMap((measure) => {
        const sum = column.tally.halves[half][measure];
        if (!sum) return [];
        if (!column.chosen && (measure === 'wounded' || column.width < LABEL_WIDTH || sum.high === 0))
          return [];
        const label = rangeShort(sum);
        const { middle } = place(column, measure);
        const end = scale.height(measure, sum.high);
        // Side by side in one column: lean outwards, so that two long ranges do not touch.
        const lean = column.chosen
          ? (measure === 'killed' ? -1 : 1) * Math.max(0, label.length * size * 0.29 - 11)
          : 0;
        return [
          {
            label,
            measure,
            x: middle + lean,
            y: half === 'az' ? scale.baseline - end - 4 : scale.baseline + end + 12,
          },
        ];
      }),
    ),
  );
  layer
    .selectAll('text')
    .data(labels)
    .join('text')
    .attr('class', (d) => d.measure)
    .attr('font-size', size)
    .attr('text-anchor', 'middle')
    .attr('x', (d) => d.x)
    .attr('y', (d) => d.y)
    .text((d) => d.label);
}

function drawAxis(layer: Layer, list: readonly Column[], height: number): void {
  layer
    .selectAll('text')
    .data(list)
    .join('text')
    .attr('class', (column) => (column.chosen ? 'now' : null))
    .attr('text-anchor', 'middle')
    .attr('x', (column) => column.x + column.width / 2)
    .attr('y', height - 5)
    .text((column) => {
      if (column.chosen)
        return column.width > 84
          ? `${weekday(column.tally.day)} ${shortDay(column.tally.day)}`
          : shortDay(column.tally.day);
      return column.width > 44 || column.tally.day.endsWith('-01')
        ? shortDay(column.tally.day)
        : String(Number(column.tally.day.slice(8)));
    });
}
