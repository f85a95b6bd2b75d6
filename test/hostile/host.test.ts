/** Whatever the page around an embed says, and however often. */
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HostState } from '../../src/shell/embed.ts';
import { WAR, isDay } from '../../src/time.ts';
import { EMBED, OPENED, framed, isIncident, message } from '../shell/framed.ts';
import { FLOOD_MS, RUNS, hostileText } from './strings.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const [DAY, OTHER] = ['2020-10-17', '2020-10-18'];

const cyclic: Record<string, unknown> = { type: 'strikes:state', version: 1, day: DAY };
cyclic['self'] = cyclic;
cyclic['incident'] = cyclic;
const throwing = Object.defineProperties(message({}), {
  day: {
    enumerable: true,
    get() {
      throw new Error('ran');
    },
  },
});
const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
  withObjectString: true,
});
const part = (...good: unknown[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: anything },
  );
const data = fc.oneof(
  anything,
  hostileText,
  fc.constantFrom(cyclic, throwing, 10n, Symbol.iterator, () => 'x', new Map([['type', 'strikes:state']])),
  fc.record(
    {
      type: part('strikes:state', 'strikes:state', 'strikes:state', 'iframe-child-init'),
      version: part(1),
      day: part(DAY, OTHER, '2020-10-28', '2020-09-27', '2020-09-26', '2020-10-17\u202E'),
      known: part('latest', '2020-11-01', '2020-12-31', '2019-01-01'),
      incident: part('ganja-2020-10-17', null, 'atlantis-2020-10-28'),
      message: part('ready', 'height'),
      secret: part('Ab3dEf9hIj'),
      __proto__: anything,
    },
    { requiredKeys: ['type', 'version'] },
  ),
  // A message that nothing is wrong with, in between.
  fc.constantFrom(DAY, OTHER, '2020-10-28').map((day) => message({ day })),
  // A message within a message is none.
  fc.constantFrom(message({ day: DAY })).map((inner) => ({ data: inner, detail: [inner] })),
);

const isPossible = ({ day, known, incident }: HostState) =>
  isDay(day) &&
  day >= WAR[0] &&
  day <= WAR[1] &&
  (known === 'latest' || (isDay(known) && known >= WAR[0])) &&
  (incident === null || isIncident(incident));

test(
  'no message throws or sets what does not exist, and none but the host’s is heard',
  () => {
    const { say, hear, nextFrame, asked, win } = framed({ href: () => `${EMBED}#?secret=Ab3dEf9hIj` });
    const shown: HostState = { ...OPENED };
    let followed = 0;
    const source = fc.constantFrom<unknown>('host', 'host', null, win, {}, 'parent');
    fc.assert(
      fc.property(data, source, (given, from) => {
        if (from === 'host') say(given);
        else hear({ source: from, data: given });
        nextFrame();
        for (const change of asked.splice(0)) {
          followed++;
          expect(from).toBe('host');
          Object.assign(shown, change);
          expect(Object.keys(shown).toSorted()).toEqual(['day', 'incident', 'known']);
          expect(isPossible(shown)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
    // Some must come through, or the rest would prove nothing.
    expect(followed).toBeGreaterThan(100);
  },
  FLOOD_MS,
);

test('five thousand messages are one drawing, of the last state that exists, and one answer', () => {
  const { say, nextFrame, asked, states, heights } = framed();
  for (let i = 0; i < 5000; i++) {
    say(message({ day: i % 2 ? DAY : OTHER, known: i % 3 ? '2020-11-01' : 'latest' }));
    say(message({ day: '2020-12-24', incident: 'atlantis' }));
    say({ type: 'iframe-child-init' });
    say('x'.repeat(1000));
  }
  expect(asked).toEqual([]);
  expect(nextFrame()).toBe(1);
  vi.runAllTimers();
  expect(asked).toEqual([{ day: DAY, known: '2020-11-01' }]);
  expect(nextFrame()).toBe(0);
  expect(states()).toEqual([message(OPENED)]);
  expect(heights()).toEqual([600, 600]);
});

/** Gives the host everything that was posted; how many messages that were. */
function round(
  { posted, say, nextFrame }: ReturnType<typeof framed>,
  answer: (said: unknown) => unknown,
): number {
  const said = posted.splice(0);
  for (const one of said) say(answer(one));
  nextFrame();
  vi.runAllTimers();
  return said.length;
}

test('a host that sends every message back hears the first ones and no more', () => {
  const frame = framed({ href: () => `${EMBED}&childId=map#?secret=Ab3dEf9hIj` });
  const rounds = Array.from({ length: 20 }, () => round(frame, (said) => said));
  expect(rounds[0]).toBe(7); // six dialects of a height, and the state
  expect(rounds.slice(1).every((n) => n === 0)).toBe(true);
});

test('a host that repeats each state a thousand times hears it no more often', () => {
  const frame = framed();
  frame.turn({ day: DAY });
  for (let i = 0; i < 1000; i++) frame.say(message({ ...OPENED, day: DAY }));
  frame.nextFrame();
  expect(frame.states()).toHaveLength(2);
});

test('a host that contradicts every state is followed once a frame, and the answers do not multiply', () => {
  const shown = { ...OPENED, incident: null };
  let state = OPENED;
  // The page never does what it is told: each time it says so, once.
  const frame = framed({
    state: () => state,
    onState() {
      state = state === shown ? OPENED : shown;
    },
  });
  frame.posted.splice(0);
  for (let i = 0; i < 50; i++) {
    for (let n = 0; n < 100; n++) frame.say(message({ day: DAY }));
    expect(frame.nextFrame()).toBe(1);
    expect(frame.states().length).toBeLessThanOrEqual(1);
    frame.posted.splice(0);
  }
});
