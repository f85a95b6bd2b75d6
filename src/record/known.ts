/** The second clock: the record as it stood at the end of a day. Nothing said later is in it. */
import type { Day } from '../time.ts';
import { dayTallies, type DayTally } from './days.ts';
import type { Claim, Incident, Model } from './model.ts';
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
  return known === 'latest' ? claims : claims.filter((claim) => claim.knownFrom <= known);
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
