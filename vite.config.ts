import { defineConfig, type Plugin, type PluginOption } from 'vite';
import { cards } from './build/cards.ts';
import { data } from './build/data.ts';
import { early } from './build/early.ts';
import { firstFile } from './build/first-file.ts';
import { host } from './build/host.ts';
import { MODE as OFFLINE, offline, packed } from './build/offline.ts';
import { keep } from './build/keep.ts';
import { licences } from './build/licences.ts';
import { maplibre } from './build/maplibre.ts';
import { preloads } from './build/preloads.ts';
import { firstPicture } from './build/prerender.ts';
import { record } from './build/record.ts';
import { text } from './src/text/en.ts';

/** Puts the reader's words into index.html: `{{nav.table}}` becomes what src/text/ says. */
function words(): Plugin {
  const lookUp = (path: string): string => {
    const found = path
      .split('.')
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], text);
    if (typeof found !== 'string') throw new Error(`unknown text in index.html: ${path}`);
    return found.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  };
  return {
    name: 'words',
    transformIndexHtml: (html) => html.replace(/\{\{([\w.]+)\}\}/g, (_, path: string) => lookUp(path)),
  };
}

/** Files beside each other, for a web server. */
const site: PluginOption = [
  record(),
  maplibre(),
  firstPicture(),
  words(),
  early(),
  firstFile(),
  data(),
  host(),
  preloads(),
  cards(),
  licences(),
  keep(),
];
/** All in one file, for no server at all. */
const oneFile: PluginOption = [offline(), record(packed), maplibre(true), firstPicture(), words(), early()];

export default defineConfig(({ mode }) => ({
  // Works from any sub-path of any static host.
  base: './',
  plugins: mode === OFFLINE ? oneFile : site,
  assetsInclude: ['**/*.geojson', '**/*.topojson'],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
}));
