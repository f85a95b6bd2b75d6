/**
 * Looks, written onto each element: a picture that leaves the page has no stylesheet, and programs that open SVG know
 * neither variables nor `color-mix`. The rules are those of map.css and timeline.css, under the same selectors.
 */
import { COLOURS, type Colour } from './theme.ts';

type Paint = Readonly<Record<string, string | number>>;

/** In the order of the cascade: a later rule wins. `--name` is a colour. */
export const RULES: readonly (readonly [selector: string, paint: Paint])[] = [
  ['.backdrop path', { fill: 'none', 'stroke-linejoin': 'round' }],
  ['.shapes path', { fill: 'none', 'stroke-linejoin': 'round' }],
  ['.backdrop .sea', { fill: '--water' }],
  ['.backdrop .lakes', { fill: '--water' }],
  ['.backdrop .districtLines', { stroke: '--district' }],
  ['.backdrop .rivers', { stroke: '--water', 'stroke-width': 1.6 }],
  ['.backdrop .borders', { stroke: '--border', 'stroke-width': 1.4 }],
  [
    '.backdrop .oblast',
    { stroke: '--oblast', 'stroke-width': 1.6, 'stroke-dasharray': '0.1 4', 'stroke-linecap': 'round' },
  ],
  ['.backdrop .band', { stroke: '--band' }],
  ['.backdrop .band.second', { stroke: '--band-second' }],
  ['.backdrop .core', { stroke: '--core', 'stroke-width': 1.6, 'stroke-dasharray': '6.4 3.2' }],
  ['.backdrop .core.second', { 'stroke-width': 1.2, 'stroke-dasharray': '2 2.4' }],
  [
    '.shapes .circle',
    {
      fill: '--killed',
      'fill-opacity': 0.05,
      stroke: '--killed',
      'stroke-opacity': 0.65,
      'stroke-width': 1.1,
      'stroke-dasharray': '3.3 3.3',
    },
  ],
  ['.ways line', { stroke: '--ink', 'stroke-width': 1.2 }],
  ['.spot circle', { fill: 'none' }],
  ['.spot .halo', { fill: '--land' }],
  ['.spot .disc', { fill: '--killed-soft', stroke: '--killed', 'stroke-width': 1.2 }],
  ['.spot .hollow', { fill: '--paper', 'stroke-width': 1.8 }],
  ['.spot .low', { fill: '--killed' }],
  ['.spot .district', { stroke: '--killed', 'stroke-width': 1.3, 'stroke-dasharray': '3 3' }],
  ['.spot .faint', { fill: '--killed', 'fill-opacity': 0.14, stroke: '--killed', 'stroke-opacity': 0.4 }],
  ['.spot .chosen', { stroke: '--ink', 'stroke-width': 1.8 }],
  ['.spot text', { fill: '--on-killed', 'font-size': 13, 'font-weight': 600, 'text-anchor': 'middle' }],
  [
    '.names text',
    {
      fill: '--ink',
      'font-size': 13,
      'paint-order': 'stroke',
      stroke: '--land',
      'stroke-width': 3,
      'stroke-linejoin': 'round',
    },
  ],
  ['.names .anchor', { 'font-size': 16, 'font-weight': 600 }],
  ['.names .note', { 'font-size': 12 }],
  ['.names .quiet', { fill: '--map-quiet', 'font-size': 11.5 }],
  ['.names .line-name', { fill: '--core', 'font-size': 12 }],
  ['.dots circle', { fill: '--map-quiet' }],
  [
    '.chart text',
    {
      fill: '--quiet',
      'paint-order': 'stroke',
      stroke: '--paper',
      'stroke-width': 3,
      'stroke-linejoin': 'round',
    },
  ],
  ['.chart .chosen', { fill: '--mark' }],
  ['.chart .figures text', { fill: '--killed', 'font-weight': 600 }],
  ['.chart .figures text.wounded', { fill: '--wounded' }],
  ['.chart .axis .now', { fill: '--ink', 'font-weight': 600 }],
  ['.baseline', { stroke: '--ink', 'stroke-width': 1 }],
  ['.bar.killed.low', { fill: '--killed' }],
  ['.bar.killed.range', { stroke: '--killed', 'stroke-width': 1 }],
  ['.bar.wounded.low', { fill: '--wounded-fill', stroke: '--wounded', 'stroke-width': 1 }],
  ['.bar.wounded.range', { fill: 'none', stroke: '--wounded', 'stroke-width': 1, 'stroke-dasharray': '2 2' }],
  ['.hatch-ground', { fill: '--paper' }],
  ['.hatch-line', { fill: '--killed' }],
  ['.empties circle', { fill: '--paper', stroke: '--killed', 'stroke-width': 1.3 }],
  ['.entries line', { stroke: '--rule-strong', 'stroke-width': 1, 'stroke-dasharray': '2 3' }],
  ['.entries .meeting line', { 'stroke-dasharray': '6 3' }],
  [
    '.strip text',
    {
      fill: '--quiet',
      'paint-order': 'stroke',
      stroke: '--paper',
      'stroke-width': 3,
      'stroke-linejoin': 'round',
      'font-size': 11,
    },
  ],
  ['.strip .window', { fill: 'none', stroke: '--rule-strong' }],
  ['.strip .upto', { fill: '--mark' }],
  ['.strip .now', { stroke: '--ink', 'stroke-width': 1.5 }],
  ['.spans path', { fill: 'none', stroke: '--killed', 'stroke-opacity': 0.4, 'stroke-width': 1.2 }],
];

/** What only the page needs: it says what can be pressed, and to whom. */
const OF_THE_PAGE = ['role', 'tabindex', 'aria-label', 'aria-pressed', 'aria-hidden'];

/** Writes its looks onto everything in `root`. */
export function paint(root: Element): void {
  for (const [selector, attributes] of RULES) {
    for (const element of root.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, resolved(value));
    }
  }
}

/** Takes away what only the page needs. Done last: the looks are chosen by class. */
export function withoutClasses(root: Element): void {
  for (const element of [root, ...root.querySelectorAll('*')]) {
    element.removeAttribute('class');
    for (const name of OF_THE_PAGE) element.removeAttribute(name);
  }
}

/** Lines that keep their width on the page however large it is drawn: here they are given it once, at this scale. */
export function keepWidth(element: Element, scale: number): void {
  const given = Number(element.getAttribute('stroke-width') ?? 1);
  element.setAttribute('stroke-width', rounded(given / scale));
  const dashes = element.getAttribute('stroke-dasharray');
  if (dashes !== null) {
    const scaled = dashes.split(' ').map((dash) => rounded(Number(dash) / scale));
    element.setAttribute('stroke-dasharray', scaled.join(' '));
  }
}

const resolved = (value: string | number): string =>
  typeof value === 'string' && value.startsWith('--') ? COLOURS[value.slice(2) as Colour] : String(value);

export const rounded = (value: number): string => String(Math.round(value * 100) / 100);
