/** What a reader takes away: the whole record or the days shown, as it was known. Every file is written from this. */
import type { Selection, Show } from '../record/days.ts';
import { sourcesKnown, type Known, type KnownIncident, type KnownRecord } from '../record/known.ts';
import type { Claim, Incident, Model, Source } from '../record/model.ts';
import { hasFigures, type Measure } from '../record/parse.ts';
import { WAR, type Day, type Extent } from '../time.ts';

export interface Taken {
  readonly model: Model;
  /** Of the record. */
  readonly version: string;
  readonly known: Known;
  /** `null`: the whole record. */
  readonly days: { readonly day: Day; readonly show: Show } | null;
  /** In the sums of these days. */
  readonly counted: readonly KnownIncident[];
  /** In none of their sums: only a span of days is known, and it touches them. */
  readonly faint: readonly KnownIncident[];
}

export function wholeRecord(model: Model, record: KnownRecord, version: string): Taken {
  return { model, version, known: record.known, days: null, counted: record.incidents, faint: [] };
}

export function daysShown(model: Model, selection: Selection, version: string): Taken {
  const { known, day, show, tally, spans } = selection;
  return { model, version, known, days: { day, show }, counted: tally.items, faint: spans };
}

export function extentOf({ days }: Taken): Extent {
  if (days === null) return WAR;
  return [days.show === 'day' ? days.day : WAR[0], days.day];
}

export interface TakenIncident extends KnownIncident {
  readonly counted: boolean;
}

export function incidentsOf({ counted, faint }: Taken): TakenIncident[] {
  return [
    ...counted.map((item) => ({ ...item, counted: true })),
    ...faint.map((item) => ({ ...item, counted: false })),
  ];
}

/** How far others printed that it lies from the front, as far as that had been printed. */
export function distancesOf({ known }: Taken, { distances }: Incident): Incident['distances'] {
  if (known === 'latest') return distances;
  return distances
    .filter(({ knownFrom }) => knownFrom <= known)
    .map((distance) => ({ ...distance, sources: sourcesKnown(distance.sources, known) }));
}

/** Of the whole record all of them; else those that are cited. In the record's order. */
export function sourcesOf(taken: Taken): Source[] {
  const all = [...taken.model.sources.values()];
  if (taken.days === null && taken.known === 'latest') return all;
  const cited = new Set(
    incidentsOf(taken).flatMap(({ incident, claims }) =>
      [...claims, ...distancesOf(taken, incident)].flatMap(({ sources }) => sources.map(({ id }) => id)),
    ),
  );
  return all.filter(({ id }) => cited.has(id));
}

/** What is not dated piece by piece rests on words of any day: shown earlier than at "latest" it would tell too much. */
export function undated<T>({ known }: Taken, value: T): T | null {
  return known === 'latest' ? value : null;
}

/** The claim that took the place of this one's figure, if that had been made by then. */
export function replacement({ claims }: KnownIncident, claim: Claim, measure: Measure): string | undefined {
  if (!hasFigures(claim)) return undefined;
  const by = claim.replacedBy[measure];
  return claims.some(({ id }) => id === by) ? by : undefined;
}

/** Is there an address, and is it whole? */
export function isComplete({ url, urlComplete }: Source): boolean {
  return url !== null && urlComplete !== false;
}
