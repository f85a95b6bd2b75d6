/** The card: for a feed, where it is as wide as a hand. Few words, large. */
import { answersTo } from '../../panel/claim.ts';
import type { Selection } from '../../record/days.ts';
import type { KnownIncident } from '../../record/known.ts';
import { hasFigures } from '../../record/parse.ts';
import { text } from '../../text/en.ts';
import { extentText } from '../../text/format.ts';
import { share } from '../../text/share.ts';
import { drawStrip } from './chart.ts';
import { citedIn, drawList, drawTolls, isLong, type Sizes } from './incident.ts';
import { FACTORS, drawNotice, largest, type Size } from './layout.ts';
import { drawMap } from './map.ts';
import { at, column, paragraph, type Part, type Pen } from './pen.ts';
import { calendarOf, linkText, runsOf, setupOf, type Scene } from './scene.ts';
import { COLOURS } from './theme.ts';

export function drawCard(s: Pen, scene: Scene, { width, height }: Size): SVGElement {
  const { chosen, selection, version } = scene;
  const link = linkText(scene);
  const mapWidth = 500;
  const [left, right] = [mapWidth + 36, 40];
  const top = 34;
  const inner = width - left - right;
  const z: Sizes = { figure: 74, heading: 44, words: 24, small: 19 };
  const map = drawMap(s, setupOf(scene), scene.map, scene.backdrop, {
    width: mapWidth,
    height,
    scale: 1.5,
    id: 'picture-map',
    shift: 26,
  });
  const head = column(
    s,
    [
      paragraph(
        s,
        [{ text: `${text.title} `, weight: 600, fill: COLOURS.ink }, { text: text.subtitleShort }],
        { width: inner, size: 20.5, fill: COLOURS.quiet },
      ),
      drawNotice(s, scene, inner, 19),
    ],
    8,
  );
  const cited = citedIn(selection, chosen);
  const foot = paragraph(
    s,
    [
      {
        text: `${share.picture.claims(cited.claims, cited.sources)}. ${share.picture.record(version)} ${share.picture.mapCreditShort}`,
      },
      ...(link === undefined ? [] : [{ text: ` ${link}`, fill: COLOURS.ink } as const]),
    ],
    { width: inner, size: 17, fill: COLOURS.quiet },
  );
  const strip = column(
    s,
    [
      paragraph(s, [{ text: share.picture.strip }], {
        width: inner,
        size: 16,
        fill: COLOURS.quiet,
        leading: 1.25,
      }),
      drawStrip(
        s,
        {
          record: scene.record,
          day: scene.state.day,
          calendar: calendarOf(scene),
          scaleBy: scene.latest,
          upto: scene.state.show === 'upto',
        },
        inner,
        1.9,
        'picture-hatch',
      ),
      foot,
    ],
    8,
  );
  const mainTop = top + head.height + 14;
  const stripTop = height - 30 - strip.height;
  const { main } = largest(z, FACTORS.slice(3).concat(0.6, 0.52), (scaled) => {
    const room = stripTop - 10 - mainTop;
    const part = chosen
      ? cardIncident(s, chosen, inner, scaled)
      : cardDays(s, selection, inner, room, scaled);
    return { main: part, fits: part.height <= room };
  });
  return s(
    'g',
    {},
    map.node,
    s('line', { x1: mapWidth, x2: mapWidth, y2: height, stroke: COLOURS.rule, 'stroke-width': 2 }),
    at(s, left, top, head.node),
    at(s, left, mainTop, main.node),
    at(s, left, stripTop, strip.node),
  );
}

function cardIncident(s: Pen, chosen: KnownIncident, width: number, z: Sizes): Part {
  const t = text.incident;
  const { denied, commented } = answersTo(chosen);
  const findings = chosen.claims.filter(({ kind }) => kind === 'finding').length;
  const claimants = [...new Set(chosen.claims.filter(hasFigures).map(({ claimant }) => claimant))];
  return column(
    s,
    [
      paragraph(s, [{ text: chosen.incident.name, weight: 600 }], {
        width,
        size: z.heading * (isLong(chosen.incident) ? 0.7 : 1),
        fill: COLOURS.ink,
        leading: 1.15,
      }),
      paragraph(s, [{ text: t.when(extentText(chosen.incident.extent), null) }], {
        width,
        size: z.words,
        fill: COLOURS.quiet,
      }),
      drawTolls(s, chosen, width, z, { ends: false }),
      paragraph(s, [{ text: text.brief.who(claimants, denied, commented), weight: 600 }], {
        width,
        size: z.words * 0.92,
        fill: COLOURS.ink,
        leading: 1.3,
      }),
      paragraph(s, [{ text: findings > 0 ? t.findings(findings) : t.noFinding }], {
        width,
        size: z.words * 0.92,
        fill: COLOURS.quiet,
        leading: 1.3,
      }),
    ],
    8,
  );
}

function cardDays(s: Pen, selection: Selection, width: number, height: number, z: Sizes): Part {
  const sentence = paragraph(s, runsOf(selection), {
    width,
    size: z.heading * 0.7,
    fill: COLOURS.ink,
    leading: 1.3,
  });
  const gap = 18;
  const room = height - sentence.height - gap;
  return column(s, [sentence, drawList(s, selection, width, room, { ...z, words: z.words * 0.92 })], gap);
}
