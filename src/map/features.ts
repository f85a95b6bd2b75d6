/**
 * The record as map features. One feature for each place and stretch of days on which its symbol stays the same,
 * for both ways of choosing days. The chosen day reaches the map as global state and only filters these:
 * moving the slider makes no new data.
 */
import { WAR, daysBetween } from '../time.ts';
import type { KnownIncident, KnownRecord } from '../record/known.ts';
import { dayIndex, type Accuracy, type Place } from '../record/model.ts';
import { standing, type Show } from '../record/days.ts';
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

interface Stretch {
  from: number;
  to: number;
  items: readonly KnownIncident[];
}

/** All features of one "known" date. */
export function placeFeatures(record: KnownRecord, places: Iterable<Place>): PlaceFeature[] {
  const byPlace = new Map<string, KnownIncident[]>();
  for (const item of record.incidents) {
    for (const { place } of item.incident.at) {
      const list = byPlace.get(place.id);
      if (list) list.push(item);
      else byPlace.set(place.id, [item]);
    }
  }
  return [...places].flatMap((place) => {
    const items = byPlace.get(place.id) ?? [];
    return SHOWS.flatMap((show) => featuresOf(place, items, show));
  });
}

function featuresOf(place: Place, items: readonly KnownIncident[], show: Show): PlaceFeature[] {
  const dated = items.map((item) => ({
    item,
    extent: [dayIndex(item.incident.extent[0]), dayIndex(item.incident.extent[1])] as const,
  }));
  const those = (kind: 'counted' | 'faint') =>
    stretches((day) =>
      dated.flatMap(({ item, extent }) => (standing(extent, day, show) === kind ? [item] : [])),
    );
  const strikes = those('counted');
  const spans = those('faint');
  const quiet = gaps(strikes);
  const make = (kind: PlaceProperties['kind']) => (stretch: Stretch) => feature(place, show, kind, stretch);
  return [...strikes.map(make('strike')), ...spans.map(make('span')), ...quiet.map(make('quiet'))];
}

/** Runs of days on which the same incidents stand. */
function stretches(on: (day: number) => readonly KnownIncident[]): Stretch[] {
  const list: Stretch[] = [];
  for (let day = 0; day < DAYS; day++) {
    const items = on(day);
    if (items.length === 0) continue;
    const last = list.at(-1);
    const same =
      last?.to === day - 1 &&
      last.items.length === items.length &&
      last.items.every((item, i) => item === items[i]);
    if (last && same) last.to = day;
    else list.push({ from: day, to: day, items });
  }
  return list;
}

function gaps(taken: readonly Stretch[]): Stretch[] {
  const list: Stretch[] = [];
  let from = 0;
  for (const stretch of [...taken, { from: DAYS, to: DAYS, items: [] }]) {
    if (stretch.from > from) list.push({ from, to: stretch.from - 1, items: [] });
    from = stretch.to + 1;
  }
  return list;
}

function feature(
  place: Place,
  show: Show,
  kind: PlaceProperties['kind'],
  { from, to, items }: Stretch,
): PlaceFeature {
  const toll = placeToll(place.id, items);
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
      accuracy: accuracyOf(place, items),
      radius: symbolRadius(toll.high),
      radiusLow: lowRadius(toll),
      toll: !toll.hasFigure ? 'none' : toll.high === 0 && !toll.open ? 'zero' : 'range',
      figure: toll.hasFigure && toll.high > 0 ? rangeShort(toll) : '',
      anchor: ANCHORS.includes(place.id),
    },
  };
}

/** A place is as sure as the surest of its incidents. */
function accuracyOf(place: Place, items: readonly KnownIncident[]): Accuracy {
  if (place.approximate) return 'approximate';
  const spots = items.flatMap((item) => item.incident.at.filter((spot) => spot.place.id === place.id));
  return spots.length > 0 && spots.every((spot) => spot.accuracy === 'district') ? 'district' : 'settlement';
}
