/** Figures as the page prints them: "21", "20–21", "50 or more", "60–70 or more"; "50+" in pictures, "20 to 21" for ears. */
import { rangeText, type Span } from '../src/text/format.ts';

export type Figure = Span;

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+|\d+`;
const FIGURE = new RegExp(`^(${NUMBER})(?:(?:–| to )(${NUMBER}))?( or more|\\+)?$`);

export const printed = rangeText;

export function parseFigure(words: string): Figure | null {
  const [, first, last = first, open] = FIGURE.exec(words.trim()) ?? [];
  if (first === undefined || last === undefined) return null;
  return { low: numberOf(first), high: numberOf(last), open: open !== undefined };
}

export const numberOf = (digits: string): number => Number(digits.replaceAll(',', ''));

export function same(a: Figure | null, b: Figure | null): boolean {
  if (a === null || b === null) return a === b;
  return a.low === b.low && a.high === b.high && a.open === b.open;
}

/** Lows to lows and highs to highs; nothing where nobody gave a figure. */
export function sumOf(figures: readonly (Figure | null)[]): Figure | null {
  return figures.reduce<Figure | null>((sum, figure) => {
    if (!figure || !sum) return figure ?? sum;
    return { low: sum.low + figure.low, high: sum.high + figure.high, open: sum.open || figure.open };
  }, null);
}
