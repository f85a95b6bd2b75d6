import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { csvOf } from '../../src/export/csv.ts';
import { fileOf } from '../../src/export/files.ts';
import type { Known } from '../../src/record/known.ts';
import { hasFigures, parseRecord } from '../../src/record/parse.ts';
import { incidentSchema, sourceSchema } from '../../src/record/schema.ts';
import { chosenDays, made, recordAt, shipped, source } from '../page.ts';
import { days, parse, parts, rowsOf, VERSION, whole } from './read.ts';

const { rows: record } = parseRecord(readRecordFiles());
const TABLES = ['incidents', 'claims', 'sources'] as const;
/** An evening before the findings, one within the war, one long after it, and the end. */
const EVENINGS: readonly Known[] = ['2020-10-28', '2020-11-05', '2021-06-30', 'latest'];
const claimRows = (claim: object, known: Known = 'latest') =>
  rowsOf('claims', whole(known, made([{ id: 'a', claims: [claim] }])));

describe('the file', () => {
  it.each(TABLES)('of %s begins with the byte order mark of UTF-8, ends every row with CRLF', (kind) => {
    const bytes = new TextEncoder().encode(fileOf(kind, whole()).text);
    expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const outsideQuotes = text.replaceAll(/"(?:[^"]|"")*"/g, '');
    expect(outsideQuotes.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('gives back every cell, whatever stands in it, but for the apostrophe before a formula', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[-=+@"',;\t\r\n a1]{0,6}$/));
    const row = fc.array(cell, { minLength: 2, maxLength: 2 }).filter(([first]) => first !== '');
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
        const back = parse(csvOf(['a', 'b'], rows)).slice(1);
        const formula = /^[=+\-@\t\r\n＝＋－＠]/;
        expect(back).toEqual(rows.map((cells) => cells.map((c) => (formula.test(c) ? `'${c}` : c))));
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=1\n2', '＝1', '=HYPERLINK("x")'])(
    'keeps a spreadsheet from computing %j',
    (formula) => {
      expect(claimRows({ statement: formula, note: 'x' })[0]?.['statement']).toBe(`'${formula}`);
    },
  );

  it('leaves numbers as they are, and text that only holds such a sign', () => {
    expect(parse(csvOf(['a', 'b', 'c'], [[-5, '60-70', true]]))[1]).toEqual(['-5', '60-70', 'true']);
  });
});

describe('claims.csv', () => {
  const rows = rowsOf('claims', whole());

  it('holds every claim of the record once, with its words, its speaker and its figures', () => {
    expect(rows.length).toBeGreaterThan(300);
    const expected = record.claims.map((claim) => ({
      id: claim.id,
      incident: claim.incident,
      party: claim.party,
      claimant: claim.claimant,
      kind: claim.kind,
      statement: claim.statement,
      reported: claim.reported ?? '',
      note: claim.note ?? '',
      sources: claim.sources,
      figures: (['killed', 'wounded'] as const).map((measure) => (hasFigures(claim) ? claim[measure] : null)),
    }));
    const number = (cell: string | undefined) => (cell === '' || cell === undefined ? null : Number(cell));
    const found = rows.map((row) => ({
      ...Object.fromEntries(
        ['id', 'incident', 'party', 'claimant', 'kind', 'statement', 'reported', 'note'].map((name) => [
          name,
          row[name],
        ]),
      ),
      sources: parts(row['sources']),
      figures: ['killed', 'wounded'].map((measure) => {
        const min = number(row[`${measure}Min`]);
        return min === null ? null : { min, max: number(row[`${measure}Max`]) };
      }),
    }));
    const byId = (a: object, b: object) => ((a as { id: string }).id < (b as { id: string }).id ? -1 : 1);
    expect(found.toSorted(byId)).toEqual(expected.toSorted(byId));
  });

  it('has an address for every source that has one, in the order of the sources', () => {
    const urls = new Map(record.sources.map(({ id, url }) => [id, url ?? '']));
    for (const row of rows) {
      const ids = parts(row['sources']);
      expect((row['sourceUrls'] ?? '').split('; '), row['id']).toEqual(ids.map((id) => urls.get(id)));
    }
  });

  it('leaves the cell of an unknown figure empty, and writes none as 0', () => {
    const of = (claim: object) => {
      const [row = {}] = claimRows(claim);
      return [row['killedMin'], row['killedMax'], row['killedOpen']];
    };
    expect(of({})).toEqual(['', '', '']);
    expect(of({ kind: 'denial' })).toEqual(['', '', '']);
    expect(of({ killed: 0 })).toEqual(['0', '0', 'false']);
    expect(of({ killed: 21 })).toEqual(['21', '21', 'false']);
    expect(of({ killed: [60, 70] })).toEqual(['60', '70', 'false']);
  });

  it('says that an open figure is open, and gives it no upper end', () => {
    const [row = {}] = claimRows({ wounded: [70, null] });
    expect([row['woundedMin'], row['woundedMax'], row['woundedOpen']]).toEqual(['70', '', 'true']);
  });

  it('marks a claim about a part, and a replaced figure only once its replacement is known', () => {
    const model = made([
      {
        id: 'a',
        claims: [
          { killed: 3, replacedBy: { killed: 'a/2' } },
          { killed: 4, reported: '2020-10-30', claimant: 'Another' },
          { wounded: 1, part: true },
        ],
      },
    ]);
    const marks = (known: Known) =>
      rowsOf('claims', whole(known, model)).map((row) => [row['id'], row['killedReplacedBy'], row['part']]);
    expect(marks('latest')).toEqual([
      ['a/1', 'a/2', 'false'],
      ['a/3', '', 'true'],
      ['a/2', '', 'false'],
    ]);
    expect(marks('2020-10-28')).toEqual([
      ['a/1', '', 'false'],
      ['a/3', '', 'true'],
    ]);
  });
});

describe('incidents.csv', () => {
  const latest = rowsOf('incidents', whole());

  it('gives back every Azerbaijani and Armenian name letter by letter', () => {
    const rows = new Map(latest.map((row) => [row['id'], row]));
    expect(rows.size).toBe(record.incidents.length);
    for (const { id, properties } of record.incidents) {
      expect([rows.get(id)?.['nameAz'], rows.get(id)?.['nameHy']], id).toEqual([
        properties.nameAz ?? '',
        properties.nameHy ?? '',
      ]);
    }
    const all = [...rows.values()].map((row) => `${row['nameAz']} ${row['nameHy']}`).join(' ');
    for (const name of ['Bərdə', 'Gəncə', 'Tərtər', 'Şuşa', 'Xankəndi', 'Ստեփանակերտ', 'Մարտունի'])
      expect(all).toContain(name);
  });

  it('has a column for every field of the schema', () => {
    const [row = {}] = latest;
    const fields = Object.keys(incidentSchema.entries.properties.entries).flatMap((field) => {
      if (field === 'extent') return ['firstDay', 'lastDay'];
      return field === 'at' ? ['places', 'placeIds', 'lng', 'lat', 'accuracy'] : [field];
    });
    expect(fields.filter((field) => !(field in row))).toEqual([]);
  });

  it.each(EVENINGS)(
    'has the range of every incident as known on %s, and its ends are claims of claims.csv',
    (known) => {
      const taken = whole(known);
      const rows = rowsOf('incidents', taken);
      const claims = new Set(rowsOf('claims', taken).map((row) => row['id']));
      const items = recordAt(shipped(), known).incidents;
      expect(rows).toHaveLength(items.length);
      for (const [i, { incident, toll, claims: said }] of items.entries()) {
        const row = rows[i] ?? {};
        expect([row['id'], row['known'], row['recordVersion']]).toEqual([incident.id, known, VERSION]);
        for (const measure of ['killed', 'wounded'] as const) {
          const range = toll[measure];
          const cell = (name: string) => row[`${measure}${name}`];
          expect([cell('Low'), cell('High'), cell('Open')], incident.id).toEqual(
            range ? [String(range.low), String(range.high), String(range.open)] : ['', '', ''],
          );
          const ends = [...parts(cell('LowBy')), ...parts(cell('HighBy'))];
          expect(ends).toEqual([...(range?.lowBy ?? []), ...(range?.highBy ?? [])].map(({ id }) => id));
          expect(ends.filter((id) => !claims.has(id))).toEqual([]);
        }
        expect(Number(row['claims'])).toBe(said.length);
      }
    },
  );

  it('shows of Barda on the evening of 28 October 21 killed and 60 to 70 wounded, and no finding', () => {
    const row = rowsOf('incidents', whole('2020-10-28')).find(({ id }) => id === 'barda-2020-10-28');
    expect(row).toMatchObject({
      killedLow: '21',
      killedHigh: '21',
      woundedLow: '60',
      woundedHigh: '70',
      findings: '0',
      // Not dated one by one.
      time: '',
      weapon: '',
      open: '',
    });
  });

  it('names the parties that denied it, and no others', () => {
    const deniedBy = (id: string) => latest.find((row) => row['id'] === id)?.['deniedBy'];
    const denials = record.claims.filter(({ kind }) => kind === 'denial');
    expect(denials.length).toBeGreaterThan(0);
    for (const { id } of record.incidents) {
      const parties = new Set(denials.filter(({ incident }) => incident === id).map(({ party }) => party));
      expect(new Set(parts(deniedBy(id))), id).toEqual(parties);
    }
  });

  it('lists places, positions and accuracies in one order', () => {
    const positions = new Map(record.places.map(({ id, geometry }) => [id, geometry.coordinates]));
    for (const row of latest) {
      const incident = record.incidents.find(({ id }) => id === row['id']);
      const at = incident?.properties.at ?? [];
      expect(parts(row['placeIds']), row['id']).toEqual(at.map(({ place }) => place));
      expect(parts(row['accuracy'])).toEqual(at.map(({ accuracy }) => accuracy));
      const lngLat = parts(row['lng']).map((lng, i) => [Number(lng), Number(parts(row['lat'])[i])]);
      expect(lngLat).toEqual(at.map(({ place }) => positions.get(place)));
      expect([parts(row['places']).length, parts(row['radiusKm']).length]).toEqual([at.length, at.length]);
    }
  });

  it('keeps open questions and printed distances apart, and the sources of the distances', () => {
    for (const row of latest) {
      const { open = [], distances = [] } =
        record.incidents.find(({ id }) => id === row['id'])?.properties ?? {};
      const split = (cell = '') => (cell ? cell.split(' | ') : []);
      expect(split(row['open'])).toEqual(open);
      expect(split(row['distances'])).toEqual(
        distances.map(({ claimant, printed, sources }) => `${claimant}: ${printed} [${sources.join('; ')}]`),
      );
    }
  });
});

describe('sources.csv', () => {
  it('holds every source of the record and every field of the schema', () => {
    const rows = rowsOf('sources', whole());
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(sourceSchema.entries));
    expect(rows.map(({ id }) => id)).toEqual(record.sources.map(({ id }) => id));
    for (const [i, { title, url, urlComplete, note }] of record.sources.entries()) {
      const row = rows[i] ?? {};
      expect([row['title'], row['url'], row['note']]).toEqual([title ?? '', url ?? '', note ?? '']);
      expect(row['urlComplete'], row['id']).toBe(String(urlComplete ?? true));
    }
  });

  it('never calls an address complete that was not kept', () => {
    const model = made([{ id: 'a', claims: [{}] }], { sources: [source({ url: null })] });
    expect(rowsOf('sources', whole('latest', model))[0]).toMatchObject({ url: '', urlComplete: 'false' });
  });
});

describe('what was said later', () => {
  const evening = '2020-10-28';

  it('is in no table of an earlier evening', () => {
    const taken = whole(evening);
    const claims = rowsOf('claims', taken);
    expect(claims.length).toBeGreaterThan(50);
    expect(claims.filter((row) => !row['knownFrom'] || row['knownFrom'] > evening)).toEqual([]);
    const ids = new Set(claims.map(({ id }) => id));
    const replacing = claims.flatMap((row) => [row['killedReplacedBy'], row['woundedReplacedBy']]);
    expect(replacing.filter((id) => id && !ids.has(id))).toEqual([]);
    const later = rowsOf('incidents', taken).filter((row) => row['distances']?.includes('Amnesty'));
    expect(later).toEqual([]);
  });

  it('brings no source that nothing shown rests on, and leaves out none that it does', () => {
    for (const taken of [whole(evening), days('2020-10-28'), days('2020-10-28', { known: evening })]) {
      const cited = new Set([
        ...rowsOf('claims', taken).flatMap((row) => parts(row['sources'])),
        ...rowsOf('incidents', taken).flatMap((row) =>
          [...(row['distances'] ?? '').matchAll(/\[(.*?)\]/g)].flatMap(([, ids]) => parts(ids)),
        ),
      ]);
      expect(new Set(rowsOf('sources', taken).map(({ id }) => id))).toEqual(cited);
    }
  });
});

describe('the days shown', () => {
  it.each([
    ['2020-10-28', 'day', 'latest'],
    ['2020-10-28', 'upto', '2020-10-30'],
    ['2020-11-10', 'upto', 'latest'],
    ['2020-10-04', 'upto', 'latest'],
  ] as const)('%s (%s, known %s): counted rows add up to what the page says', (day, show, known) => {
    const { selection } = chosenDays(shipped(), day, { show, known });
    const rows = rowsOf('incidents', days(day, { show, known }));
    const counted = rows.filter((row) => row['counted'] === 'true');
    expect(rows).toHaveLength(selection.tally.items.length + selection.spans.length);
    expect(counted).toHaveLength(selection.tally.items.length);
    for (const measure of ['killed', 'wounded'] as const) {
      const add = (end: string) => counted.reduce((n, row) => n + Number(row[`${measure}${end}`]), 0);
      expect([add('Low'), add('High')]).toEqual([
        selection.tally[measure]?.low,
        selection.tally[measure]?.high,
      ]);
    }
  });

  it('hold an incident of which only a span of days is known, and do not count it', () => {
    const model = made([{ id: 'span', on: ['2020-10-20', '2020-10-30'], claims: [{ killed: 1 }] }]);
    const counted = (day: string, show: 'day' | 'upto') =>
      rowsOf('incidents', days(day, { show }, model)).map((row) => row['counted']);
    expect(counted('2020-10-28', 'day')).toEqual(['false']);
    expect(counted('2020-10-28', 'upto')).toEqual(['false']);
    expect(counted('2020-10-30', 'upto')).toEqual(['true']);
    expect(rowsOf('claims', days('2020-10-28', {}, model))).toHaveLength(1);
  });

  it('without an incident are tables with a header and no row', () => {
    for (const kind of TABLES) {
      const text = fileOf(kind, days('2020-11-10', {}, made([]))).text;
      expect(parse(text)).toHaveLength(1);
    }
  });
});
