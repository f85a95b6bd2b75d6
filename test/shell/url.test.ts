import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { createModel } from '../../src/record/model.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { createUrl, formatUrl, parseUrl, type UrlState } from '../../src/shell/url.ts';
import { OPENING, type State } from '../../src/state/state.ts';
import { WAR, addDays, daysOf, isDay } from '../../src/time.ts';

const model = createModel(parseRecord(readRecordFiles()).rows);
const DAYS = daysOf(WAR);
const read = (search: string) => parseUrl(search, model);

describe('reading an address', () => {
  test('without a word it is the opening view, Barda on 28 October', () => {
    expect(read('')).toEqual({ state: OPENING, notices: [] });
  });

  test('every part is followed', () => {
    expect(
      read('?day=2020-10-27&known=2020-10-28&incident=garayusifli-2020-10-27&show=upto&line=both'),
    ).toEqual({
      state: {
        day: '2020-10-27',
        known: '2020-10-28',
        incident: 'garayusifli-2020-10-27',
        show: 'upto',
        bothLines: true,
      },
      notices: [],
    });
  });

  test('an incident alone implies its day', () => {
    expect(read('?incident=ganja-2020-10-17').state).toMatchObject({
      day: '2020-10-17',
      incident: 'ganja-2020-10-17',
    });
  });

  test('an incident known only by a span implies the last day of it', () => {
    const span = model.incidents.find((incident) => !incident.dated);
    expect(read(`?incident=${span?.id}`).state.day).toBe(span?.extent[1]);
  });

  test('a day alone implies no incident', () => {
    expect(read('?day=2020-10-28').state).toEqual({ ...OPENING, incident: null });
  });

  test.each([
    ['day', ['2020-10-32', '2020-09-26', '2020-11-11', 'tomorrow']],
    ['show', ['week', 'DAY']],
    ['known', ['yesterday', '2020-02-30', '2020-09-26']],
    ['incident', ['atlantis-2020-10-28', '__proto__']],
    ['line', ['third']],
  ] as const)('an impossible %s is not followed, and one notice names the value: %j', (name, values) => {
    for (const value of values) {
      const { state, notices } = read(`?${name}=${value}`);
      // A link to a missing incident, or to a missing day, chooses no incident.
      const fallback = name === 'incident' || name === 'day' ? { ...OPENING, incident: null } : OPENING;
      expect(state, value).toEqual(fallback);
      expect(notices, value).toEqual([expect.stringContaining(value)]);
    }
  });

  test('what can be followed beside a value that cannot is followed', () => {
    const { state, notices } = read('?day=never&incident=ganja-2020-10-17&show=upto');
    expect(state).toEqual({ ...OPENING, day: '2020-10-17', incident: 'ganja-2020-10-17', show: 'upto' });
    expect(notices).toHaveLength(1);
  });

  test('an empty value and an unknown name are passed over without a notice', () => {
    expect(read('?day=&known=&utm_source=news').notices).toEqual([]);
  });

  test('a notice shows no more than 40 characters of a value', () => {
    const [notice] = read(`?day=${'x'.repeat(5000)}`).notices;
    expect(notice).toContain(`“${'x'.repeat(40)}…”`);
  });
});

test('the opening view has an empty address', () => {
  expect(formatUrl(OPENING)).toBe('');
});

test('a state comes back whole from its address, without a notice', () => {
  const state: fc.Arbitrary<State> = fc.record({
    day: fc.constantFrom(...DAYS),
    show: fc.constantFrom('day', 'upto'),
    known: fc.oneof(
      fc.constant('latest' as const),
      fc.nat(2000).map((days) => addDays(WAR[0], days)),
    ),
    incident: fc.constantFrom(null, OPENING.incident, ...model.incident.keys()),
    bothLines: fc.boolean(),
  });
  fc.assert(
    fc.property(state, (chosen) => {
      expect(read(formatUrl(chosen))).toEqual({ state: chosen, notices: [] });
    }),
    { examples: [[OPENING], [{ ...OPENING, incident: null }]] },
  );
});

test('no address throws, and each leads to a day of the war, to a date or “latest”, and to an incident or none', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 60 });
  const nearMiss = fc
    .array(
      fc.tuple(
        fc.constantFrom('day', 'show', 'known', 'incident', 'line'),
        fc.oneof(
          anything,
          fc.constantFrom(
            '2020-10-28',
            '2020-10-99',
            'latest',
            '0000-01-01',
            '9999-12-31',
            'constructor',
            '%',
            '%ED%A0',
          ),
        ),
      ),
      { maxLength: 6 },
    )
    .map((parts) => `?${parts.map(([name, value]) => `${name}=${value}`).join('&')}`);
  fc.assert(
    fc.property(fc.oneof(anything, nearMiss), (search) => {
      const { state } = read(search);
      expect(DAYS).toContain(state.day);
      expect(['day', 'upto']).toContain(state.show);
      expect(state.known === 'latest' || (isDay(state.known) && state.known >= WAR[0])).toBe(true);
      expect(state.incident === null || model.incident.has(state.incident)).toBe(true);
      expect(state.bothLines).toBeTypeOf('boolean');
    }),
    { numRuns: 500 },
  );
});

/** The part of a window that url.ts uses, with a session history that goes back and forward as a browser's does. */
class FakeWindow {
  entries: URL[];
  at = 0;
  listeners = new Set<() => void>();
  constructor(path: string) {
    this.entries = [new URL(path, 'https://map.example')];
  }
  get location() {
    return this.entries[this.at]!;
  }
  history = {
    pushState: (_data: unknown, _unused: string, url: string) => {
      this.entries = [...this.entries.slice(0, this.at + 1), new URL(url, this.location)];
      this.at += 1;
    },
  };
  addEventListener(type: string, listener: () => void) {
    if (type === 'popstate') this.listeners.add(listener);
  }
  removeEventListener(type: string, listener: () => void) {
    if (type === 'popstate') this.listeners.delete(listener);
  }
  go(steps: number) {
    this.at += steps;
    for (const listener of this.listeners) listener();
  }
}

describe('the address in step with the state', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const on = (day: string): State => ({ ...OPENING, day, incident: null });
  const setUp = (path = '/map/') => {
    const win = new FakeWindow(path);
    const returns: UrlState[] = [];
    const url = createUrl(win as unknown as Window, model, (state) => returns.push(state));
    /** The reader looks at a state for long enough. */
    const rest = (state: State) => {
      url.write(state);
      vi.runAllTimers();
    };
    return { win, url, returns, rest };
  };
  const searches = (win: FakeWindow) => win.entries.map((entry) => entry.search);

  test('a view that the reader rests on is one entry, the days that a drag passes over are none', () => {
    const { win, url } = setUp();
    for (const day of ['2020-10-27', '2020-10-26', '2020-10-25']) url.write(on(day));
    vi.runAllTimers();
    expect(searches(win)).toEqual(['', formatUrl(on('2020-10-25'))]);
  });

  test('a drag that ends where it began is no entry', () => {
    const { win, url, rest } = setUp();
    url.write(on('2020-10-27'));
    rest(OPENING);
    expect(searches(win)).toEqual(['']);
  });

  test('path and fragment stay', () => {
    const { win, rest } = setUp('/map/index.html#table');
    rest(on('2020-10-27'));
    expect(win.location.pathname + win.location.hash).toBe('/map/index.html#table');
  });

  test('back and forward give the states of those entries', () => {
    const { win, returns, rest } = setUp();
    rest(on('2020-10-27'));
    rest(on('2020-10-26'));
    for (const steps of [-1, -1, 2]) win.go(steps);
    expect(returns.map(({ state }) => state)).toEqual([on('2020-10-27'), OPENING, on('2020-10-26')]);
  });

  test('going back drops a change that was not yet written', () => {
    const { win, url, rest } = setUp();
    rest(on('2020-10-27'));
    url.write(on('2020-10-26'));
    win.go(-1);
    vi.runAllTimers();
    expect(searches(win)).toEqual(['', formatUrl(on('2020-10-27'))]);
    expect(win.at).toBe(0);
  });

  test('writing the state that back has brought adds no entry, so forward still works', () => {
    const { win, returns, rest } = setUp();
    rest(on('2020-10-27'));
    win.go(-1);
    rest(returns[0]!.state);
    expect(searches(win)).toEqual(['', formatUrl(on('2020-10-27'))]);
  });

  test('going back to a link written by hand adds no entry either', () => {
    const { win, returns, rest } = setUp('/?day=2020-10-25');
    rest(on('2020-10-27'));
    win.go(-1);
    rest(returns[0]!.state);
    expect(win.entries).toHaveLength(2);
    expect(win.at).toBe(0);
  });

  test('a link inside the page does not undo what the reader has just chosen', () => {
    const { win, url, returns } = setUp();
    url.write(on('2020-10-27'));
    win.go(0);
    vi.runAllTimers();
    expect(returns).toEqual([]);
    expect(searches(win)).toEqual(['', formatUrl(on('2020-10-27'))]);
  });

  test('once removed it neither writes nor listens', () => {
    const { win, url, returns } = setUp();
    url.write(on('2020-10-27'));
    url.remove();
    vi.runAllTimers();
    win.go(0);
    expect([searches(win), returns]).toEqual([[''], []]);
  });
});
