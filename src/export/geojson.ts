/** The incidents at their places, with their claims and sources, and the line of contact: GeoJSON (RFC 7946). */
import { radiusKm } from '../map/accuracy.ts';
import type { Claim, Model, Position, Source, Spot } from '../record/model.ts';
import { MEASURES, hasFigures } from '../record/parse.ts';
import type { Range } from '../record/toll.ts';
import { exportText } from '../text/export.ts';
import {
  distancesOf,
  extentOf,
  incidentsOf,
  isComplete,
  replacement,
  undated,
  type Taken,
  type TakenIncident,
} from './taken.ts';

const { credits, licences } = exportText;

/** Whose it is and what it holds stand before the features, where nobody misses them. */
export function recordGeoJson(taken: Taken): string {
  const { model, version, known } = taken;
  const days = extentOf(taken);
  return write({
    type: 'FeatureCollection',
    title: exportText.title,
    description: exportText.description(days, known),
    version,
    days,
    known,
    credits: [credits.record(version), credits.positions, credits.texts],
    licences: [licences.ccBy, licences.odbl, licences.ccBySa],
    notes: exportText.notes,
    parties: [...model.parties.values()].map(({ id, name, description }) => ({ id, name, description })),
    features: incidentsOf(taken).map((item) => feature(taken, item)),
  });
}

/** Each feature as the record has it, so that the published schema holds for it. */
export function linesGeoJson({ lines }: Model, version: string): string {
  return write({
    type: 'FeatureCollection',
    title: exportText.line.title,
    version,
    credits: lines.map(({ name, credit, licence }) => credits.line(name, credit, licence)),
    licences: [licences.odbl, licences.naturalEarth],
    notes: exportText.line.notes,
    features: lines.map(({ id, path, valid: [validFrom, validTo], ...rest }) => ({
      type: 'Feature',
      id,
      geometry: { type: 'LineString', coordinates: path },
      properties: {
        name: rest.name,
        primary: rest.primary,
        validFrom,
        validTo,
        accuracyKm: rest.accuracyKm,
        basis: rest.basis,
        licence: rest.licence,
        credit: rest.credit,
      },
    })),
  });
}

interface Collection {
  readonly type: 'FeatureCollection';
  readonly features: readonly object[];
  readonly [foreignMember: string]: unknown;
}

const write = (collection: Collection) => `${JSON.stringify(collection, null, 1)}\n`;

function feature(taken: Taken, item: TakenIncident): object {
  const { incident, claims, toll } = item;
  const { name, nameAz, nameHy, area, extent, control, at, tollAt } = incident;
  return {
    type: 'Feature',
    id: incident.id,
    geometry: geometry(at.map(({ place }) => place.position)),
    properties: {
      name,
      nameAz,
      nameHy,
      area,
      extent,
      counted: item.counted,
      time: undated(taken, incident.time),
      control,
      firedBy: undated(taken, incident.firedBy),
      target: undated(taken, incident.target),
      weapon: undated(taken, incident.weapon),
      at: at.map((spot) => spotOf(spot)),
      tollAt,
      killed: rangeOf(toll.killed),
      wounded: rangeOf(toll.wounded),
      distances: distancesOf(taken, incident).map(({ claimant, printed, sources }) => ({
        claimant,
        printed,
        sources: sources.map(sourceOf),
      })),
      open: undated(taken, incident.open),
      claims: claims.map((claim) => claimOf(item, claim)),
    },
  };
}

function geometry(positions: readonly Position[]): object | null {
  const [first, ...others] = positions;
  if (!first) return null; // RFC 7946 calls such a feature unlocated
  return others.length === 0
    ? { type: 'Point', coordinates: first }
    : { type: 'MultiPoint', coordinates: positions };
}

/** In the order of the coordinates. */
function spotOf(spot: Spot): object {
  return {
    place: spot.place.id,
    name: spot.place.names.en,
    accuracy: spot.accuracy,
    radiusKm: radiusKm(spot),
  };
}

function rangeOf(range: Range | null): object | null {
  if (range === null) return null; // nobody gave a figure; it is not zero
  const { low, high, open, lowBy, highBy } = range;
  return { low, high, open, lowBy: lowBy.map(({ id }) => id), highBy: highBy.map(({ id }) => id) };
}

function claimOf(item: TakenIncident, claim: Claim): object {
  const { id, kind, party, claimant, asPrinted, statement, reported, note } = claim;
  return {
    id,
    kind,
    party,
    claimant,
    asPrinted,
    statement,
    reported,
    ...(hasFigures(claim)
      ? {
          killed: claim.killed,
          wounded: claim.wounded,
          replacedBy: Object.fromEntries(
            MEASURES.map((measure) => [measure, replacement(item, claim, measure)]),
          ),
          part: claim.part,
          weak: claim.weak,
          derived: claim.derived,
        }
      : {}),
    sources: claim.sources.map(sourceOf),
    note,
  };
}

function sourceOf(source: Source): object {
  const { id, publisher, title, description, published, url } = source;
  return { id, publisher, title, description, published, url, urlComplete: isComplete(source) };
}
