/** The timeline of the picture: the page's own chart, made into plain SVG of a fixed size, with what its marks mean. */
import type { KnownRecord } from '../../record/known.ts';
import { dayIndex, type CalendarEntry } from '../../record/model.ts';
import { text } from '../../text/en.ts';
import type { Day } from '../../time.ts';
import { createChart } from '../../timeline/chart.ts';
import { maxima, windowAround, windowLength } from '../../timeline/scales.ts';
import { STRIP_HEIGHT, createStrip } from '../../timeline/strip.ts';
import { widthOf } from './measure.ts';
import type { Part, Pen } from './pen.ts';
import { paint, rounded, withoutClasses } from './style.ts';
import { COLOURS } from './theme.ts';

export interface ChartProps {
  readonly record: KnownRecord;
  readonly day: Day;
  readonly calendar: readonly CalendarEntry[];
  /** The latest record sets the scales, as on the page. */
  readonly scaleBy: KnownRecord;
}

export interface ChartSheet {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly id: string;
}

/** Of the page's chart. */
const LETTERS = 11.5;

export function drawChart(s: Pen, props: ChartProps, { width, height, scale, id }: ChartSheet): Part {
  const root = s.doc.createElement('div');
  const [w, h] = [width / scale, height / scale];
  const shown = windowAround(props.day, windowLength(w));
  const chart = createChart(root, id);
  chart.render({
    days: props.record.days.slice(dayIndex(shown[0]), dayIndex(shown[1]) + 1),
    chosen: props.day,
    calendar: props.calendar,
    max: maxima(props.scaleBy.days),
    width: w,
    height: h,
  });
  paint(root);
  const node = s(
    'g',
    { transform: `scale(${rounded(scale)})`, 'font-size': LETTERS },
    ...chart.node.childNodes,
  );
  // The page says it on pointing; a picture cannot be pointed at.
  for (const title of node.querySelectorAll('title')) title.remove();
  withoutClasses(node);
  return { node, height };
}

/** The whole war at a glance, in letters large enough for a card; `scale` is its own. */
export function drawStrip(
  s: Pen,
  props: ChartProps & { upto: boolean },
  width: number,
  scale: number,
  id: string,
): Part {
  const root = s.doc.createElement('div');
  const w = width / scale;
  const strip = createStrip(root, id);
  strip.render({
    ...props,
    chosen: props.day,
    max: maxima(props.scaleBy.days),
    window: [props.day, props.day],
    width: w,
  });
  const svg = root.querySelector('.strip');
  if (!svg) throw new Error('timeline/strip.ts drew no .strip');
  // The card has no larger chart that the window could stand for.
  svg.querySelector('.window')?.remove();
  paint(root);
  const node = s('g', { transform: `scale(${rounded(scale)})` }, ...svg.childNodes);
  withoutClasses(node);
  return { node, height: STRIP_HEIGHT * scale };
}

/** What the marks mean, in a row as wide as its words; a second row where there is no room. */
export function drawKey(s: Pen, width: number, size: number, id: string): Part {
  const t = text.timeline;
  const side = size * 0.8;
  const killed = { stroke: COLOURS.killed };
  const square = (attributes: Record<string, string>) =>
    s('rect', { y: -side, width: side, height: side, 'stroke-width': size / 12, ...attributes });
  const items: readonly (readonly [SVGElement, string])[] = [
    [square({ ...killed, fill: COLOURS.killed }), t.keyKilled],
    [square({ ...killed, fill: `url(#${id})` }), t.keyRange],
    [square({ fill: COLOURS['wounded-fill'], stroke: COLOURS.wounded }), t.keyWounded],
    [
      s('circle', {
        cx: side / 2,
        cy: -side / 2,
        r: side * 0.4,
        fill: COLOURS.paper,
        'stroke-width': size / 10,
        ...killed,
      }),
      t.keyNone,
    ],
    [
      s('path', {
        d: `M0 ${rounded(-side * 0.25)}V${rounded(-side * 0.65)}H${rounded(side)}V${rounded(-side * 0.25)}`,
        fill: 'none',
        'stroke-opacity': 0.5,
        'stroke-width': size / 12,
        ...killed,
      }),
      t.keySpan,
    ],
  ];
  const node = s('g', { fill: COLOURS.quiet, 'font-size': size });
  let [x, y] = [0, size];
  for (const [mark, label] of items) {
    const needed = side + size * 0.4 + widthOf(label, size);
    if (x > 0 && x + needed > width) [x, y] = [0, y + size * 1.5];
    node.append(
      s(
        'g',
        { transform: `translate(${rounded(x)} ${rounded(y)})` },
        mark,
        s('text', { x: side + size * 0.4 }, label),
      ),
    );
    x += needed + size * 1.2;
  }
  return { node, height: y + size * 0.3 };
}
