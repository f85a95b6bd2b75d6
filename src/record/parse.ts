/**
 * The door. What comes in is unknown; what goes out is rows that can be trusted, and the reasons for every
 * row that was left out. One broken row never costs another one its place, unless it cannot stand without it.
 */
import * as v from 'valibot';
import { lastDayOf, type Moment } from '../time.ts';
import {
  FILES,
  type CalendarRow,
  type ClaimRow,
  type FileKey,
  type IncidentRow,
  type LineRow,
  type PartyRow,
  type PlaceRow,
  type SourceRow,
  type TotalRow,
} from './schema.ts';
import { visible } from './unseen.ts';

/** Why something was left out: `claims.json, barda-2020-10-28/3, killed.min: must not be negative (-1)`. */
export interface Issue {
  readonly file: string;
  readonly record: string;
  readonly field: string;
  readonly value: string;
  readonly message: string;
}

export interface Rows {
  parties: PartyRow[];
  sources: SourceRow[];
  places: PlaceRow[];
  lines: LineRow[];
  incidents: IncidentRow[];
  claims: ClaimRow[];
  calendar: CalendarRow[];
  totals: TotalRow[];
}

/** Every file's parsed JSON, or an Error where it could not be read. */
export type RawFiles = Readonly<Record<FileKey, unknown>>;

/** Without a row of each the page would say that nothing was found, where nothing could be read. */
const NEEDED = ['parties', 'sources', 'places', 'incidents', 'claims'] as const;

/** Stands for a record's name in an issue about all of a file. */
export const WHOLE_FILE = '(whole file)';

/** In letters, of a value and of a reason. */
const MAX_SHOWN = 80;
const MAX_MESSAGE = 160;

export const MEASURES = ['killed', 'wounded'] as const;
export type Measure = (typeof MEASURES)[number];

/** Sorts after every date, so that no "known on" reaches it. */
const UNDATED = 'undated';

/** The day by whose end a claim was known, to sort by. What has no date is known only at "latest". */
export function knownFrom(reported: Moment | null): string {
  return reported === null ? UNDATED : lastDayOf(reported);
}

export function parseRecord(files: RawFiles): { rows: Rows; issues: Issue[] } {
  const issues: Issue[] = [];
  const report = (key: FileKey, record: string, field: string, value: unknown, message: string) => {
    issues.push(issueOf(FILES[key].file, record, field, value, message));
  };

  const read = <K extends FileKey>(key: K): Rows[K] => {
    const found = readRows(files[key], FILES[key], (record, field, value, message) =>
      report(key, record, field, value, message),
    );
    return found as Rows[K];
  };

  const rows: Rows = {
    parties: read('parties'),
    sources: read('sources'),
    places: read('places'),
    lines: read('lines'),
    incidents: read('incidents'),
    claims: read('claims'),
    calendar: read('calendar'),
    totals: read('totals'),
  };

  const sources = ids(rows.sources);
  const places = ids(rows.places);
  const parties = ids(rows.parties);
  /** Reports the first source that does not exist; true when all do. */
  const sourcesExist = (key: FileKey, row: { id: string; sources: readonly string[] }, field = 'sources') => {
    const unknown = row.sources.find((s) => !sources.has(s));
    if (unknown === undefined) return true;
    report(key, row.id, field, unknown, 'unknown source');
    return false;
  };

  rows.incidents = rows.incidents.filter((incident) => {
    const spots = incident.properties.at;
    const unknown = spots.find((spot) => !places.has(spot.place));
    if (unknown) report('incidents', incident.id, 'properties.at', unknown.place, 'unknown place');
    const { tollAt } = incident.properties;
    const strayToll = tollAt !== undefined && !spots.some((spot) => spot.place === tollAt);
    if (strayToll) report('incidents', incident.id, 'properties.tollAt', tollAt, 'is not one of its places');
    const badDistance = (incident.properties.distances ?? []).some(
      (distance) =>
        !sourcesExist(
          'incidents',
          { id: incident.id, sources: distance.sources },
          'properties.distances.sources',
        ),
    );
    return !unknown && !strayToll && !badDistance;
  });

  const incidents = ids(rows.incidents);
  rows.claims = rows.claims.filter((claim) => {
    const fail = (field: string, value: unknown, message: string) => {
      report('claims', claim.id, field, value, message);
      return false;
    };
    if (!incidents.has(claim.incident)) return fail('incident', claim.incident, 'unknown incident');
    if (!parties.has(claim.party)) return fail('party', claim.party, 'unknown party');
    return sourcesExist('claims', claim);
  });
  rows.claims = dropBrokenReplacements(rows.claims, (claim, field, value, message) =>
    report('claims', claim, field, value, message),
  );

  rows.calendar = rows.calendar.filter((entry) => sourcesExist('calendar', entry));
  rows.totals = rows.totals.filter((total) => sourcesExist('totals', total));

  for (const key of NEEDED) {
    const isTold = issues.some(({ file, record }) => file === FILES[key].file && record === WHOLE_FILE);
    if (rows[key].length === 0 && !isTold)
      report(key, WHOLE_FILE, FILES[key].list, [], 'has no row that can be used');
  }
  return { rows, issues };
}

type Report = (record: string, field: string, value: unknown, message: string) => void;

/** The rows of one file that keep to its schema, each id once. */
export function readRows(
  raw: unknown,
  { list, row: schema }: { readonly list: string; readonly row: v.GenericSchema<unknown, { id: string }> },
  report: Report,
): { id: string }[] {
  if (raw instanceof Error) {
    report(WHOLE_FILE, '', raw.message, 'could not be read');
    return [];
  }
  const candidates = isObject(raw) ? raw[list] : undefined;
  if (!Array.isArray(candidates)) {
    report(WHOLE_FILE, list, candidates, 'must be a list');
    return [];
  }
  const seen = new Set<string>();
  const rows: { id: string }[] = [];
  candidates.forEach((candidate: unknown, index) => {
    const own = isObject(candidate) ? candidate['id'] : undefined;
    // A row must not pass for its whole file.
    const name = typeof own === 'string' && own !== '' && own !== WHOLE_FILE ? own : `#${index + 1}`;
    const result = v.safeParse(schema, candidate, { abortEarly: true });
    if (!result.success) {
      const [issue] = result.issues;
      report(name, v.getDotPath(issue) ?? '', issue.input, issue.message);
      return;
    }
    if (seen.has(result.output.id)) {
      report(name, 'id', name, 'is used twice; only the first is kept');
      return;
    }
    seen.add(result.output.id);
    rows.push(result.output);
  });
  return rows;
}

/**
 * A figure may only be replaced by a later claim of the same incident that gives one. Where that does not
 * hold the claim stays and its figure counts: we would rather show an old figure than lose it unseen.
 */
function dropBrokenReplacements(claims: ClaimRow[], report: Report): ClaimRow[] {
  const rank = new Map(claims.map((claim, index) => [claim.id, { claim, index }]));
  const problem = (claim: ClaimRow, measure: Measure, target: string): string | undefined => {
    const from = rank.get(claim.id);
    const to = rank.get(target);
    if (!from || !to) return 'unknown claim';
    if (to.claim.incident !== claim.incident) return 'is a claim about another incident';
    if (!hasFigures(to.claim) || to.claim[measure] === null) return `gives no figure for ${measure}`;
    if (to.claim.part || to.claim.weak) return 'is a claim that does not count';
    const [later, earlier] = [knownFrom(to.claim.reported), knownFrom(claim.reported)];
    if (later < earlier || (later === earlier && to.index <= from.index)) return 'is not a later claim';
    return undefined;
  };
  return claims.map((claim) => {
    if (!hasFigures(claim) || !claim.replacedBy) return claim;
    const kept: { killed?: string; wounded?: string } = {};
    for (const measure of MEASURES) {
      const target = claim.replacedBy[measure];
      if (target === undefined) continue;
      const message = problem(claim, measure, target);
      if (message === undefined) kept[measure] = target;
      else report(claim.id, `replacedBy.${measure}`, target, message);
    }
    return { ...claim, replacedBy: kept };
  });
}

/** Tolls and findings carry figures; denials and comments never do. */
export function hasFigures<C extends { kind: ClaimRow['kind'] }>(
  claim: C,
): claim is Extract<C, { killed: unknown }> {
  return claim.kind === 'toll' || claim.kind === 'finding';
}

const ids = (rows: readonly { id: string }[]) => new Set(rows.map((row) => row.id));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** A reason as it is told: whatever the record holds, it stays a line that can be read. */
export const issueOf = (
  file: string,
  record: string,
  field: string,
  value: unknown,
  message: string,
): Issue => ({
  file,
  record: brief(record),
  field: brief(field),
  value: brief(value),
  message: visible(message, MAX_MESSAGE),
});

export const brief = (value: unknown): string => visible(written(value), MAX_SHOWN);

function written(value: unknown): string {
  if (value instanceof Error) return value.message;
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return Array.isArray(value) ? '[…]' : '{…}'; // too deep to be written
  }
}

export function formatIssue({ file, record, field, value, message }: Issue): string {
  return `${file}, ${record}${field ? `, ${field}` : ''}: ${message}${value ? ` (${value})` : ''}`;
}
