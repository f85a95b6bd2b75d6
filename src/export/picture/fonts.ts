/** The letters of a picture as a stylesheet of its own: a file that leaves the page finds no fonts where it arrives. */
import armenian400 from '../../style/fonts/armenian-400.woff2?inline';
import cyrillic400 from '../../style/fonts/cyrillic-400.woff2?inline';
import latin400 from '../../style/fonts/latin-400.woff2?inline';
import latin600 from '../../style/fonts/latin-600.woff2?inline';
import latinExt400 from '../../style/fonts/latin-ext-400.woff2?inline';
import latinExt600 from '../../style/fonts/latin-ext-600.woff2?inline';
import { share } from '../../text/share.ts';

interface Face {
  readonly url: string;
  readonly weight: 400 | 600;
  /** As in fonts.css. */
  readonly range: string;
  readonly letters: RegExp;
}

const LATIN = {
  range: 'U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+2010-2023, U+2025-203F, U+20AC, U+2212',
  letters: /[\u0020-\u00ff\u0131\u0152\u0153]/,
};
const LATIN_EXT = {
  range: 'U+0100-0130, U+0132-0151, U+0154-024F, U+0259',
  letters: /[\u0100-\u0130\u0132-\u0151\u0154-\u024f\u0259]/,
};
const CYRILLIC = { range: 'U+0400-045F, U+2116', letters: /[\u0400-\u045f\u2116]/ };
const ARMENIAN = { range: 'U+0530-058F, U+2024, U+FB13-FB17', letters: /[\u0530-\u058f\u2024\ufb13-\ufb17]/ };

const FACES: readonly Face[] = [
  { url: latin400, weight: 400, ...LATIN },
  { url: latin600, weight: 600, ...LATIN },
  { url: latinExt400, weight: 400, ...LATIN_EXT },
  { url: latinExt600, weight: 600, ...LATIN_EXT },
  { url: cyrillic400, weight: 400, ...CYRILLIC },
  { url: armenian400, weight: 400, ...ARMENIAN },
];

/** Only the faces whose letters stand in the text. */
export function facesFor(text: string): string {
  return FACES.filter(({ letters }) => letters.test(text))
    .map(
      ({ url, weight, range }) =>
        `@font-face{font-family:'${share.face}';font-weight:${weight};src:url(${url}) format('woff2');unicode-range:${range}}`,
    )
    .join('');
}
