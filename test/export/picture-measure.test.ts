import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/export/picture/measure.ts';
import { advances } from '../font.ts';

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
