/** The picture to take away: wide or square, with everything that the page says of the view. */
import { coverageFigures } from '../../panel/about.ts';
import { coverage } from '../../record/coverage.ts';
import { text } from '../../text/en.ts';
import { share } from '../../text/share.ts';
import { drawChart, drawKey } from './chart.ts';
import { citedIn, drawIncident, drawList, type Sizes } from './incident.ts';
import { FACTORS, drawNotice, largest, type Size } from './layout.ts';
import { drawLegend } from './legend.ts';
import { drawMap, type DrawnMap } from './map.ts';
import { fitting, linesOf } from './measure.ts';
import { at, column, paragraph, rule, type Part, type Pen } from './pen.ts';
import { calendarOf, linkText, runsOf, setupOf, type Scene } from './scene.ts';
import { COLOURS } from './theme.ts';

export interface Sheet {
  readonly margin: number;
  readonly gap: number;
  readonly mapWidth: number;
  readonly chartHeight: number;
  /** Pixels for a pixel of the page's own letters. */
  readonly scale: number;
  readonly title: number;
  readonly sentence: number;
  readonly sizes: Sizes;
  /** Of what stands under the timeline. */
  readonly foot: number;
}

export const SHEETS: Readonly<Record<'wide' | 'square', Sheet>> = {
  wide: {
    margin: 48,
    gap: 24,
    mapWidth: 690,
    chartHeight: 270,
    scale: 1.5,
    title: 40,
    sentence: 27,
    sizes: { figure: 62, heading: 38, words: 22, small: 18 },
    foot: 16.5,
  },
  square: {
    margin: 56,
    gap: 30,
    mapWidth: 740,
    chartHeight: 350,
    scale: 1.75,
    title: 48,
    sentence: 32,
    sizes: { figure: 70, heading: 44, words: 25, small: 20 },
    foot: 18.5,
  },
};

export function drawSheet(s: Pen, scene: Scene, { width, height }: Size, l: Sheet): SVGElement {
  const inner = width - 2 * l.margin;
  const node = s('g');
  const put = (x: number, y: number, part: { node: SVGElement }) => node.append(at(s, x, y, part.node));

  const head = column(
    s,
    [
      paragraph(s, [{ text: text.title, weight: 600 }], {
        width: inner,
        size: l.title,
        fill: COLOURS.ink,
        leading: 1.15,
      }),
      paragraph(s, [{ text: text.subtitle }], { width: inner, size: l.sizes.words, fill: COLOURS.quiet }),
    ],
    0,
  );
  const notice = drawNotice(s, scene, inner, l.sizes.words);
  const sentence = paragraph(s, runsOf(scene.selection), {
    width: inner,
    size: l.sentence,
    fill: COLOURS.ink,
    leading: 1.3,
  });
  let top = l.margin;
  put(l.margin, top, head);
  top += head.height + l.gap * 0.6;
  if (notice) {
    put(l.margin, top, notice);
    top += notice.height + l.gap * 0.5;
  }
  put(l.margin, top, sentence);
  top += sentence.height + l.gap * 0.6;

  const id = 'picture-hatch';
  const chart = drawChart(
    s,
    {
      record: scene.record,
      day: scene.state.day,
      calendar: calendarOf(scene),
      scaleBy: scene.latest,
    },
    { width: inner, height: l.chartHeight, scale: l.scale, id },
  );
  const under = column(
    s,
    [chart, drawKey(s, inner, l.sizes.small, id), drawFoot(s, scene, inner, l.foot)],
    l.gap * 0.5,
  );
  const bottom = height - l.margin * 0.8 - under.height;
  put(l.margin, bottom, under);

  const room = bottom - l.gap - top;
  const map = drawMap(s, setupOf(scene), scene.map, scene.backdrop, {
    width: l.mapWidth,
    height: room,
    scale: l.scale,
    id: 'picture-map',
  });
  put(l.margin, top, map);
  node.append(frame(s, l.margin, top, l.mapWidth, room));
  const left = l.margin + l.mapWidth + l.gap * 1.6;
  const beside = drawBeside(s, scene, map, { width: width - l.margin - left, height: room }, l);
  put(left, top, beside);
  return node;
}

/** A list shows the more the smaller it is. */
const LIST_FACTORS = [0.93];

/** Incident and legend beside the map, as large as both fit. */
function drawBeside(s: Pen, scene: Scene, map: DrawnMap, { width, height }: Size, l: Sheet): Part {
  const { chosen, selection } = scene;
  const { main, legend } = largest(l.sizes, chosen ? FACTORS : LIST_FACTORS, (z) => {
    const signs = column(
      s,
      [
        drawLegend(s, map.marks, { width, size: z.small * 0.94, columns: 2 }),
        map.outside.length > 0
          ? paragraph(s, [{ text: share.picture.outside(map.outside.length) }], {
              width,
              size: z.small * 0.94,
              fill: COLOURS.quiet,
            })
          : null,
      ],
      z.small * 0.4,
    );
    const left = height - signs.height - l.gap;
    const part = chosen
      ? drawIncident(s, chosen, selection, width, z)
      : drawList(s, selection, width, left, z);
    return { legend: signs, main: part, fits: part.height <= left };
  });
  return {
    node: s('g', {}, main.node, at(s, 0, height - legend.height, legend.node)),
    height,
  };
}

/** What must never be cut off: how uneven the coverage is, whose words these are, and under which licence. */
function drawFoot(s: Pen, scene: Scene, width: number, size: number): Part {
  const { selection, chosen, version } = scene;
  const link = linkText(scene);
  const hand = { width, size, fill: COLOURS.quiet, leading: 1.32 };
  const cited = citedIn(selection, chosen);
  const head = share.picture.claims(cited.claims, cited.sources);
  const covered = coverageLine(scene);
  const sources = fitting(
    cited.publishers,
    (names, left) => share.picture.sources(head, names, left),
    (line) => linesOf([{ text: line }], width, size).length <= 2,
  );
  return column(
    s,
    [
      covered === undefined ? null : paragraph(s, [{ text: covered }], hand),
      rule(s, width, COLOURS['rule-strong']),
      cited.claims === 0 ? null : paragraph(s, [{ text: sources }], { ...hand, fill: COLOURS.ink }),
      paragraph(
        s,
        [
          { text: `${share.picture.caution} ${share.picture.record(version)} ${share.picture.mapCredit}` },
          ...(link === undefined ? [] : [{ text: ` ${link}`, fill: COLOURS.ink, weight: 600 } as const]),
        ],
        hand,
      ),
    ],
    size * 0.55,
  );
}

/** It compares with what was counted in the end, so it stands only there. */
function coverageLine({ model, latest, state }: Scene): string | undefined {
  if (state.known !== 'latest') return undefined;
  const figures = new Map(coverageFigures(coverage(model, latest)).map((one) => [one.control, one]));
  const [az, nk, am] = [figures.get('AZ'), figures.get('NK'), figures.get('AM')];
  if (!az || !nk || !am) return undefined;
  return text.coverage.line(az.held, az.counted, nk.held, nk.counted, am.held, am.counted);
}

const frame = (s: Pen, x: number, y: number, width: number, height: number) =>
  s('rect', { x, y, width, height, fill: 'none', stroke: COLOURS.rule, 'stroke-width': 1.5 });
