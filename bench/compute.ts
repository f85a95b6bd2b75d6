/** What the record's own arithmetic costs, without a browser: medians of repeated calls in one process, in ms. */
import { placeFeatures } from '../src/map/features.ts';
import { select } from '../src/record/days.ts';
import { knownAt } from '../src/record/known.ts';
import { createModel } from '../src/record/model.ts';
import { parseRecord, type RawFiles } from '../src/record/parse.ts';
import { median } from './stats.ts';

export interface Compute {
  readonly 'reading the record': number;
  readonly 'a step of the day': number;
  readonly 'a step, up to the day': number;
  readonly 'another "known on"': number;
  readonly 'map features': number;
}

/** No more calls after so long, ms. */
const BUDGET_MS = 3000;

function time(act: () => unknown): number {
  const began = performance.now();
  const taken: number[] = [];
  while (taken.length < 3 || (taken.length < 100 && performance.now() - began < BUDGET_MS)) {
    const start = performance.now();
    act();
    taken.push(performance.now() - start);
    // What is as slow as this gains nothing by being called again.
    if (performance.now() - began > 3 * BUDGET_MS) break;
  }
  return median(taken);
}

export function compute(files: RawFiles): Compute {
  const { rows } = parseRecord(files);
  const model = createModel(rows);
  const latest = knownAt(model, 'latest');
  return {
    'reading the record': time(() => createModel(parseRecord(files).rows)),
    'a step of the day': time(() => select(latest, '2020-10-28', 'day')),
    'a step, up to the day': time(() => select(latest, '2020-10-28', 'upto')),
    'another "known on"': time(() => knownAt(model, '2020-10-28')),
    'map features': time(() => placeFeatures(latest, model.places.values())),
  };
}
