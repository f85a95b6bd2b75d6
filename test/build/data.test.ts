import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { data, dataFiles } from '../../build/data.ts';
import { jsonSchemas } from '../../scripts/json-schema.ts';
import { readRecordFiles } from '../../scripts/record-files.ts';
import config from '../../vite.config.ts';

const FIXED = [
  'data/claims.csv',
  'data/datapackage.json',
  'data/incidents.csv',
  'data/line-of-contact.geojson',
  'data/record.geojson',
  'data/sources.csv',
];
/** A page with nothing on it. */
const empty = {
  name: 'empty',
  resolveId: (id: string) => (id === 'virtual:empty' ? id : null),
  load: (id: string) => (id === 'virtual:empty' ? 'export {};' : null),
};

describe('the build', () => {
  it('writes the whole record and its schemas under names that never change', async () => {
    const built = await build({
      configFile: false,
      logLevel: 'error',
      plugins: [empty, data()],
      build: { write: false, rollupOptions: { input: 'virtual:empty' } },
    });
    if (!('output' in built)) throw new Error('nothing was built');
    const assets = new Map(
      built.output.flatMap((file) => (file.type === 'asset' ? [[file.fileName, String(file.source)]] : [])),
    );
    const schemas = Object.keys(jsonSchemas()).map((path) => path.replace('geo/', 'data/'));
    expect([...assets.keys()].toSorted()).toEqual([...FIXED, ...schemas].toSorted());
    for (const { name, text } of dataFiles(readRecordFiles())) expect(assets.get(`data/${name}`)).toBe(text);
  });

  it('has the plugin in its configuration', () => {
    const { plugins: given = [] } = config({ command: 'build', mode: 'production' });
    const plugins = given.flat().flatMap((plugin) => (plugin && 'name' in plugin ? [plugin.name] : []));
    expect(plugins).toContain('data');
  });
});

describe('the development server', () => {
  let server: ViteDevServer;
  const root = mkdtempSync(join(tmpdir(), 'data-'));
  const get = (path: string) => fetch(new URL(path, server.resolvedUrls?.local[0]));
  beforeAll(async () => {
    server = await createServer({
      configFile: false,
      root,
      logLevel: 'error',
      appType: 'custom',
      plugins: [data()],
      server: { host: '127.0.0.1', port: 0, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true },
    });
    await server.listen();
  });
  afterAll(async () => {
    await server.close();
    rmSync(root, { recursive: true });
  });

  it('serves the same files', async () => {
    for (const { name, type, text } of dataFiles(readRecordFiles())) {
      const response = await get(`data/${name}?now`);
      expect(response.headers.get('content-type'), name).toBe(type);
      expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(text)), name).toBe(true);
    }
  });

  it('has nothing at other addresses under data/', async () => {
    expect((await get('data/places.csv')).status).toBe(404);
    expect((await get('data/')).status).toBe(404);
  });
});
