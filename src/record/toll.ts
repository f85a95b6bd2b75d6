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
  let ids: ReadonlySet<string> | undefined; // only few incidents have a figure that was replaced
  const isKnown = (id: string) => (ids ??= new Set(claims.map((claim) => claim.id))).has(id);
  const range = (measure: Measure) => rangeOf(standing(claims, measure, isKnown), measure);
  return { killed: range('killed'), wounded: range('wounded') };
}

/** The claims whose figure counts: each claimant's last one, unless something known replaced it. */
function standing(
  claims: readonly Claim[],
  measure: Measure,
  isKnown: (id: string) => boolean,
): FigureClaim[] {
  const last = new Map<string, FigureClaim>();
  for (const claim of claims) {
    if (counts(claim, measure)) last.set(`${claim.party}|${claim.claimant}`, claim);
  }
  return [...last.values()].filter(({ replacedBy: { [measure]: by } }) => by === undefined || !isKnown(by));
}

/** Does this claim's figure take part in the range at all? */
export function counts(claim: Claim, measure: Measure): claim is FigureClaim {
  return hasFigures(claim) && claim[measure] !== null && !claim.part && !claim.weak;
}

function rangeOf(claims: readonly FigureClaim[], measure: Measure): Range | null {
  const figures: { claim: FigureClaim; min: number; max: number; open: boolean }[] = [];
  for (const claim of claims) {
    const figure = claim[measure];
    if (!figure) continue;
    figures.push({ claim, min: figure.min, max: figure.max ?? figure.min, open: figure.max === null });
  }
  if (figures.length === 0) return null;
  const closed = figures.filter((figure) => !figure.open);
  const bottom = closed.length > 0 ? closed : figures;
  const low = bottom.reduce((least, { min }) => Math.min(least, min), Infinity);
  const high = figures.reduce((most, { max }) => Math.max(most, max), 0);
  const top = figures.filter((figure) => figure.max === high);
  return {
    low,
    high,
    open: top.every((figure) => figure.open),
    lowBy: bottom.filter((figure) => figure.min === low).map((figure) => figure.claim),
    highBy: top.map((figure) => figure.claim),
  };
}

/** What a sum adds: an incident with its toll. */
export interface Part {
  readonly incident: Incident;
  readonly toll: Toll;
}

/** Adds ranges of different incidents; `null` when none of them has a figure. */
export function sum(parts: readonly Part[], measure: Measure): Sum | null {
  const adder = createAdder(measure);
  for (const part of parts) adder.add(part);
  return adder.sum(() => parts);
}

/**
 * Adds one incident after the other. The sum so far can be had at any time and stays what it was; `parts` are those that
 * were added, asked for only when somebody looks which they are.
 */
export function createAdder(measure: Measure) {
  let low = 0;
  let high = 0;
  let open = false;
  let none = true;
  return {
    add({ toll }: Part): void {
      const range = toll[measure];
      if (!range) return;
      low += range.low;
      high += range.high;
      open ||= range.open;
      none = false;
    },
    sum(parts: () => readonly Part[]): Sum | null {
      if (none) return null;
      const of = once(() => parts().flatMap(({ incident, toll }) => (toll[measure] ? [incident] : [])));
      return {
        low,
        high,
        open,
        get of() {
          return of();
        },
      };
    },
  };
}

/** Made when somebody looks, and kept. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export function hasNoFigure(toll: Toll): boolean {
  return MEASURES.every((measure) => toll[measure] === null);
}
