/** The few signs on buttons, drawn: no font is sure to have them. */
const PATHS = {
  back: 'M11 3v10L4 8z',
  on: 'M5 3v10l7-5z',
  reportBack: 'M3 3h2v10H3zM13 3v10L6 8z',
  reportOn: 'M11 3h2v10h-2zM3 3v10l7-5z',
  play: 'M4 2.5v11L13 8z',
  full: 'M2 2h5v2H4v3H2zM9 2h5v5h-2V4H9zM2 9h2v3h3v2H2zM12 9h2v5H9v-2h3z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
} as const;

export type IconName = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(doc: Document, name: IconName): SVGElement {
  const svg = doc.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'sign');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = doc.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
