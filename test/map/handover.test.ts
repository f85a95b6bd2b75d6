import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OPENING, type Bounds } from '../../src/map/frame.ts';
import {
  createMapView,
  type CreateZoomable,
  type Zoomable,
  type ZoomableEvents,
  type ZoomableSetup,
} from '../../src/map/handover.ts';
import { chosenPlaces } from '../../src/map/selection.ts';
import type { MapProps } from '../../src/map/view.ts';
import type { Show } from '../../src/record/days.ts';
import type { Position } from '../../src/record/model.ts';
import { text } from '../../src/text/en.ts';
import { missingText } from '../../src/text/missing.ts';
import type { Day } from '../../src/time.ts';
import { all, chosenDays, knownItem, one, page, shipped } from '../page.ts';

const LONG = 60_000;
/** North of the opening view. */
const GANJA: Bounds = [46.1, 40.5, 46.6, 40.9];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

interface Choice {
  readonly show?: Show;
  readonly incident?: string;
  readonly bothLines?: boolean;
}

/** A map of 1000 by 700 px, for what can only be told with a layout. */
function layOut(root: HTMLElement): void {
  const sizes: [Element, Record<string, number>][] = [
    [root, { clientWidth: 1000, clientHeight: 700 }],
    [one(root, '.map-frame'), { offsetTop: 30, offsetLeft: 24, offsetWidth: 952, offsetHeight: 646 }],
    [one(root, '.map-world'), { clientWidth: 397, clientHeight: 646 }],
  ];
  for (const [element, list] of sizes)
    for (const [name, value] of Object.entries(list)) Object.defineProperty(element, name, { value });
}

function propsOf(day: Day, { show = 'day', incident, bothLines = false }: Choice = {}): MapProps {
  const chosen = incident === undefined ? null : knownItem(shipped(), incident);
  return { ...chosenDays(shipped(), day, { show }), chosen, distances: [], bothLines };
}

/** A map that only remembers what it was told, and whose events a test sends. */
function fakeZoomable({ failsToCreate = false, failsToDraw = false } = {}) {
  const fake = {
    bounds: OPENING,
    told: [] as string[],
    drawn: [] as MapProps[],
    fitted: [] as Bounds[],
    busy: false,
    setup: undefined as ZoomableSetup | undefined,
    box: undefined as HTMLElement | undefined,
    events: undefined as ZoomableEvents | undefined,
  };
  const create: CreateZoomable = (box, setup, events) => {
    if (failsToCreate) {
      box.append(box.ownerDocument.createElement('canvas'));
      throw new Error('no WebGL 2');
    }
    Object.assign(fake, { box, setup, events });
    const zoomable: Zoomable = {
      render(props) {
        if (failsToDraw) throw new Error('the style is not there');
        fake.drawn.push(props);
      },
      bounds: () => fake.bounds,
      sees: ([x, y]: Position) => {
        const [west, south, east, north] = fake.bounds;
        return x > west && x < east && y > south && y < north;
      },
      fit: (bounds) => {
        fake.fitted.push(bounds);
        fake.bounds = bounds;
      },
      focus: () => fake.told.push('focus'),
      isBusy: () => fake.busy,
      setFree: (free) => void fake.told.push(free ? 'free' : 'held'),
      remove: () => fake.told.push('remove'),
    };
    return zoomable;
  };
  const send = () => {
    if (!fake.events) throw new Error('the zoomable map has not been made');
    return fake.events;
  };
  return { fake, create, send };
}

/** What a press on the buttons of the line would bring. */
const or = {
  again: vi.fn<() => Promise<CreateZoomable>>(),
  reload: vi.fn(),
};

function opened(day: Day = '2020-10-28', choice: Choice = {}) {
  const { root, document, fire } = page();
  const told: string[] = [];
  const view = createMapView(
    root,
    { places: [...shipped().places.values()], lines: shipped().lines },
    { onPlace: (place) => told.push(place), onBothLines: (on) => told.push(`both lines ${on}`) },
    null,
  );
  const render = (next: Day, other: Choice = {}) => view.render(propsOf(next, other));
  render(day, choice);
  // linkedom knows no focus: the element that a test calls focused is.
  let focused: Element | null = null;
  Object.defineProperty(document, 'activeElement', { get: () => focused });
  const bring = async (create: CreateZoomable) => {
    view.bring(Promise.resolve(create), or);
    await vi.advanceTimersByTimeAsync(0);
  };
  const picture = one(root, '.map-picture');
  return {
    root,
    fire,
    told,
    view,
    render,
    bring,
    focus: (element: Element) => (focused = element),
    spot: (name: string) =>
      all(root, '.spot').find((each) => each.getAttribute('aria-label')?.startsWith(`${name}: `)),
    /** What the reader sees of the two maps. */
    sight: () => {
      const waiting = one(root, '.map-canvas').hasAttribute('data-waiting');
      return [picture.classList.contains('away') ? '' : 'picture', waiting ? '' : 'zoomable']
        .filter(Boolean)
        .join(' and ');
    },
    note: {
      get hidden() {
        return root.querySelector('.map-note') === null;
      },
      get textContent() {
        return root.querySelector('.map-note span')?.textContent;
      },
      get buttons() {
        return all(root, '.map-note button').map(({ textContent }) => textContent);
      },
    },
    press: (words: string) =>
      fire(
        all(root, '.map-note button').find(({ textContent }) => textContent === words)!,
        'click',
      ),
    outside: one(root, '.map-outside'),
    home: one(root, '.map-home'),
  };
}

/** A page whose zoomable map has drawn all. */
async function ready(day?: Day, choice?: Choice) {
  const zoomable = fakeZoomable();
  const map = opened(day, choice);
  await map.bring(zoomable.create);
  zoomable.send().onDrawn();
  return { ...zoomable, ...map };
}

describe('the picture', () => {
  it('stays until the zoomable map says that it has drawn, and is away then', async () => {
    const { create, send } = fakeZoomable();
    const { bring, sight, root } = opened();
    expect([sight(), root.dataset['map']]).toEqual(['picture', undefined]);
    await bring(create);
    expect([sight(), root.dataset['map']]).toEqual(['picture', undefined]);
    send().onDrawn();
    expect([sight(), root.dataset['map']]).toEqual(['zoomable', 'ready']);
    send().onDrawn();
    expect(sight()).toBe('zoomable');
  });

  it('reports the place that the reader chose in it', () => {
    const { fire, spot, told } = opened();
    fire(spot('Barda')!, 'click');
    expect(told).toEqual(['barda']);
  });

  it('draws nothing more while it is away', async () => {
    const { render, spot } = await ready('2020-10-28');
    const before = spot('Barda')?.getAttribute('aria-label');
    render('2020-11-10', { show: 'upto' });
    expect(before).toBeTruthy();
    expect(spot('Barda')?.getAttribute('aria-label')).toBe(before);
  });
});

describe('the zoomable map', () => {
  it('begins where the picture is, with the same places and lines', async () => {
    const { create, fake } = fakeZoomable();
    const { bring, render, root } = opened();
    render('2020-10-11', { incident: 'ganja-2020-10-11' });
    await bring(create);
    const [west, , , north] = fake.setup?.bounds ?? OPENING;
    expect(west).toBeLessThan(OPENING[0]);
    expect(north).toBeGreaterThan(OPENING[3]);
    expect(fake.setup?.places).toHaveLength(shipped().places.size);
    expect(fake.setup?.lines).toBe(shipped().lines);
    expect(fake.box).toBe(one(root, '.map-canvas'));
    expect(Object.keys(fake.setup?.padding() ?? {}).toSorted()).toEqual(['bottom', 'left', 'right', 'top']);
  });

  it('gets what was chosen before it came, and all that is chosen later', async () => {
    const { create, fake } = fakeZoomable();
    const { render, view } = opened('2020-10-27');
    let arrive: (create: CreateZoomable) => void = () => undefined;
    view.bring(new Promise((resolve) => (arrive = resolve)), or);
    render('2020-10-10', { bothLines: true });
    arrive(create);
    await vi.advanceTimersByTimeAsync(0);
    expect(fake.drawn.map(({ selection, bothLines }) => [selection.day, bothLines])).toEqual([
      ['2020-10-10', true],
    ]);
    render('2020-11-01');
    expect(fake.drawn.at(-1)?.selection.day).toBe('2020-11-01');
  });

  it('goes along with the picture to a newly chosen incident while it is on its way', async () => {
    const { create, fake, send } = fakeZoomable();
    const { bring, render } = opened();
    await bring(create);
    render('2020-10-11', { incident: 'ganja-2020-10-11' });
    expect(fake.fitted).toHaveLength(1);
    send().onDrawn();
    expect(fake.fitted).toHaveLength(1);
  });

  it('gets the focus if the picture held it', async () => {
    const { create, send, fake } = fakeZoomable();
    const { bring, focus, spot } = opened();
    await bring(create);
    focus(spot('Barda')!);
    send().onDrawn();
    expect(fake.told).toEqual(['focus']);
  });

  it('leaves the focus where it is if the picture did not hold it', async () => {
    const { create, send, fake } = fakeZoomable();
    const { bring, focus, root } = opened();
    await bring(create);
    focus(one(root, '.legend summary'));
    send().onDrawn();
    expect(fake.told).toEqual([]);
  });

  it('reports the place that the reader chose in it', async () => {
    const { send, told } = await ready();
    send().onPlace('tartar');
    expect(told).toEqual(['tartar']);
  });
});

describe('a lost graphics context', () => {
  it('brings the picture back at once, on the day and in the place where the map was', async () => {
    const { fake, send, render, sight, root, note, spot } = await ready('2020-10-28');
    render('2020-10-11');
    fake.bounds = GANJA;
    send().onLost();
    expect([sight(), root.dataset['map'], note.hidden]).toEqual(['picture', 'lost', true]);
    expect(spot('Ganja')?.getAttribute('aria-label')).toBe('Ganja: 10 reported killed');
    expect(spot('Barda')).toBeUndefined();
    const mark = spot('Ganja')?.parentElement;
    const [x, y] = ['x', 'y'].map((name) => Number.parseFloat(mark?.getAttribute(name) ?? ''));
    expect([x! > 0 && x! < 100, y! > 0 && y! < 100]).toEqual([true, true]);
  });

  it('gives the keyboard to the picture if the zoomable map held it, and back again', async () => {
    const { send, root, focus, spot, fake } = await ready();
    let given = 0;
    for (const each of all(root, '.spot')) each.addEventListener('focus', () => given++);
    focus(one(root, '.map-canvas'));
    send().onLost();
    expect(given).toBe(1);
    focus(spot('Barda')!);
    send().onDrawn();
    expect([given, fake.told]).toEqual([1, ['focus']]);
  });

  it('leaves the keyboard alone if it stood elsewhere on the page', async () => {
    const { send, root, focus, fake } = await ready();
    let given = 0;
    for (const each of all(root, '.spot')) each.addEventListener('focus', () => given++);
    focus(one(root, '.legend summary'));
    send().onLost();
    send().onDrawn();
    expect([given, fake.told]).toEqual([0, []]);
  });

  it('is worth a word only when it does not come back in a while', async () => {
    const { send, note, root } = await ready();
    send().onLost();
    await vi.advanceTimersByTimeAsync(3000);
    expect([note.hidden, root.dataset['map']]).toEqual([true, 'lost']);
    await vi.advanceTimersByTimeAsync(3000);
    expect([note.hidden, root.dataset['map']]).toEqual([false, 'unavailable']);
    expect(note.textContent).toBe(missingText.mapStopped);
  });

  it('that comes back hands over again, and leaves no word', async () => {
    const { send, note, root, sight, fake, render } = await ready();
    send().onLost();
    render('2020-10-27');
    await vi.advanceTimersByTimeAsync(1000);
    send().onDrawn();
    expect(sight()).toBe('zoomable');
    await vi.advanceTimersByTimeAsync(LONG);
    expect([note.hidden, root.dataset['map']]).toEqual([true, 'ready']);
    expect(fake.drawn.at(-1)?.selection.day).toBe('2020-10-27');
  });

  it('that comes back after all takes its word back', async () => {
    const { send, note, sight } = await ready();
    send().onLost();
    await vi.advanceTimersByTimeAsync(LONG);
    expect(note.hidden).toBe(false);
    send().onDrawn();
    expect([note.hidden, sight()]).toEqual([true, 'zoomable']);
  });

  it('lost twice and back once leaves no word', async () => {
    const { send, note, root } = await ready();
    send().onLost();
    send().onLost();
    send().onDrawn();
    await vi.advanceTimersByTimeAsync(LONG);
    expect([note.hidden, root.dataset['map']]).toEqual([true, 'ready']);
  });

  it('leaves a picture that goes on with the reader', async () => {
    const { send, render, spot } = await ready('2020-10-27');
    send().onLost();
    render('2020-10-28');
    expect(spot('Barda')?.getAttribute('aria-label')).toBe('Barda: 20–21 reported killed');
  });
});

describe('a zoomable map that cannot be had', () => {
  it.each<[string, () => Promise<CreateZoomable>]>([
    ['it does not arrive', () => Promise.reject(new Error('offline'))],
    ['it throws when it is made', () => Promise.resolve(fakeZoomable({ failsToCreate: true }).create)],
    ['it throws when it draws', () => Promise.resolve(fakeZoomable({ failsToDraw: true }).create)],
  ])('leaves the picture at work, and a word: %s', async (_, arriving) => {
    const { view, render, sight, note, root, spot, fire, told } = opened('2020-10-27');
    view.bring(arriving(), or);
    await vi.advanceTimersByTimeAsync(0);
    expect([sight(), note.hidden, root.dataset['map']]).toEqual(['picture', false, 'unavailable']);
    expect(one(root, '.map-canvas').children).toHaveLength(0);
    expect(console.warn).toHaveBeenCalledOnce();
    render('2020-10-28');
    fire(spot('Barda')!, 'click');
    expect(told).toEqual(['barda']);
  });
});

describe('asked for again', () => {
  const offline = () => Promise.reject<CreateZoomable>(new Error('offline'));
  /** What the browser has for the canvas decides whether asking again can help. */
  const withWebGl = (root: HTMLElement) =>
    Object.assign(root.ownerDocument.defaultView!.HTMLCanvasElement.prototype, { getContext: () => ({}) });

  it('takes the picture’s place once it comes, and until then loading the page again is offered too', async () => {
    const { view, note, press, root, sight } = opened();
    withWebGl(root);
    view.bring(offline(), or);
    await vi.advanceTimersByTimeAsync(0);
    expect([note.textContent, note.buttons]).toEqual([missingText.map, [missingText.again]]);
    or.again.mockImplementationOnce(offline);
    press(missingText.again);
    await vi.advanceTimersByTimeAsync(0);
    expect(note.buttons).toEqual([missingText.again, missingText.reload]);
    const { create, send } = fakeZoomable();
    or.again.mockResolvedValueOnce(create);
    press(missingText.again);
    await vi.advanceTimersByTimeAsync(0);
    send().onDrawn();
    expect([note.hidden, sight()]).toEqual([true, 'zoomable']);
  });

  it('is not offered where the browser cannot draw it', async () => {
    const { view, note, root } = opened();
    Object.assign(root.ownerDocument.defaultView!.HTMLCanvasElement.prototype, { getContext: () => null });
    view.bring(Promise.resolve(fakeZoomable({ failsToCreate: true }).create), or);
    await vi.advanceTimersByTimeAsync(0);
    expect([note.textContent, note.buttons]).toEqual([text.map.unavailable, []]);
  });
});

describe('a worker that has died', () => {
  it('leaves no older day in sight: the picture takes over, with the chosen one', async () => {
    const { fake, render, note, sight, spot } = await ready('2020-10-27');
    fake.busy = true;
    render('2020-10-28');
    await vi.advanceTimersByTimeAsync(21_000);
    expect([sight(), note.textContent]).toEqual(['picture', missingText.mapStopped]);
    expect(spot('Barda')?.getAttribute('aria-label')).toBe('Barda: 20–21 reported killed');
  });

  it('is none while it answers, however long it takes, nor where nothing was left to do', async () => {
    const { fake, send, render, sight } = await ready('2020-10-27');
    fake.busy = true;
    render('2020-10-28');
    for (let i = 0; i < 4; i++) {
      await vi.advanceTimersByTimeAsync(15_000);
      send().onAnswer();
    }
    expect(sight()).toBe('zoomable');
    fake.busy = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sight()).toBe('zoomable');
  });
});

describe('places outside the view', () => {
  it('are counted on the button, which is there only when there are any', () => {
    const { render, outside } = opened('2020-10-28');
    expect(outside.hidden).toBe(true);
    render('2020-10-11');
    const [west, south, east, north] = OPENING;
    const hidden = chosenPlaces(propsOf('2020-10-11')).filter(
      ({ position: [x, y] }) => !(x > west && x < east && y > south && y < north),
    );
    expect(hidden.length).toBeGreaterThan(1);
    expect([outside.hidden, outside.textContent]).toEqual([false, text.map.outside(hidden.length)]);
  });

  it('are brought into sight by it, and the way back is offered', () => {
    const { root, render, outside, home, fire } = opened();
    layOut(root);
    render('2020-11-10', { show: 'upto' });
    expect(home.hidden).toBe(true);
    fire(outside, 'click');
    expect([outside.hidden, home.hidden]).toEqual([true, false]);
    fire(home, 'click');
    expect([outside.hidden, home.hidden]).toEqual([false, true]);
  });

  it('are counted anew when the reader has moved the map', async () => {
    const { fake, send, outside, home } = await ready('2020-10-28');
    expect(outside.hidden).toBe(true);
    fake.bounds = [49, 40, 50, 41];
    send().onMoved();
    const places = chosenPlaces(propsOf('2020-10-28'));
    expect(outside.textContent).toBe(text.map.outside(places.length));
    expect([outside.hidden, home.hidden]).toEqual([false, false]);
  });

  it('are asked of the map that is in sight, and the keyboard stays with it', async () => {
    const { fake, outside, home, render, fire } = await ready();
    render('2020-10-11');
    fire(outside, 'click');
    expect(fake.fitted).toHaveLength(1);
    fire(home, 'click');
    expect(fake.fitted.at(-1)).toEqual(OPENING);
    expect(fake.told).toEqual(['focus', 'focus']);
  });

  it('are brought into the picture too, and the keyboard stays with a symbol of it', () => {
    const { root, render, outside, fire } = opened();
    render('2020-10-11');
    let given = 0;
    for (const each of all(root, '.spot')) each.addEventListener('focus', () => given++);
    fire(outside, 'click');
    expect(given).toBe(1);
  });

  it('reach a map that is on its way too: both show the same when it takes over', async () => {
    const { create, fake } = fakeZoomable();
    const { bring, render, fire, outside, home } = opened();
    await bring(create);
    render('2020-10-11');
    fire(outside, 'click');
    fire(home, 'click');
    expect(fake.fitted.at(-1)).toEqual(OPENING);
  });
});

describe('a chosen incident', () => {
  it('outside the view is brought into it when it is chosen, and not again', async () => {
    const { fake, render } = await ready();
    render('2020-10-11', { incident: 'ganja-2020-10-11' });
    expect(fake.fitted).toHaveLength(1);
    fake.bounds = OPENING;
    render('2020-10-11', { incident: 'ganja-2020-10-11', bothLines: true });
    expect(fake.fitted).toHaveLength(1);
  });

  it('in sight moves nothing, nor does another day', async () => {
    const { fake, render } = await ready();
    render('2020-10-28', { incident: 'barda-2020-10-28' });
    render('2020-10-11');
    expect(fake.fitted).toEqual([]);
  });
});

describe('the map', () => {
  it('draws the second version of the line where it is asked for, and asks by its box', () => {
    const { root, render, fire, told } = opened();
    expect(root.classList.contains('both-lines')).toBe(false);
    render('2020-10-28', { bothLines: true });
    const box = one(root, '.legend input') as HTMLInputElement;
    expect([root.classList.contains('both-lines'), box.checked]).toEqual([true, true]);
    box.checked = false;
    fire(box, 'change');
    expect(told).toEqual(['both lines false']);
  });

  it('tells in the page for which day it was drawn', () => {
    const { root, render } = opened('2020-10-28');
    render('2020-11-01');
    expect(root.dataset['day']).toBe('2020-11-01');
  });

  it('that is removed leaves nothing behind, and no word later', async () => {
    const { view, root, send, fake } = await ready();
    send().onLost();
    view.remove();
    await vi.advanceTimersByTimeAsync(LONG);
    expect(root.children).toHaveLength(0);
    expect([fake.told, root.dataset['map']]).toEqual([['remove'], 'lost']);
  });
});
