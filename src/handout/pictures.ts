/** Map and timeline on paper: those of the picture to take away (export/picture), at the size of a sheet. */
import { drawChart, drawKey, drawStrip } from '../export/picture/chart.ts';
import { drawLegend } from '../export/picture/legend.ts';
import { drawMap } from '../export/picture/map.ts';
import { pen, type Pen } from '../export/picture/pen.ts';
import { calendarOf, sceneOf, setupOf, type PictureParts } from '../export/picture/scene.ts';
import { distanceRange } from '../map/accuracy.ts';
import type { Model } from '../record/model.ts';
import type { Step } from '../record/steps.ts';
import { handoutText as t } from '../text/handout.ts';

/** In px; the stylesheet makes them as wide as their column. */
const COVER = { width: 700, chart: 145, letters: 12.5 } as const;
/** The signs of the map stand beside it. */
const MAP = { width: 440, height: 350 } as const;
const LEGEND = 240;
const STEP = { width: 300, height: 235 } as const;
const HATCH = 'handout-hatch';

export interface CoverPictures {
  readonly map: SVGElement;
  readonly legend: SVGElement;
  readonly chart: SVGElement;
  readonly strip: SVGElement;
}

export function coverPictures(doc: Document, parts: PictureParts): CoverPictures {
  const s = pen(doc);
  const scene = sceneOf(parts);
  const { width } = COVER;
  const map = drawMap(s, setupOf(scene), scene.map, scene.backdrop, {
    ...MAP,
    scale: 1.1,
    id: 'handout-map',
  });
  const legend = drawLegend(s, map.marks, { width: LEGEND, size: COVER.letters, columns: 1 });
  const props = {
    record: scene.record,
    day: scene.state.day,
    calendar: calendarOf(scene),
    scaleBy: scene.latest,
  };
  const chart = drawChart(s, props, { width, height: COVER.chart, scale: 1.1, id: HATCH });
  const key = drawKey(s, width, COVER.letters, HATCH);
  const strip = drawStrip(s, { ...props, upto: false }, width, 1.15, 'handout-strip-hatch');
  key.node.setAttribute('transform', `translate(0 ${chart.height + 4})`);
  return {
    map: sheet(s, MAP.width, MAP.height, t.mapLabel, map.node),
    legend: sheet(s, LEGEND, legend.height, t.legendLabel, legend.node),
    chart: sheet(s, width, chart.height + 4 + key.height, t.chartLabel, s('g', {}, chart.node, key.node)),
    strip: sheet(s, width, strip.height, t.stripLabel, strip.node),
  };
}

export function stepMap(
  doc: Document,
  model: Model,
  backdrop: Element | null,
  step: Step,
  n: number,
): SVGElement {
  const s = pen(doc);
  const { record, selection, chosen, bothLines, camera } = step;
  const distances = (chosen?.incident.at ?? []).flatMap((spot) => distanceRange(spot, model.lines) ?? []);
  const { node } = drawMap(
    s,
    { places: [...model.places.values()], lines: model.lines },
    { record, selection, chosen, distances, bothLines },
    backdrop,
    { ...STEP, scale: 0.95, id: `handout-map-${n}`, bounds: camera, padding: 6 },
  );
  return sheet(s, STEP.width, STEP.height, t.stepMapLabel(step.title), node);
}

const sheet = (s: Pen, width: number, height: number, label: string, node: SVGElement) =>
  s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label }, node);
