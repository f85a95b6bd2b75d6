/**
 * One picture of what the page shows: map, timeline, sentence, the chosen incident, legend, sources, licence, link. Pure:
 * the build makes the card with it, the browser the files to take away. Drawn by the page's own views, in the light
 * theme, with nothing left to a stylesheet.
 */
import { text } from '../../text/en.ts';
import { altOf } from './alt.ts';
import { drawCard } from './card.ts';
import type { Size } from './layout.ts';
import { LETTERS, pen } from './pen.ts';
import { sceneOf, type PictureParts } from './scene.ts';
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
