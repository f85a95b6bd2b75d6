/** A lesson out of a stranger's link or file, and what its windows hear: it can be shown or is named, and changes no figure. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessage } from '../../src/present/channel.ts';
import {
  MAX_FILE,
  MAX_VIEWS,
  formatRoute,
  numbered,
  routeFromFile,
  routeOf,
  viewNow,
  viewOfStep,
} from '../../src/present/route.ts';
import { select } from '../../src/record/days.ts';
import { formatIssue } from '../../src/record/parse.ts';
import { REGION } from '../../src/record/schema.ts';
import { EMPHASES, MAX_TITLE } from '../../src/record/steps.ts';
import { OPENING } from '../../src/state/state.ts';
import { WAR, isDay } from '../../src/time.ts';
import { recordAt, shipped } from '../page.ts';
import {
  BAD_LINKS,
  FLOOD_MS,
  MARKUP,
  PROTOTYPE_NAMES,
  RUNS,
  UNSEEN,
  hostileText,
  notSeen,
} from './strings.ts';

type Lesson = ReturnType<typeof routeOf>;

const model = shipped();
const FIELDS = [
  '2020-10-28',
  'latest',
  'day',
  'barda-2020-10-28',
  'toll',
  '46.6',
  '39.72',
  '47.34',
  '40.64',
  'Barda',
];
const CAMERA = [46.6, 39.72, 47.34, 40.64] as const;
const views = numbered([
  viewNow(OPENING, CAMERA, 'One'),
  viewNow({ ...OPENING, incident: null }, CAMERA, 'Two'),
]);
const FILE = JSON.stringify({ steps: views });

/** Each step is one that the page can show, with the figures of that state; each fault can be read. */
function expectSound({ steps, issues }: Lesson): void {
  expect(steps.length).toBeLessThanOrEqual(MAX_VIEWS);
  for (const step of steps) {
    expect(isDay(step.day) && step.day >= WAR[0] && step.day <= WAR[1]).toBe(true);
    expect(step.known === 'latest' || isDay(step.known)).toBe(true);
    expect(['day', 'upto']).toContain(step.show);
    expect(EMPHASES).toContain(step.emphasis);
    if (step.chosen) expect(model.incident.get(step.chosen.incident.id)).toBe(step.chosen.incident);
    const [west, south, east, north] = step.camera;
    expect(west >= REGION[0] && south >= REGION[1] && east <= REGION[2] && north <= REGION[3]).toBe(true);
    expect(west < east && south < north).toBe(true);
    expect(notSeen(step.title)).toEqual([]);
    expect(step.title.length).toBeLessThanOrEqual(MAX_TITLE);
    // A route of one's own has no words that tell figures: it shows the record's, and links nowhere.
    expect([step.sentences, step.question, step.notes, step.sources]).toEqual([[], '', '', []]);
    if (step.known !== 'latest') continue;
    const { tally } = select(recordAt(model), step.day, step.show);
    expect(
      [step.selection.tally.killed, step.selection.tally.wounded].map((sum) => sum && [sum.low, sum.high]),
    ).toEqual([tally.killed, tally.wounded].map((sum) => sum && [sum.low, sum.high]));
  }
  for (const issue of issues) {
    const line = formatIssue(issue);
    expect(notSeen(line)).toEqual([]);
    expect(line.length).toBeLessThan(500);
    expect([issue.file, issue.message]).not.toContain('');
  }
}

const nasty = fc.oneof(
  { weight: 50, arbitrary: fc.constantFrom(...PROTOTYPE_NAMES, ...MARKUP, ...BAD_LINKS, ...UNSEEN) },
  {
    weight: 50,
    arbitrary: fc.constantFrom(
      '',
      'NaN',
      'Infinity',
      '-1',
      '1e999',
      '0x2F',
      '181',
      '2020-02-30',
      'upto-both',
      '_',
      '*',
    ),
  },
  { weight: 100, arbitrary: fc.string({ unit: 'binary', maxLength: 70 }) },
  { weight: 1, arbitrary: hostileText },
);

test(
  'no ?steps= throws; what it gives can be shown, and what it does not is named',
  () => {
    const view = fc
      .tuple(fc.array(fc.tuple(fc.nat(FIELDS.length - 1), nasty), { maxLength: 2 }), fc.nat(12))
      .map(([changes, length]) => {
        const fields = [...FIELDS];
        for (const [i, said] of changes) fields[i] = said;
        return fields.slice(0, Math.max(1, length)).join('_');
      });
    const value = fc.oneof(
      { weight: 6, arbitrary: fc.array(view, { maxLength: 4 }).map((list) => list.join('*')) },
      { weight: 1, arbitrary: nasty },
    );
    let shown = 0;
    fc.assert(
      fc.property(value, (given) => {
        const lesson = routeOf(given, model);
        expectSound(lesson);
        shown += lesson.steps.length;
        const asked = given.split('*').filter((piece) => piece !== '').length;
        if (lesson.steps.length < asked) expect(lesson.issues).not.toEqual([]);
        // What was shown is saved and comes back as it was.
        const again = routeOf(formatRoute(lesson.steps.map((step) => viewOfStep(step))), model);
        expect(again.steps).toHaveLength(lesson.steps.length);
      }),
      { numRuns: RUNS },
    );
    expect(shown).toBeGreaterThan(500);
  },
  FLOOD_MS,
);

describe('a file', () => {
  test('cut anywhere throws nothing and is named', () => {
    for (let end = 0; end < FILE.length; end++) {
      const lesson = routeFromFile(FILE.slice(0, end), model);
      expectSound(lesson);
      expect(lesson.steps).toEqual([]);
      expect(lesson.issues).toHaveLength(1);
    }
  });

  test(
    'of whatever shape throws nothing, and gives only what can be shown',
    () => {
      const fields = fc.dictionary(
        fc.oneof(fc.constantFrom(...Object.keys(views[0] ?? {}), ...PROTOTYPE_NAMES), nasty),
        fc.oneof(nasty, fc.jsonValue()),
        { maxKeys: 3 },
      );
      const step = fc.oneof(
        fc.jsonValue(),
        fields,
        fields.map((change) => ({ ...views[0], ...change })),
      );
      const content = fc.oneof(
        fc.json(),
        nasty,
        fc.array(step, { maxLength: 25 }).map((steps) => JSON.stringify({ steps })),
        step.map((one) => `{"__proto__":{"steps":[1]},"steps":[${JSON.stringify(one)}]}`),
      );
      fc.assert(
        fc.property(content, (given) => expectSound(routeFromFile(given, model))),
        { numRuns: RUNS },
      );
      expect(({} as { steps?: unknown }).steps).toBeUndefined();
    },
    FLOOD_MS,
  );

  test.each(Object.keys(views[0] ?? {}))(
    'with a wrong %s is named by that field, and the other view stays',
    (name) => {
      for (const value of [null, 7, [], {}, true, '<b>', '\u202E', 'constructor']) {
        const steps = [{ ...views[0], [name]: value }, views[1]];
        const lesson = routeFromFile(JSON.stringify({ steps }), model);
        expectSound(lesson);
        expect(lesson.steps.at(-1)?.title).toBe('Two');
        if (lesson.steps.length < 2)
          expect(lesson.issues[0]?.field).toMatch(new RegExp(`^(?:${name}|emphasis)`));
      }
    },
  );

  test('that holds more than can be shown says so', () => {
    const { steps, issues } = routeFromFile(
      JSON.stringify({ steps: Array<unknown>(500).fill(views[0]) }),
      model,
    );
    expect(steps).toHaveLength(MAX_VIEWS);
    expect(issues).toMatchObject([
      { value: '500', message: `has more than ${MAX_VIEWS} views; the rest is left out` },
    ]);
  });

  test('that is larger than a route can be is not read, and says so', () => {
    const { steps, issues } = routeFromFile(`${FILE}${' '.repeat(MAX_FILE)}`, model);
    expect(steps).toEqual([]);
    expect(issues).toMatchObject([{ value: `more than ${MAX_FILE} characters` }]);
  });

  test('of a hundred thousand lists in one another is named', () => {
    for (const content of [
      '['.repeat(40_000) + ']'.repeat(40_000),
      `{"steps":[${'['.repeat(40_000)}${']'.repeat(40_000)}]}`,
    ]) {
      const lesson = routeFromFile(content, model);
      expectSound(lesson);
      expect(lesson.issues).toHaveLength(1);
    }
  });

  test.each([...MARKUP, ...BAD_LINKS])('may have the title %j, which stays a title', (title) => {
    const { steps } = routeFromFile(JSON.stringify({ steps: [{ ...views[0], title }] }), model);
    expect(steps.map((step) => step.title)).toEqual(notSeen(title).length > 0 ? [] : [title]);
  });
});

test(
  'no message between the windows of a lesson throws or leads to a step that is not there',
  () => {
    const data = fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true }),
      fc.record(
        {
          kind: fc.constantFrom('at', 'go', 'hello', 'bye', '__proto__'),
          index: fc.oneof(fc.double(), fc.integer(), nasty),
          blank: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(data, (given) => {
        const message = readMessage(given, 3);
        if (!message || !('index' in message)) return;
        expect([0, 1, 2]).toContain(message.index);
        if (message.kind === 'at') expect(message.blank).toBeTypeOf('boolean');
      }),
      { numRuns: RUNS },
    );
  },
  FLOOD_MS,
);
