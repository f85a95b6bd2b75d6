/** The shipped record: nothing lost, nothing broken, and every claim of the article that it was commissioned from. */
import { readFileSync, readdirSync } from 'node:fs';
import type { Topology } from 'topojson-specification';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../scripts/json-schema.ts';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { checkRecord, checkRings } from '../../scripts/record-rules.ts';
import { unpackBasemap } from '../../src/map/basemap.ts';
import { createModel, type Claim } from '../../src/record/model.ts';
import { hasFigures, parseRecord } from '../../src/record/parse.ts';
import { FILES } from '../../src/record/schema.ts';

const files = readRecordFiles();
const { rows, issues } = parseRecord(files);
const model = createModel(rows);

describe('whole', () => {
  test('no row is left out at the door', () => {
    expect(issues).toEqual([]);
  });

  test('no rule is broken', () => {
    expect(checkRecord(files)).toEqual([]);
  });

  test('140 incidents, 341 claims, 46 places, 2 lines', () => {
    expect(rows.incidents).toHaveLength(140);
    expect(rows.claims).toHaveLength(341);
    expect(rows.places).toHaveLength(46);
    expect(rows.lines).toHaveLength(2);
  });

  test('386 sources: 385 from the first gathering, and AZVISEN29OCT', () => {
    expect(rows.sources.filter((source) => source.id !== 'AZVISEN29OCT')).toHaveLength(385);
    expect(model.sources.get('AZVISEN29OCT')?.publisher).toBe('AzVision');
  });

  test('every ring of the geography and of the basemap runs the way it should', () => {
    const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
    const shapes = Object.values(FILES)
      .filter(({ file }) => file.endsWith('.geojson'))
      .map(({ file }) => [file, read(`geo/${file}`) as GeoJSON.GeoJSON] as const);
    const basemap = Object.entries(unpackBasemap(read('geo/basemap/basemap.topojson') as Topology));
    expect(basemap).not.toHaveLength(0);
    expect([...shapes, ...basemap].flatMap(([name, shape]) => checkRings(name, shape))).toEqual([]);
  });

  test('the published JSON Schema is that of the code, and no file of it is left over', () => {
    const written = jsonSchemas();
    expect(readdirSync('geo/schema').map((file) => `geo/schema/${file}`).toSorted()).toEqual(
      Object.keys(written).toSorted(),
    );
    for (const [file, text] of Object.entries(written)) expect(readFileSync(file, 'utf8'), file).toBe(text);
  });
});

describe('the article', () => {
  const claimsOf = (id: string): readonly Claim[] => model.incident.get(id)?.claims ?? [];
  const cites = (row: { sources: readonly { id: string }[] }) => row.sources.some(({ id }) => id === 'SEED');
  const fromArticle = (id: string) => claimsOf(id).filter(cites);
  const figures = (claims: readonly Claim[]) =>
    claims.flatMap((claim) => (hasFigures(claim) ? [[claim.killed, claim.wounded]] : []));
  const exactly = (n: number) => ({ min: n, max: n });
  const BARDA = 'barda-2020-10-28';
  const GARAYUSIFLI = 'garayusifli-2020-10-27';
  const CITIES = 'shusha-stepanakert-2020-10-28';
  const PROSECUTOR = 'Prosecutor General\'s Office of Azerbaijan';

  test('is kept with its address and was read whole', () => {
    expect(model.sources.get('SEED')).toMatchObject({
      publisher: 'TRT World, using Reuters',
      read: 'whole',
      url: expect.stringContaining('trtworld.com') as string,
    });
  });

  test('Barda, 28 October: the Prosecutor General’s Office gives 21 killed and 60 wounded', () => {
    const said = fromArticle(BARDA).filter((claim) => claim.claimant === PROSECUTOR);
    expect(figures(said)).toEqual([[exactly(21), exactly(60)]]);
  });

  test('Barda: the earlier 14 is in the trail before the 21', () => {
    const killed = claimsOf(BARDA).flatMap((claim) =>
      claim.claimant === PROSECUTOR && hasFigures(claim) ? (claim.killed?.min ?? []) : [],
    );
    expect(killed.indexOf(14)).toBeGreaterThanOrEqual(0);
    expect(killed.indexOf(14)).toBeLessThan(killed.indexOf(21));
  });

  test('Barda: Hikmet Hajiyev gives more than 20 killed and 60 wounded', () => {
    const said = fromArticle(BARDA).filter((claim) => claim.claimant.startsWith('Hikmet Hajiyev'));
    expect(figures(said)).toEqual([[{ min: 20, max: null }, exactly(60)]]);
  });

  test('Garayusifli, 27 October: 4 killed, a toddler among them, and 13 wounded', () => {
    const said = fromArticle(GARAYUSIFLI);
    expect(figures(said)).toContainEqual([exactly(4), exactly(13)]);
    expect(said.some((claim) => hasFigures(claim) && claim.statement.includes('toddler'))).toBe(true);
  });

  test('Garayusifli: whether the child was a toddler or seven is still open', () => {
    const open = model.incident.get(GARAYUSIFLI)?.open ?? [];
    expect(open.filter((text) => text.includes('toddler') && text.includes('seven-year-old'))).toHaveLength(1);
  });

  test('Garayusifli stands at a stand-in with a circle of 12 km', () => {
    expect(model.incident.get(GARAYUSIFLI)?.at).toMatchObject([
      { accuracy: 'approximate', place: { id: 'garayusifli', approximate: { radiusKm: 12 } } },
    ]);
  });

  test('the two largest cities: 1 killed, as officials in Nagorno-Karabakh said', () => {
    const said = fromArticle(CITIES).filter((claim) => claim.party === 'nk');
    expect(figures(said)).toEqual([[exactly(1), null]]);
    expect(said[0]?.statement).toContain('two largest cities');
    expect(model.incident.get(CITIES)?.at.map((spot) => spot.place.id).toSorted()).toEqual(['shusha', 'stepanakert-khankendi',
    ]);
  });

  test('Armenia denies both strikes on Barda district, Azerbaijan the shelling of the two cities', () => {
    const deniers = [BARDA, GARAYUSIFLI, CITIES].map((id) =>
      fromArticle(id).flatMap((claim) => (claim.kind === 'denial' ? claim.party : [])),
    );
    expect(deniers).toEqual([['am'], ['am'], ['az']]);
  });

  test('the truce brokered by Washington took effect on 26 October at 08:00 local time, 04:00 GMT', () => {
    const truce = model.calendar.find((entry) => entry.id === 'truce-2020-10-26');
    expect(truce).toMatchObject({ kind: 'truce', at: '2020-10-26T08:00' });
    expect(Date.parse(`${truce?.at}:00+04:00`)).toBe(Date.parse('2020-10-26T04:00:00Z'));
    expect(truce?.statement).toContain('04:00 GMT');
    expect(truce && cites(truce)).toBe(true);
  });

  test('the ministers’ meeting in Geneva is in the calendar, with the day that the article gave', () => {
    const meeting = model.calendar.find((entry) => entry.kind === 'meeting');
    expect(meeting?.statement).toContain('says Thursday (29 October)');
    expect(meeting && cites(meeting)).toBe(true);
  });

  test('more than 100 civilians from both sides were killed by 28 October', () => {
    const found = model.totals.filter((total) => cites(total) && total.about === 'both');
    expect(found.map(({ asOf, killed }) => [asOf, killed])).toEqual([['2020-10-28', { min: 100, max: null }]]);
    expect(found[0]?.statement).toContain('more than 100 civilians from both sides');
  });

  test('about 30,000 people were killed in the war of the 1990s, which is no toll of this one', () => {
    const found = model.totals.filter((total) => cites(total) && total.about === 'war-of-1991');
    expect(found.map(({ killed, comparable }) => [killed, comparable])).toEqual([[exactly(30_000), undefined]]);
    expect(found[0]?.statement).toContain('about 30,000');
  });
});
