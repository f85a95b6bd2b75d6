/** Every reason for which the door leaves something out is given here once, for a record that is broken in just that way. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRecord, type Rows } from '../../src/record/parse.ts';
import { WAR } from '../../src/time.ts';
import { filesOf, incident, line, place, rowOf, rowsOf, source, toll, total } from '../record/make.ts';

const claim = (change: object) => (r: Rows) => Object.assign(rowOf(r.claims, 'mill/1'), change);
const mill = (change: object) => (r: Rows) => Object.assign(rowOf(r.incidents, 'mill').properties, change);
const at =
  (...coordinates: number[]) =>
  (r: Rows) =>
    r.places.push({ ...place('x'), geometry: { type: 'Point', coordinates } as never });
const replaced = (by: string) => (r: Rows) => {
  r.claims.push(
    toll('mill/7', { killed: null, wounded: null }),
    toll('mill/8', { killed: { min: 1, max: 1 }, weak: true }),
  );
  claim({ replacedBy: { killed: by } })(r);
};

/** Message, how it comes about, and the value that is shown. */
const REASONS: readonly (readonly [message: string, by: (rows: Rows) => unknown, value: string])[] = [
  ['must not be empty', claim({ note: '' }), ''],
  ['holds a character that cannot be seen', claim({ note: 'a\u202Eb' }), 'a[U+202E]b'],
  ['must be lower-case words joined by hyphens', mill({ tollAt: 'A B' }), 'A B'],
  ['must be capitals, digits and underscores', claim({ sources: ['s1'] }), 's1'],
  ['must be an incident id, a slash and a number', claim({ id: 'mill' }), 'mill'],
  ['must be a date, YYYY-MM-DD', mill({ extent: ['2020-10-01', '2020-02-30'] }), '2020-02-30'],
  [
    'must be a year, a month, a day, or a day with its local time (YYYY-MM-DDTHH:MM)',
    claim({ reported: '2020-10-10T25:00' }),
    '2020-10-10T25:00',
  ],
  ['needs at least one source', claim({ sources: [] }), '[]'],
  ['must be a whole number', claim({ killed: { min: 1.5, max: null } }), '1.5'],
  ['must not be negative', claim({ killed: { min: -1, max: null } }), '-1'],
  ['must not be more than 1000000', claim({ killed: { min: 1e300, max: null } }), '1e+300'],
  ['is wider than the region', (r) => r.lines.push(line('x', { accuracyKm: Infinity })), 'Infinity'],
  [
    'must be an http or https address',
    (r) => r.sources.push(source({ id: 'S2', url: 'data:,x' })),
    'data:,x',
  ],
  [
    'must not hold a name or a password',
    (r) => r.sources.push(source({ id: 'S2', url: 'https://a.example@b.example/' })),
    'https://a.example@b.example/',
  ],
  ['lies west of the region', at(-181, 40), '-181'],
  ['lies east of the region', at(181, 40), '181'],
  ['lies south of the region', at(47, -91), '-91'],
  ['lies north of the region', at(47, 91), '91'],
  ['min must not exceed max', claim({ killed: { min: 2, max: 1 } }), '{"min":2,"max":1}'],
  [
    'the first day must not come after the last',
    mill({ extent: ['2020-10-11', '2020-10-10'] }),
    '["2020-10-11","2020-10-10"]',
  ],
  [
    `must lie within ${WAR.join(' and ')}`,
    mill({ extent: ['2019-10-10', '2019-10-10'] }),
    '["2019-10-10","2019-10-10"]',
  ],
  [
    'validFrom must not come after validTo',
    (r) => r.lines.push(line('x', { validTo: '1990-01-01' })),
    '{"name":"A line"',
  ],
  [
    'has no figure of killed to compare with',
    (r) => r.totals.push(total({ id: 'x', comparable: true, killed: null })),
    '{"id":"x"',
  ],
  ['unknown source', claim({ sources: ['S9'] }), 'S9'],
  ['unknown place', mill({ at: [{ place: 'x', accuracy: 'district' }] }), 'x'],
  ['is not one of its places', mill({ tollAt: 'x' }), 'x'],
  ['unknown incident', claim({ incident: 'x' }), 'x'],
  ['unknown party', (r) => r.parties.shift(), 'az'],
  ['has no row that can be used', (r) => (r.parties = []), '[]'],
  ['could not be read', (r) => (r.lines = new Error('status 404') as never), 'status 404'],
  ['must be a list', (r) => (r.lines = 'none' as never), 'none'],
  ['is used twice; only the first is kept', (r) => r.incidents.push(incident('mill')), 'mill'],
  ['unknown claim', replaced('mill/99'), 'mill/99'],
  ['is a claim about another incident', replaced('ford/1'), 'ford/1'],
  ['gives no figure for killed', replaced('mill/7'), 'mill/7'],
  ['is a claim that does not count', replaced('mill/8'), 'mill/8'],
  ['is not a later claim', replaced('mill/1'), 'mill/1'],
];

test.each(REASONS)('%s', (message, by, value) => {
  const rows = rowsOf();
  by(rows);
  const files = filesOf(rows);
  const raw = rows.lines instanceof Error ? { ...files, lines: rows.lines } : files;
  const found = parseRecord(raw).issues.find((issue) => issue.message === message);
  expect(found?.file).toMatch(/json$/);
  expect(found?.record).not.toBe('');
  expect(found?.value.startsWith(value)).toBe(true);
});

test('no reason that the code can give is missing here', () => {
  const code = ['schema', 'parse'].map((name) => readFileSync(`src/record/${name}.ts`, 'utf8')).join('\n');
  // What the holes of a template are filled with does not matter.
  const written = [
    ...code.matchAll(
      /(['`])((?:(?:must|lies|is|has|holds|needs|gives|could|unknown) |min |the first |validFrom )[^'`]*)\1/g,
    ),
  ]
    .map(([, , message = '']) => message.replaceAll(/\$\{[^}]*\}/g, '…'))
    .filter((message) => message !== 'is ');
  expect(written.length).toBeGreaterThan(30);
  const given = REASONS.map(([message]) => message);
  const missing = written.filter((message) => {
    const parts = message.split('…');
    return !given.some((one) => parts.every((part) => one.includes(part)));
  });
  expect(missing).toEqual([]);
});
