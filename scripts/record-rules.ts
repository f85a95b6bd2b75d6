/**
 * What the schema and the door (src/record/parse.ts) cannot see in one row, or would only report and live with:
 * rules that every shipped record must keep. Each failure names file, record, field and value.
 */
import { createModel } from '../src/record/model.ts';
import {
  issueOf,
  knownFrom,
  parseRecord,
  type Issue,
  type RawFiles,
  type Rows,
} from '../src/record/parse.ts';
import { FILES, type FileKey } from '../src/record/schema.ts';
import { STEPS, parseSteps } from '../src/record/steps.ts';
import { WAR, addDays, firstDayOf } from '../src/time.ts';

/** Words that take a side. They may stand only inside “quotation marks” or in a title as printed. */
const PARTISAN =
  /\b(occup(?:y|ies|ied|iers?|ation|ying)|liberat(?:es?|ed|ion|ing|ors?)|so-called|terror(?:ists?|ism)?|regimes?|aggress(?:ors?|ion|ive)|enem(?:y|ies)|separatists?|puppet|martyrs?|militants?|provocations?|atrocit(?:y|ies)|barbari(?:c|sm)|genocid(?:e|al)|vandalism|fascis[tm]s?)\b/i;

const PAIRED = /^[^“”]*(?:“[^“”]*”[^“”]*)*$/;

type Rule = (
  rows: Rows,
  report: (key: FileKey, record: string, field: string, value: unknown, message: string) => void,
) => void;

export const RULES: Record<string, Rule> = {
  'a claim is never dated before its incident': (rows, report) => {
    const first = new Map(rows.incidents.map((incident) => [incident.id, incident.properties.extent[0]]));
    for (const claim of rows.claims) {
      const start = first.get(claim.incident) ?? WAR[0];
      if (claim.reported !== null && knownFrom(claim.reported) < start) {
        report('claims', claim.id, 'reported', claim.reported, `lies before its incident (${start})`);
      }
    }
  },

  'claims of one day stand in the order of their hours': (rows, report) => {
    const last = new Map<string, string>();
    for (const claim of rows.claims) {
      if (claim.reported === null || claim.reported.length < 16) continue;
      const day = `${claim.incident} ${claim.reported.slice(0, 10)}`;
      const before = last.get(day);
      if (before !== undefined && before > claim.reported) {
        report('claims', claim.id, 'reported', claim.reported, `stands after a claim of ${before}`);
      }
      last.set(day, claim.reported);
    }
  },

  'an incident has at least one claim': (rows, report) => {
    const claimed = new Set(rows.claims.map((claim) => claim.incident));
    for (const { id } of rows.incidents) {
      if (!claimed.has(id)) report('incidents', id, 'id', id, 'has no claim');
    }
  },

  'an id of a claim begins with its incident': (rows, report) => {
    for (const claim of rows.claims) {
      if (claim.id.split('/')[0] !== claim.incident)
        report('claims', claim.id, 'incident', claim.incident, 'does not fit the id');
    }
  },

  'the geometry of an incident is that of its places': (rows, report) => {
    const positions = new Map(rows.places.map((place) => [place.id, place.geometry.coordinates]));
    for (const { id, geometry, properties } of rows.incidents) {
      const expected = properties.at.map((spot) => positions.get(spot.place));
      const found =
        geometry === null ? [] : geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
      if (JSON.stringify(expected) !== JSON.stringify(found)) {
        report('incidents', id, 'geometry.coordinates', found, 'are not those of its places');
      }
    }
  },

  'a position that is only approximate is called so': (rows, report) => {
    const standIns = new Set(
      rows.places.filter((place) => place.properties.approximate).map((place) => place.id),
    );
    for (const { id, properties } of rows.incidents) {
      for (const spot of properties.at) {
        if (standIns.has(spot.place) !== (spot.accuracy === 'approximate')) {
          report('incidents', id, 'properties.at', spot, 'its accuracy does not fit its place');
        }
      }
    }
  },

  'a line does not cross itself': (rows, report) => {
    for (const { id, geometry } of rows.lines) {
      const at = crossing(geometry.coordinates);
      if (at) report('lines', id, 'geometry.coordinates', at, 'crosses itself after this position');
    }
  },

  'exactly one line is the primary one': (rows, report) => {
    const primary = rows.lines.filter((line) => line.properties.primary).map((line) => line.id);
    if (primary.length !== 1)
      report('lines', '(whole file)', 'properties.primary', primary, 'exactly one line must be primary');
  },

  'a source that repeats another names one that exists': (rows, report) => {
    const ids = new Set(rows.sources.map((source) => source.id));
    for (const { id, sameAs } of rows.sources) {
      if (sameAs !== undefined && !ids.has(sameAs)) report('sources', id, 'sameAs', sameAs, 'unknown source');
    }
  },

  'a source is cited by something': (rows, report) => {
    const cited = new Set([
      ...[...rows.claims, ...rows.calendar, ...rows.totals].flatMap((row) => row.sources),
      ...rows.incidents.flatMap((incident) =>
        (incident.properties.distances ?? []).flatMap((distance) => distance.sources),
      ),
    ]);
    for (const { id } of rows.sources)
      if (!cited.has(id)) report('sources', id, 'id', id, 'is cited nowhere');
  },

  'every total can be traced': (rows, report) => {
    for (const total of rows.totals) {
      if (total.sources.length === 0 && total.url === undefined)
        report('totals', total.id, 'sources', [], 'needs a source or an address');
    }
  },

  'every claim leads to an address': (rows, report) => {
    const withAddress = new Set(
      rows.sources.filter((source) => source.url !== null).map((source) => source.id),
    );
    for (const claim of rows.claims) {
      if (!claim.sources.some((source) => withAddress.has(source))) {
        report('claims', claim.id, 'sources', claim.sources, 'none of its sources has an address');
      }
    }
  },

  'a claim has a source of its own time': (rows, report) => {
    const published = new Map(rows.sources.map((source) => [source.id, source.published]));
    for (const claim of rows.claims) {
      if (claim.reported === null) continue;
      const dates = claim.sources.map((source) => published.get(source) ?? null);
      // One text of the day is enough: later ones may repeat it.
      if (
        dates.length === 0 ||
        dates.some((date) => date === null || firstDayOf(date) <= addDays(knownFrom(claim.reported), 1))
      )
        continue;
      report(
        'claims',
        claim.id,
        'reported',
        claim.reported,
        `all its sources are later (${dates.join(', ')})`,
      );
    }
  },

  'no partisan word outside a quotation': (rows, report) => {
    for (const { key, record, field, text } of ourWords(rows)) {
      const found = PARTISAN.exec(text.replace(/“[^”]*”/g, ''));
      if (found) report(key, record, field, found[0], 'partisan word outside a quotation');
    }
  },

  'quotation marks come in pairs': (rows, report) => {
    for (const { key, record, field, text } of ourWords(rows)) {
      if (!PAIRED.test(text)) report(key, record, field, text, 'quotation marks that do not pair');
    }
  },

  'a finding says that it finds': (rows, report) => {
    for (const { id, kind, statement } of rows.claims) {
      // One verb for every body that established something, whichever side it speaks of.
      if (kind === 'finding' && !/^(Finds|Documents|Locates) /.test(statement)) {
        report('claims', id, 'statement', statement, 'a finding must open with Finds, Documents or Locates');
      }
    }
  },

  'a statement is a whole sentence': (rows, report) => {
    for (const { id, statement } of rows.claims) {
      if (!/^[A-Z“].*[.”]$/s.test(statement))
        report('claims', id, 'statement', statement, 'must begin with a capital and end with a full stop');
    }
  },
};

interface OurText {
  readonly key: FileKey;
  readonly record: string;
  readonly field: string;
  readonly text: string;
}

/** Every text that speaks in the map's own voice. Printed titles and printed names are quotations by nature. */
function* ourWords(rows: Rows): Generator<OurText> {
  const QUOTED = new Set(['title', 'asPrinted', 'publishedAsPrinted', 'url', 'id', 'licence', 'credit']);
  for (const key of Object.keys(FILES) as FileKey[]) {
    for (const row of rows[key]) yield* textsOf(key, row.id, row, '', QUOTED);
  }
}

function* textsOf(
  key: FileKey,
  record: string,
  node: unknown,
  field: string,
  skip: ReadonlySet<string>,
): Generator<OurText> {
  if (typeof node === 'string') yield { key, record, field, text: node };
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (skip.has(name)) continue;
    yield* textsOf(key, record, value, field === '' ? name : `${field}.${name}`, skip);
  }
}

/** Where a stretch of a line begins that runs across an earlier one, if there is one. */
function crossing(line: readonly GeoJSON.Position[]): GeoJSON.Position | undefined {
  const stretches = line.slice(1).flatMap((to, i) => {
    const from = line[i];
    if (!from) return [];
    const [[x = 0], [otherX = 0]] = [from, to];
    return [{ i, from, to, west: Math.min(x, otherX), east: Math.max(x, otherX) }];
  });
  // From west to east: of thousands only those that lie side by side are compared.
  stretches.sort((one, other) => one.west - other.west);
  for (const [n, one] of stretches.entries()) {
    for (let k = n + 1; k < stretches.length; k++) {
      const other = stretches[k];
      if (!other || other.west > one.east) break;
      if (cross(one.from, one.to, other.from, other.to)) return one.i > other.i ? one.from : other.from;
    }
  }
  return undefined;
}

/** Do two stretches meet? Those that only touch do not cross. */
function cross(a: GeoJSON.Position, b: GeoJSON.Position, c: GeoJSON.Position, d: GeoJSON.Position): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Above 0 when the third position lies to the left of the way from the first to the second. */
function side(
  [ax = 0, ay = 0]: GeoJSON.Position,
  [bx = 0, by = 0]: GeoJSON.Position,
  [x = 0, y = 0]: GeoJSON.Position,
) {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

/** RFC 7946: a ring ends where it began, an outer one runs counterclockwise, a hole clockwise. Coordinates in degrees. */
export function checkRings(name: string, geojson: GeoJSON.GeoJSON): Issue[] {
  const issues: Issue[] = [];
  const rings = (polygon: GeoJSON.Position[][], where: string) =>
    polygon.forEach((ring, i) => {
      const report = (value: unknown, message: string) =>
        issues.push(issueOf(name, where, `ring ${i}`, value, message));
      if (ring.length < 4 || String(ring[0]) !== String(ring.at(-1)))
        return report([ring[0], ring.at(-1)], 'a ring must end where it began');
      const at = crossing(ring);
      if (at) return report(at, 'a ring must not cross itself');
      const counterclockwise = signedArea(ring) > 0;
      if (counterclockwise !== (i === 0)) {
        report(
          counterclockwise ? 'counterclockwise' : 'clockwise',
          i === 0 ? 'an outer ring must run counterclockwise' : 'a hole must run clockwise',
        );
      }
      return undefined;
    });
  const visit = (geometry: GeoJSON.Geometry | null, where: string): void => {
    if (geometry?.type === 'Polygon') rings(geometry.coordinates, where);
    if (geometry?.type === 'MultiPolygon')
      geometry.coordinates.forEach((polygon, i) => rings(polygon, `${where}[${i}]`));
    if (geometry?.type === 'GeometryCollection') geometry.geometries.forEach((g) => visit(g, where));
  };
  if (geojson.type === 'FeatureCollection')
    geojson.features.forEach((f, i) => visit(f.geometry, String(f.id ?? f.properties?.['name'] ?? i)));
  else visit(geojson.type === 'Feature' ? geojson.geometry : geojson, '0');
  return issues;
}

function signedArea(ring: readonly GeoJSON.Position[]): number {
  return ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

/** Everything that is wrong with a record: what the door rejects, and what breaks a rule. */
export function checkRecord(files: RawFiles): Issue[] {
  const { rows, issues } = parseRecord(files);
  for (const rule of Object.values(RULES)) {
    rule(rows, (key, record, field, value, message) => {
      issues.push(issueOf(FILES[key].file, record, field, value, message));
    });
  }
  return issues;
}

/** A figure in a step is taken from the record, never typed: of digits only days and names of days may stand there. */
const DAY_NAMED = /\b\d{1,2} (?:September|October|November|December)\b/g;
const TYPED =
  /\d+|\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b/i;

/** Everything that is wrong with the lesson: a step that cannot be shown, and words that must not stand in one. */
export function checkSteps(steps: unknown, files: RawFiles): Issue[] {
  const parsed = parseSteps(steps, createModel(parseRecord(files).rows));
  const issues = [...parsed.issues];
  const given = (steps as { steps?: unknown } | null)?.steps;
  const list = (Array.isArray(given) ? given : []) as (Record<string, unknown> | null)[];
  const shown = new Set(parsed.steps.map(({ id }) => id));
  for (const step of list) {
    if (!step || !shown.has(String(step['id']))) continue;
    const report = (field: string, value: string, message: string) =>
      issues.push(issueOf(STEPS.file, String(step['id']), field, value, message));
    for (const { field, text } of textsOf('claims', '', step, '', NOT_PROSE)) {
      const ours = text.replace(/“[^”]*”/g, '');
      const partisan = PARTISAN.exec(ours)?.[0];
      if (partisan !== undefined) report(field, partisan, 'partisan word outside a quotation');
      if (!PAIRED.test(text)) report(field, text, 'quotation marks that do not pair');
      const typed = field.startsWith('sentences')
        ? TYPED.exec(ours.replaceAll(/\{[^}]*\}/g, '').replaceAll(DAY_NAMED, ''))?.[0]
        : undefined;
      if (typed !== undefined) report(field, typed, 'a figure that is typed; name what the record gives');
    }
  }
  return issues;
}

const NOT_PROSE = new Set(['id', 'day', 'show', 'known', 'incident', 'emphasis', 'sources']);
