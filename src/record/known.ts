/** The second clock: the record as it stood at the end of a day. Nothing said later is in it. */
import { lastDayOf, type Day } from '../time.ts';
import { dayTallies, type DayTally } from './days.ts';
import type { Claim, Incident, Model, Source } from './model.ts';
import { tollOf, type Toll } from './toll.ts';

/** The end of a day, or everything that the record holds. */
export type Known = Day | 'latest';

/** An incident as it was known: only what had been claimed by then. */
export interface KnownIncident {
  readonly incident: Incident;
  readonly claims: readonly Claim[];
  readonly toll: Toll;
}

export interface KnownRecord {
  readonly known: Known;
  /** Those of which anything had been said. */
  readonly incidents: readonly KnownIncident[];
  readonly incident: ReadonlyMap<string, KnownIncident>;
  /** One for each day of the war, in order. */
  readonly days: readonly DayTally[];
}

export function claimsKnown(claims: readonly Claim[], known: Known): readonly Claim[] {
  if (known === 'latest') return claims;
  return claims
    .filter((claim) => claim.knownFrom <= known)
    .map((claim) => ({ ...claim, sources: sourcesKnown(claim.sources, known) }));
}

/** The texts of a claim that had certainly come out by then; if there is none, the earliest one stays. */
export function sourcesKnown(sources: readonly Source[], known: Known): readonly Source[] {
  if (known === 'latest') return sources;
  const out = ({ published }: Source) => (published === null ? 'undated' : lastDayOf(published));
  const then = sources.filter((source) => out(source) <= known);
  return then.length > 0 ? then : sources.toSorted((a, b) => out(a).localeCompare(out(b))).slice(0, 1);
}

export function knownAt(model: Model, known: Known): KnownRecord {
  const incidents = model.incidents.flatMap((incident): KnownIncident[] => {
    const claims = claimsKnown(incident.claims, known);
    return claims.length === 0 ? [] : [{ incident, claims, toll: tollOf(claims) }];
  });
  return Object.freeze({
    known,
    incidents,
    incident: new Map(incidents.map((item) => [item.incident.id, item])),
    days: dayTallies(incidents),
  });
}
