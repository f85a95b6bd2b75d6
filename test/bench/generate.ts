/**
 * A record of any size, of the same schema as the shipped one and grown from it: the shipped incidents stay, made-up ones
 * join them at the shipped places, with the shipped claimants and sources. The same seed gives the same record.
 * Nothing of it is ever published: it only loads the pages that the bench measures.
 */
import { parseRecord, type RawFiles, type Rows } from '../../src/record/parse.ts';
import type { ClaimRow, Figure, IncidentRow, PlaceRow, SourceRow } from '../../src/record/schema.ts';
import { WAR, addDays, daysOf, firstDayOf, type Day } from '../../src/time.ts';

/** The files of a record with this many incidents, never fewer than the shipped ones. */
export function generateRecord(shipped: RawFiles, incidents: number, seed = 1): RawFiles {
  const { rows } = parseRecord(shipped);
  const made = makeRows(rows, Math.max(0, incidents - rows.incidents.length), randomOf(seed));
  return {
    ...shipped,
    incidents: { type: 'FeatureCollection', features: [...rows.incidents, ...made.incidents] },
    claims: { claims: [...rows.claims, ...made.claims] },
  };
}

interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  /** True in this share of the cases. */
  chance(share: number): boolean;
  of<T>(list: readonly T[]): T;
}

/** Mulberry32: 32 bits of state are plenty here. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    of(list) {
      const found = list[below(list.length)];
      if (found === undefined) throw new RangeError('nothing to choose from');
      return found;
    },
  };
}

/** How many incidents of a hundred have one claim, two, three …: 2.4 on the average, as in the shipped record. */
const CLAIMS_PER_INCIDENT = [30, 30, 20, 12, 5, 3] as const;
/** Days after the incident on which something is said. */
const DELAYS = [0, 0, 0, 0, 0, 1, 1, 1, 2, 4, 9, 40] as const;

const SIDES = { AZ: ['az', 'am'], NK: ['nk', 'az'], AM: ['am', 'az'] } as const;
type Control = IncidentRow['properties']['control'];

interface Ground {
  readonly place: PlaceRow;
  readonly control: Control;
  readonly area: string;
}

function makeRows(rows: Rows, count: number, random: Random): Pick<Rows, 'incidents' | 'claims'> {
  const places = new Map(rows.places.map((place) => [place.id, place]));
  // As often as in the shipped record: a place and a day with many incidents there have many here.
  const grounds = rows.incidents.flatMap(({ properties }): Ground[] =>
    properties.at.flatMap((spot) => {
      const place = places.get(spot.place);
      return place ? [{ place, control: properties.control, area: properties.area }] : [];
    }),
  );
  const days = [...daysOf(WAR), ...rows.incidents.map((incident) => incident.properties.extent[0])];
  const claimants = new Map<string, string[]>();
  for (const { kind, party, claimant } of rows.claims) {
    const key = `${kind} ${party}`;
    claimants.set(key, [...(claimants.get(key) ?? []), claimant]);
  }
  const claimantOf = (kind: ClaimRow['kind'], party: ClaimRow['party']) =>
    random.of(claimants.get(`${kind} ${party}`) ?? [`A speaker (${party})`]);
  const cite = sourcesBy(rows.sources, random);

  const incidents: IncidentRow[] = [];
  const claims: ClaimRow[] = [];
  for (let n = 0; n < count; n++) {
    const incident = makeIncident(n, random.of(days), random.of(grounds), random.of(grounds), random);
    incidents.push(incident);
    claims.push(...makeClaims(incident, claimantOf, cite, random));
  }
  return { incidents, claims };
}

/** Sources with an address that had come out by the day after a claim. */
function sourcesBy(sources: readonly SourceRow[], random: Random): (day: Day) => string[] {
  const usable = sources.filter((source) => source.url !== null);
  const always = usable.filter((source) => source.published === null);
  return (day) => {
    const source = random.of(usable);
    const inTime = source.published === null || firstDayOf(source.published) <= addDays(day, 1);
    const first = inTime ? source : random.of(always);
    const second = random.chance(0.3) ? random.of(usable) : first;
    return first === second ? [first.id] : [first.id, second.id];
  };
}

function makeIncident(n: number, day: Day, ground: Ground, other: Ground, random: Random): IncidentRow {
  const here = [ground.place];
  if (random.chance(0.05) && other.place !== ground.place) here.push(other.place);
  const last = random.chance(0.05) ? addDays(day, 1 + random.below(6)) : day;
  const positions = here.map((place) => place.geometry.coordinates);
  const [position] = positions;
  const names = here.map((place) => place.properties.names.en).join(' and ');
  return {
    type: 'Feature',
    id: `${ground.place.id}-${day}-made-${n + 1}`,
    geometry:
      position && positions.length === 1
        ? { type: 'Point', coordinates: position }
        : { type: 'MultiPoint', coordinates: positions },
    properties: {
      name: `${names} (made-up incident ${n + 1})`,
      area: ground.area,
      extent: [day, last < WAR[1] ? last : WAR[1]],
      time: random.chance(0.4) ? `about ${String(6 + random.below(16)).padStart(2, '0')}:00` : null,
      at: here.map((place) => ({
        place: place.id,
        accuracy: place.properties.approximate
          ? 'approximate'
          : random.chance(0.2)
            ? 'district'
            : 'settlement',
      })),
      ...(here.length > 1 && random.chance(0.4) ? { tollAt: ground.place.id } : {}),
      control: ground.control,
      firedBy: 'Nobody: this incident is made up',
      target: random.chance(0.6) ? 'a street' : null,
      weapon: random.chance(0.6) ? 'artillery' : null,
      open: random.chance(0.15) ? ['The hour is not given.'] : [],
    },
  };
}

type ClaimantOf = (kind: ClaimRow['kind'], party: ClaimRow['party']) => string;

function makeClaims(
  incident: IncidentRow,
  claimantOf: ClaimantOf,
  cite: (day: Day) => string[],
  random: Random,
): ClaimRow[] {
  const [own, otherSide] = SIDES[incident.properties.control];
  const [day] = incident.properties.extent;
  const count = 1 + weighted(CLAIMS_PER_INCIDENT, random);
  const delays = Array.from({ length: count }, () => random.of(DELAYS)).toSorted((a, b) => a - b);
  // Few killed nearly always, many seldom.
  const killed = Math.floor(random.next() ** 4 * 25);
  const claims: ClaimRow[] = [];
  for (const [i, delay] of delays.entries()) {
    const said = addDays(day, delay);
    const kind = i === 0 ? 'toll' : random.of(KINDS);
    const party: ClaimRow['party'] =
      kind === 'toll'
        ? random.chance(0.75)
          ? own
          : 'press'
        : kind === 'finding'
          ? 'independent'
          : otherSide;
    const before = claims.findLast((claim) => claim.kind === 'toll' && claim.party === party);
    const base = {
      id: `${incident.id}/${i + 1}`,
      incident: incident.id,
      party,
      // A second toll of one side is mostly that of the same speaker.
      claimant: kind === 'toll' && before ? before.claimant : claimantOf(kind, party),
      reported:
        delay > 3 && random.chance(0.1)
          ? said.slice(0, 7)
          : random.chance(0.1)
            ? `${said}T${String(8 + i).padStart(2, '0')}:30`
            : said,
      sources: cite(said),
    };
    if (kind === 'denial' || kind === 'comment') {
      claims.push({ ...base, kind, statement: STATEMENTS[kind] });
      continue;
    }
    const figures = {
      killed: random.chance(0.6) ? figure(killed + random.below(2), random) : null,
      wounded: random.chance(0.5) ? figure(Math.floor(killed * 2.5) + random.below(4), random) : null,
    };
    claims.push({ ...base, kind, statement: STATEMENTS[kind], ...figures });
    if (before?.kind === 'toll' && before.killed && figures.killed && base.reported.length === 10)
      replace(claims, before.id, base.id);
  }
  return claims;
}

const KINDS = ['toll', 'toll', 'toll', 'toll', 'denial', 'denial', 'finding', 'comment'] as const;
const STATEMENTS = {
  toll: 'Reports that houses were hit and names the dead and the wounded of the street.',
  finding: 'Finds that artillery hit the street, and documents the remnants seen there.',
  denial: 'Denies that civilians were targeted.',
  comment: 'Calls on both sides to spare civilians.',
} as const;

/** Index of a weight, chosen as often as the weight says. */
function weighted(weights: readonly number[], random: Random): number {
  let at = random.next() * weights.reduce((a, b) => a + b, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => (at -= weight) < 0),
  );
}

function figure(people: number, random: Random): Figure {
  if (random.chance(0.05)) return { min: people, max: null };
  return { min: people, max: random.chance(0.05) ? people + 1 + random.below(3) : people };
}

/** The later figure took the earlier one's place, if it can have been said later. */
function replace(claims: ClaimRow[], earlier: string, later: string): void {
  const at = claims.findIndex((claim) => claim.id === earlier);
  const claim = claims[at];
  if (claim?.kind === 'toll' && claim.reported?.length === 10)
    claims[at] = { ...claim, replacedBy: { killed: later } };
}
