/** A record that a maintainer broke: what is broken is named and left out, and no other figure changes. */
import { describe, expect, test } from 'vitest';
import { fetchRecord } from '../../src/record/load.ts';
import { createModel } from '../../src/record/model.ts';
import { formatIssue, parseRecord, type Issue, type Rows } from '../../src/record/parse.ts';
import { FILES, type FileKey } from '../../src/record/schema.ts';
import { filesOf } from '../record/make.ts';
import { FEW, KEYS, drawn, figuresOf, smallFiles, smallRows } from './small.ts';
import { FLOOD_MS, notSeen } from './strings.ts';

type Path = readonly (string | number)[];

/** Every field of a row, and the row's own parts: of a list its first item. */
function* pathsOf(node: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof node !== 'object' || node === null) return;
  const entries: [string | number, unknown][] = Array.isArray(node)
    ? node.slice(0, 1).map((item, i) => [i, item])
    : Object.entries(node);
  for (const [name, item] of entries) yield* pathsOf(item, [...path, name]);
}

function put(row: unknown, path: Path, value: unknown): void {
  let node = row as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) node = node[step] as typeof node;
  node[path.at(-1) ?? ''] = value;
}

function deep(levels: number): unknown {
  let node: unknown = [];
  for (let i = 0; i < levels; i++) node = [node];
  return node;
}

const WRONG: readonly (readonly [name: string, value: unknown])[] = [
  ['null', null],
  ['a number', 7],
  ['a list', []],
  ['an object', {}],
  ['an empty text', ''],
  ['a text', 'NaN'],
  ['true', true],
  ['no end', Infinity],
  ['a hundred thousand lists in one another', deep(100_000)],
  ['names of every object', JSON.parse('{"__proto__":{"min":1},"constructor":1,"toString":1}') as unknown],
];

/** The fullest row of each file, so that every field of the schema is walked that the record has. */
const ROWS = smallRows();
const fullest = (key: FileKey) =>
  (ROWS[key] as { id: string }[]).toSorted(
    (a, b) => [...pathsOf(b)].length - [...pathsOf(a)].length || (a.id < b.id ? -1 : 1),
  )[0]?.id ?? '';

/** Incidents whose figures may rest on a row. */
function restingOn(key: FileKey, id: string, rows: Rows): Set<string> {
  const about = (isIt: (claim: Rows['claims'][number]) => boolean) =>
    rows.claims.filter((claim) => isIt(claim)).map(({ incident }) => incident);
  const cites = (row: { readonly sources: readonly string[] }) => row.sources.includes(id);
  switch (key) {
    case 'incidents':
      return new Set([id]);
    case 'claims':
      return new Set(about((claim) => claim.id === id));
    case 'sources':
      return new Set([
        ...about(cites),
        ...rows.incidents.flatMap((one) => (one.properties.distances?.some(cites) ? [one.id] : [])),
      ]);
    case 'places':
      return new Set(
        rows.incidents.flatMap((one) =>
          one.properties.at.some(({ place }) => place === id) ? [one.id] : [],
        ),
      );
    case 'parties':
      return new Set(about(({ party }) => party === id));
    case 'lines':
    case 'calendar':
    case 'totals':
      return new Set();
  }
}

/** Can a person read it in a line? */
function expectReadable(issues: readonly Issue[]): void {
  for (const issue of issues) {
    const line = formatIssue(issue);
    expect(notSeen(line)).toEqual([]);
    expect(line.length).toBeLessThan(500);
    expect(issue.file).toMatch(/^[a-z-]+\.(?:geo)?json$/);
    expect(issue.record).not.toBe('');
    expect(issue.message).not.toBe('');
  }
}

describe.each(KEYS)('a field of %s that is wrong', (key) => {
  const id = fullest(key);
  const before = figuresOf(createModel(structuredClone(ROWS)));
  const row = (ROWS[key] as { id: string }[]).find((one) => one.id === id);
  const resting = restingOn(key, id, ROWS);
  const brokenAt = (path: Path, value: unknown): Rows => {
    const broken = structuredClone(row);
    put(broken, path, value);
    return { ...ROWS, [key]: (ROWS[key] as { id: string }[]).map((one) => (one === row ? broken : one)) };
  };

  test.each([...pathsOf(row)].map((path) => [path.join('.'), path] as const))(
    '%s is named with file, record, field and value, and costs no other incident a figure',
    (field, path) => {
      for (const [how, value] of WRONG) {
        const rows = brokenAt(path, value);
        const result = parseRecord(filesOf(rows));
        expectReadable(result.issues);
        const kept = (result.rows[key] as { id: string }[]).some((one) => one.id === id);
        const [issue] = result.issues;
        if (!kept) {
          expect(issue, how).toMatchObject({ file: FILES[key].file });
          if (path[0] !== 'id') expect(issue?.record, how).toBe(id);
          // A field within it, or one around it, says as much.
          const told = issue?.field ?? '';
          expect(told.startsWith(field) || field.startsWith(told), `${how}: ${told}`).toBe(true);
          // Of an empty text there is nothing to show.
          if (how !== 'an empty text') expect(issue?.value, how).not.toBe('');
        }
        const after = figuresOf(createModel(result.rows));
        for (const [incident, figures] of before)
          if (!resting.has(incident)) expect(after.get(incident), `${how}: ${incident}`).toBe(figures);
        for (const other of KEYS.filter((one) => one !== key && !['claims', 'incidents'].includes(one)))
          if (!['sources', 'parties'].includes(key)) expect(result.rows[other]).toEqual(rows[other]);
      }
    },
    FLOOD_MS,
  );

  test(
    'is left out or can be drawn: the page stands either way',
    () => {
      for (const path of pathsOf(row)) {
        for (const [how, value] of WRONG) {
          const rows = brokenAt(path, value);
          const result = parseRecord(filesOf(rows));
          // A text for a text is drawn in words.test.ts.
          if (result.issues.length > 0 || how === 'a text') continue;
          expect(() => drawn(createModel(result.rows), [], FEW), `${path.join('.')}: ${how}`).not.toThrow();
        }
      }
    },
    FLOOD_MS,
  );
});

describe('a number that is none', () => {
  const FIGURES = [
    ['NaN', 'a text'],
    ['Infinity', 'a text'],
    [Infinity, 'without end'],
    [1e300, 'beyond all sums'],
    [2 ** 53, 'beyond all sums'],
    [20_201_028, 'a date'],
    [-1, 'below zero'],
    [-0.5, 'half a person'],
    ['21', 'a text'],
    [null, 'nothing'],
    [[21], 'a list'],
    [true, 'a yes'],
  ] as const;

  test.each(FIGURES)('%s for the killed is refused by its value: %s', (value) => {
    for (const claim of [
      { min: value, max: null },
      { min: 1, max: value === null ? 'null' : value },
    ]) {
      const rows = smallRows();
      Object.assign(rows.claims.find(({ id }) => id === 'barda-2020-10-28/1') ?? {}, { killed: claim });
      const { issues, rows: kept } = parseRecord(filesOf(rows));
      expect(issues[0]).toMatchObject({ file: 'claims.json', record: 'barda-2020-10-28/1' });
      expect(issues[0]?.field).toMatch(/^killed/);
      expect(kept.claims.some(({ id }) => id === 'barda-2020-10-28/1')).toBe(false);
    }
  });

  test.each([
    [[181, 40.4]],
    [[-181, 40.4]],
    [[40.37, 47.13]],
    [[47.13, 91]],
    [[47.13]],
    [[47.13, 40.37, 12]],
    [[Infinity, 40.37]],
    [['47.13', '40.37']],
    [[null, null]],
    [{ lng: 47.13, lat: 40.37 }],
  ])('%j is no place: swapped, beyond the region, or not two numbers', (coordinates) => {
    const rows = smallRows();
    Object.assign(rows.places.find(({ id }) => id === 'barda')?.geometry ?? {}, { coordinates });
    const { issues } = parseRecord(filesOf(rows));
    expect(issues[0]).toMatchObject({ file: 'places.geojson', record: 'barda' });
    expect(issues[0]?.field).toMatch(/^geometry\.coordinates/);
  });

  test.each([
    ['places', 'approximate', { radiusKm: Infinity, basis: 'x' }, 'properties.approximate.radiusKm'],
    ['places', 'approximate', { radiusKm: -1, basis: 'x' }, 'properties.approximate.radiusKm'],
    ['lines', 'accuracyKm', Infinity, 'properties.accuracyKm'],
    ['lines', 'accuracyKm', -3, 'properties.accuracyKm'],
    ['lines', 'validTo', '1990-01-01', 'properties'],
    ['lines', 'validTo', '2020-02-30', 'properties.validTo'],
  ] as const)('a width or date of %s is refused: %s %j', (key, name, value, field) => {
    const rows = smallRows();
    const [first] = key === 'lines' ? rows.lines : rows.places;
    Object.assign(first?.properties ?? {}, { [name]: value });
    expect(parseRecord(filesOf(rows)).issues[0]).toMatchObject({
      file: FILES[key].file,
      record: first?.id,
      field,
    });
  });

  test('a count to compare with that gives no killed is left out, and no “Infinity” is written', () => {
    const rows = smallRows();
    Object.assign(rows.totals[0] ?? {}, { killed: null });
    const { issues, rows: kept } = parseRecord(filesOf(rows));
    expect(issues).toMatchObject([{ file: 'totals.json', record: rows.totals[0]?.id }]);
    expect(drawn(createModel(kept), issues).body.textContent).not.toMatch(/Infinity|NaN|undefined/);
  });

  test.each(['Polygon', 'MultiLineString', 'GeometryCollection'])('the line of contact is no %s', (type) => {
    const rows = smallRows();
    const ring = [
      [46, 40],
      [47, 40],
      [46, 41],
      [47, 41],
    ];
    Object.assign(rows.lines[0] ?? {}, { geometry: { type, coordinates: [ring] } });
    expect(parseRecord(filesOf(rows)).issues[0]).toMatchObject({
      file: 'line-of-contact.geojson',
      field: 'geometry.type',
      value: type,
    });
  });
});

describe('a row that passes for something else', () => {
  test('for its whole file is named by its number, and the file stays', () => {
    const rows = smallRows();
    rows.claims.push({ id: '(whole file)' } as never, { id: '' } as never);
    const { issues, rows: kept } = parseRecord(filesOf(rows));
    expect(issues.map(({ record }) => record)).toEqual([
      `#${rows.claims.length - 1}`,
      `#${rows.claims.length}`,
    ]);
    expect(kept.claims).toHaveLength(rows.claims.length - 2);
  });

  test('its name, a field of it and its value are short and readable, whatever they hold', () => {
    const rows = smallRows();
    const said = `\u202E<b>${'x'.repeat(1_000_000)}`;
    rows.claims.push({ id: said } as never, { id: 'a/1', kind: 'toll', [said]: 1 } as never);
    rows.claims.push({ ...rows.claims[0], id: 'a/2', killed: said } as never);
    const { issues } = parseRecord(filesOf(rows));
    expect(issues).toHaveLength(3);
    expectReadable(issues);
    expect(issues[0]?.record).toMatch(/^\[U\+202E\]<b>x+…$/);
  });

  test.each(['constructor', 'tostring', 'hasownproperty'])(
    'an incident may be called %s and no more',
    (id) => {
      const rows = smallRows();
      const [incident] = rows.incidents;
      if (incident) rows.incidents.push({ ...structuredClone(incident), id });
      const { issues, rows: kept } = parseRecord(filesOf(rows));
      expect(issues).toEqual([]);
      const model = createModel(kept);
      expect(model.incident.get(id)?.claims).toEqual([]);
      expect(() => drawn(model)).not.toThrow();
    },
  );
});

describe('a truncated record', () => {
  const whole = JSON.stringify(smallFiles());
  test.each([0, 1, 0.1, 0.5, 0.9, whole.length - 1])('cut at %s throws nothing and is named', async (at) => {
    const cut = whole.slice(0, at < 1 && at > 0 ? Math.floor(at * whole.length) : at);
    const files = await fetchRecord('./record.json', () => Promise.resolve(new Response(cut)));
    const { rows, issues } = parseRecord(files);
    expect(issues.map(({ file }) => file)).toEqual(KEYS.map((key) => FILES[key].file));
    expectReadable(issues);
    expect(KEYS.filter((key) => rows[key].length > 0)).toEqual([]);
  });

  test.each(['null', '7', '"x"', '[]', '{}', '{"claims":{"claims":{}}}', '{"__proto__":{"claims":1}}'])(
    '%s in its place is named file by file',
    async (body) => {
      const { issues } = parseRecord(
        await fetchRecord('./record.json', () => Promise.resolve(new Response(body))),
      );
      expect(issues).toHaveLength(KEYS.length);
      for (const issue of issues) expect(issue.record).toBe('(whole file)');
    },
  );
});
