/** What a PDF looks like, page by page, as pdf.js draws it in the browser: its text with the boxes, its ink, its picture. */
import type { BrowserContext } from 'playwright-core';

export interface PaperText {
  readonly text: string;
  /** From the upper left corner, in points. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Paper {
  /** In points. */
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PaperText[];
  /** Share of its pixels that are not white. */
  readonly ink: number;
  /** Share of dark pixels within so many points of its edges. */
  readonly edgeInk: number;
  readonly png: Buffer;
}

const HOST = 'http://paper.test/';
/** Not from within a test: its imports are vitest's. */
const PAGE = `<!doctype html><title>paper</title><script type="module">
import * as pdfjs from '/pdf.mjs';
globalThis.pdfjs = pdfjs;</script>`;
/** No printer reaches nearer to the edge. */
const EDGE_PT = 14;

export async function papersOf(context: BrowserContext, pdf: Buffer, scale = 1.5): Promise<Paper[]> {
  const page = await context.newPage();
  await page.route(`${HOST}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === 'sheet.pdf') return route.fulfill({ body: pdf, contentType: 'application/pdf' });
    if (name.endsWith('.mjs'))
      return route.fulfill({
        path: `node_modules/pdfjs-dist/legacy/build/${name}`,
        contentType: 'text/javascript',
      });
    return route.fulfill({ body: PAGE, contentType: 'text/html' });
  });
  await page.goto(HOST);
  await page.waitForFunction(() => 'pdfjs' in globalThis);
  const papers = await page.evaluate(
    async ({ zoom, edgePt }) => {
      interface Viewport {
        readonly width: number;
        readonly height: number;
      }
      interface Sheet {
        getViewport(of: { scale: number }): Viewport;
        getTextContent(): Promise<{
          items: { str: string; width: number; height: number; transform: number[] }[];
        }>;
        render(of: object): { promise: Promise<void> };
      }
      const { pdfjs } = globalThis as unknown as {
        pdfjs: {
          GlobalWorkerOptions: { workerSrc: string };
          getDocument(url: string): {
            promise: Promise<{ numPages: number; getPage(n: number): Promise<Sheet> }>;
          };
        };
      };
      pdfjs.GlobalWorkerOptions.workerSrc = '/pdf.worker.mjs';
      const file = await pdfjs.getDocument('/sheet.pdf').promise;
      const list = [];
      for (let n = 1; n <= file.numPages; n++) {
        const sheet = await file.getPage(n);
        const { width, height } = sheet.getViewport({ scale: 1 });
        const viewport = sheet.getViewport({ scale: zoom });
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
        const drawing = canvas.getContext('2d', { willReadFrequently: true });
        if (!drawing) throw new Error('no canvas');
        await sheet.render({ canvasContext: drawing, canvas, viewport }).promise;
        const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
        let [ink, atEdge, edges] = [0, 0, 0];
        const edge = edgePt * zoom;
        for (let y = 0; y < canvas.height; y++)
          for (let x = 0; x < canvas.width; x++) {
            const isInk = (data[(y * canvas.width + x) * 4 + 1] ?? 255) < 200;
            if (isInk) ink++;
            if (x > edge && x < canvas.width - edge && y > edge && y < canvas.height - edge) continue;
            edges++;
            if (isInk) atEdge++;
          }
        const { items } = await sheet.getTextContent();
        const texts = items
          .filter(({ str }) => str.trim() !== '')
          .map(({ str, width: wide, height: high, transform: [, , , , x = 0, y = 0] }) => ({
            text: str,
            left: x,
            right: x + wide,
            top: height - y - high,
            bottom: height - y,
          }));
        list.push({
          width,
          height,
          texts,
          ink: ink / (canvas.width * canvas.height),
          edgeInk: atEdge / edges,
          png: canvas.toDataURL('image/png').split(',')[1] ?? '',
        });
      }
      return list;
    },
    { zoom: scale, edgePt: EDGE_PT },
  );
  await page.close();
  return papers.map((paper) => ({ ...paper, png: Buffer.from(paper.png, 'base64') }));
}
