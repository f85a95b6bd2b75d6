import { describe, expect, test } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { coverage } from '../../src/record/coverage.ts';
import { knownAt } from '../../src/record/known.ts';
import { createModel, type Incident, type Model } from '../../src/record/model.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { incident, modelOf, people, toll, total } from './make.ts';

const coverageOf = (model: Model, control: Incident['control']) =>
  coverage(model, knownAt(model, 'latest')).find((part) => part.control === control);

describe('the shipped record', () => {
  const model = createModel(parseRecord(readRecordFiles()).rows);
  const counted = (control: Incident['control']) =>
    coverageOf(model, control)?.counted.map((one) => [one.killed?.min, one.killed?.max]);

  test('holds 82 to 89 of the 93 deaths that Azerbaijan counts', () => {
    expect(coverageOf(model, 'AZ')?.held).toMatchObject({ low: 82, high: 89, open: false });
    expect(counted('AZ')).toEqual([[93, 93]]);
  });

  test('holds 30 of the 42 deaths that the de facto ombudsman of Nagorno-Karabakh counts', () => {
    expect(coverageOf(model, 'NK')?.held).toMatchObject({ low: 30, high: 30, open: false });
    expect(counted('NK')).toEqual([[42, 42]]);
  });

  test('holds 5 deaths in Armenia, whose own totals run from 1 to 4', () => {
    expect(coverageOf(model, 'AM')?.held).toMatchObject({ low: 5, high: 5, open: false });
    const own = counted('AM')?.flat() ?? [];
    expect(own.every((killed) => typeof killed === 'number')).toBe(true);
    expect([Math.min(...(own as number[])), Math.max(...(own as number[]))]).toEqual([1, 4]);
  });
});

describe('made up', () => {
  const model = modelOf({
    incidents: [incident('mill', { control: 'AZ' }), incident('ford', { control: 'NK' })],
    claims: [toll('mill/1', { killed: people(2, 3) }), toll('ford/1', { killed: people(50) })],
    totals: [
      total({ id: 'own', comparable: true }),
      total({ id: 'running' }),
      total({ id: 'both', about: 'both', comparable: true }),
    ],
  });

  test('an incident counts only for whoever controlled the place', () => {
    expect(coverageOf(model, 'AZ')?.held).toMatchObject({ low: 2, high: 3 });
  });

  test('only a total marked comparable, about the same place, is held against it', () => {
    expect(coverageOf(model, 'AZ')?.counted.map((one) => one.id)).toEqual(['own']);
  });

  test('where nothing is held it is nothing, not zero', () => {
    expect(coverageOf(model, 'AM')).toEqual({ control: 'AM', held: null, counted: [] });
  });
});
