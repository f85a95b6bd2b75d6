import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asksForHeight, createEmbed, heightMessages, readHost, readState } from '../../src/shell/embed.ts';
import { WAR, isDay } from '../../src/time.ts';
import { EMBED, OPENED, framed, isIncident, message } from './framed.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the address tells of the host', () => {
  test.each([
    ['#?secret=Ab3dEf9hIj', 'Ab3dEf9hIj'],
    ['#?secret=k3j2h1', 'k3j2h1'],
    ['#amp=1', undefined],
    ['', undefined],
    ['#?secret=', undefined],
    ['#?secret="]%3Cscript%3E', undefined],
  ])('a fragment %j brings the secret %j', (fragment, secret) => {
    expect(readHost(EMBED + fragment).secret).toBe(secret);
  });

  test('a secret in the query is none: WordPress puts it into the fragment', () => {
    expect(readHost(`${EMBED}&secret=Ab3dEf9hIj`).secret).toBeUndefined();
  });

  test.each([
    ['pym-0-x1f2g', 'pym-0-x1f2g'],
    ['map', 'map'],
    // With this id the string would be read as "navigateTo", and the host would leave for that address.
    ['mapxPYMxnavigateToxPYMxhttps://evil.example/ ', undefined],
    ['axPYMxb', undefined],
    ['', undefined],
    ['a'.repeat(101), undefined],
  ])('pym has named the frame %j: it is called %j', (id, pymId) => {
    expect(readHost(`${EMBED}&childId=${encodeURIComponent(id)}`).pymId).toBe(pymId);
  });
});

describe('a height', () => {
  const plain = { src: EMBED, secret: undefined, pymId: undefined };

  test('is said in every dialect that needs no key', () => {
    expect(heightMessages(640, plain)).toEqual([
      { type: 'iframe-resized', height: 640 },
      { sentinel: 'amp', type: 'embed-size', height: 640 },
      JSON.stringify({ src: EMBED, context: 'iframe.resize', height: 640 }),
      { subject: 'lti.frameResize', height: 640 },
    ]);
  });

  test('is said to pym with the id that pym gave, and to no pym without', () => {
    expect(heightMessages(640, { ...plain, pymId: 'map' })).toContain('pymxPYMxmapxPYMxheightxPYMx640');
    expect(JSON.stringify(heightMessages(640, plain))).not.toContain('pym');
  });

  test.each([
    [150, 200],
    [640, 640],
    [1400, 1000],
  ])('of %i px is said to WordPress as %i, with its secret', (height, value) => {
    expect(heightMessages(height, { ...plain, secret: 'Ab3dEf9hIj' })).toContainEqual({
      message: 'height',
      value,
      secret: 'Ab3dEf9hIj',
    });
  });

  test('is never said to WordPress without its secret', () => {
    expect(JSON.stringify(heightMessages(640, plain))).not.toMatch(/"message"|"secret"/);
  });

  test('goes out at the start, not only when the observer has seen it', () => {
    expect(framed().heights()).toEqual([600]);
  });

  test('goes out only when it has changed, rounded up', () => {
    const { grow, heights } = framed();
    grow(600);
    grow(599.2);
    grow(720.4);
    grow(721);
    grow(600);
    expect(heights()).toEqual([600, 721, 600]);
  });

  test.each([0, Number.NaN, -3])('of %d is no height: a hidden frame keeps the one it has', (hidden) => {
    const { grow, heights } = framed();
    grow(hidden);
    grow(600);
    expect(heights()).toEqual([600]);
  });

  test('of a frame hidden at first goes out when it is shown, and none before', () => {
    const { heights, grow, win } = framed({ innerWidth: 0 });
    // In no width every letter has its own line.
    grow(4000);
    expect(heights()).toEqual([]);
    win.innerWidth = 640;
    grow(580);
    expect(heights()).toEqual([580]);
  });

  test('is measured again with its own letters, for a frame so far below that its observer sleeps', async () => {
    let height = 600;
    const { heights, lettersCome } = framed({ height: () => height });
    height = 612;
    await lettersCome();
    expect(heights()).toEqual([600, 612]);
  });

  test('goes nowhere, and is not watched, where the host has fixed it', () => {
    const { observed, heights, say, grow, states } = framed({ fixed: true });
    say({ type: 'iframe-child-init' });
    grow(900);
    vi.runAllTimers();
    expect(observed).toEqual([]);
    expect(heights()).toEqual([]);
    expect(states()).toHaveLength(1);
  });

  test.each([
    ['open-iframe-resizer begins', EMBED, { type: 'iframe-child-init', bodyPadding: '40px' }],
    ['open-iframe-resizer is told to resize', EMBED, { type: 'iframe-get-child-dimensions' }],
    ['WordPress is ready', `${EMBED}#?secret=Ab3dEf9hIj`, { message: 'ready', secret: 'Ab3dEf9hIj' }],
  ])('is said again when %s later than the frame', (_, href, ask) => {
    const { say, heights } = framed({ href: () => href });
    say(ask);
    vi.runAllTimers();
    expect(heights()).toEqual([600, 600]);
  });

  test('is not said again to whoever does not know the secret, or is not the host', () => {
    const { say, hear, heights } = framed({ href: () => `${EMBED}#?secret=Ab3dEf9hIj` });
    say({ message: 'ready', secret: 'another' });
    say({ message: 'ready' });
    hear({ source: {}, data: { type: 'iframe-child-init' } });
    vi.runAllTimers();
    expect(heights()).toEqual([600]);
    expect(asksForHeight({ message: 'ready' }, { secret: undefined })).toBe(false);
  });

  test('is said again once for a thousand questions at a time', () => {
    const { say, heights } = framed();
    for (let i = 0; i < 1000; i++) say({ type: 'iframe-child-init' });
    vi.runAllTimers();
    expect(heights()).toEqual([600, 600]);
  });

  test('reaches an older WordPress, whose secret comes when the frame has been loaded', () => {
    let href = EMBED;
    const { dispatch, posted } = framed({ href: () => href });
    expect(posted).not.toContainEqual(expect.objectContaining({ message: 'height' }));
    href = `${EMBED}#?secret=k3j2h1x9z`;
    dispatch('hashchange');
    expect(posted).toContainEqual({ message: 'height', value: 600, secret: 'k3j2h1x9z' });
    const before = posted.length;
    dispatch('hashchange');
    expect(posted).toHaveLength(before);
  });
});

describe('a state', () => {
  test('is said at the start and when it changes, once', () => {
    const { states, turn } = framed();
    turn({});
    turn({ day: '2020-10-17' });
    turn({ day: '2020-10-17' });
    turn({ incident: null });
    expect(states()).toEqual([
      message(OPENED),
      message({ ...OPENED, day: '2020-10-17' }),
      message({ ...OPENED, day: '2020-10-17', incident: null }),
    ]);
  });

  test('is day, known and incident and nothing else of what the page remembers', () => {
    const more = { ...OPENED, show: 'day', bothLines: false };
    const { states } = framed({ state: () => more });
    expect(states()).toEqual([message(OPENED)]);
  });

  test('from the host is followed, and not sent back', () => {
    const { say, nextFrame, asked, states, embed } = framed();
    say(message({ day: '2020-10-17', incident: 'ganja-2020-10-17' }));
    nextFrame();
    embed.changed();
    expect(asked).toEqual([{ day: '2020-10-17', incident: 'ganja-2020-10-17' }]);
    expect(states()).toHaveLength(1);
  });

  test('that is shown already asks for nothing', () => {
    const { say, nextFrame, asked, states } = framed();
    say(message(OPENED));
    nextFrame();
    expect(asked).toEqual([]);
    expect(states()).toHaveLength(1);
  });

  test('that could not be followed to the letter is answered with the one that is shown', () => {
    const shown = { ...OPENED, day: '2020-10-17', incident: null };
    let state = OPENED;
    const { say, nextFrame, states } = framed({
      state: () => state,
      onState() {
        state = shown;
      },
    });
    say(message({ day: '2020-10-17' }));
    nextFrame();
    expect(states()).toEqual([message(OPENED), message(shown)]);
  });

  test('from the host is followed once a frame, however many come; the last word on each part counts', () => {
    const { say, nextFrame, asked } = framed();
    for (let i = 0; i < 1000; i++) say(message({ day: i % 2 ? '2020-10-17' : '2020-10-18' }));
    say(message({ known: '2020-10-30' }));
    expect(asked).toEqual([]);
    expect(nextFrame()).toBe(1);
    expect(asked).toEqual([{ day: '2020-10-17', known: '2020-10-30' }]);
    expect(nextFrame()).toBe(0);
  });

  test('goes round two embeds that a host keeps in step, and stops', () => {
    const [left, right] = [framed(), framed()];
    const relay = () => {
      for (const [from, to] of [
        [left, right],
        [right, left],
      ] as const) {
        for (const state of from.states()) to.say(state);
        from.posted.length = 0;
        to.nextFrame();
      }
    };
    relay();
    left.turn({ day: '2020-10-17' });
    for (let i = 0; i < 5; i++) relay();
    expect([left.states(), right.states()]).toEqual([[], []]);
    expect(right.asked).toEqual([{ day: '2020-10-17', known: 'latest', incident: 'barda-2020-10-28' }]);
    expect(left.asked).toEqual([]);
  });
});

describe('a message', () => {
  test('is heard only from the window that holds the frame', () => {
    const { hear, nextFrame, asked, win } = framed();
    for (const source of [null, undefined, {}, win, 'parent'])
      hear({ source, data: message({ day: '2020-10-17' }) });
    expect(nextFrame()).toBe(0);
    expect(asked).toEqual([]);
  });

  test.each([
    ['nothing at all', {}, {}],
    ['one part', { known: '2020-10-28' }, { known: '2020-10-28' }],
    ['a part that is undefined', { day: undefined, incident: null }, { incident: null }],
    ['parts of a later version of the page', { day: '2020-10-17', zoom: 9 }, { day: '2020-10-17' }],
    ['a date long after the war', { known: '2031-01-01' }, { known: '2031-01-01' }],
  ])('may hold %s', (_, fields, read) => {
    expect(readState(message(fields), isIncident)).toEqual(read);
  });

  test.each([
    ['another version', { type: 'strikes:state', version: 2, day: '2020-10-17' }],
    ['a version in letters', { type: 'strikes:state', version: '1', day: '2020-10-17' }],
    ['no version', { type: 'strikes:state', day: '2020-10-17' }],
    ['another type', { type: 'strikes:go', version: 1, day: '2020-10-17' }],
    ['a day before the war', message({ day: '2020-09-26' })],
    ['a day after the war', message({ day: '2020-11-11' })],
    ['a day that does not exist', message({ day: '2020-10-32' })],
    ['a day in a list', message({ day: ['2020-10-17'] })],
    ['a day as a number', message({ day: 20_201_017 })],
    ['a day that is none', message({ day: null })],
    ['a day and a half', message({ day: '2020-10-17\n' })],
    ['known before the war', message({ known: '2020-09-01' })],
    ['known in words', message({ known: 'Latest' })],
    ['known as NaN', message({ known: Number.NaN })],
    ['an incident that nobody reported', message({ incident: 'atlantis-2020-10-28' })],
    ['an incident of the prototype', message({ incident: '__proto__' })],
    ['one good part beside a bad one', message({ day: '2020-10-17', incident: '<b>x</b>' })],
    ['a message in JSON', JSON.stringify(message({ day: '2020-10-17' }))],
    ['a message within a list', [message({ day: '2020-10-17' })]],
    ['a message in the prototype', Object.create(message({ day: '2020-10-17' }))],
    ['an address', message({ day: 'https://evil.example/' })],
  ])('is ignored when it is %s', (_, data) => {
    expect(readState(data, isIncident)).toBeUndefined();
  });

  test('runs no code of its own', () => {
    const trap = () => {
      throw new Error('ran');
    };
    const data = Object.defineProperties(message({}), {
      day: { get: trap, enumerable: true },
      incident: { get: trap, enumerable: true },
    });
    expect(readState(data, isIncident)).toEqual({});
    expect(readState(Object.defineProperty({}, 'type', { get: trap }), isIncident)).toBeUndefined();
    expect(asksForHeight(Object.defineProperty({}, 'type', { get: trap }), { secret: 's' })).toBe(false);
  });

  test('of whatever form throws nothing, and sets nothing that does not exist', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '2'.repeat(1_000_000),
        '2020-10-17'.repeat(100_000),
        'latest',
        '2020-10-17',
        '2020-09-26',
        '9999-12-31',
        '__proto__',
        'barda-2020-10-28',
      ),
    );
    const values = fc.oneof(
      texts,
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
        withTypedArray: true,
      }),
      fc.constantFrom(null, undefined, Number.NaN, Infinity, -0, [], {}),
    );
    const orGood = (...good: unknown[]) =>
      fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: values });
    const hostile = fc.oneof(
      values,
      fc.record(
        {
          type: orGood('strikes:state'),
          version: orGood(1),
          day: orGood('2020-10-17'),
          known: orGood('latest', '2020-11-01'),
          incident: orGood('ganja-2020-10-17', null),
          ['__proto__']: values,
          constructor: values,
        },
        { requiredKeys: ['type', 'version'] },
      ),
    );
    const { say, nextFrame, asked } = framed();
    let followed = 0;
    fc.assert(
      fc.property(hostile, (data) => {
        say(data);
        nextFrame();
        return asked.splice(0).every(({ day, known, incident, ...rest }) => {
          followed++;
          const isOfWar = day === undefined || (isDay(day) && day >= WAR[0] && day <= WAR[1]);
          const isKnown = known === undefined || known === 'latest' || (isDay(known) && known >= WAR[0]);
          const exists = incident === undefined || incident === null || isIncident(incident);
          return isOfWar && isKnown && exists && Object.keys(rest).length === 0;
        });
      }),
      { numRuns: 1000 },
    );
    expect(({} as { day?: unknown }).day).toBeUndefined();
    // Some must come through, or the rest would prove nothing.
    expect(followed).toBeGreaterThan(10);
  });
});

describe('a link in WordPress', () => {
  const click = (href: string, more: object = {}) => {
    let prevented = false;
    const link = { href, host: new URL(href).host };
    return {
      button: 0,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      defaultPrevented: false,
      target: { closest: (selector: string) => (selector === 'a[href][target]' ? link : null) },
      preventDefault: () => {
        prevented = true;
      },
      wasPrevented: () => prevented,
      ...more,
    };
  };
  const full = 'https://maps.example/strikes/?day=2020-10-17';

  test('to our own site is followed by the host, which alone may', () => {
    const { dispatch, posted } = framed({ href: () => `${EMBED}#?secret=Ab3dEf9hIj` });
    const event = click(full);
    dispatch('click', event);
    expect(posted).toContainEqual({ message: 'link', value: full, secret: 'Ab3dEf9hIj' });
    expect(event.wasPrevented()).toBe(true);
  });

  test.each([
    ['to another site', EMBED + '#?secret=Ab3dEf9hIj', 'https://press.example/', {}],
    ['with a key held', EMBED + '#?secret=Ab3dEf9hIj', full, { ctrlKey: true }],
    ['outside WordPress', EMBED, full, {}],
    ['that the page has taken', EMBED + '#?secret=Ab3dEf9hIj', full, { defaultPrevented: true }],
    ['that leads nowhere', EMBED + '#?secret=Ab3dEf9hIj', full, { target: { closest: () => null } }],
  ])('%s is left alone', (_, href, to, more) => {
    const { dispatch, posted } = framed({ href: () => href });
    const event = click(to, more);
    dispatch('click', event);
    expect(posted).not.toContainEqual(expect.objectContaining({ message: 'link' }));
    expect(event.wasPrevented()).toBe(false);
  });
});

describe('nothing is left', () => {
  test('where nobody frames the page: not a listener, not a message', () => {
    const win = { addEventListener: vi.fn(), postMessage: vi.fn() } as unknown as Window & typeof globalThis;
    Object.assign(win, { parent: win });
    const embed = createEmbed(win, {
      href: () => EMBED,
      root: {} as Element,
      height: () => 600,
      fixed: false,
      state: () => OPENED,
      isIncident,
      onState() {},
    });
    embed.changed();
    embed.remove();
    expect(win.addEventListener).not.toHaveBeenCalled();
    expect(win.postMessage).not.toHaveBeenCalled();
  });

  test('after remove: no listener, no observer, no frame and no timer', async () => {
    let height = 600;
    const { embed, listeners, observed, say, nextFrame, asked, heights, lettersCome } = framed({
      height: () => height,
    });
    say(message({ day: '2020-10-17' }));
    say({ type: 'iframe-child-init' });
    embed.remove();
    expect(nextFrame()).toBe(0);
    vi.runAllTimers();
    height = 700;
    await lettersCome();
    expect(observed).toEqual([]);
    expect([...listeners.values()].every((set) => set.size === 0)).toBe(true);
    expect(asked).toEqual([]);
    expect(heights()).toEqual([600]);
  });
});
