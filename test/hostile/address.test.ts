/** Whatever stands in the address: the page shows a state that exists, with its own figures, and names what it refused. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { select } from '../../src/record/days.ts';
import { OPTION_VALUES, asksForView, parseOptions, type OptionName } from '../../src/shell/options.ts';
import { heightMessages, readHost } from '../../src/shell/embed.ts';
import {
  createUrl,
  formatUrl,
  fullPage,
  inMode,
  keepRoute,
  namePart,
  parseUrl,
  shorten,
} from '../../src/shell/url.ts';
import { OPENING, type State } from '../../src/state/state.ts';
import { text } from '../../src/text/en.ts';
import { WAR, daysOf, isDay } from '../../src/time.ts';
import { recordAt, shipped } from '../page.ts';
import { FLOOD_MS, PROTOTYPE_NAMES, RUNS, UNSEEN, hostileText, notSeen } from './strings.ts';

const model = shipped();
const DAYS = daysOf(WAR);
const STATE_NAMES = ['day', 'known', 'incident', 'show', 'line'] as const;
const OPTION_NAMES = Object.keys(OPTION_VALUES) as OptionName[];
/** Every name that the address knows. */
const NAMES = [...STATE_NAMES, ...OPTION_NAMES, 'record', 'steps', 'childId'] as const;

const GOOD = new Map<string, readonly string[]>(
  Object.entries({
    day: ['2020-10-28', '2020-09-27', '2020-11-10'],
    known: ['latest', '2020-10-28', '2020-12-31', '9999-12-31'],
    incident: ['barda-2020-10-28', 'ganja-2020-10-17', 'garayusifli-2020-10-27'],
    show: ['day', 'upto'],
    line: ['both'],
    ...OPTION_VALUES,
  }),
);
const NEARLY = [
  '2020-10-32',
  '2020-02-30',
  '2020-10-28T00:00',
  '0000-01-01',
  '2020-9-27',
  'LATEST',
  'embed ',
  'null',
  'NaN',
];
const MALFORMED = [
  '%',
  '%E0%A4%A',
  '%ED%A0%80',
  '%00',
  '%C0%AF',
  '%u202E',
  '%25E2%2580%25AE',
  '&',
  '=',
  '?',
  ';',
  '#',
];

const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.constantFrom(...PROTOTYPE_NAMES, 'DAY', 'day[]', 'day ', 'utm_source') },
);
const value = (of: string) =>
  fc.oneof(
    { weight: 3, arbitrary: hostileText },
    { weight: 2, arbitrary: fc.constantFrom(...NEARLY, ...MALFORMED) },
    { weight: 2, arbitrary: fc.constantFrom(...(GOOD.get(of) ?? ['']), '') },
  );
/** What no browser would encode stays as it is. */
const encode = (said: string) => encodeURIComponent(said.replaceAll(/\p{Cs}/gu, '�'));
const writings = [
  (said: string) => said,
  (said: string) => encode(said),
  (said: string) => encode(encode(said)),
  (said: string) => escape(said),
];
const pair = name.chain((of) =>
  fc.tuple(value(of), fc.constantFrom(...writings)).map(([said, write]) => `${of}=${write(said)}`),
);
/** Half of them as a browser gives it, half as nobody should. */
const search = fc.oneof(
  { weight: 9, arbitrary: fc.array(pair, { maxLength: 8 }).map((pairs) => `?${pairs.join('&')}`) },
  { weight: 1, arbitrary: hostileText },
);

const isValid: Readonly<Record<(typeof STATE_NAMES)[number], (said: string) => boolean>> = {
  day: (said) => DAYS.includes(said),
  known: (said) => said === 'latest' || (isDay(said) && said >= WAR[0]),
  incident: (said) => model.incidents.some(({ id }) => id === said),
  show: (said) => ['day', 'upto'].includes(said),
  line: (said) => said === 'both',
};
/** What a reader sees of the sums of a state. */
const figuresOf = (state: State) => {
  const { tally, spans } = select(recordAt(model, state.known), state.day, state.show);
  const sum = ({ low, high, open }: { low: number; high: number; open: boolean }) => [low, high, open];
  return [tally.size, spans.length, tally.killed && sum(tally.killed), tally.wounded && sum(tally.wounded)];
};

test(
  'no address throws, and each leads to a state that the page can show',
  () => {
    const inherited = Object.getOwnPropertyNames(Object.prototype).length;
    fc.assert(
      fc.property(search, (given) => {
        const { state } = parseUrl(given, model);
        for (const of of ['day', 'known', 'show'] as const) expect(isValid[of](state[of])).toBe(true);
        expect(state.incident === null || isValid.incident(state.incident)).toBe(true);
        expect(state.bothLines).toBeTypeOf('boolean');
        expect(Object.keys(state).toSorted()).toEqual(Object.keys(OPENING).toSorted());
        if (state.known === 'latest' || state.known < '2021') figuresOf(state);
        const { options } = parseOptions(given);
        for (const of of OPTION_NAMES) expect(OPTION_VALUES[of]).toContain(options[of]);
        asksForView(given);
      }),
      { numRuns: RUNS },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(inherited);
  },
  FLOOD_MS,
);

test(
  'each value that is refused is named in a notice, short, and with nothing in it that cannot be seen',
  () => {
    let refusals = 0;
    fc.assert(
      fc.property(search, (given) => {
        const query = new URLSearchParams(given);
        const { notices } = parseUrl(given, model);
        for (const of of STATE_NAMES) {
          const [first = ''] = query.getAll(of);
          if (first === '' || isValid[of](first)) continue;
          refusals++;
          expect(notices.join('\n')).toContain(shorten(first));
        }
        const { refused } = parseOptions(given);
        for (const of of OPTION_NAMES) {
          const [first = ''] = query.getAll(of);
          if (first === '' || OPTION_VALUES[of].includes(first)) continue;
          expect(refused).toContainEqual({ name: of, value: first });
        }
        const shown = [...notices, ...refused.map((one) => text.url.badOption(one.name, shorten(one.value)))];
        for (const notice of shown) {
          expect(notSeen(notice)).toEqual([]);
          expect(notice.length).toBeLessThan(600);
        }
      }),
      { numRuns: RUNS },
    );
    expect(refusals).toBeGreaterThan(1000);
  },
  FLOOD_MS,
);

test(
  'a state comes whole out of its address, with its own figures, whatever stands beside it',
  () => {
    const state: fc.Arbitrary<State> = fc.record({
      day: fc.constantFrom(...DAYS),
      show: fc.constantFrom('day', 'upto'),
      known: fc.constantFrom('latest', '2020-10-28', '2020-10-30', '2020-12-31'),
      incident: fc.constantFrom(null, ...model.incident.keys()),
      bothLines: fc.boolean(),
    });
    const others = fc.array(
      pair.filter((one) => !STATE_NAMES.some((of) => new URLSearchParams(one).has(of))),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(state, others, others, (chosen, before, after) => {
        // The opening view has no words of its own in an address.
        fc.pre(formatUrl(chosen) !== '');
        const read = parseUrl(`?${[...before, formatUrl(chosen).slice(1), ...after].join('&')}`, model);
        expect(read.state).toEqual(chosen);
        expect(figuresOf(read.state)).toEqual(figuresOf(chosen));
      }),
      { numRuns: RUNS },
    );
  },
  FLOOD_MS,
);

describe('a name that is given twice', () => {
  test('counts once, with what was said first, and a notice says so', () => {
    const { state, notices } = parseUrl('?day=2020-10-17&day=2020-10-28&day=x&show=upto&show=upto', model);
    expect(state).toMatchObject({ day: '2020-10-17', show: 'upto' });
    expect(notices).toEqual([text.url.repeated('day')]);
    expect(parseUrl('?theme=dark&theme=light', model).notices).toEqual([text.url.repeated('theme')]);
  });

  test('ten thousand times is one notice', () => {
    const { notices } = parseUrl(`?${Array.from({ length: 10_000 }, (_, i) => `day=${i}`).join('&')}`, model);
    expect(notices).toEqual([text.url.repeated('day'), text.url.badDay('0')]);
  });
});

describe('a refused value in a notice', () => {
  test.each([
    ['\u202Egnp.noitacov', '[U+202E]gnp.noitacov'],
    ['2020\u20662020\u2069', '2020[U+2066]2020[U+2069]'],
    ['a\nb\tc\u0000', 'a[U+000A]b[U+0009]c[U+0000]'],
    ['\u{E0041}\uFEFF', '[U+E0041][U+FEFF]'],
    ['“day”', '“day”'],
    ['بردا Բարդա Bərdə', 'بردا Բարդա Bərdə'],
    ['😀'.repeat(42), `${'😀'.repeat(40)}…`],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['\uD800', '[U+D800]'],
  ])('%j stands there as %j', (given, shown) => {
    expect(shorten(given)).toBe(shown);
  });

  test.each(UNSEEN)('never holds %j', (letter) => {
    expect(notSeen(shorten(`a${letter}b`))).toEqual([]);
  });
});

/** As much of a window as the addresses need. */
function windowAt(href: string) {
  const went: string[] = [];
  const location = new URL(href);
  const go = (_data: unknown, _unused: string, to: string) => {
    // As a browser does.
    const url = new URL(to, location);
    if (url.origin !== location.origin) throw new DOMException('another site', 'SecurityError');
    went.push(url.href);
  };
  const win = {
    location,
    history: { pushState: go, replaceState: go },
    addEventListener: () => {},
    removeEventListener: () => {},
  } as unknown as Window;
  return { win, went };
}

test(
  'no path, query or fragment makes a link of the page’s own lead to another site or page',
  () => {
    const path = fc.oneof(
      fc.webPath(),
      fc.constantFrom(
        '//evil.example/',
        '//evil.example/%2e%2e/',
        '/.//evil.example',
        '/%2f%2fevil.example/',
        '/\\evil.example',
      ),
    );
    fc.assert(
      fc.property(path, search, hostileText, (at, query, fragment) => {
        fc.pre(URL.canParse(`https://maps.example${at}${query}#${fragment}`));
        const { win, went } = windowAt(
          `https://maps.example${at}${query.startsWith('?') ? query : '?'}#${fragment}`,
        );
        const state = { ...OPENING, day: '2020-10-17' };
        const made = [fullPage(win, state), inMode(win, 'present', null), inMode(win, 'notes', fragment)];
        keepRoute(win, fragment);
        namePart(win, fragment);
        for (const address of [...made, ...went]) {
          const { origin, pathname } = new URL(address);
          expect([origin, pathname]).toEqual([win.location.origin, win.location.pathname]);
        }
      }),
      { numRuns: 2000 },
    );
  },
  FLOOD_MS,
);

test('a path that begins with two slashes does not stop the address from following the reader', async () => {
  const { win, went } = windowAt('https://maps.example//strikes/?day=2020-10-28&show=upto#table');
  const url = createUrl(win, model, () => {});
  url.write({ ...OPENING, day: '2020-10-17', incident: null });
  await expect
    .poll(() => went, { timeout: 10_000 })
    .toEqual(['https://maps.example//strikes/?day=2020-10-17&known=latest&show=day#table']);
});

test(
  'what the address tells of the host is a word that no message can be made of',
  () => {
    fc.assert(
      fc.property(search, hostileText, (query, fragment) => {
        const href = new URL('https://maps.example/');
        href.search = query;
        href.hash = fragment;
        const host = readHost(href.href);
        if (host.secret !== undefined) expect(host.secret).toMatch(/^[\da-z]{1,64}$/i);
        if (host.pymId !== undefined) expect(host.pymId).toMatch(/^[\w.:-]{1,100}$/);
        for (const message of heightMessages(600, host)) {
          if (typeof message !== 'string' || !message.startsWith('pym')) continue;
          expect(message.split('xPYMx')).toEqual(['pym', host.pymId, 'height', '600']);
        }
      }),
      { numRuns: RUNS },
    );
    expect(readHost('https://maps.example/#?secret=Ab3dEf9hIj&secret=2').secret).toBe('Ab3dEf9hIj');
    expect(readHost(`https://maps.example/#?secret=${'a'.repeat(1_000_000)}`).secret).toBeUndefined();
  },
  FLOOD_MS,
);
