/** Writes down SVG: elements, and words that are broken into lines. */
import { share } from '../../text/share.ts';
import { linesOf, type Run, type Weight } from './measure.ts';
import { rounded } from './style.ts';

const SVG = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number | undefined>>;

export interface Pen {
  readonly doc: Document;
  <K extends keyof SVGElementTagNameMap>(
    tag: K,
    attributes?: Attributes,
    ...children: readonly (Node | string)[]
  ): SVGElementTagNameMap[K];
}

export function pen(doc: Document): Pen {
  return Object.assign(
    <K extends keyof SVGElementTagNameMap>(
      tag: K,
      attributes: Attributes = {},
      ...children: readonly (Node | string)[]
    ) => {
      const element = doc.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) {
        if (value !== undefined)
          element.setAttribute(name, typeof value === 'number' ? rounded(value) : value);
      }
      element.append(...children);
      return element;
    },
    { doc },
  );
}

/** A part of the picture, drawn from its upper left corner. */
export interface Part {
  readonly node: SVGElement;
  readonly height: number;
}

export interface Hand {
  readonly width: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: Weight;
  /** From line to line, as a share of the size. */
  readonly leading?: number;
}

/** Words from an upper left corner, broken into lines. */
export function paragraph(s: Pen, runs: readonly Run[], hand: Hand): Part & { readonly lines: number } {
  const { width, size, fill, weight = 400, leading = 1.35 } = hand;
  const lines = linesOf(runs, width, size, weight);
  const step = size * leading;
  const node = s('g', { fill, 'font-size': size, 'font-weight': weight === 400 ? undefined : weight });
  lines.forEach((line, i) => {
    // The first baseline lies so deep in its line that capitals stand in the middle of it.
    const text = s('text', { y: i * step + step / 2 + size * 0.36 });
    for (const { text: words, weight: own, fill: colour } of joined(line)) {
      text.append(
        own === undefined && colour === undefined
          ? words
          : s('tspan', { 'font-weight': own, fill: colour }, words),
      );
    }
    node.append(text);
  });
  return { node, height: lines.length * step, lines: lines.length };
}

/** Neighbours in the same hand as one. */
function joined(line: readonly Run[]): Run[] {
  const list: Run[] = [];
  for (const run of line) {
    const last = list.at(-1);
    if (last?.weight === run.weight && last?.fill === run.fill)
      list.splice(-1, 1, { ...run, text: (last?.text ?? '') + run.text });
    else list.push(run);
  }
  return list;
}

/** Parts below each other, with a gap before all but the first. */
export function column(s: Pen, parts: readonly (Part | null)[], gap: number): Part {
  const node = s('g');
  let y = 0;
  for (const part of parts) {
    if (!part) continue;
    if (y > 0) y += gap;
    node.append(at(s, 0, y, part.node));
    y += part.height;
  }
  return { node, height: y };
}

/** Parts side by side, the first of each pair its left edge. */
export function row(s: Pen, parts: readonly (readonly [x: number, part: Part])[]): Part {
  return {
    node: s('g', {}, ...parts.map(([x, { node }]) => at(s, x, 0, node))),
    height: Math.max(0, ...parts.map(([, { height }]) => height)),
  };
}

export function at(s: Pen, x: number, y: number, node: SVGElement): SVGElement {
  return x === 0 && y === 0 ? node : s('g', { transform: `translate(${rounded(x)} ${rounded(y)})` }, node);
}

/** A line across. */
export const rule = (s: Pen, width: number, stroke: string): Part => ({
  node: s('line', { x2: width, stroke, 'stroke-width': 1.5 }),
  height: 2,
});

export const space = (s: Pen, height: number): Part => ({ node: s('g'), height });

/** Letters of the whole picture. */
export const LETTERS = { 'font-family': share.typeface } as const;
