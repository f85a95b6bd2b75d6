/**
 * The one rule for a toll, printed in About. Of each claimant take the last figure given, unless it had been
 * replaced; the range runs from the lowest of them to the highest. An open figure ("70 or more") opens the top
 * unless a closed figure reaches it, and sets the bottom only where no closed figure stands.
 */
import type { Claim, FigureClaim, Incident } from './model.ts';
import { MEASURES, hasFigures, type Measure } from './parse.ts';

/** People, from the lowest figure to the highest, with the claims that set the two ends. */
export interface Range {
  readonly low: number;
  readonly high: number;
  /** "or more": the highest figure is an open one. */
  readonly open: boolean;
  readonly lowBy: readonly FigureClaim[];
  readonly highBy: readonly FigureClaim[];
}

/** `null` means that nobody gave a figure. It is not zero. */
export type Toll = Readonly<Record<Measure, Range | null>>;

/** Lows added to lows and highs to highs, with the incidents that are in the sum. */
export interface Sum {
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
  readonly of: readonly Incident[];
}

/** The toll that a list of known claims makes: `claims` in the order in which they were made. */
export function tollOf(claims: readonly Claim[]): Toll {
  const known = new Set(claims.map((claim) => claim.id));
  const range = (measure: Measure) => rangeOf(standing(claims, measure, known), measure);
  return { killed: range('killed'), wounded: range('wounded') };
}

/** The claims whose figure counts: each claimant's last one, unless something known replaced it. */
function standing(claims: readonly Claim[], measure: Measure, known: ReadonlySet<string>): FigureClaim[] {
  const last = new Map<string, FigureClaim>();
  for (const claim of claims) {
    if (counts(claim, measure)) last.set(`${claim.party}|${claim.claimant}`, claim);
  }
  return [...last.values()].filter((claim) => !known.has(claim.replacedBy[measure] ?? ''));
}

/** Does this claim's figure take part in the range at all? */
export function counts(claim: Claim, measure: Measure): claim is FigureClaim {
  return hasFigures(claim) && claim[measure] !== null && !claim.part && !claim.weak;
}

function rangeOf(claims: readonly FigureClaim[], measure: Measure): Range | null {
  const figures = claims.flatMap((claim) => {
    const figure = claim[measure];
    return figure
      ? [{ claim, min: figure.min, max: figure.max ?? figure.min, open: figure.max === null }]
      : [];
  });
  if (figures.length === 0) return null;
  const closed = figures.filter((figure) => !figure.open);
  const bottom = closed.length > 0 ? closed : figures;
  const low = Math.min(...bottom.map((figure) => figure.min));
  const high = Math.max(...figures.map((figure) => figure.max));
  const top = figures.filter((figure) => figure.max === high);
  return {
    low,
    high,
    open: top.every((figure) => figure.open),
    lowBy: bottom.filter((figure) => figure.min === low).map((figure) => figure.claim),
    highBy: top.map((figure) => figure.claim),
  };
}

/** Adds ranges of different incidents; `null` when none of them has a figure. */
export function sum(parts: readonly { incident: Incident; toll: Toll }[], measure: Measure): Sum | null {
  let low = 0;
  let high = 0;
  let open = false;
  const of: Incident[] = [];
  for (const { incident, toll } of parts) {
    const range = toll[measure];
    if (!range) continue;
    low += range.low;
    high += range.high;
    open ||= range.open;
    of.push(incident);
  }
  return of.length === 0 ? null : { low, high, open, of };
}

export function hasNoFigure(toll: Toll): boolean {
  return MEASURES.every((measure) => toll[measure] === null);
}
