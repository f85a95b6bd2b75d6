/** What the marks of the map mean: of those that it shows. */
import { text } from '../../text/en.ts';
import type { Mark } from './map.ts';
import { at, paragraph, type Part, type Pen } from './pen.ts';
import { rounded } from './style.ts';
import { COLOURS } from './theme.ts';

/** In two columns where the words leave room for it. */
export function drawLegend(
  s: Pen,
  marks: ReadonlySet<Mark>,
  { width, size, columns }: { width: number; size: number; columns: number },
): Part {
  const gap = size * 1.6;
  const each = (width - gap * (columns - 1)) / columns;
  const sign = size * 1.5;
  const items = (Object.keys(text.map.legendItems) as Mark[])
    .filter((mark) => marks.has(mark))
    .map((mark) => {
      const words = paragraph(s, [{ text: text.map.legendItems[mark] }], {
        width: each - sign - size * 0.5,
        size,
        fill: COLOURS.ink,
        leading: 1.28,
      });
      const height = Math.max(sign * 0.85, words.height);
      const first = size * 1.28;
      return {
        height,
        node: s(
          'g',
          {},
          at(s, sign / 2, first / 2, drawSign(s, mark, sign / 18)),
          at(s, sign + size * 0.5, 0, words.node),
        ),
      };
    });
  const total = items.reduce((sum, { height }) => sum + height + size * 0.4, 0);
  const node = s('g');
  let [column, y, tallest] = [0, 0, 0];
  for (const item of items) {
    if (column < columns - 1 && y > 0 && y + item.height / 2 > total / columns) [column, y] = [column + 1, 0];
    node.append(at(s, column * (each + gap), y, item.node));
    y += item.height + size * 0.4;
    tallest = Math.max(tallest, y - size * 0.4);
  }
  return { node, height: tallest };
}

/** As in map.css, around the middle; `k` is 1 for a sign of 18 px. */
function drawSign(s: Pen, mark: Mark, k: number): SVGElement {
  const circle = (r: number, attributes: Record<string, string | number>) =>
    s('circle', { r: r * k, fill: 'none', ...attributes });
  const killed = (width: number) => ({ stroke: COLOURS.killed, 'stroke-width': width * k });
  const dashes = (n: number) => ({ 'stroke-dasharray': `${rounded(n * k)} ${rounded(n * k)}` });
  const line = (attributes: Record<string, string | number>) =>
    s('path', { d: `M${rounded(-9 * k)} 0H${rounded(9 * k)}`, fill: 'none', ...attributes });
  switch (mark) {
    case 'exact':
      return circle(8.5, { fill: COLOURS.killed });
    case 'killed':
      return s(
        'g',
        {},
        circle(8.5, { fill: COLOURS['killed-soft'], ...killed(1) }),
        circle(5.5, { fill: COLOURS.killed }),
      );
    case 'none':
      return circle(5, { fill: COLOURS.sheet, ...killed(1.8) });
    case 'zero':
      return s(
        'g',
        {},
        circle(5, { fill: COLOURS.sheet, ...killed(1.8) }),
        circle(1.8, { fill: COLOURS.killed }),
      );
    case 'district':
      return circle(8, { ...killed(1.5), ...dashes(3) });
    case 'circle':
      return circle(8.5, { fill: COLOURS.killed, 'fill-opacity': 0.08, ...killed(1), ...dashes(3.3) });
    case 'span':
      return circle(8, {
        fill: COLOURS.killed,
        'fill-opacity': 0.14,
        ...killed(1),
        'stroke-opacity': 0.45,
      });
    case 'line':
      return s(
        'g',
        {},
        line({ stroke: COLOURS.band, 'stroke-width': 12 * k }),
        line({
          stroke: COLOURS.core,
          'stroke-width': 1.6 * k,
          'stroke-dasharray': `${rounded(6.4 * k)} ${rounded(3.2 * k)}`,
        }),
      );
    case 'oblast':
      return line({
        stroke: COLOURS.oblast,
        'stroke-width': 2 * k,
        'stroke-dasharray': `${rounded(0.1 * k)} ${rounded(4 * k)}`,
        'stroke-linecap': 'round',
      });
    case 'selected':
      return circle(8, { stroke: COLOURS.ink, 'stroke-width': 1.8 * k });
  }
}
