import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/export/picture/measure.ts';

/** Advance widths by letter, read from a TrueType font: table `hmtx` by way of `cmap` (format 4). */
function advances(font: Buffer): Map<string, number> {
  const table = (tag: string) => {
    const entry = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + i * 16).find(
      (at) => font.toString('latin1', at, at + 4) === tag,
    );
    if (entry === undefined) throw new Error(`the font has no table ${tag}`);
    return font.readUInt32BE(entry + 8);
  };
  const [hmtx, cmap] = [table('hmtx'), table('cmap')];
  const last = font.readUInt16BE(table('hhea') + 34) - 1;
  const map = cmap + font.readUInt32BE(cmap + 8);
  const segments = font.readUInt16BE(map + 6) / 2;
  const found = new Map<string, number>();
  for (let i = 0; i < segments; i++) {
    const field = (n: number) => map + 14 + n * segments * 2 + (n > 0 ? 2 : 0) + i * 2;
    const [end, start, delta] = [
      font.readUInt16BE(field(0)),
      font.readUInt16BE(field(1)),
      font.readInt16BE(field(2)),
    ];
    if (font.readUInt16BE(field(3)) !== 0) throw new Error('the font maps letters by a list');
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = (code + delta) & 0xffff;
      found.set(String.fromCodePoint(code), font.readUInt16BE(hmtx + Math.min(glyph, last) * 4));
    }
  }
  return found;
}

describe('the width of a letter', () => {
  it.each([400, 600] as const)('is that of the font that the page has, at weight %i', async (weight) => {
    const file = readFileSync(`src/style/fonts/latin-${weight}.woff2`);
    const letters = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i));
    const widths = advances(await subsetFont(file, letters.join(''), { targetFormat: 'sfnt' }));
    expect(letters.filter((letter) => widthOf(letter, 1000, weight) !== widths.get(letter))).toEqual([]);
  });

  it('that we write besides is never told too narrow, and by less than a tenth too wide', async () => {
    const others = '–—‘’“”…·©';
    const wrong: string[] = [];
    for (const weight of [400, 600] as const) {
      const font = await subsetFont(readFileSync(`src/style/fonts/latin-${weight}.woff2`), others, {
        targetFormat: 'sfnt',
      });
      for (const [letter, width] of advances(font)) {
        const told = widthOf(letter, 1000, weight);
        if (told < width || told > width * 1.16) wrong.push(`${letter} ${weight}: ${told}, not ${width}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
