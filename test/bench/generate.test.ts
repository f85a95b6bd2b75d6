import { describe, expect, it } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { checkRecord } from '../../scripts/record-rules.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { WAR, daysOf } from '../../src/time.ts';
import { generateRecord } from './generate.ts';

const shipped = readRecordFiles();
const files = generateRecord(shipped, 2000);
const { rows, issues } = parseRecord(files);
const before = parseRecord(shipped).rows;

describe('a generated record', () => {
  it('passes the door and keeps every rule of a shipped record', () => {
    expect(issues).toEqual([]);
    expect(checkRecord(files)).toEqual([]);
  });

  it('has as many incidents as asked for, the shipped ones among them', () => {
    expect(rows.incidents).toHaveLength(2000);
    expect(rows.incidents.slice(0, before.incidents.length)).toEqual(before.incidents);
    expect(generateRecord(shipped, 0)).toEqual(generateRecord(shipped, before.incidents.length));
  });

  it('is the same for the same seed, and another for another', () => {
    expect(generateRecord(shipped, 400, 7)).toEqual(generateRecord(shipped, 400, 7));
    expect(generateRecord(shipped, 400, 7)).not.toEqual(generateRecord(shipped, 400, 8));
  });

  it('is spread over every day of the war and over the shipped places only', () => {
    const days = new Set(rows.incidents.map((incident) => incident.properties.extent[0]));
    expect([...days].toSorted()).toEqual(daysOf(WAR));
    expect(rows.places).toEqual(before.places);
    expect(rows.sources).toEqual(before.sources);
  });

  it('has the shipped mix of claims: two or three each, with denials, ranges, open and replaced figures', () => {
    const made = rows.claims.slice(before.claims.length);
    const perIncident = made.length / (rows.incidents.length - before.incidents.length);
    expect(perIncident).toBeGreaterThan(2.2);
    expect(perIncident).toBeLessThan(2.6);
    const share = (test: (claim: (typeof made)[number]) => boolean) =>
      made.filter((claim) => test(claim)).length / made.length;
    expect(share((claim) => claim.kind === 'denial')).toBeGreaterThan(0.08);
    expect(share((claim) => 'replacedBy' in claim)).toBeGreaterThan(0.03);
    expect(share((claim) => 'killed' in claim && claim.killed?.max === null)).toBeGreaterThan(0.01);
    expect(
      share(
        (claim) =>
          'killed' in claim &&
          claim.killed !== null &&
          claim.killed.max !== null &&
          claim.killed.max > claim.killed.min,
      ),
    ).toBeGreaterThan(0.01);
  });
});
