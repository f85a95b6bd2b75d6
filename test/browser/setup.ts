/** Builds the page once and serves it from a sub-path, as any static host would. */
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { serveFolder } from './server.ts';

const OUT = '.cache/test-dist';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await build({ logLevel: 'error', build: { outDir: OUT, emptyOutDir: true } });
  const server = await serveFolder(OUT, '/news/maps/barda/');
  project.provide('pageUrl', server.url);
  project.provide('folder', OUT);
  return () => server.close();
}

declare module 'vitest' {
  export interface ProvidedContext {
    pageUrl: string;
    /** Where the built page lies. */
    folder: string;
  }
}
