/**
 * What others see of the page before they open it: Open Graph and Twitter card with a picture, canonical address, oEmbed,
 * and the record as a schema.org Dataset; and the headers to send it with. Some of these must hold the page's whole
 * address: it comes from the environment as SITE_URL, and without it exactly these are left out.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { parseHTML } from 'linkedom';
import subsetFont from 'subset-font';
import type { Topology } from 'topojson-specification';
import type { Plugin } from 'vite';
import { readRecordFiles } from '../scripts/record-files.ts';
import { pictureAlt } from '../src/export/picture/alt.ts';
import { SIZES, composePicture } from '../src/export/picture/compose.ts';
import { drawBackdrop } from '../src/map/backdrop.ts';
import { createModel, type Model } from '../src/record/model.ts';
import { parseRecord, type RawFiles } from '../src/record/parse.ts';
import { code, PICTURE } from '../src/share/codes.ts';
import { OPENING } from '../src/state/state.ts';
import { text } from '../src/text/en.ts';
import { share } from '../src/text/share.ts';
import { WAR } from '../src/time.ts';
import { headersFile, htaccess, policyFor, withPolicy } from './headers.ts';
import { recordDate, recordVersion } from './record.ts';

/**
 * The frame that oEmbed offers: as high as the embed is at this width, for consumers that hear of no height. A static file
 * cannot make it any other size (docs/hosting.md).
 */
export const FRAME = { width: 600, height: 860 } as const;
const OEMBED = 'oembed.json';

/** The page's address, with a slash at its end; nothing where none is given. */
export function siteUrl(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new Error(`SITE_URL is not a web address: ${given}`);
  const { origin, pathname } = new URL(given);
  return `${origin}${pathname.replace(/\/?$/, '/')}`;
}

export interface CardSetup {
  readonly model: Model;
  /** Of the record. */
  readonly version: string;
  readonly date: string;
  readonly site: string | undefined;
}

type Tag = readonly [name: string, attributes: Readonly<Record<string, string | number>>];

/** Tags for the head. Those that need the page's address are the last ones. */
export function headTags({ model, version, site }: CardSetup): Tag[] {
  const alt = pictureAlt(model, OPENING);
  const graph = (name: string, content: string | number): Tag => [
    'meta',
    { property: `og:${name}`, content },
  ];
  const twitter = (name: string, content: string): Tag => ['meta', { name: `twitter:${name}`, content }];
  const { title, description } = text.page;
  const always = [
    graph('type', 'website'),
    graph('site_name', share.site),
    graph('title', title),
    graph('description', description),
    // What is not said twice Twitter takes from Open Graph.
    twitter('card', site === undefined ? 'summary' : 'summary_large_image'),
  ];
  if (site === undefined) return always;
  // Services keep a picture by its address: another record has another one.
  const picture = `${site}${PICTURE.file}?record=${encodeURIComponent(version)}`;
  return [
    ...always,
    graph('url', site),
    graph('image', picture),
    graph('image:type', 'image/png'),
    graph('image:width', PICTURE.width),
    graph('image:height', PICTURE.height),
    graph('image:alt', alt),
    twitter('image:alt', alt),
    ['link', { rel: 'canonical', href: site }],
    ['link', { rel: 'alternate', type: 'application/json+oembed', href: `${site}${OEMBED}`, title }],
  ];
}

/** https://schema.org/Dataset, as search engines for data read it. `files` are those under `data/`. */
export function dataset({ model, version, date, site }: CardSetup, files: readonly string[]): object {
  const incidents = model.incidents;
  const claims = incidents.reduce((n, incident) => n + incident.claims.length, 0);
  const spots = incidents.flatMap((incident) => incident.at.map(({ place }) => place.position));
  const edge = (pick: (...values: number[]) => number, axis: 0 | 1) =>
    pick(...spots.map((spot) => spot[axis]));
  const t = share.dataset;
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: share.title,
    description: t.description(incidents.length, claims, model.sources.size),
    version,
    dateModified: date,
    inLanguage: 'en',
    isAccessibleForFree: true,
    license: share.licenceUrl,
    creator: { '@type': 'Organization', name: share.publisher },
    citation: share.citation.long({ version, date, url: site }),
    keywords: t.keywords,
    temporalCoverage: WAR.join('/'),
    spatialCoverage: {
      '@type': 'Place',
      name: t.place,
      geo: {
        '@type': 'GeoShape',
        // South-west and north-east corner, latitude before longitude.
        box: [edge(Math.min, 1), edge(Math.min, 0), edge(Math.max, 1), edge(Math.max, 0)].join(' '),
      },
    },
    variableMeasured: Object.entries(t.measured).map(([name, description]) => ({
      '@type': 'PropertyValue',
      name,
      description,
    })),
    distribution: files.flatMap((file) => {
      const type = TYPE_OF[file.slice(file.lastIndexOf('.') + 1)];
      // Relative to the page where its address is not known, as JSON-LD reads it.
      const contentUrl = `${site ?? ''}data/${file}`;
      return type === undefined
        ? []
        : [
            {
              '@type': 'DataDownload',
              name: file,
              encodingFormat: type,
              contentUrl,
              // Derived from OpenStreetMap: LICENSE-DATA.md.
              ...(file.startsWith('line-of-contact') ? { license: share.odblUrl } : {}),
            },
          ];
    }),
    ...(site === undefined ? {} : { url: site, thumbnailUrl: `${site}${PICTURE.file}` }),
  };
}

const TYPE_OF: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  geojson: 'application/geo+json',
  json: 'application/json',
};

/** https://oembed.com, of type "rich". */
export function oembed({ model, version }: CardSetup, site: string): object {
  const here = { page: site, version, pictureAlt: pictureAlt(model, OPENING) };
  return {
    version: '1.0',
    type: 'rich',
    title: text.page.title,
    provider_name: share.site,
    provider_url: site,
    ...FRAME,
    html: code('automatic', { ...FRAME, options: {}, state: OPENING }, here),
    thumbnail_url: `${site}${PICTURE.file}`,
    thumbnail_width: PICTURE.width,
    thumbnail_height: PICTURE.height,
    cache_age: 86_400,
  };
}

/** The opening view as a picture of 1200 × 630 px. */
export async function socialPicture(setup: CardSetup, basemap: Topology): Promise<Uint8Array> {
  const { model, version, site } = setup;
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const backdrop = drawBackdrop(document, basemap, model.lines);
  const svg = composePicture(document, { model, state: OPENING, backdrop, version, link: site }, 'card');
  return toPng(svg.outerHTML, svg.textContent);
}

const LATIN = ['latin-400', 'latin-600', 'latin-ext-400', 'latin-ext-600'];
/** The renderer's search for a missing letter in another font stumbles over ligatures, so its fonts have none. */
const CUT = { targetFormat: 'sfnt', dropTables: ['GSUB'] } as const;

async function toPng(svg: string, letters: string): Promise<Uint8Array> {
  await startRenderer();
  const fontBuffers = await Promise.all(
    LATIN.map((name) => subsetFont(readFileSync(`src/style/fonts/${name}.woff2`), letters, CUT)),
  );
  // It tells fonts apart by name: the bolder cut has one of its own.
  const named = svg.replaceAll(
    'font-weight="600"',
    `font-weight="600" font-family="'${share.faceSemiBold}'"`,
  );
  const renderer = new Resvg(named, {
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: share.face },
  });
  const picture = renderer.render();
  const { width, height } = SIZES.card;
  if (picture.width !== width || picture.height !== height)
    throw new Error(`the social picture is ${picture.width} × ${picture.height}, not ${width} × ${height}`);
  const png = picture.asPng();
  picture.free();
  renderer.free();
  return png;
}

async function startRenderer(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  try {
    await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  } catch (error) {
    // Once in a process is enough, and a configuration that is loaded again cannot know of the first time.
    if (!(error instanceof Error && error.message.startsWith('Already initialized'))) throw error;
  }
}

const escaped = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const written = ([name, attributes]: Tag) =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')}>`;

/** Tags at the head of the head, where services that read only its beginning find them; the data set at the end. */
export function addCards(html: string, setup: CardSetup, files: readonly string[]): string {
  const data = JSON.stringify(dataset(setup, files)).replaceAll('<', '\\u003c');
  const place = /<meta name="description"[^>]*>/;
  if (!place.test(html)) throw new Error('index.html has no description to put the cards after');
  return html
    .replace(place, (found) => [found, ...headTags(setup).map(written)].join('\n'))
    .replace('</body>', () => `<script type="application/ld+json">${data}</script>\n</body>`);
}

export function setupOf(files: RawFiles, site: string | undefined): CardSetup {
  const model = createModel(parseRecord(files).rows);
  return { model, version: recordVersion(), date: recordDate(), site };
}

export function cards(): Plugin {
  return {
    name: 'cards',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // After all others: the files under data/ are there, and the policy knows all that stands in the page.
      order: 'post',
      async handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('the build holds no index.html');
        const site = siteUrl(process.env['SITE_URL']);
        const setup = setupOf(readRecordFiles(), site);
        const files = Object.keys(bundle).flatMap((name) => /^data\/([^/]+)$/.exec(name)?.[1] ?? []);
        const html = addCards(String(page.source), setup, files);
        const policy = policyFor(html, site);
        page.source = withPolicy(html, policy);
        const emit = (fileName: string, source: string | Uint8Array) =>
          this.emitFile({ type: 'asset', fileName, source });
        const basemap = JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology;
        emit(PICTURE.file, await socialPicture(setup, basemap));
        emit('_headers', headersFile(policy));
        emit('.htaccess', htaccess(policy));
        if (site !== undefined) emit(OEMBED, `${JSON.stringify(oembed(setup, site), null, 2)}\n`);
        else
          this.warn(
            'SITE_URL is not set: left out are the canonical address, og:url, og:image, oEmbed, and whole addresses in the data set (docs/hosting.md)',
          );
      },
    },
  };
}
