/**
 * The shape of every file in `geo/`, once. Types, the parser at the door, `npm run check` and the published
 * JSON Schema (`geo/schema/`) all come from here. What a field means is told in `geo/README.md`.
 */
import * as v from 'valibot';
import { WAR, isDay, isMoment } from '../time.ts';
import { hasUnseen } from './unseen.ts';

/** The box that every coordinate of the record must lie in: [west, south, east, north] in degrees. */
export const REGION = [43, 37.9, 51, 42.6] as const;

/** Few dates are different ones: of 100,000 incidents each date is looked at once. */
function remembered(test: (value: string) => boolean): (value: string) => boolean {
  const answers = new Map<string, boolean>();
  return (value) => {
    const answer = answers.get(value) ?? test(value);
    answers.set(value, answer);
    return answer;
  };
}

const text = v.pipe(
  v.string(),
  v.nonEmpty('must not be empty'),
  v.check((value) => !hasUnseen(value.replaceAll('\n', ' ')), 'holds a character that cannot be seen'),
);
const optionalText = v.nullable(text);
export const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
);
const sourceId = v.pipe(v.string(), v.regex(/^[A-Z0-9_]+$/, 'must be capitals, digits and underscores'));
const claimId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]+\/\d+$/, 'must be an incident id, a slash and a number'),
);
export const day = v.pipe(v.string(), v.check(remembered(isDay), 'must be a date, YYYY-MM-DD'));
const moment = v.pipe(
  v.string(),
  v.check(
    remembered(isMoment),
    'must be a year, a month, a day, or a day with its local time (YYYY-MM-DDTHH:MM)',
  ),
);
export const sourceIds = v.pipe(v.array(sourceId), v.nonEmpty('needs at least one source'));
/** More people than live there: a slip, or a number with which sums are no longer exact. */
const MOST_PEOPLE = 1_000_000;
const count = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(MOST_PEOPLE, `must not be more than ${MOST_PEOPLE}`),
);
/** JSON has numbers without end: 1e999. */
const km = v.pipe(
  v.number(),
  v.minValue(0, 'must not be negative'),
  v.maxValue(500, 'is wider than the region'),
);
/** What a source's name may lead to. Before an `@` another site's name could stand, and be read as the address. */
const address = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/\S+$/, 'must be an http or https address'),
  v.check((url) => URL.canParse(url) && !hasUnseen(url), 'must be an http or https address'),
  v.check((url) => {
    const { username, password } = new URL(url);
    return username === '' && password === '';
  }, 'must not hold a name or a password'),
);

/** [lng, lat] in degrees, inside the region. */
const position = v.strictTuple([
  v.pipe(
    v.number(),
    v.minValue(REGION[0], 'lies west of the region'),
    v.maxValue(REGION[2], 'lies east of the region'),
  ),
  v.pipe(
    v.number(),
    v.minValue(REGION[1], 'lies south of the region'),
    v.maxValue(REGION[3], 'lies north of the region'),
  ),
]);

/** A printed number of people. `max: null` means "or more". */
export const figureSchema = v.pipe(
  v.strictObject({ min: count, max: v.nullable(count) }),
  v.check((f) => f.max === null || f.min <= f.max, 'min must not exceed max'),
);

export const partySchema = v.strictObject({
  id: v.picklist(['az', 'am', 'nk', 'independent', 'press']),
  name: text,
  short: text,
  description: text,
});

export const sourceSchema = v.strictObject({
  id: sourceId,
  publisher: text,
  kind: v.picklist(['media', 'state-media', 'partisan', 'authority', 'ngo', 'independent']),
  /** As printed, in its own language: a quotation. */
  title: optionalText,
  /** What the text is, in our words, where no title is known. */
  description: optionalText,
  published: v.nullable(moment),
  publishedAsPrinted: v.optional(text),
  url: v.nullable(address),
  urlComplete: v.optional(v.boolean()),
  read: v.picklist(['whole', 'excerpt']),
  origin: v.picklist(['az', 'am', 'nk', 'intl', 'ru', 'us', 'tr']),
  carries: v.nullable(v.picklist(['az', 'am', 'nk', 'independent'])),
  copy: v.boolean(),
  sameAs: v.optional(sourceId),
  note: v.optional(text),
});

const claimBase = {
  id: claimId,
  incident: id,
  party: v.picklist(['az', 'am', 'nk', 'independent', 'press']),
  claimant: text,
  asPrinted: v.optional(text),
  statement: text,
  reported: v.nullable(moment),
  sources: sourceIds,
  note: v.optional(text),
};
const figures = {
  killed: v.nullable(figureSchema),
  wounded: v.nullable(figureSchema),
  /** For killed and wounded apart: the claim that took this figure's place. */
  replacedBy: v.optional(v.strictObject({ killed: v.optional(claimId), wounded: v.optional(claimId) })),
  part: v.optional(v.literal(true)),
  weak: v.optional(v.literal(true)),
  derived: v.optional(v.literal(true)),
};

export const claimSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('toll'), ...claimBase, ...figures }),
  v.strictObject({ kind: v.literal('finding'), ...claimBase, ...figures }),
  v.strictObject({ kind: v.literal('denial'), ...claimBase }),
  v.strictObject({ kind: v.literal('comment'), ...claimBase }),
]);

const names = v.strictObject({
  en: text,
  az: v.optional(text),
  hy: v.optional(text),
  ru: v.optional(text),
});

export const placeSchema = v.strictObject({
  type: v.literal('Feature'),
  id,
  geometry: v.strictObject({ type: v.literal('Point'), coordinates: position }),
  properties: v.strictObject({
    names,
    namesChecked: v.array(v.picklist(['az', 'hy', 'ru'])),
    /** Each gazetteer's own position, [lng, lat]. */
    gazetteers: v.record(text, position),
    /** Only for a stand-in: the place lies within this many km of the point. */
    approximate: v.optional(v.strictObject({ radiusKm: km, basis: text })),
  }),
});

export const incidentSchema = v.strictObject({
  type: v.literal('Feature'),
  id,
  geometry: v.nullable(
    v.variant('type', [
      v.strictObject({ type: v.literal('Point'), coordinates: position }),
      v.strictObject({ type: v.literal('MultiPoint'), coordinates: v.array(position) }),
    ]),
  ),
  properties: v.strictObject({
    name: text,
    nameAz: v.optional(text),
    nameHy: v.optional(text),
    area: text,
    extent: v.pipe(
      v.strictTuple([day, day]),
      v.check(([first, last]) => first <= last, 'the first day must not come after the last'),
      // The page has no other days to show it on.
      v.check(([first, last]) => first >= WAR[0] && last <= WAR[1], `must lie within ${WAR.join(' and ')}`),
    ),
    time: optionalText,
    at: v.array(
      v.strictObject({ place: id, accuracy: v.picklist(['settlement', 'district', 'approximate']) }),
    ),
    /** Where the figure belongs, if the incident has several places and a source says which one. */
    tollAt: v.optional(id),
    control: v.picklist(['AZ', 'NK', 'AM']),
    firedBy: text,
    target: optionalText,
    weapon: optionalText,
    /** How far from the front others printed that it lies. */
    distances: v.optional(
      v.array(
        v.strictObject({
          claimant: text,
          printed: text,
          reported: v.nullable(moment),
          sources: v.array(sourceId),
        }),
      ),
    ),
    open: v.array(text),
  }),
});

export const lineSchema = v.strictObject({
  type: v.literal('Feature'),
  id,
  geometry: v.strictObject({
    type: v.literal('LineString'),
    coordinates: v.pipe(v.array(position), v.minLength(2)),
  }),
  properties: v.pipe(
    v.strictObject({
      name: text,
      primary: v.boolean(),
      validFrom: day,
      validTo: day,
      /** Half the width of the band that the true line lies in. */
      accuracyKm: km,
      basis: text,
      licence: text,
      credit: text,
    }),
    v.check(({ validFrom, validTo }) => validFrom <= validTo, 'validFrom must not come after validTo'),
  ),
});

export const calendarSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('truce'),
    id,
    /** When it took effect, local time. */
    at: moment,
    mediator: text,
    title: text,
    statement: text,
    sources: v.array(sourceId),
  }),
  v.strictObject({
    kind: v.literal('meeting'),
    id,
    at: moment,
    mediator: v.null(),
    title: text,
    statement: text,
    sources: v.array(sourceId),
  }),
]);

export const totalSchema = v.pipe(
  v.strictObject({
    id,
    about: v.picklist([
      'azerbaijan',
      'nagorno-karabakh',
      'armenia',
      'both',
      'barda-district',
      'ganja',
      'war-of-1991',
    ]),
    claimant: text,
    asOf: v.nullable(moment),
    killed: v.nullable(figureSchema),
    wounded: v.nullable(figureSchema),
    /** The count to hold this map's incidents against: deaths by strikes, as the authority last gave them. */
    comparable: v.optional(v.literal(true)),
    statement: text,
    sources: v.array(sourceId),
    /** Where a figure's text is not among the cited ones: its address. */
    url: v.optional(address),
    note: v.optional(text),
  }),
  v.check(
    ({ comparable, killed }) => !comparable || killed !== null,
    'has no figure of killed to compare with',
  ),
);

export type Figure = v.InferOutput<typeof figureSchema>;
export type PartyRow = v.InferOutput<typeof partySchema>;
export type SourceRow = v.InferOutput<typeof sourceSchema>;
export type ClaimRow = v.InferOutput<typeof claimSchema>;
export type PlaceRow = v.InferOutput<typeof placeSchema>;
export type IncidentRow = v.InferOutput<typeof incidentSchema>;
export type LineRow = v.InferOutput<typeof lineSchema>;
export type CalendarRow = v.InferOutput<typeof calendarSchema>;
export type TotalRow = v.InferOutput<typeof totalSchema>;

/** Every file of the record: its name, the list it holds, and the schema of one row. */
export const FILES = {
  parties: { file: 'parties.json', list: 'parties', row: partySchema },
  sources: { file: 'sources.json', list: 'sources', row: sourceSchema },
  places: { file: 'places.geojson', list: 'features', row: placeSchema },
  lines: { file: 'line-of-contact.geojson', list: 'features', row: lineSchema },
  incidents: { file: 'incidents.geojson', list: 'features', row: incidentSchema },
  claims: { file: 'claims.json', list: 'claims', row: claimSchema },
  calendar: { file: 'calendar.json', list: 'entries', row: calendarSchema },
  totals: { file: 'totals.json', list: 'totals', row: totalSchema },
} as const;

export type FileKey = keyof typeof FILES;
