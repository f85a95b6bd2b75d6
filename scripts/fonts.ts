/**
 * Cuts Noto Sans to the letters that the page can need and writes src/style/fonts/.
 * Run by hand (`node scripts/run.mjs scripts/fonts.ts`) when @fontsource changes or a new letter turns up.
 */
import { readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

/** The three letters at its end are in @fontsource's Latin file, not in its extended one. */
const LATIN = range(0x20, 0x7e) + range(0xa0, 0xff) + '–—‘’“”„•…‹›€−×ıŒœ';
/** Azerbaijani, Turkish, and what the titles of European newsrooms use. */
const LATIN_EXT = range(0x100, 0x17f) + 'əƏ';
const CYRILLIC = range(0x400, 0x45f) + '№';
const ARMENIAN = range(0x531, 0x556) + range(0x559, 0x58a) + range(0xfb13, 0xfb17) + '․';

const CUTS = [
  { pkg: 'noto-sans', file: 'noto-sans-latin-400-normal', keep: LATIN, out: 'latin-400' },
  { pkg: 'noto-sans', file: 'noto-sans-latin-600-normal', keep: LATIN, out: 'latin-600' },
  { pkg: 'noto-sans', file: 'noto-sans-latin-ext-400-normal', keep: LATIN_EXT, out: 'latin-ext-400' },
  { pkg: 'noto-sans', file: 'noto-sans-latin-ext-600-normal', keep: LATIN_EXT, out: 'latin-ext-600' },
  { pkg: 'noto-sans', file: 'noto-sans-cyrillic-400-normal', keep: CYRILLIC, out: 'cyrillic-400' },
  {
    pkg: 'noto-sans-armenian',
    file: 'noto-sans-armenian-armenian-400-normal',
    keep: ARMENIAN,
    out: 'armenian-400',
  },
];

for (const { pkg, file, keep, out } of CUTS) {
  const font = await readFile(`node_modules/@fontsource/${pkg}/files/${file}.woff2`);
  const cut = await subsetFont(font, keep, { targetFormat: 'woff2' });
  await writeFile(`src/style/fonts/${out}.woff2`, cut);
  console.log(`${out}: ${font.length} -> ${cut.length} bytes`);
}
