/** The record, linked up and frozen. Built once; everything later is read from it. */
import { WAR, daysBetween, daysOf, type Day, type Extent, type Moment } from '../time.ts';
import { hasFigures, knownFrom, type Measure, type Rows } from './parse.ts';
import type {
  CalendarRow,
  Figure,
  IncidentRow,
  LineRow,
  PartyRow,
  PlaceRow,
  SourceRow,
  TotalRow,
} from './schema.ts';

export type PartyId = PartyRow['id'];
export type Source = Readonly<SourceRow>;
export type Party = Readonly<PartyRow>;
export type CalendarEntry = Readonly<Omit<CalendarRow, 'sources'>> & { readonly sources: readonly Source[] };
export type Total = Readonly<Omit<TotalRow, 'sources'>> & { readonly sources: readonly Source[] };

/** [lng, lat] in degrees. */
export type Position = readonly [number, number];

export interface Place {
  readonly id: string;
  readonly position: Position;
  readonly names: PlaceRow['properties']['names'];
  readonly approximate?: { readonly radiusKm: number; readonly basis: string } | undefined;
}

interface ClaimBase {
  readonly id: string;
  readonly incident: string;
  readonly party: PartyId;
  readonly claimant: string;
  readonly asPrinted?: string | undefined;
  readonly statement: string;
  readonly reported: Moment | null;
  /** The day by whose end this had certainly been said; far in the future when undated. */
  readonly knownFrom: Day;
  readonly sources: readonly Source[];
  readonly note?: string | undefined;
}

/** A claim that may hold figures: what a party gives (`toll`) or an independent body established (`finding`). */
export interface FigureClaim extends ClaimBase {
  readonly kind: 'toll' | 'finding';
  readonly killed: Figure | null;
  readonly wounded: Figure | null;
  readonly replacedBy: Readonly<Partial<Record<Measure, string>>>;
  /** About a part of the dead or wounded: never moves the range. */
  readonly part: boolean;
  /** One text of doubtful standing: listed, never counted. */
  readonly weak: boolean;
  /** A difference made by us, not a printed figure. */
  readonly derived: boolean;
}

export interface WordClaim extends ClaimBase {
  readonly kind: 'denial' | 'comment';
}

export type Claim = FigureClaim | WordClaim;

export type Accuracy = IncidentRow['properties']['at'][number]['accuracy'];

export interface Spot {
  readonly place: Place;
  readonly accuracy: Accuracy;
}

/** Where people were hit, by who controlled the place: never who is to blame. */
export type Half = 'az' | 'nk';

export interface Incident extends Readonly<
  Pick<
    IncidentRow['properties'],
    'name' | 'nameAz' | 'nameHy' | 'area' | 'time' | 'control' | 'firedBy' | 'target' | 'weapon' | 'open'
  >
> {
  readonly id: string;
  readonly extent: Extent;
  /** False when only a span of days is known. */
  readonly dated: boolean;
  readonly half: Half;
  readonly at: readonly Spot[];
  /** The one place that the figures belong to, where a source says so; else they may belong to any of `at`. */
  readonly tollAt?: string | undefined;
  readonly distances: readonly {
    readonly claimant: string;
    readonly printed: string;
    readonly knownFrom: Day;
    readonly sources: readonly Source[];
  }[];
  /** In the order in which they were made. */
  readonly claims: readonly Claim[];
}

export interface Line {
  readonly id: string;
  readonly name: string;
  readonly primary: boolean;
  readonly valid: Extent;
  readonly accuracyKm: number;
  readonly basis: string;
  readonly licence: string;
  readonly credit: string;
  readonly path: readonly Position[];
}

export interface Model {
  readonly parties: ReadonlyMap<PartyId, Party>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly places: ReadonlyMap<string, Place>;
  readonly lines: readonly Line[];
  /** By last day, then by id. */
  readonly incidents: readonly Incident[];
  readonly incident: ReadonlyMap<string, Incident>;
  readonly calendar: readonly CalendarEntry[];
  readonly totals: readonly Total[];
  /** Every day on which something was said, in order. */
  readonly saidOn: readonly Day[];
}

export function createModel(rows: Rows): Model {
  const sources = new Map<string, Source>(rows.sources.map((row) => [row.id, row]));
  const cite = (ids: readonly string[]) => ids.flatMap((id) => sources.get(id) ?? []);
  const places = new Map<string, Place>(rows.places.map((row) => [row.id, toPlace(row)]));

  const claims = new Map<string, Claim[]>();
  const said = new Set<Day>();
  for (const row of rows.claims) {
    const linked = { knownFrom: knownFrom(row.reported), sources: cite(row.sources) };
    const claim: Claim = hasFigures(row)
      ? {
          ...row,
          ...linked,
          replacedBy: row.replacedBy ?? {},
          part: row.part ?? false,
          weak: row.weak ?? false,
          derived: row.derived ?? false,
        }
      : { ...row, ...linked };
    if (claim.reported !== null) said.add(claim.knownFrom);
    const list = claims.get(claim.incident);
    if (list) list.push(Object.freeze(claim));
    else claims.set(claim.incident, [Object.freeze(claim)]);
  }
  // Stable: what was said on one day stays in the record's order.
  for (const list of claims.values()) list.sort((a, b) => inOrder(a.knownFrom, b.knownFrom));

  const incidents = rows.incidents
    .map((row) => toIncident(row, places, claims.get(row.id) ?? [], cite))
    .toSorted(byLastDay);

  return Object.freeze({
    parties: new Map(rows.parties.map((row) => [row.id, row])),
    sources,
    places,
    lines: rows.lines.map((row) => toLine(row)).toSorted((a, b) => Number(b.primary) - Number(a.primary)),
    incidents,
    incident: new Map(incidents.map((incident) => [incident.id, incident])),
    calendar: rows.calendar.map((row) => ({ ...row, sources: cite(row.sources) })),
    totals: rows.totals.map((row) => ({ ...row, sources: cite(row.sources) })),
    saidOn: [...said].toSorted(),
  });
}

/** The record's order: by last day, then by id. */
export function byLastDay(a: Incident, b: Incident): number {
  return inOrder(a.extent[1], b.extent[1]) || inOrder(a.id, b.id);
}

/** Days and ids by their characters: faster than by a language, and the same in every reader's browser. */
export const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const INDICES: ReadonlyMap<Day, number> = new Map(daysOf(WAR).map((day, i) => [day, i]));

/** Index of a day in the war: 0 on 27 September 2020; below 0 before it. */
export function dayIndex(day: Day): number {
  return INDICES.get(day) ?? daysBetween(WAR[0], day);
}

function toPlace(row: PlaceRow): Place {
  const [lng, lat] = row.geometry.coordinates;
  return Object.freeze({
    id: row.id,
    position: [lng, lat] as const,
    names: row.properties.names,
    approximate: row.properties.approximate,
  });
}

function toLine(row: LineRow): Line {
  const { name, primary, validFrom, validTo, accuracyKm, basis, licence, credit } = row.properties;
  return Object.freeze({
    id: row.id,
    name,
    primary,
    valid: [validFrom, validTo] as const,
    accuracyKm,
    basis,
    licence,
    credit,
    path: row.geometry.coordinates,
  });
}

function toIncident(
  row: IncidentRow,
  places: ReadonlyMap<string, Place>,
  claims: readonly Claim[],
  cite: (ids: readonly string[]) => Source[],
): Incident {
  const { at, extent, distances = [], control, ...rest } = row.properties;
  return Object.freeze({
    ...rest,
    id: row.id,
    control,
    half: control === 'AZ' ? 'az' : 'nk',
    extent,
    dated: extent[0] === extent[1],
    at: at.flatMap(({ place: id, accuracy }) => {
      const place = places.get(id);
      return place ? [{ place, accuracy }] : [];
    }),
    distances: distances.map(({ claimant, printed, reported, sources }) => ({
      claimant,
      printed,
      knownFrom: knownFrom(reported),
      sources: cite(sources),
    })),
    claims: Object.freeze(claims),
  });
}
