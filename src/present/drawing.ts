/** Map and timeline of a step in letters for the last row: those of the picture to take away, drawn at the wall's scale. */
import {
  COLOURS,
  drawChart,
  drawMap,
  drawStrip,
  pen,
  type DrawnMap,
  type Mark,
  type Pen,
} from '../export/picture-file.ts';
import { ANCHORS } from '../map/features.ts';
import { distanceRange } from '../map/accuracy.ts';
import type { KnownRecord } from '../record/known.ts';
import type { Model, Place } from '../record/model.ts';
import type { Emphasis, Step } from '../record/steps.ts';
import { text } from '../text/en.ts';
import { teachText as t } from '../text/teach.ts';
import { lastDayOf } from '../time.ts';

export interface Board {
  readonly model: Model;
  readonly latest: KnownRecord;
  /** The ground of the map, as the build drew it. It is copied. */
  readonly backdrop: Element | null;
}

export interface Box {
  readonly width: number;
  readonly height: number;
  /** Of the smallest letters, in px. */
  readonly least: number;
}

/** Sizes of the smallest letters that the map, the chart and the strip draw at scale 1. */
const SMALLEST = { map: 11.5, chart: 11, strip: 11 } as const;
const PADDING = 6;

/** From the last row grey is not ink: letters in the quiet colours of the page fall below 7:1. */
const STRONG: Readonly<Record<string, string>> = {
  [COLOURS.quiet]: '#3a352c',
  [COLOURS['map-quiet']]: '#3a352c',
  [COLOURS.core]: '#3a352c',
  [COLOURS.wounded]: '#54364a',
};

const HALVES: readonly string[] = [text.timeline.upShort, text.timeline.downShort];
/** Where the timeline is what the step is about. */
const LARGE = 1.9;

/** Their map is narrow: it names what the record is about and the places of the day, and no others. */
const NARROW: readonly Emphasis[] = ['denials', 'findings'];

let made = 0;

export function stepMap(doc: Document, board: Board, step: Step, { width, height, least }: Box) {
  const s = pen(doc);
  const { model, backdrop } = board;
  const { record, selection, chosen, bothLines, emphasis } = step;
  const distances = (chosen?.incident.at ?? []).flatMap((spot) => distanceRange(spot, model.lines) ?? []);
  const map = drawMap(
    s,
    {
      places: NARROW.includes(emphasis) ? placesOf(step, model) : [...model.places.values()],
      lines: model.lines,
    },
    { record, selection, chosen, distances, bothLines },
    backdrop,
    {
      width,
      height,
      scale: least / SMALLEST.map,
      id: `lesson-map-${++made}`,
      bounds: step.camera,
      padding: PADDING,
    },
  );
  figuresOnTop(s, map.node);
  return {
    node: sheet(s, { width, height }, t.mapLabel(step.title), map.node),
    marks: marksOf(map, step),
  };
}

export function stepChart(doc: Document, board: Board, step: Step, { width, height, least }: Box) {
  const s = pen(doc);
  const chart = drawChart(s, chartProps(board, step), {
    width,
    height,
    scale: least / SMALLEST.chart,
    id: `lesson-chart-${++made}`,
  });
  // Said under the strip in letters that fit.
  for (const words of chart.node.querySelectorAll('text'))
    if (HALVES.includes(words.textContent)) words.remove();
  return sheet(s, { width, height }, t.chartLabel, chart.node);
}

export function stepStrip(doc: Document, board: Board, step: Step, { width, least }: Omit<Box, 'height'>) {
  const s = pen(doc);
  const props = { ...chartProps(board, step), upto: step.show === 'upto' };
  const scale = (least / SMALLEST.strip) * (step.emphasis === 'coverage' ? LARGE : 1);
  const strip = drawStrip(s, props, width, scale, `lesson-strip-${++made}`);
  return sheet(s, { width, height: strip.height }, t.stripLabel, strip.node);
}

const chartProps = ({ model, latest }: Board, { record, day, known }: Step) => ({
  record,
  day,
  calendar:
    known === 'latest' ? model.calendar : model.calendar.filter((entry) => lastDayOf(entry.at) <= known),
  scaleBy: latest,
});

/** In the colour of its disc: a white symbol beneath takes no digit away. */
const RIM = {
  stroke: COLOURS.killed,
  'stroke-width': '4',
  'stroke-linejoin': 'round',
  'paint-order': 'stroke',
};

/** At this size symbols lie upon each other; a figure that is half covered would be another one. */
function figuresOnTop(s: Pen, map: SVGElement): void {
  for (const figure of map.querySelectorAll(`text[fill="${COLOURS['on-killed']}"]`)) {
    for (const [name, value] of Object.entries(RIM)) figure.setAttribute(name, value);
    const mark = figure.parentElement?.parentElement;
    mark?.parentElement?.append(s('g', { transform: mark.getAttribute('transform') ?? undefined }, figure));
  }
}

const placesOf = ({ selection }: Step, { places }: Model): Place[] =>
  [...places.values()].filter((place) => ANCHORS.includes(place.id) || selection.places.includes(place));

function sheet(s: Pen, { width, height }: Omit<Box, 'least'>, label: string, node: SVGElement): SVGElement {
  for (const one of [node, ...node.querySelectorAll('*')]) {
    const strong = STRONG[one.getAttribute('fill') ?? ''];
    if (strong) one.setAttribute('fill', strong);
  }
  return s(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label },
    node,
  );
}

/** What the signs on this map mean, in a few words each. */
function marksOf({ node, marks }: DrawnMap, { bothLines, emphasis }: Step): string[] {
  const named = node.textContent.includes(text.map.lineLabel.slice(0, 15));
  const has = (...names: Mark[]) => names.some((name) => marks.has(name));
  return [
    ...(has('exact', 'killed') ? [t.marks.disc] : []),
    ...(has('none', 'zero') ? [t.marks.ring] : []),
    ...(has('line') && !named ? [t.marks.line] : []),
    ...(bothLines ? [t.marks.second] : []),
    ...(has('oblast') && (emphasis === 'map' || emphasis === 'line') ? [t.marks.oblast] : []),
    ...(has('span') ? [t.marks.span] : []),
  ];
}
