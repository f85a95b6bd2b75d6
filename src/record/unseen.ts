/** Words of strangers and of the record may hold characters that nobody sees, but that turn or hide the words around them. */

/** Controls, marks of direction, letters of no width, halves of letters. Joiners stay: some scripts need them. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{13430}-\u{1345F}\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E007F}]/u;
const EACH = new RegExp(UNSEEN, 'gu');

export const hasUnseen = (text: string): boolean => UNSEEN.test(text);

/** For a reader: no more than so many letters, none of them cut in half, and what cannot be seen by its number. */
export function visible(text: string, most: number): string {
  // A letter is one or two units long: what lies beyond need not be looked at.
  const letters = Array.from(text.slice(0, 2 * most + 2));
  const cut = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
  return cut.replaceAll(EACH, (found) => {
    const code = found.codePointAt(0) ?? 0;
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}
