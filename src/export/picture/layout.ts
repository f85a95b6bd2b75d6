/** What the layouts share. */
import { text } from '../../text/en.ts';
import type { Sizes } from './incident.ts';
import { at, paragraph, type Part, type Pen } from './pen.ts';
import type { Scene } from './scene.ts';
import { COLOURS } from './theme.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest sizes with which something fits. */
export function largest<T extends { readonly fits: boolean }>(
  sizes: Sizes,
  factors: readonly number[],
  draw: (z: Sizes) => T,
): T {
  const scaled = (k: number): Sizes => ({
    figure: sizes.figure * k,
    heading: sizes.heading * k,
    words: sizes.words * k,
    small: sizes.small * k,
  });
  let drawn = draw(scaled(factors[0] ?? 1));
  for (const k of factors.slice(1)) {
    if (drawn.fits) break;
    drawn = draw(scaled(k));
  }
  return drawn;
}

/** An earlier evening says so at the top. */
export function drawNotice(s: Pen, { state }: Scene, width: number, size: number): Part | null {
  if (state.known === 'latest') return null;
  const pad = size * 0.6;
  const words = paragraph(s, [{ text: text.known.notice(state.known) }], {
    width: width - 2 * pad,
    size,
    fill: COLOURS.ink,
  });
  const height = words.height + pad;
  return {
    node: s('g', {}, s('rect', { width, height, fill: COLOURS.mark }), at(s, pad, pad / 2, words.node)),
    height,
  };
}

/** From the largest down. */
export const FACTORS = [1.2, 1.13, 1.06, 1, 0.93, 0.86, 0.8, 0.74, 0.68];
