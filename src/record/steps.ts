/**
 * A lesson is a list of steps: views of the record, each with a few words. The schema of `geo/steps.json`, its door, and
 * the figures in its words, which are never typed: `{…}` names what the record must give. What a field means is told in
 * `geo/README.md`. Travels only with what shows a lesson.
 */
import * as v from 'valibot';
import { WAR, isDay, type Day, type Moment } from '../time.ts';
import { holds, select, type Selection } from './days.ts';
import { knownAt, type Known, type KnownIncident, type KnownRecord } from './known.ts';
import type { CalendarEntry, Claim, FigureClaim, Line, Model, Source } from './model.ts';
import { MEASURES, hasFigures, issueOf, knownFrom, readRows, type Issue, type Measure } from './parse.ts';
import { REGION, day, id, sourceIds, type Figure } from './schema.ts';
import type { Range } from './toll.ts';
import { hasUnseen } from './unseen.ts';

export const MAX_TITLE = 60;
const MAX_SENTENCE = 300;

const words = (most: number) =>
  v.pipe(
    v.string(),
    v.nonEmpty('must not be empty'),
    v.maxLength(most, `must not be longer than ${most} characters`),
    // A title may come from a stranger's link.
    v.check((value) => !hasUnseen(value), 'holds a character that cannot be seen'),
  );

const warDay = v.pipe(
  day,
  v.check((value) => value >= WAR[0] && value <= WAR[1], `must lie within ${WAR.join(' and ')}`),
);
const known = v.pipe(
  v.string(),
  v.check(
    (value) => value === 'latest' || (isDay(value) && value >= WAR[0]),
    `must be “latest” or a date from ${WAR[0]} on`,
  ),
);
const degree = (low: number, high: number) =>
  v.pipe(v.number(), v.minValue(low, 'lies outside the region'), v.maxValue(high, 'lies outside the region'));

/** [west, south, east, north] in degrees. */
const camera = v.pipe(
  v.tuple([
    degree(REGION[0], REGION[2]),
    degree(REGION[1], REGION[3]),
    degree(REGION[0], REGION[2]),
    degree(REGION[1], REGION[3]),
  ]),
  v.check(
    ([west, south, east, north]) => east - west >= 0.1 && north - south >= 0.1,
    'must run from west to east and from south to north, over a tenth of a degree at least',
  ),
);

/** What stands beside the map. Those of the second list tell of an incident and need one. */
export const EMPHASES = [
  'map',
  'line',
  'timeline',
  'denials',
  'findings',
  'coverage',
  'sources',
  'toll',
  'trail',
  'open',
] as const;
export type Emphasis = (typeof EMPHASES)[number];
const OF_AN_INCIDENT: readonly Emphasis[] = ['toll', 'trail', 'open'];

const view = {
  id,
  title: words(MAX_TITLE),
  day: warDay,
  show: v.picklist(['day', 'upto']),
  known,
  incident: v.nullable(id),
  /** Is the second version of the line of contact drawn too? */
  bothLines: v.optional(v.literal(true)),
  camera,
  emphasis: v.picklist(EMPHASES),
};

/** A step of a lesson. */
export const stepSchema = v.strictObject({
  ...view,
  sentences: v.pipe(
    v.array(words(MAX_SENTENCE)),
    v.minLength(1, 'needs a sentence'),
    v.maxLength(2, 'must not have more than two sentences'),
  ),
  question: words(MAX_SENTENCE),
  notes: words(3 * MAX_SENTENCE),
  sources: sourceIds,
});

/** A step of a reader's own route: a view with a title. */
export const viewSchema = v.strictObject(view);

/** The lesson that comes with the record. */
export const STEPS = { file: 'steps.json', list: 'steps', row: stepSchema } as const;
/** A route of the reader's own, as a file or out of a link. */
export const ROUTE = { file: 'route', list: 'steps', row: viewSchema } as const;

type StepRow = v.InferOutput<typeof stepSchema>;
type ViewRow = v.InferOutput<typeof viewSchema>;

/** Words of a step, its figures as the record gives them. */
export type StepPart =
  | string
  | { readonly kind: 'range'; readonly measure: Measure; readonly range: Range }
  | {
      readonly kind: 'figure';
      readonly measure: Measure;
      readonly figure: Figure;
      readonly claim: FigureClaim;
    }
  | { readonly kind: 'said' | 'clock'; readonly moment: Moment }
  | { readonly kind: 'km'; readonly km: number };

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly day: Day;
  readonly show: ViewRow['show'];
  readonly known: Known;
  readonly bothLines: boolean;
  readonly camera: readonly [west: number, south: number, east: number, north: number];
  readonly emphasis: Emphasis;
  /** The record as the step knows it, and what it shows of it. */
  readonly record: KnownRecord;
  readonly selection: Selection;
  readonly chosen: KnownIncident | null;
  /** The four below are empty in a route of the reader's own. */
  readonly sentences: readonly (readonly StepPart[])[];
  readonly question: string;
  readonly notes: string;
  readonly sources: readonly Source[];
}

/** Those steps that can be shown, and the reasons for each that cannot. */
export function parseSteps(
  raw: unknown,
  model: Model,
  kind: typeof STEPS | typeof ROUTE = STEPS,
): { steps: Step[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const report = (record: string, field: string, value: unknown, message: string) => {
    issues.push(issueOf(kind.file, record, field, value, message));
  };
  const rows = readRows(raw, kind, report) as (StepRow | ViewRow)[];
  const records = new Map<Known, KnownRecord>();
  const recordAt = (when: Known) => {
    const record = records.get(when) ?? knownAt(model, when);
    records.set(when, record);
    return record;
  };
  const steps = rows.flatMap((row): Step[] => {
    const fail = (field: string, value: unknown, message: string) => {
      report(row.id, field, value, message);
      return [];
    };
    const record = recordAt(row.known);
    const selection = select(record, row.day, row.show);
    if (row.incident !== null) {
      if (!model.incident.has(row.incident)) return fail('incident', row.incident, 'unknown incident');
      if (!record.incident.has(row.incident))
        return fail('incident', row.incident, `nothing had been said about it by ${row.known}`);
      if (!holds(selection, row.incident))
        return fail('incident', row.incident, `does not stand on ${row.day}`);
    }
    const chosen = row.incident === null ? null : (record.incident.get(row.incident) ?? null);
    if (!chosen && OF_AN_INCIDENT.includes(row.emphasis))
      return fail('emphasis', row.emphasis, 'tells of an incident, and none is chosen');
    const base = { ...row, bothLines: row.bothLines ?? false, record, selection, chosen };
    if (!('sentences' in row)) return [{ ...base, sentences: [], question: '', notes: '', sources: [] }];

    for (const source of row.sources)
      if (!model.sources.has(source)) return fail('sources', source, 'unknown source');
    const sources = row.sources.flatMap((source) => model.sources.get(source) ?? []);
    // Such a text tells of the incident; one on what lies behind it may be younger.
    const early =
      chosen && sources.find(({ published }) => row.known !== 'latest' && knownFrom(published) > row.known);
    if (early) return fail('sources', early.id, `was not out by ${row.known}`);

    const sentences: StepPart[][] = [];
    for (const [i, sentence] of row.sentences.entries()) {
      const read = partsOf(sentence, { model, record, chosen });
      if ('problem' in read) return fail(`sentences.${i}`, read.name, read.problem);
      sentences.push(read.parts);
    }
    return [{ ...base, sentences, question: row.question, notes: row.notes, sources }];
  });
  return { steps, issues };
}

interface Context {
  readonly model: Model;
  readonly record: KnownRecord;
  readonly chosen: KnownIncident | null;
}

/**
 * `{killed}`, `{wounded}`: the range of the step's incident. `{claim killed}`: the figure of one claim. `{claim said}`,
 * `{claim clock}`: when it was said; also of a truce. `{line km}`: the error of a line of contact.
 */
function partsOf(
  sentence: string,
  context: Context,
): { readonly parts: StepPart[] } | { readonly name: string; readonly problem: string } {
  const parts: StepPart[] = [];
  for (const [i, piece] of sentence.split(/[{}]/).entries()) {
    if (i % 2 === 0) {
      if (piece !== '') parts.push(piece);
      continue;
    }
    const part = partOf(piece, context);
    if (part.kind === 'problem') return { name: `{${piece}}`, problem: part.problem };
    parts.push(part);
  }
  return { parts };
}

type Answer = Exclude<StepPart, string> | { readonly kind: 'problem'; readonly problem: string };

const problem = (message: string): Answer => ({ kind: 'problem', problem: message });

function partOf(name: string, { model, record, chosen }: Context): Answer {
  const [of = '', what = ''] = name.split(' ');
  if (isMeasure(of) && what === '') {
    const range = chosen?.toll[of];
    return range ? { kind: 'range', measure: of, range } : problem('its incident has no such figure');
  }
  const line = model.lines.find((one) => one.id === of);
  if (line) return what === 'km' ? kmOf(line) : problem('of a line only “km” can be told');
  const entry = model.calendar.find((one) => one.id === of);
  if (entry) return momentOf(entry.at, what);
  const claim = claimOf(model, of);
  if (!claim) return problem('names nothing in the record');
  if (!record.incident.get(claim.incident)?.claims.some(({ id: one }) => one === claim.id))
    return problem(`had not been said by ${record.known}`);
  if (!isMeasure(what))
    return claim.reported === null ? problem('is not dated') : momentOf(claim.reported, what);
  const figure = hasFigures(claim) ? claim[what] : null;
  return figure && hasFigures(claim)
    ? { kind: 'figure', measure: what, figure, claim }
    : problem('gives no such figure');
}

const isMeasure = (value: string): value is Measure => MEASURES.some((measure) => measure === value);
const kmOf = ({ accuracyKm }: Line): Answer => ({ kind: 'km', km: accuracyKm });
const claimOf = (model: Model, of: string): Claim | undefined =>
  model.incident.get(of.split('/')[0] ?? '')?.claims.find(({ id: one }) => one === of);

function momentOf(moment: CalendarEntry['at'], what: string): Answer {
  if (what !== 'said' && what !== 'clock') return problem('asks for something that cannot be told');
  if (what === 'clock' && moment.length < 16) return problem('has no hour');
  return { kind: what, moment };
}
