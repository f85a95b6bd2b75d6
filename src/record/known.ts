/** The second clock: the record as it stood at the end of a day. Nothing said later is in it. */
import type { Day } from '../time.ts';
import { dayTallies, type DayTally } from './days.ts';
import {
  byLastDay,
  inOrder,
  type Claim,
  type Incident,
  type Model,
  type Place,
  type Source,
} from './model.ts';
import { knownFrom } from './parse.ts';
import { tollOf, type Toll } from './toll.ts';

/** The end of a day, or everything that the record holds. */
export type Known = Day | 'latest';

/** An incident as it was known: only what had been claimed by then. */
export interface KnownIncident {
  readonly incident: Incident;
  readonly claims: readonly Claim[];
  readonly toll: Toll;
}

/** A place with the incidents there, in the record's order. */
export interface KnownPlace {
  readonly place: Place;
  readonly items: readonly KnownIncident[];
}

export interface KnownRecord {
  readonly known: Known;
  /** Those of which anything had been said, by last day, then by id. */
  readonly incidents: readonly KnownIncident[];
  readonly incident: ReadonlyMap<string, KnownIncident>;
  /** By the place's id. */
  readonly at: ReadonlyMap<string, KnownPlace>;
  /** One for each day of the war, in order. */
  readonly days: readonly DayTally[];
}

/** The very same claims, and the very same list of them, where all had been said and all their texts were out. */
export function claimsKnown(claims: readonly Claim[], known: Known): readonly Claim[] {
  if (known === 'latest') return claims;
  const then = claims.filter((claim) => claim.knownFrom <= known).map((claim) => claimKnown(claim, known));
  return then.length === claims.length && then.every((claim, i) => claim === claims[i]) ? claims : then;
}

function claimKnown(claim: Claim, known: Known): Claim {
  const sources = sourcesKnown(claim.sources, known);
  return sources === claim.sources ? claim : { ...claim, sources };
}

/** The texts of a claim that had certainly come out by then; if there is none, the earliest one stays. */
export function sourcesKnown(sources: readonly Source[], known: Known): readonly Source[] {
  if (known === 'latest' || sources.every((source) => outOn(source) <= known)) return sources;
  const then = sources.filter((source) => outOn(source) <= known);
  return then.length > 0 ? then : sources.toSorted((a, b) => inOrder(outOn(a), outOn(b))).slice(0, 1);
}

/** The day by whose end a text had certainly come out, to sort by. */
const outOn = ({ published }: Source) => knownFrom(published);

export function knownAt(model: Model, known: Known): KnownRecord {
  const incidents = model.incidents.flatMap((incident): KnownIncident[] => {
    const claims = claimsKnown(incident.claims, known);
    return claims.length === 0 ? [] : [{ incident, claims, toll: tollOf(claims) }];
  });
  return Object.freeze({
    known,
    incidents,
    incident: new Map(incidents.map((item) => [item.incident.id, item])),
    at: byPlace(incidents),
    days: dayTallies(incidents),
  });
}

function byPlace(incidents: readonly KnownIncident[]): Map<string, KnownPlace> {
  const at = new Map<string, { place: Place; items: KnownIncident[] }>();
  for (const item of incidents) {
    for (const { place } of item.incident.at) {
      const known = at.get(place.id);
      if (!known) at.set(place.id, { place, items: [item] });
      else if (known.items.at(-1) !== item) known.items.push(item); // a place may be named twice
    }
  }
  return at;
}

/** The incidents at any of the places, each once, in the record's order. */
export function itemsAt(record: KnownRecord, places: Iterable<Place>): KnownIncident[] {
  const found = new Set<KnownIncident>();
  for (const { id } of places) for (const item of record.at.get(id)?.items ?? []) found.add(item);
  return [...found].toSorted((a, b) => byLastDay(a.incident, b.incident));
}
