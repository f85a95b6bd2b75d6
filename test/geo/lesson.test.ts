/** The first lesson: every step can be shown, and every figure in its words is the record's at its day and known date. */
import { describe, expect, test } from 'vitest';
import { readRecordFiles, readStepsFile } from '../../scripts/record-files.ts';
import { checkSteps } from '../../scripts/record-rules.ts';
import { hasFigures } from '../../src/record/parse.ts';
import { parseSteps, type Step } from '../../src/record/steps.ts';
import { figureText, rangeText } from '../../src/text/format.ts';
import { sentencesOf } from '../../src/text/lesson.ts';
import { knownItem, recordAt, shipped } from '../page.ts';

const model = shipped();
const raw = readStepsFile() as { steps: { id: string; sentences: string[] }[] };
const { steps, issues } = parseSteps(raw, model);
const step = (id: string): Step => {
  const found = steps.find((one) => one.id === id);
  if (!found) throw new Error(`unknown step: ${id}`);
  return found;
};
/** Every number in the words of a step, days of the month left out. */
const numbersIn = (one: Step) =>
  sentencesOf(one)
    .join(' ')
    .replaceAll(/\d+ (?:September|October)/g, '')
    .match(/\d\d:\d\d|\d+/g) ?? [];

describe('the lesson', () => {
  test('has twelve steps, and each can be shown', () => {
    expect(issues).toEqual([]);
    expect(steps).toHaveLength(12);
  });

  test('keeps every rule for its words', () => {
    expect(checkSteps(raw, readRecordFiles())).toEqual([]);
  });

  test('goes on in time: what was known never becomes less', () => {
    const known = steps.map((one) => one.known);
    expect(known.toSorted()).toEqual(known);
  });

  test('names what each side denies as often as the other’s denial', () => {
    const words = raw.steps.flatMap(({ sentences }) => sentences);
    const deniers = words.join(' ');
    expect(deniers).toMatch(/Armenia denied|Armenia denies/);
    expect(deniers).toMatch(/Azerbaijan’s Ministry of Defence said that the report of shelling was false/);
  });
});

describe('denials', () => {
  // The wall adds who denies the incident of a step; where none is chosen its words must say it.
  test.each(['denials', 'findings'])('%s: is told with a denial, though no incident is chosen', (id) => {
    expect(step(id).chosen).toBeNull();
    expect(sentencesOf(step(id)).join(' ')).toMatch(/[Ee]ach side denied/);
  });
});

describe('figures', () => {
  test.each(steps.map((one) => [one.id, one] as const))(
    '%s: each is one that the record gives by its known date',
    (_, one) => {
      const claims = recordAt(model, one.known).incidents.flatMap((item) => item.claims);
      const given = new Set(
        claims.flatMap((claim) => [
          ...(claim.reported?.length === 16 ? [claim.reported.slice(11)] : []),
          ...(hasFigures(claim)
            ? [claim.killed, claim.wounded].flatMap((figure) => (figure ? figureText(figure) : []))
            : []),
        ]),
      );
      for (const entry of model.calendar) given.add(entry.at.slice(11));
      for (const line of model.lines) given.add(String(line.accuracyKm));
      for (const range of [one.chosen?.toll.killed, one.chosen?.toll.wounded])
        for (const end of range ? rangeText(range).split('–') : []) given.add(end);
      expect(numbersIn(one).filter((number) => !given.has(number))).toEqual([]);
    },
  );

  test('Garayusifli is told as 3 killed and 7 injured at first, then 3, 4 and 5', () => {
    expect(numbersIn(step('first-reported'))).toEqual(['3', '7']);
    expect(numbersIn(step('three-four-five'))).toEqual(['3', '4', '5']);
  });

  test('Barda is told as 3, 14, 19 and 21, with the denial between the hours of the figures', () => {
    expect(numbersIn(step('hour-by-hour'))).toEqual(['3', '14', '19', '21', '15:15', '16:03', '14:09']);
  });

  test('the two cities are told as 1 killed and 2 wounded', () => {
    expect(numbersIn(step('the-two-cities'))).toEqual(['1', '2']);
  });

  test('the range of Barda at the end is that of the latest record', () => {
    const { killed, wounded } = knownItem(model, 'barda-2020-10-28').toll;
    expect(sentencesOf(step('still-open'))[0]).toContain(
      `${killed && rangeText(killed)} killed and ${wounded && rangeText(wounded)} wounded`,
    );
  });

  test('the truce begins when the record says', () => {
    expect(numbersIn(step('truce'))).toEqual(['08:00']);
  });

  test('a figure that is typed by hand is found', () => {
    const [first] = raw.steps;
    const typed = (sentence: string) =>
      checkSteps({ steps: [{ ...first, sentences: [sentence] }] }, readRecordFiles()).map(({ value }) => value);
    expect(typed('It was 21.')).toEqual(['21']);
    expect(typed('It was twenty, or fourteen.')).toEqual(['twenty']);
    expect(typed('On 27 October it was said.')).toEqual([]);
    expect(typed('The regime said so.')).toEqual(['regime']);
  });
});
