/**
 * `npm run build:offline`: the page as one file that opens by double click, from a stick, without a network. A page from
 * `file://` may load neither module scripts nor anything by fetch() but what stands in it, so all of it does: one classic
 * script, one stylesheet with the letters inside, the record and the ground of the map packed.
 *
 * vite-plugin-singlefile puts script and stylesheet into the page, and that is the easy part: worker, record, policy and
 * licences would be ours all the same.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { siteUrl } from './cards.ts';
import { policyInFile, withPolicy } from './headers.ts';
import { licencesText } from './licences.ts';
import { SCRIPT_ID, mapLibreWorker } from './maplibre.ts';

export const FILE = 'barda-garayusifli.html';
export const MODE = 'offline';

const ENTRY = '\0offline-entry';
/** JSON within a script, as an address that fetchJson (src/record/load.ts) reads. */
export const packed = (json: string | Buffer) =>
  `data:application/gzip;base64,${gzipSync(json, { level: 9 }).toString('base64')}`;

/** A script's text ends at the first end tag, wherever it stands. */
export const withinScript = (code: string) =>
  code.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');

/** As a comment, in which two hyphens would be its end. */
const asComment = (text: string) => `<!--\n${text.trim().replaceAll('--', '- -')}\n-->`;

export interface OfflineParts {
  readonly html: string;
  readonly style: string;
  readonly script: string;
  /** Of all packages within. */
  readonly licences: string;
  /** Where the page is to be found on the web, if it is. */
  readonly site: string | undefined;
}

/** The whole file. The script comes last: it is no module any more and runs where it stands. */
export function oneFile({ html, style, script, licences, site }: OfflineParts): string {
  const canonical = site === undefined ? '' : `<link rel="canonical" href="${site}">\n`;
  const page = html
    .replaceAll(/\s*<script type="module"[^>]*><\/script>/g, '')
    .replaceAll(/\s*<link rel="(?:stylesheet|modulepreload)"[^>]*>/g, '')
    .replace('</head>', () => `${canonical}<style>${style.trim()}</style>\n</head>`)
    .replace(
      '</body>',
      () =>
        `<script id="${SCRIPT_ID}">${withinScript(script.trim())}</script>\n</body>\n${asComment(licences)}`,
    );
  return withPolicy(page, policyInFile(page));
}

export function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'pre',
    config: (given) => ({
      build: {
        outDir: given.build?.outDir ?? 'dist-offline',
        assetsInlineLimit: Infinity,
        cssCodeSplit: false,
        modulePreload: false,
        chunkSizeWarningLimit: 3000,
        rolldownOptions: {
          output: { format: 'iife', codeSplitting: false },
          // A classic script has none; nothing reads the address of a file that is not there.
          checks: { emptyImportMeta: false },
        },
      },
    }),
    resolveId(id, importer) {
      return id === '/src/main.ts' && importer?.endsWith('/index.html') ? ENTRY : null;
    },
    load(id) {
      // MapLibre's worker runs the same script: what both need stands in the file once.
      if (id === ENTRY)
        return `if (typeof document === 'undefined') import(${JSON.stringify(mapLibreWorker)}); else import('/src/main.ts');`;
      if (!id.endsWith('.topojson?url')) return null;
      return `export default ${JSON.stringify(packed(readFileSync(id.replace('?url', ''))))};`;
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle);
        const text = (ending: string) => {
          const found = files.filter(({ fileName }) => fileName.endsWith(ending));
          if (found.length !== 1)
            throw new Error(
              `one ${ending} was to be built, not ${found.length}: ${found.map((f) => f.fileName).join(', ')}`,
            );
          const [file] = found;
          return file?.type === 'chunk' ? file.code : String(file?.source);
        };
        const source = oneFile({
          html: text('.html'),
          style: text('.css'),
          script: text('.js'),
          licences: licencesText(files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))),
          site: siteUrl(process.env['SITE_URL']),
        });
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: 'asset', fileName: FILE, source });
      },
    },
  };
}
