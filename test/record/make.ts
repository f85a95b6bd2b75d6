/**
 * Made-up rows, whole and true to the schema: a test states only what matters to it.
 * Two incidents, `mill` on 10 October and `ford` on 12 October 2020; neither exists.
 */
import { knownAt, type Known, type KnownRecord } from '../../src/record/known.ts';
import { createModel, type Model } from '../../src/record/model.ts';
import { formatIssue, parseRecord, type RawFiles, type Rows } from '../../src/record/parse.ts';
import {
  FILES,
  type CalendarRow,
  type ClaimRow,
  type Figure,
  type IncidentRow,
  type LineRow,
  type PartyRow,
  type PlaceRow,
  type SourceRow,
  type TotalRow,
} from '../../src/record/schema.ts';

export type TollRow = Extract<ClaimRow, { kind: 'toll' }>;
export type FindingRow = Extract<ClaimRow, { kind: 'finding' }>;
export type DenialRow = Extract<ClaimRow, { kind: 'denial' }>;
export type CommentRow = Extract<ClaimRow, { kind: 'comment' }>;

/** "21" or "60 to 70" people. */
export const people = (min: number, max = min): Figure => ({ min, max });
/** "70 or more" people. */
export const orMore = (min: number): Figure => ({ min, max: null });

export const party = (id: PartyRow['id']): PartyRow => ({ id, name: id, short: id, description: 'Speaks.' });

export const source = (change: Partial<SourceRow> = {}): SourceRow => ({
  id: 'S1',
  publisher: 'The Mill Gazette',
  kind: 'media',
  title: 'News from the mill',
  description: null,
  published: '2020-10-10',
  url: 'https://gazette.example/mill',
  read: 'whole',
  origin: 'intl',
  carries: null,
  copy: false,
  ...change,
});

export const place = (id = 'mill-hill', change: Partial<PlaceRow['properties']> = {}): PlaceRow => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [47, 40] },
  properties: { names: { en: id }, namesChecked: [], gazetteers: {}, ...change },
});

export const line = (id = 'compiled', change: Partial<LineRow['properties']> = {}): LineRow => ({
  type: 'Feature',
  id,
  geometry: {
    type: 'LineString',
    coordinates: [
      [46, 40],
      [47, 39.5],
    ],
  },
  properties: {
    name: 'A line',
    primary: true,
    validFrom: '1994-05-12',
    validTo: '2020-09-26',
    accuracyKm: 3,
    basis: 'Made up.',
    licence: 'public domain',
    credit: 'Nobody',
    ...change,
  },
});

export const incident = (id = 'mill', change: Partial<IncidentRow['properties']> = {}): IncidentRow => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [47, 40] },
  properties: {
    name: id,
    area: 'Made-up district',
    extent: id === 'ford' ? ['2020-10-12', '2020-10-12'] : ['2020-10-10', '2020-10-10'],
    time: null,
    at: [{ place: 'mill-hill', accuracy: 'settlement' }],
    control: 'AZ',
    firedBy: 'not stated',
    target: null,
    weapon: null,
    open: [],
    ...change,
  },
});

/** The incident of a claim is read from its id: `mill/3` is about `mill`. */
const claimBase = (id: string) => ({
  id,
  incident: id.split('/')[0] ?? '',
  party: 'az' as const,
  claimant: 'the miller',
  statement: 'Says so.',
  reported: id.startsWith('ford') ? '2020-10-12' : '2020-10-10',
  sources: ['S1'],
});

export const toll = (id: string, change: Partial<TollRow> = {}): TollRow => ({
  ...claimBase(id),
  kind: 'toll',
  killed: null,
  wounded: null,
  ...change,
});
export const finding = (id: string, change: Partial<FindingRow> = {}): FindingRow => ({
  ...claimBase(id),
  kind: 'finding',
  party: 'independent',
  killed: null,
  wounded: null,
  ...change,
});
export const denial = (id: string, change: Partial<DenialRow> = {}): DenialRow => ({
  ...claimBase(id),
  kind: 'denial',
  party: 'am',
  ...change,
});
export const comment = (id: string, change: Partial<CommentRow> = {}): CommentRow => ({
  ...claimBase(id),
  kind: 'comment',
  ...change,
});

export const truce = (change: Partial<Extract<CalendarRow, { kind: 'truce' }>> = {}): CalendarRow => ({
  kind: 'truce',
  id: 'truce',
  at: '2020-10-10T12:00',
  mediator: 'a neighbour',
  title: 'Truce',
  statement: 'A truce takes effect.',
  sources: ['S1'],
  ...change,
});

export const total = (change: Partial<TotalRow> = {}): TotalRow => ({
  id: 'total',
  about: 'azerbaijan',
  claimant: 'the miller',
  asOf: '2020-11-10',
  killed: people(9),
  wounded: null,
  statement: 'Counts 9.',
  sources: ['S1'],
  ...change,
});

/** A record that keeps every rule. */
export function rowsOf(change: Partial<Rows> = {}): Rows {
  return {
    parties: (['az', 'am', 'nk', 'independent', 'press'] as const).map((id) => party(id)),
    sources: [source()],
    places: [place()],
    lines: [line()],
    incidents: [incident('mill'), incident('ford')],
    claims: [
      toll('mill/1', { killed: people(3), wounded: people(7) }),
      denial('mill/2'),
      toll('ford/1', { killed: people(1) }),
    ],
    calendar: [truce()],
    totals: [total()],
    ...change,
  };
}

/** The rows as the files hold them. */
export function filesOf(rows: Rows): RawFiles {
  const file = <K extends keyof Rows>(key: K) => ({ [FILES[key].list]: rows[key] });
  return {
    parties: file('parties'),
    sources: file('sources'),
    places: file('places'),
    lines: file('lines'),
    incidents: file('incidents'),
    claims: file('claims'),
    calendar: file('calendar'),
    totals: file('totals'),
  };
}

/** A model through the door. A builder that made a broken row is a broken test: it throws. */
export function modelOf(change: Partial<Rows> = {}): Model {
  const { rows, issues } = parseRecord(filesOf(rowsOf(change)));
  if (issues.length > 0) throw new Error(issues.map(formatIssue).join('\n'));
  return createModel(rows);
}

/** What was known of the two incidents if these claims are all that was ever said. */
export const recordOf = (
  claims: ClaimRow[],
  known: Known = 'latest',
  change: Partial<Rows> = {},
): KnownRecord => knownAt(modelOf({ ...change, claims }), known);

/** The row with an id; a test that names a missing one is broken. */
export function rowOf<R extends { id: string }>(rows: readonly R[], id: string): R {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`no row with the id ${id}`);
  return row;
}
