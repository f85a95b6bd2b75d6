/**
 * Builds MapLibre from the TypeScript in its own package instead of taking the two finished files in its dist/: page and
 * worker hold the same tile code there, each for itself. Built as two entries of one build they share it in a third
 * file, and the names that nobody imports fall away. In dev the finished files serve as they are; types always come
 * from them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { normalizePath, transformWithOxc, type Plugin } from 'vite';
import { LICENCES_FILE } from '../src/licences.ts';

/** Its default export is the address of the worker; declared in src/map/maplibre-worker.d.ts. */
const WORKER_URL = 'virtual:maplibre-worker';
const WORKER = 'maplibre-worker';
/** Of the script in the one file for use without a network (offline.ts). */
export const SCRIPT_ID = 'page-script';

const manifest = createRequire(import.meta.url).resolve('maplibre-gl/package.json');
const folder = normalizePath(dirname(manifest));
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };

/** The worker's own module. */
export const mapLibreWorker = `${folder}/src/source/worker.ts`;

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const exactly = (...ids: string[]) => new RegExp(`^(?:${ids.map(literally).join('|')})$`);
const holdsMapLibre = (chunk: { moduleIds: string[] }) =>
  chunk.moduleIds.some((id) => id.startsWith(`${folder}/src/`));

const dev: Plugin = {
  name: 'maplibre-dev',
  apply: 'serve',
  resolveId: {
    filter: { id: exactly(WORKER_URL) },
    handler(_, importer) {
      return this.resolve('maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url', importer);
    },
  },
};

const build = (isOneFile: boolean): Plugin => ({
  name: 'maplibre-build',
  apply: 'build',
  enforce: 'pre',

  config: () => ({
    build: {
      // The largest is the map's own, at some 610 kB.
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        output: {
          // What page and worker share would be named after one of its three hundred modules.
          chunkFileNames: (chunk) =>
            !chunk.isDynamicEntry && chunk.name !== WORKER && holdsMapLibre(chunk)
              ? 'assets/maplibre-shared-[hash].js'
              : 'assets/[name]-[hash].js',
          postBanner: (chunk) =>
            holdsMapLibre(chunk) ? `/*! MapLibre GL JS ${version}, 3-Clause BSD: ${LICENCES_FILE} */` : '',
        },
      },
    },
  }),

  resolveId: {
    filter: { id: exactly('maplibre-gl', WORKER_URL) },
    handler: (id) => (id === WORKER_URL ? `\0${WORKER_URL}` : `${folder}/src/index.ts`),
  },

  load: {
    filter: { id: exactly(`\0${WORKER_URL}`, `${folder}/package.json`) },
    handler(id) {
      // MapLibre reads its version there, and would bring all the rest along.
      if (id.endsWith('package.json')) return JSON.stringify({ version });
      // The worker is the page's script once more. A page from a file has no origin either, and there only a classic
      // worker starts from a blob; MapLibre takes for one what ends like this.
      if (isOneFile)
        return `const script = document.getElementById(${JSON.stringify(SCRIPT_ID)}).textContent;
        export default URL.createObjectURL(new Blob([script], { type: 'text/javascript' })) + '#.cjs';`;
      const file = this.emitFile({ type: 'chunk', id: mapLibreWorker, name: WORKER });
      // In a frame without an origin (`sandbox` without `allow-same-origin`) no worker starts from an address. MapLibre
      // then reads the script and starts its text, where the relative import of the shared file would lead nowhere: so
      // there the script is a text that names the worker's whole address.
      return `const url = import.meta.ROLLUP_FILE_URL_${file};
        const script = () => 'data:text/javascript,' + encodeURIComponent('import ' + JSON.stringify(url));
        export default globalThis.origin === 'null' ? script() : url;`;
    },
  },

  transform: {
    filter: { id: new RegExp(`^${literally(folder)}/src/.*\\.ts$`) },
    // MapLibre's classes are written for TypeScript's older meaning of fields: one without a value is only a type.
    // With these two options the modules come out as they stand in its dist/.
    handler: async (code, id) => {
      const { code: script, map } = await transformWithOxc(code, id, {
        lang: 'ts',
        tsconfig: false,
        assumptions: { setPublicClassFields: true },
        typescript: { removeClassFieldsWithoutInitializer: true },
      });
      return { code: script, map, moduleType: 'js' };
    },
  },
});

export const maplibre = (isOneFile = false): Plugin[] => [dev, build(isOneFile)];
