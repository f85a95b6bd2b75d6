/**
 * dist/sw.js, with the names of all that a visited page needs to open without a network.
 *
 * vite-plugin-pwa works with Vite 8 and was tried: it brings 327 packages, and its generated worker cannot say what is
 * wanted here: the page from the network first but not for ever, and else exactly the page that the kept files belong to
 * (workbox-build refuses a time limit for any strategy but the one that keeps pages by themselves). With a worker of our
 * own in it, it would only have made the list.
 */
import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';

export const WORKER_FILE = 'sw.js';

export interface Kept {
  readonly version: string;
  readonly files: readonly string[];
  readonly sign: string;
}

/** What a page needs by itself; tables, pictures and licences are for whoever asks for them. */
const NEEDED = /^assets\/.+\.(?:js|css|woff2|json|topojson)$/;

export function keptOf(names: readonly string[], html: string): Kept {
  const files = names.filter((name) => NEEDED.test(name)).toSorted();
  const sign = files.find((name) => /^assets\/index-[^/]+\.js$/.test(name) && html.includes(name));
  if (sign === undefined) throw new Error('index.html names no assets/index-*.js');
  const version = createHash('sha256')
    .update(JSON.stringify([files, html]))
    .digest('hex')
    .slice(0, 12);
  return { version, files, sign };
}

export async function workerScript(kept: Kept): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { KEPT: JSON.stringify(kept) },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'src/offline/worker.ts', formats: ['iife'], name: 'worker' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('src/offline/worker.ts was not built');
  return output.output[0].code.trim();
}

export function keep(): Plugin {
  return {
    name: 'keep',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // The last of all: the page is as it will be.
      order: 'post',
      async handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('the build holds no index.html');
        const source = await workerScript(keptOf(Object.keys(bundle), String(page.source)));
        this.emitFile({ type: 'asset', fileName: WORKER_FILE, source });
      },
    },
  };
}
