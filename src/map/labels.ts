/** Where the names of the picture stand, so that none lies on another or on a symbol. Pure; everything in pixels. */
import type { Point } from './frame.ts';

/** On which side of its point a name stands. */
export type Side = 'right' | 'left' | 'above' | 'below' | 'below-right';

export interface Label {
  readonly key: string;
  readonly at: Point;
  readonly lines: readonly string[];
  readonly size: number;
  /** From the point to the text. */
  readonly gap: number;
  /** In order of preference. */
  readonly sides: readonly Side[];
  /** Stands even where there is no room. */
  readonly always?: boolean;
}

export interface Placed {
  readonly label: Label;
  readonly side: Side;
}

/** A box on the screen that names keep off: the symbols. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const LINE_HEIGHT = 1.2;
/** Of a letter of Noto Sans, as a share of its size; a little generous. */
const LETTER = 0.56;
const MARGIN = 2;

export const around = ([x, y]: Point, radius: number): Box => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius,
});

/** Each name on the first side where it is free, the first of the list first; one that is free nowhere is left out. */
export function placeLabels(labels: readonly Label[], symbols: readonly Box[]): Placed[] {
  const taken = [...symbols];
  return labels.flatMap((label): Placed[] => {
    const side =
      label.sides.find((candidate) => {
        const box = boxOf(label, candidate);
        return taken.every((other) => !meet(box, other));
      }) ?? (label.always ? label.sides[0] : undefined);
    if (!side) return [];
    taken.push(boxOf(label, side));
    return [{ label, side }];
  });
}

/** The left edge of the text, or its middle or right edge, and the baseline of its first line, from the point. */
export function textAt({ label, side }: Placed): {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
} {
  const { size, gap, lines } = label;
  const height = size * LINE_HEIGHT * lines.length;
  const ascent = size * 0.9;
  const middle = ascent - height / 2;
  switch (side) {
    case 'right':
      return { x: gap, y: middle, anchor: 'start' };
    case 'left':
      return { x: -gap, y: middle, anchor: 'end' };
    case 'above':
      return { x: 0, y: ascent - height - gap, anchor: 'middle' };
    case 'below':
      return { x: 0, y: ascent + gap, anchor: 'middle' };
    case 'below-right':
      return { x: 0, y: ascent + gap, anchor: 'start' };
  }
}

function boxOf(label: Label, side: Side): Box {
  const { x, y, anchor } = textAt({ label, side });
  const width = Math.max(...label.lines.map((line) => line.length)) * label.size * LETTER;
  const left = label.at[0] + x - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
  const top = label.at[1] + y - label.size * 0.9;
  return {
    left: left - MARGIN,
    top: top - MARGIN,
    right: left + width + MARGIN,
    bottom: top + label.lines.length * label.size * LINE_HEIGHT + MARGIN,
  };
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
