import { readFileSync, readdirSync } from 'node:fs';
import subsetFont from 'subset-font';
import { describe, expect, it } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { facesFor } from '../../src/export/picture/fonts.ts';
import { advances } from '../font.ts';

interface Face {
  readonly file: string;
  readonly weight: string;
  readonly holds: (code: number) => boolean;
}

/** The faces of a stylesheet; `fileOf` tells whose letters stand behind the address of each. */
function facesIn(css: string, fileOf: (address: string) => string): Face[] {
  return [...css.matchAll(/@font-face\s*\{[^}]*\}/g)].map(([face]) => {
    const [, address = ''] = /url\(['"]?([^'")]+)/.exec(face) ?? [];
    const [, weight = ''] = /font-weight:\s*(\d+)/.exec(face) ?? [];
    const spans = [...face.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/g)].map(
      ([, first = '', last = first]) => [parseInt(first, 16), parseInt(last, 16)] as const,
    );
    return {
      file: fileOf(address),
      weight,
      holds: (code) => spans.some(([first, last]) => first <= code && code <= last),
    };
  });
}

const FONTS = 'src/style/fonts';
const page = facesIn(
  readFileSync('src/style/fonts.css', 'utf8'),
  (address) => /fonts\/(.+)\.woff2/.exec(address)?.[1] ?? '',
);

/** Left to the device: Greek, which stands in one newsroom's titles, and the sign on the keys of a Mac. */
const OTHERS = /[\p{Script=Greek}⌘]/u;

/** What a reader can meet: all strings of the record, and the words of the page. */
const written = [
  JSON.stringify(readRecordFiles()),
  ...readdirSync('src/text').map((name) => readFileSync(`src/text/${name}`, 'utf8')),
].join('');
const letters = [...new Set(written)].filter((letter) => letter >= ' ' && !OTHERS.test(letter)).toSorted();

const cut = new Map(
  await Promise.all(
    readdirSync(FONTS)
      .filter((name) => name.endsWith('.woff2'))
      .map(async (name) => {
        const font = await subsetFont(readFileSync(`${FONTS}/${name}`), letters.join(''), {
          targetFormat: 'sfnt',
        });
        return [name.replace('.woff2', ''), new Set(advances(font).keys())] as const;
      }),
  ),
);

describe('the letters of the page', () => {
  it.each(['400', '600'])('are all in a cut font that the browser asks for them, at weight %s', (weight) => {
    const faces = page.filter((face) => face.weight === weight);
    const lost = letters.filter((letter) => {
      const asked = faces.filter(({ holds }) => holds(letter.codePointAt(0) ?? 0));
      return !asked.some(({ file }) => cut.get(file)?.has(letter));
    });
    expect(lost).toEqual([]);
  });

  it('in a picture to take away come from the same fonts', () => {
    const names = new Map(
      readdirSync(FONTS).map((name) => [readFileSync(`${FONTS}/${name}`).toString('base64'), name]),
    );
    const lost = letters.filter((letter) => {
      const faces = facesIn(facesFor(`a${letter}`), (address) => address.replace(/^data:[^,]*,/, ''));
      return !faces.some(
        ({ file, holds }) =>
          holds(letter.codePointAt(0) ?? 0) &&
          cut.get(names.get(file)?.replace('.woff2', '') ?? '')?.has(letter),
      );
    });
    expect(lost).toEqual([]);
  });
});
