/** Inlines src/shell/early.ts into the head: the one script that must run before the first paint. */
import { build, type Plugin } from 'vite';
import { recordVersion } from './record.ts';

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { RECORD_VERSION: JSON.stringify(recordVersion()) },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'src/shell/early.ts', formats: ['iife'], name: 'early' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('src/shell/early.ts was not built');
  return output.output[0].code.trim();
}

export function early(): Plugin {
  return {
    name: 'early',
    transformIndexHtml: {
      order: 'post',
      async handler() {
        return [{ tag: 'script', children: await bundle(), injectTo: 'head' }];
      },
    },
  };
}
