/**
 * How wide words are, without a layout: the build has none, and both must break lines alike. Advance widths of Noto Sans
 * in thousandths of its size, as in src/style/fonts/; kerning is left out, so a line is never wider than told.
 */
export type Weight = 400 | 600;

/** From the space (U+0020) to the tilde (U+007E), in order. */
const ASCII: Readonly<Record<Weight, readonly number[]>> = {
  400: widths(
    '260 269 408 646 572 831 732 225 300 300 551 572 268 322 268 372 572 572 572 572 572 572 572 572 572 572 268 268 572 572 572 434 899 639 650 632 730 556 519 728 741 339 273 619 524 907 760 781 605 781 622 549 556 731 600 930 586 566 572 329 372 329 572 444 281 561 615 480 615 564 344 615 618 258 258 534 258 935 618 605 615 615 413 479 361 618 508 786 529 510 470 380 551 380 572',
  ),
  600: widths(
    '260 277 452 646 572 875 743 250 324 324 546 572 279 320 276 399 572 572 572 572 572 572 572 572 572 572 276 279 572 572 572 461 898 672 659 638 732 558 538 726 756 370 309 647 546 929 793 787 615 787 643 550 569 747 631 953 638 603 576 330 399 330 572 423 333 585 626 502 626 585 371 626 638 283 283 588 283 960 638 617 626 626 434 493 406 638 547 830 560 548 484 389 551 389 572',
  ),
};
/** What else stands in our sentences; the same in both weights or the wider of the two. */
const OTHERS: Readonly<Record<string, number>> = {
  '–': 500,
  '—': 1000,
  '‘': 201,
  '’': 201,
  '“': 413,
  '”': 413,
  '…': 831,
  '·': 276,
  '©': 832,
  ı: 283,
  ə: 585,
  Ə: 788,
};
/** Letters with marks, Armenian, Cyrillic: rather too wide than too narrow. */
const SMALL = 640;
const CAPITAL = 760;

function widths(list: string): readonly number[] {
  return list.split(' ').map(Number);
}

function advance(letter: string, weight: Weight): number {
  const known = ASCII[weight][(letter.codePointAt(0) ?? 0) - 0x20] ?? OTHERS[letter];
  if (known !== undefined) return known;
  return letter === letter.toLowerCase() ? SMALL : CAPITAL;
}

/** Width in the unit of `size`. */
export function widthOf(text: string, size: number, weight: Weight = 400): number {
  let sum = 0;
  for (const letter of text) sum += advance(letter, weight);
  return (sum * size) / 1000;
}

/** Words in one hand. */
export interface Run {
  readonly text: string;
  readonly weight?: Weight;
  /** A colour; without one that of the paragraph. */
  readonly fill?: string;
}

/** Breaks runs into lines that fit; a single word that is too long stays whole. */
export function linesOf(runs: readonly Run[], width: number, size: number, weight: Weight = 400): Run[][] {
  const lines: Run[][] = [[]];
  let [used, gap] = [0, false];
  for (const run of runs) {
    const own = run.weight ?? weight;
    const space = widthOf(' ', size, own);
    for (const piece of run.text.split(/( +)/)) {
      if (piece === '') continue;
      if (piece.trim() === '') {
        gap = used > 0;
        continue;
      }
      const needed = widthOf(piece, size, own);
      // A piece that follows without a space belongs to the word before it, whatever its hand.
      if (gap && used + space + needed > width) {
        lines.push([]);
        [used, gap] = [0, false];
      }
      if (gap) {
        // At the end of the piece before: some renderers drop a space at the head of a change of hand.
        const before = lines.at(-1)?.pop();
        if (before) lines.at(-1)?.push({ ...before, text: `${before.text} ` });
        used += space;
      }
      lines.at(-1)?.push({ ...run, text: piece });
      used += needed;
      gap = false;
    }
  }
  return lines.filter((line) => line.length > 0);
}

/** As many of the items as fit, never none; `join` is told how many are left out. */
export function fitting(
  items: readonly string[],
  join: (items: readonly string[], left: number) => string,
  fits: (text: string) => boolean,
): string {
  for (let n = items.length; n > 1; n--) {
    const text = join(items.slice(0, n), items.length - n);
    if (fits(text)) return text;
  }
  return join(items.slice(0, 1), Math.max(0, items.length - 1));
}
