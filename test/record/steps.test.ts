/** The door of the lesson: what can be shown comes through, what cannot is named with its value and costs nothing else. */
import { describe, expect, it } from 'vitest';
import { formatIssue } from '../../src/record/parse.ts';
import { ROUTE, parseSteps } from '../../src/record/steps.ts';
import { sentencesOf } from '../../src/text/lesson.ts';
import { made } from '../page.ts';

const model = made([
  {
    id: 'barda-2020-10-28',
    claims: [
      { killed: 3, reported: '2020-10-28T14:00' },
      { killed: [20, null], claimant: 'An aide' },
      { killed: 21, claimant: 'A newspaper', reported: '2020-10-30' },
      { kind: 'denial', party: 'am', reported: null },
    ],
  },
]);
const sound = {
  id: 'one',
  title: 'A step',
  sentences: ['It is {killed}.'],
  day: '2020-10-28',
  show: 'day',
  known: '2020-10-28',
  incident: 'barda-2020-10-28',
  camera: [46.6, 39.72, 47.34, 40.64],
  emphasis: 'toll',
  question: 'Who says so?',
  notes: 'Slowly.',
  sources: ['S1'],
};
const parse = (...changes: object[]) =>
  parseSteps({ steps: changes.map((change, i) => ({ ...sound, id: `step-${i}`, ...change })) }, model);
const problemsOf = (change: object) => parse(change).issues.map(formatIssue);

describe('a sound step', () => {
  it('comes through with the record as it was known then', () => {
    const { steps, issues } = parse({});
    expect(issues).toEqual([]);
    expect(steps[0]?.chosen?.toll.killed).toMatchObject({ low: 3, high: 20 });
    expect(steps[0]?.sources.map(({ id }) => id)).toEqual(['S1']);
  });

  it('has the range of its incident at its known date, not a later one', () => {
    const { steps } = parse({}, { known: 'latest' });
    expect(steps.map((step) => sentencesOf(step))).toEqual([['It is 3–20 or more.'], ['It is 3–21.']]);
  });

  it('has the figures and hours of single claims, as printed', () => {
    const { steps } = parse({
      sentences: [
        '{barda-2020-10-28/1 killed} at {barda-2020-10-28/1 clock}, {barda-2020-10-28/2 killed} on {barda-2020-10-28/2 said}.',
      ],
    });
    expect(steps.map((step) => sentencesOf(step))).toEqual([['3 at 14:00, 20 or more on 28 October 2020.']]);
  });
});

describe('a broken step', () => {
  it.each([
    [{ incident: 'nowhere' }, 'steps.json, step-0, incident: unknown incident (nowhere)'],
    [{ day: '2020-10-29' }, 'incident: does not stand on 2020-10-29 (barda-2020-10-28)'],
    [{ known: '2020-10-27' }, 'incident: nothing had been said about it by 2020-10-27 (barda-2020-10-28)'],
    [{ day: '2020-12-01' }, 'day: must lie within 2020-09-27 and 2020-11-10 (2020-12-01)'],
    [{ day: '2020-02-30' }, 'day: must be a date, YYYY-MM-DD (2020-02-30)'],
    [{ known: 'yesterday' }, 'known: must be “latest” or a date from 2020-09-27 on (yesterday)'],
    [{ known: '2019-01-01' }, 'known: must be “latest” or a date from 2020-09-27 on (2019-01-01)'],
    [{ sources: ['S9'] }, 'sources: unknown source (S9)'],
    [{ sources: [] }, 'sources: needs at least one source'],
    [{ incident: null }, 'emphasis: tells of an incident, and none is chosen (toll)'],
    [{ emphasis: 'blame' }, 'emphasis:'],
    [{ camera: [47, 40, 46, 41] }, 'camera: must run from west to east'],
    [{ camera: [46, 39, 47, 80] }, 'camera.3: lies outside the region (80)'],
    [{ sentences: ['{wounded}'] }, 'sentences.0: its incident has no such figure ({wounded})'],
    [
      { sentences: ['{barda-2020-10-28/9 killed}'] },
      'names nothing in the record ({barda-2020-10-28/9 killed})',
    ],
    [
      { sentences: ['{barda-2020-10-28/3 killed}'] },
      'had not been said by 2020-10-28 ({barda-2020-10-28/3 killed})',
    ],
    [{ sentences: ['{barda-2020-10-28/2 clock}'] }, 'has no hour ({barda-2020-10-28/2 clock})'],
    [{ sentences: ['a', 'b', 'c'] }, 'sentences: must not have more than two sentences'],
    [{ sentences: ['{__proto__ killed}'] }, 'names nothing in the record ({__proto__ killed})'],
    [{ title: '' }, 'title: must not be empty'],
    [{ title: 'x'.repeat(61) }, 'title: must not be longer than 60 characters'],
    [{ title: 'abc\u202Edef' }, 'title: holds a character that cannot be seen'],
    [{ mood: 'sad' }, 'mood:'],
  ])('%j is named with what is wrong', (change, message) => {
    const [problem, ...more] = problemsOf(change);
    expect(problem).toContain(message);
    expect(more).toEqual([]);
  });

  it('costs no other step its place', () => {
    const { steps, issues } = parse({}, { incident: 'nowhere' }, {});
    expect(steps.map(({ id }) => id)).toEqual(['step-0', 'step-2']);
    expect(issues).toHaveLength(1);
  });

  it('is not needed for an issue: a file that is no list is one', () => {
    for (const raw of [null, 7, 'x', {}, { steps: null }, new Error('gone')])
      expect(parseSteps(raw, model)).toMatchObject({ steps: [], issues: [{ record: '(whole file)' }] });
  });
});

describe('a route of the reader’s own', () => {
  const { id, title, day, show, known, incident, camera, emphasis, question } = sound;
  const view = { id, title, day, show, known, incident, camera, emphasis };

  it('has views with a title and nothing else', () => {
    const { steps, issues } = parseSteps({ steps: [view] }, model, ROUTE);
    expect(issues).toEqual([]);
    expect(steps[0]).toMatchObject({ title: 'A step', sentences: [], question: '', sources: [] });
    expect(parseSteps({ steps: [{ ...view, question }] }, model, ROUTE).issues).toHaveLength(1);
  });
});
