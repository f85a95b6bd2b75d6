/** The two pages: how each is built, what it asks for, and by which signs one sees what it shows. */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Topology } from 'topojson-specification';
import { build } from 'vite';
import { parseRecord, type RawFiles } from '../src/record/parse.ts';
import { FILES } from '../src/record/schema.ts';
import { usualFiles, usualGround, usualLine } from '../test/bench/usual/data.ts';
import { asBrotli, asIs, folderSite, joined, type Answer, type Site } from './serve.ts';

export type PageName = 'ours' | 'usual';
export const PAGES: readonly PageName[] = ['ours', 'usual'];

/** How a page can be seen from outside. Given to scripts in the page, so nothing but data. */
export interface Signs {
  /** An element that stands for a ground that is drawn: it must cover half of `#map` at least. */
  readonly ground: readonly string[];
  /** The element of a figure: it must hold a digit and be on the first screen. */
  readonly figure: readonly string[];
  /** The sentence of the day. */
  readonly sentence: string;
  /** The map once it can be zoomed; set anew each time that it has finished drawing. */
  readonly ready: string;
  /** A native range from 0 to 44, or a bar across which a mouse is pressed. */
  readonly slider: { readonly kind: 'range' | 'bar'; readonly selector: string };
}

const READY = '#map[data-map="ready"]';

export const SIGNS: Readonly<Record<PageName, Signs>> = {
  ours: {
    ground: ['#map svg path', READY],
    figure: ['.sentence .figure', '.toll.killed .number'],
    sentence: '.sentence',
    ready: READY,
    slider: { kind: 'range', selector: '#day' },
  },
  usual: {
    ground: ['#map[data-map="ground"]', READY],
    figure: ['#sentence .figure'],
    sentence: '#sentence',
    ready: READY,
    slider: { kind: 'bar', selector: '.ts-axis-track' },
  },
};

const OUT: Readonly<Record<PageName, string>> = {
  ours: '.cache/bench-dist/ours',
  usual: '.cache/bench-dist/usual',
};

/** Both built as they would be shipped, with the same settings. */
export async function buildPages(): Promise<Readonly<Record<PageName, Site>>> {
  await build({ logLevel: 'error', build: { outDir: OUT.ours, emptyOutDir: true } });
  const root = 'test/bench/usual';
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    base: './',
    build: {
      outDir: `${process.cwd()}/${OUT.usual}`,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // MapLibre alone is larger than the size from which Vite warns.
      chunkSizeWarningLimit: 2000,
    },
    worker: { format: 'es' },
  });
  return { ours: folderSite(OUT.ours), usual: folderSite(OUT.usual) };
}

/** The HTML of our page as built. */
export const ourHtml = () => readFileSync(`${OUT.ours}/index.html`);

/**
 * Answers every request for the record with this one. Our page asks for all of it in one file or, as it used to, for each
 * of its files.
 */
function ourRecord(files: RawFiles, pack: (body: Buffer) => Answer): Site {
  const made = new Map<string, Answer>();
  const answer = (name: string, content: () => unknown) => {
    const known = made.get(name) ?? pack(Buffer.from(JSON.stringify(content())));
    made.set(name, known);
    return known;
  };
  return (path) => {
    const asked = /^assets\/(?<name>[\w-]+)-[\w-]{8}\.(?:json|geojson)$/.exec(path)?.groups?.['name'];
    if (asked === undefined) return undefined;
    if (asked === 'record') return answer(asked, () => files);
    for (const [key, { file }] of Object.entries(FILES)) {
      if (basename(file, extname(file)) === asked) return answer(asked, () => files[key as keyof RawFiles]);
    }
    return undefined;
  };
}

/** What the usual page loads, made once. */
function usualRecord(files: RawFiles, pack: (body: Buffer) => Answer): Site {
  const { rows } = parseRecord(files);
  const { strikes, claims } = usualFiles(rows);
  const topology = JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology;
  const contents: Readonly<Record<string, unknown>> = {
    'data/strikes.geojson': strikes,
    'data/claims.json': claims,
    'data/ground.geojson': usualGround(topology, rows),
    'data/line.geojson': usualLine(rows),
  };
  const answers = new Map(
    Object.entries(contents).map(
      ([path, content]) => [path, pack(Buffer.from(JSON.stringify(content)))] as const,
    ),
  );
  return (path) => answers.get(path);
}

/** Both pages with the shipped record, all as a host would send it. */
export function withShipped(
  built: Readonly<Record<PageName, Site>>,
  files: RawFiles,
): Readonly<Record<PageName, Site>> {
  return { ours: built.ours, usual: joined(usualRecord(files, asBrotli), built.usual) };
}

/** Both pages with a generated record, which is too large to be compressed for every run. */
export function withRecord(
  built: Readonly<Record<PageName, Site>>,
  files: RawFiles,
): Readonly<Record<PageName, Site>> {
  return {
    ours: joined(ourRecord(files, asIs), built.ours),
    usual: joined(usualRecord(files, asIs), built.usual),
  };
}
