/** dist/embed.js, the script for automatic height that a host page loads beside the frame: one file, always of this name. */
import { readFileSync } from 'node:fs';
import { build, type Plugin } from 'vite';

const FILE = 'embed.js';
const LICENCE = 'node_modules/@open-iframe-resizer/core/LICENSE.md';

export async function hostScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'build/host/embed.ts', formats: ['iife'], name: 'embed' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('build/host/embed.ts was not built');
  // The licence asks to travel with every copy.
  const licence = readFileSync(LICENCE, 'utf8').trim();
  return `/*! with @open-iframe-resizer/core:\n${licence}\n*/\n${output.output[0].code.trim()}\n`;
}

export function host(): Plugin {
  return {
    name: 'host',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE, source: await hostScript() });
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${FILE}`, (_, response, next) => {
        hostScript().then((code) => {
          response.setHeader('content-type', 'text/javascript');
          response.end(code);
        }, next);
      });
    },
  };
}
