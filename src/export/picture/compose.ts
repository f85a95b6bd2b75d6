/**
 * One picture of what the page shows: map, timeline, sentence, the chosen incident, legend, sources, licence, link. Pure:
 * the build makes the card with it, the browser the files to take away. Drawn by the page's own views, in the light
 * theme, with nothing left to a stylesheet.
 */
import type { Model } from '../../record/model.ts';
import type { State } from '../../state/state.ts';
import { text } from '../../text/en.ts';
import { rangeText } from '../../text/format.ts';
import { share } from '../../text/share.ts';
import { drawCard } from './card.ts';
import { answersOf } from './incident.ts';
import type { Size } from './layout.ts';
import { LETTERS, pen } from './pen.ts';
import { runsOf, sceneOf, standing, type PictureParts, type Standing } from './scene.ts';
import { SHEETS, drawSheet } from './sheet.ts';
import { COLOURS } from './theme.ts';

export type { PictureParts } from './scene.ts';

export const LAYOUTS = ['wide', 'square', 'card'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** In px. The card is as large as the services that show cards ask for. */
export const SIZES: Readonly<Record<Layout, Size>> = {
  wide: { width: 1600, height: 1280 },
  square: { width: 1600, height: 1600 },
  card: { width: 1200, height: 630 },
};

export function composePicture(doc: Document, parts: PictureParts, layout: Layout): SVGSVGElement {
  const s = pen(doc);
  const size = SIZES[layout];
  const scene = sceneOf(parts);
  const content = layout === 'card' ? drawCard(s, scene, size) : drawSheet(s, scene, size, SHEETS[layout]);
  return s(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: size.width,
      height: size.height,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      ...LETTERS,
    },
    s('title', {}, `${text.title}. ${text.subtitle}`),
    s('desc', {}, altOf(scene)),
    s('rect', { ...size, fill: COLOURS.paper }),
    content,
  );
}

/** The picture in words: for `alt` wherever it is put. */
export function pictureAlt(model: Model, state: State): string {
  return altOf(standing(model, state));
}

function altOf({ selection, chosen }: Standing): string {
  const t = text.list;
  const [killed, wounded] = [chosen?.toll.killed, chosen?.toll.wounded];
  return share.picture.alt({
    days: runsOf(selection)
      .map((run) => run.text)
      .join(''),
    incident: chosen?.incident.name,
    figures: [
      ...(killed ? [t.killed(rangeText(killed))] : []),
      ...(wounded ? [t.wounded(rangeText(wounded))] : []),
    ],
    answers: chosen ? answersOf(chosen) : [],
  });
}
