/** A QR code as an inline picture: nothing is asked for, and it prints as sharp as the printer is. */
import { generate } from 'lean-qr';

const SVG = 'http://www.w3.org/2000/svg';
/** Free modules on each side, as the standard asks. */
const QUIET = 4;

export function qrCode(doc: Document, address: string, label: string): SVGElement {
  const code = generate(address);
  const side = code.size + 2 * QUIET;
  const svg = doc.createElementNS(SVG, 'svg');
  const set = (element: Element, attributes: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };
  set(svg, {
    class: 'qr',
    viewBox: `0 0 ${side} ${side}`,
    role: 'img',
    'aria-label': label,
    'shape-rendering': 'crispEdges',
  });
  const ground = doc.createElementNS(SVG, 'rect');
  set(ground, { width: String(side), height: String(side), fill: '#fff' });
  let d = '';
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) d += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  const modules = doc.createElementNS(SVG, 'path');
  set(modules, { d, fill: '#000' });
  svg.append(ground, modules);
  return svg;
}
