/** A record of a hundred thousand incidents, sound and broken: it ends, and no stack overflows. */
import { describe, expect, test } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { select } from '../../src/record/days.ts';
import { knownAt } from '../../src/record/known.ts';
import { createModel } from '../../src/record/model.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { FILES } from '../../src/record/schema.ts';
import { WAR } from '../../src/time.ts';
import { generateRecord } from '../bench/generate.ts';
import { figuresOf } from './small.ts';
import { FLOOD_MS } from './strings.ts';

describe('a hundred thousand incidents', () => {
  const shipped = readRecordFiles();
  const before = figuresOf(createModel(parseRecord(shipped).rows));
  const files = generateRecord(shipped, 100_000);

  test(
    'go through the door and are added up',
    () => {
      const { rows, issues } = parseRecord(files);
      expect(issues).toEqual([]);
      const record = knownAt(createModel(rows), 'latest');
      const { tally } = select(record, WAR[1], 'upto');
      expect(tally.items).toHaveLength(100_000);
      expect(tally.killed?.of.length).toBeGreaterThan(10_000);
    },
    FLOOD_MS,
  );

  test(
    'of which every made-up one is broken are named one by one, and no shipped figure changes',
    () => {
      const { features } = files.incidents as { features: { id: string; properties: object }[] };
      const broken = features.map((one) =>
        before.has(one.id)
          ? one
          : { ...one, properties: { ...one.properties, extent: ['2020-10-30', 'never'] } },
      );
      const { rows, issues } = parseRecord({ ...files, incidents: { features: broken } });
      const named = new Set(
        issues.filter(({ file }) => file === FILES.incidents.file).map(({ record }) => record),
      );
      expect(named.size).toBe(100_000 - before.size);
      expect(figuresOf(createModel(rows))).toEqual(before);
    },
    FLOOD_MS,
  );
});
