/**
 * The record as map features. One feature for each place and stretch of days on which its symbol stays the same,
 * for both ways of choosing days. The chosen day reaches the map as global state and only filters these:
 * moving the slider makes no new data.
 */
import { WAR, daysBetween } from '../time.ts';
import type { KnownIncident, KnownPlace, KnownRecord } from '../record/known.ts';
import { dayIndex, type Accuracy, type Place } from '../record/model.ts';
import { standing, type Selection, type Show } from '../record/days.ts';
import { rangeShort } from '../text/format.ts';

export interface PlaceProperties {
  readonly place: string;
  readonly name: string;
  readonly show: Show;
  /** First and last index of the days on which this feature stands. */
  readonly from: number;
  readonly to: number;
  /** `strike`: counted; `span`: only a span of days is known; `quiet`: nothing reported, a name to find one's way. */
  readonly kind: 'strike' | 'span' | 'quiet';
  readonly accuracy: Accuracy;
  /** Radius in px of the highest and of the lowest figure of killed; the area follows the number. */
  readonly radius: number;
  readonly radiusLow: number;
  /** `range`: somebody gave a figure above zero; `zero`: the figures say none; `none`: no figure. */
  readonly toll: 'range' | 'zero' | 'none';
  /** "20–21", or empty. */
  readonly figure: string;
  /** Barda and Garayusifli, which are always labelled. */
  readonly anchor: boolean;
}

export type PlaceFeature = GeoJSON.Feature<GeoJSON.Point, PlaceProperties>;

export const ANCHORS: readonly string[] = ['barda', 'garayusifli'];
/** Pixels of radius for one person reported killed; the area grows in proportion. */
const RADIUS_OF_ONE = 4.6;
const RADIUS_MIN = 5.5;
const DAYS = daysBetween(...WAR) + 1;
const SHOWS: readonly Show[] = ['day', 'upto'];

const radiusOf = (people: number) => RADIUS_OF_ONE * Math.sqrt(people);
/** Radius in px of a symbol for so many reported killed; never too small to see. */
export const symbolRadius = (people: number) => Math.max(RADIUS_MIN, radiusOf(people));

export interface PlaceToll {
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
  /** False when none of the incidents has a figure that can belong here. */
  readonly hasFigure: boolean;
}

/**
 * What was reported killed at one place. A figure for several places that no source divides may belong here
 * wholly or not at all: it adds nothing to the low and everything to the high.
 */
export function placeToll(place: string, items: readonly KnownIncident[]): PlaceToll {
  let [low, high, open, hasFigure] = [0, 0, false, false];
  for (const { incident, toll } of items) {
    const range = toll.killed;
    if (!range) continue;
    if (incident.tollAt !== undefined && incident.tollAt !== place) continue; // the dead were elsewhere
    const divided = incident.at.length === 1 || incident.tollAt === place;
    low += divided ? range.low : 0;
    high += range.high;
    open ||= range.open;
    hasFigure = true;
  }
  return { low, high, open, hasFigure };
}

/** One figure fills the whole symbol; of a range the low end is drawn inside. */
function lowRadius({ low, high, open }: PlaceToll): number {
  if (low === 0) return 0;
  return low === high && !open ? symbolRadius(high) : Math.max(RADIUS_MIN * 0.5, radiusOf(low));
}

/** Incidents at one place with the very same days: on the map they come and go together. */
interface Group {
  readonly extent: readonly [number, number];
  readonly toll: PlaceToll;
  /** Of each of them only the district is known. */
  readonly districts: boolean;
}

interface Stretch {
  from: number;
  to: number;
  groups: readonly Group[];
}

/** All features of one "known" date. */
export function placeFeatures(record: KnownRecord, places: Iterable<Place>): PlaceFeature[] {
  return [...places].flatMap((place) => {
    const groups = groupsAt(record, place.id);
    return SHOWS.flatMap((show) => featuresOf(place, groups, show));
  });
}

/** What is counted at a place on the chosen days; `null` when nothing is. */
export function countedToll({ record, day, show }: Selection, place: string): PlaceToll | null {
  const i = dayIndex(day);
  const tolls = groupsAt(record, place).flatMap(({ extent, toll }) =>
    standing(extent, i, show) === 'counted' ? [toll] : [],
  );
  return tolls.length === 0 ? null : tolls.reduce(addTolls, NOTHING);
}

const groupsMade = new WeakMap<KnownRecord, Map<string, readonly Group[]>>();

/** Made once for each record and place: after this nothing asks for single incidents, however many there are. */
function groupsAt(record: KnownRecord, place: string): readonly Group[] {
  const made = groupsMade.get(record) ?? new Map<string, readonly Group[]>();
  groupsMade.set(record, made);
  const found = made.get(place) ?? groupsOf(record.at.get(place));
  made.set(place, found);
  return found;
}

function groupsOf(known: KnownPlace | undefined): Group[] {
  if (!known) return [];
  const byDays = new Map<string, KnownIncident[]>();
  for (const item of known.items) {
    const [from, to] = item.incident.extent;
    const days = from === to ? from : `${from} ${to}`;
    const list = byDays.get(days);
    if (list) list.push(item);
    else byDays.set(days, [item]);
  }
  const { id } = known.place;
  return [...byDays.values()].flatMap((items): Group[] => {
    const [first] = items;
    if (!first) return [];
    const [from, to] = first.incident.extent;
    return [
      {
        extent: [dayIndex(from), dayIndex(to)],
        toll: placeToll(id, items),
        districts: onlyDistricts(id, items),
      },
    ];
  });
}

function onlyDistricts(place: string, items: readonly KnownIncident[]): boolean {
  return items.every(({ incident }) =>
    incident.at.every((spot) => spot.place.id !== place || spot.accuracy === 'district'),
  );
}

const NOTHING: PlaceToll = { low: 0, high: 0, open: false, hasFigure: false };
const addTolls = (a: PlaceToll, b: PlaceToll): PlaceToll => ({
  low: a.low + b.low,
  high: a.high + b.high,
  open: a.open || b.open,
  hasFigure: a.hasFigure || b.hasFigure,
});

function featuresOf(place: Place, all: readonly Group[], show: Show): PlaceFeature[] {
  const those = (kind: 'counted' | 'faint') =>
    stretches((day) => all.filter(({ extent }) => standing(extent, day, show) === kind));
  const strikes = those('counted');
  const spans = those('faint');
  const quiet = gaps(strikes);
  const make = (kind: PlaceProperties['kind']) => (stretch: Stretch) => feature(place, show, kind, stretch);
  return [...strikes.map(make('strike')), ...spans.map(make('span')), ...quiet.map(make('quiet'))];
}

/** Runs of days on which the same incidents stand. */
function stretches(on: (day: number) => readonly Group[]): Stretch[] {
  const list: Stretch[] = [];
  for (let day = 0; day < DAYS; day++) {
    const standingNow = on(day);
    if (standingNow.length === 0) continue;
    const last = list.at(-1);
    const same =
      last?.to === day - 1 &&
      last.groups.length === standingNow.length &&
      last.groups.every((group, i) => group === standingNow[i]);
    if (last && same) last.to = day;
    else list.push({ from: day, to: day, groups: standingNow });
  }
  return list;
}

function gaps(taken: readonly Stretch[]): Stretch[] {
  const list: Stretch[] = [];
  let from = 0;
  for (const stretch of [...taken, { from: DAYS, to: DAYS, groups: [] }]) {
    if (stretch.from > from) list.push({ from, to: stretch.from - 1, groups: [] });
    from = stretch.to + 1;
  }
  return list;
}

function feature(
  place: Place,
  show: Show,
  kind: PlaceProperties['kind'],
  { from, to, groups }: Stretch,
): PlaceFeature {
  const toll = groups.reduce((sum, group) => addTolls(sum, group.toll), NOTHING);
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...place.position] },
    properties: {
      place: place.id,
      name: place.names.en,
      show,
      from,
      to,
      kind,
      accuracy: accuracyOf(place, groups),
      radius: symbolRadius(toll.high),
      radiusLow: lowRadius(toll),
      toll: !toll.hasFigure ? 'none' : toll.high === 0 && !toll.open ? 'zero' : 'range',
      figure: toll.hasFigure && toll.high > 0 ? rangeShort(toll) : '',
      anchor: ANCHORS.includes(place.id),
    },
  };
}

/** A place is as sure as the surest of its incidents. */
function accuracyOf(place: Place, groups: readonly Group[]): Accuracy {
  if (place.approximate) return 'approximate';
  return groups.length > 0 && groups.every(({ districts }) => districts) ? 'district' : 'settlement';
}
