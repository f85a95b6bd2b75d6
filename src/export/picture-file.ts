/** Files of the picture to take away: SVG with its letters inside, and PNG, which is that SVG on a canvas. */
import type { State } from '../state/state.ts';
import type { Layout } from './picture/compose.ts';

export { LAYOUTS, SIZES, composePicture, type Layout, type PictureParts } from './picture/compose.ts';

/** What the lesson draws with, at the wall's scale. */
export { drawChart, drawStrip } from './picture/chart.ts';
export { drawMap, type DrawnMap, type Mark } from './picture/map.ts';
export { pen, type Pen } from './picture/pen.ts';
export { COLOURS } from './picture/theme.ts';

/** The file as text, letters inside: it looks the same wherever it is opened. */
export async function svgText(svg: SVGSVGElement): Promise<string> {
  // Only here, since the fonts are as large as all the rest.
  const { facesFor } = await import('./picture/fonts.ts');
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const style = svg.ownerDocument.createElementNS(svg.namespaceURI, 'style');
  style.textContent = facesFor(svg.textContent);
  copy.prepend(style);
  return new XMLSerializer().serializeToString(copy);
}

export async function toSvg(svg: SVGSVGElement): Promise<Blob> {
  return new Blob([await svgText(svg)], { type: 'image/svg+xml' });
}

/** `scale` 1 is the size that the layout names. Nothing leaves the page for it, and nothing is asked for. */
export async function toPng(svg: SVGSVGElement, scale = 1): Promise<Blob> {
  const doc = svg.ownerDocument;
  const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name)) * scale);
  if (!width || !height) throw new Error('the picture has no size');
  const url = URL.createObjectURL(await toSvg(svg));
  try {
    const image = doc.createElement('img');
    image.src = url;
    await image.decode();
    const canvas = doc.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser gives no canvas');
    context.drawImage(image, 0, 0, width, height);
    // Safari has the letters of an SVG ready only after it was drawn once.
    await new Promise((resolve) => setTimeout(resolve, 60));
    context.drawImage(image, 0, 0, width, height);
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Says what the picture shows, as the names of the tables do: `barda-garayusifli-2020-10-28-known-latest-square.png`. */
export function pictureName({ day, show, known }: State, layout: Layout, ending: 'png' | 'svg'): string {
  const days = show === 'day' ? day : `until-${day}`;
  const shape = layout === 'wide' ? '' : `-${layout}`;
  return `barda-garayusifli-${days}-known-${known}${shape}.${ending}`;
}
