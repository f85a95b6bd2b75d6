import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { distanceRange } from '../../src/map/accuracy.ts';
import {
  placeFeatures,
  symbolRadius,
  type PlaceFeature,
  type PlaceProperties,
} from '../../src/map/features.ts';
import { OPENING, REACH, frameOf, project, viewBox, widened, type Bounds } from '../../src/map/frame.ts';
import { createPicture } from '../../src/map/picture.ts';
import type { MapProps } from '../../src/map/view.ts';
import type { Show } from '../../src/record/days.ts';
import type { Known, KnownRecord } from '../../src/record/known.ts';
import { dayIndex, type Model, type Position } from '../../src/record/model.ts';
import { text } from '../../src/text/en.ts';
import { WAR, daysOf, type Day } from '../../src/time.ts';
import {
  all,
  chosenDays,
  knownItem,
  made,
  one,
  page,
  recordAt,
  shipped,
  words,
  type MadeIncident,
} from '../page.ts';

const SHOWS: readonly Show[] = ['day', 'upto'];

interface Choice {
  readonly show?: Show;
  readonly known?: Known;
  /** Id of the chosen incident. */
  readonly incident?: string;
}

/** What a map is given to draw. */
function propsOf(model: Model, day: Day, { incident, ...choice }: Choice = {}): MapProps {
  const chosen = incident === undefined ? null : knownItem(model, incident, choice.known ?? 'latest');
  return {
    ...chosenDays(model, day, choice),
    chosen,
    distances: (chosen?.incident.at ?? []).flatMap((spot) => distanceRange(spot, model.lines) ?? []),
    bothLines: false,
  };
}

/** A picture, which places it reported, and a way to draw it again. */
function drawn(day: Day = '2020-10-28', choice: Choice = {}, model = shipped()) {
  const { root, document, fire } = page();
  const told: string[] = [];
  const ground = document.createElement('div');
  const picture = createPicture(
    root,
    { places: [...model.places.values()], lines: model.lines },
    { onPlace: (place) => told.push(place) },
    ground,
  );
  const render = (next: Day, other: Choice = {}) => picture.render(propsOf(model, next, other));
  render(day, choice);
  /** The symbol at a place, by what it says to ears. */
  const spot = (name: string) => {
    const found = all(root, '.spot').find((each) => each.getAttribute('aria-label')?.startsWith(`${name}: `));
    if (!found) throw new Error(`no symbol for ${name}`);
    return found;
  };
  return { root, document, fire, told, picture, render, spot, ground };
}

const features = new WeakMap<KnownRecord, PlaceFeature[]>();
/** What the zoomable map's filters leave of its features on the chosen days. */
function standing(model: Model, day: Day, { show = 'day', known = 'latest' }: Choice): PlaceProperties[] {
  const record = recordAt(model, known);
  const list = features.get(record) ?? placeFeatures(record, model.places.values());
  features.set(record, list);
  return list
    .map(({ properties }) => properties)
    .filter((p) => p.show === show && p.from <= dayIndex(day) && dayIndex(day) <= p.to);
}

/** Radius of the circle of a class. */
const radius = (element: Element, selector: string) =>
  Number(element.querySelector(selector)?.getAttribute('r') ?? Number.NaN);
const percent = (element: Element) =>
  ['x', 'y'].map((name) => Number(element.getAttribute(name)?.replace('%', '')));

describe('the picture of 28 October', () => {
  it('draws Barda with the figure that the record gives for it', () => {
    const { spot } = drawn();
    expect(spot('Barda').querySelector('text')?.textContent).toBe('20–21');
    expect(spot('Barda').getAttribute('aria-label')).toBe('Barda: 20–21 reported killed');
    expect(radius(spot('Barda'), '.disc')).toBeCloseTo(symbolRadius(21), 2);
    expect(radius(spot('Barda'), '.low')).toBeCloseTo(symbolRadius(20), 2);
  });

  it('as known on that evening holds nothing that was said later', () => {
    const { spot, root } = drawn('2020-10-28', { known: '2020-10-28' });
    expect(spot('Barda').querySelector('text')?.textContent).toBe('21');
    expect(radius(spot('Barda'), '.disc')).toBe(radius(spot('Barda'), '.low'));
    const places = standing(shipped(), '2020-10-28', { known: '2020-10-28' });
    expect(words(root, '.spot text')).toEqual(['21']);
    expect(all(root, '.spot')).toHaveLength(places.filter(({ kind }) => kind !== 'quiet').length);
  });

  it('names Garayusifli and says that it lies somewhere in its circle', () => {
    const { root } = drawn();
    const name = all(root, '.names > svg').find((each) => each.textContent.startsWith('Garayusifli'));
    expect(words(name!, 'text')).toEqual(['Garayusifli', text.map.approximate]);
    expect(all(root, '.shapes .circle')).toHaveLength(1);
  });

  it('stands the symbols and names of a place where the ground has it', () => {
    const { root, spot } = drawn();
    const box = frameOf(OPENING);
    const there = (position: Position): unknown[] => {
      const [x, y] = project(position);
      return [(x - box.x) / box.width, (y - box.y) / box.height].map((value): unknown =>
        expect.closeTo(value * 100, 1),
      );
    };
    const { position } = shipped().places.get('barda')!;
    const name = all(root, '.names > svg').find((each) => each.textContent === 'Barda');
    expect(percent(spot('Barda').parentElement!)).toEqual(there(position));
    expect(percent(name!)).toEqual(there(position));
    expect(one(root, '.marks > svg').getAttribute('viewBox')).toBe(viewBox(box));
  });
});

describe('the symbols', () => {
  it('stand for the same places and tolls as on the zoomable map, on every day and in both ways to choose days', () => {
    const { root, render } = drawn();
    const size = (px: number) => (Math.round(px * 100) / 100).toFixed(2);
    const wrong = SHOWS.flatMap((show) =>
      daysOf(WAR).flatMap((day) => {
        render(day, { show });
        const found = all(root, '.spot').map((button) => {
          const kind = button.getAttribute('class');
          const disc = kind === 'spot span' ? radius(button, '.faint') - 3 : radius(button, '.disc');
          return `${kind} ${size(disc)} ${button.getAttribute('aria-label')}`;
        });
        const expected = standing(shipped(), day, { show })
          .filter(({ kind }) => kind !== 'quiet')
          .map((p) => `spot ${p.kind} ${size(p.radius)} ${text.map.spot(p)}`);
        return String(found.toSorted()) === String(expected.toSorted())
          ? []
          : [{ show, day, found, expected }];
      }),
    );
    expect(wrong).toEqual([]);
  }, 20_000);

  it('are drawn the larger ones first, so that a small one lies upon them', () => {
    const { root } = drawn('2020-11-10', { show: 'upto' });
    const sizes = all(root, '.spot:not(.span)').map((spot) => radius(spot, '.disc'));
    expect(sizes.length).toBeGreaterThan(10);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('of which only a span of days is known lie beneath all that is counted', () => {
    const span = { on: ['2020-10-26', '2020-10-28'], claims: [{}] } as const;
    const strike = { id: 'b', claims: [{ killed: 1 }] };
    const { root } = drawn(
      '2020-10-28',
      {},
      made([{ id: 'a', ...span }, strike, { id: 'c', at: ['tartar'], ...span }]),
    );
    expect(all(root, '.spot').map((spot) => spot.getAttribute('class'))).toEqual([
      'spot span',
      'spot span',
      'spot strike',
    ]);
  });

  it('are buttons that the keyboard reaches, each at least 28 px across', () => {
    const { root } = drawn('2020-11-10', { show: 'upto' });
    const spots = all(root, '.spot');
    expect(spots.map((spot) => `${spot.getAttribute('role')} ${spot.getAttribute('tabindex')}`)).toEqual(
      spots.map(() => 'button 0'),
    );
    expect(spots.filter((spot) => !(radius(spot, '.target') >= 14)).length).toBe(0);
  });

  it.each<[string, string, object]>([
    ['a click', 'click', {}],
    ['Enter', 'keydown', { key: 'Enter' }],
    ['a space', 'keydown', { key: ' ' }],
  ])('report their place at %s', (_, type, details) => {
    const { spot, fire, told } = drawn();
    let kept = true;
    fire(spot('Barda'), type, { ...details, preventDefault: () => (kept = false) });
    expect(told).toEqual(['barda']);
    expect(kept).toBe(type === 'click'); // a space would scroll the page
  });

  it('leave every other key to the page', () => {
    const { spot, fire, told } = drawn();
    let kept = true;
    fire(spot('Barda'), 'keydown', { key: 'Tab', preventDefault: () => (kept = false) });
    expect([told, kept]).toEqual([[], true]);
  });

  it('of a place that stays are the same elements on another day: the keyboard keeps its place', () => {
    const { render, spot } = drawn('2020-10-27', { show: 'upto' });
    const before = spot('Barda');
    const label = before.getAttribute('aria-label');
    render('2020-10-28', { show: 'upto' });
    expect(spot('Barda')).toBe(before);
    expect(before.getAttribute('aria-label')).not.toBe(label);
    render('2020-10-28');
    expect(spot('Barda')).toBe(before);
  });

  it('report the place and the day that they stand for now, not those for which they were made', () => {
    const { render, root, fire, told } = drawn('2020-11-01', { show: 'upto' });
    render('2020-10-10');
    for (const button of all(root, '.spot')) fire(button, 'click');
    const expected = standing(shipped(), '2020-10-10', {}).filter(({ kind }) => kind !== 'quiet');
    expect(told.toSorted()).toEqual(expected.map(({ place }) => place).toSorted());
  });

  it('are gone on a day without a reported strike', () => {
    const model = made([{ id: 'a', claims: [{ killed: 1 }] }]);
    const { root, render } = drawn('2020-10-28', {}, model);
    expect(all(root, '.spot')).toHaveLength(1);
    render('2020-10-29');
    expect(all(root, '.mark')).toEqual([]);
  });
});

describe('a symbol', () => {
  const model = (...incidents: MadeIncident[]) => made(incidents);
  const discs = (record: Model) =>
    all(drawn('2020-10-28', {}, record).root, '.spot circle').map((circle) => circle.getAttribute('class'));

  it('without a figure is hollow, and so is one whose figures say none, with a dot', () => {
    expect(discs(model({ id: 'a', claims: [{}] }))).toEqual(['target', 'halo', 'disc hollow']);
    expect(discs(model({ id: 'a', claims: [{ killed: 0 }] }))).toEqual([
      'target',
      'halo',
      'disc hollow',
      'low',
    ]);
  });

  it('of a range shows the lowest figure inside the highest', () => {
    const { spot } = drawn(
      '2020-10-28',
      {},
      model({ id: 'a', claims: [{ killed: 4 }, { claimant: 'Another', killed: 16 }] }),
    );
    expect(radius(spot('barda'), '.disc') / radius(spot('barda'), '.low')).toBeCloseTo(2, 2);
  });

  it('of which only a span of days is known is faint and has no figure', () => {
    const span = model({ id: 'a', on: ['2020-10-26', '2020-10-28'], claims: [{ killed: 30 }] });
    expect(discs(span)).toEqual(['target', 'faint']);
    expect(words(drawn('2020-10-28', {}, span).root, '.spot text')).toEqual([]);
  });
});

describe('what is chosen', () => {
  const ringed = (root: ParentNode) =>
    all(root, '.spot')
      .filter((spot) => spot.querySelector('.chosen'))
      .map((spot) => spot.getAttribute('aria-label'));
  const pressed = (root: ParentNode) =>
    all(root, '.spot[aria-pressed="true"]').map((spot) => spot.getAttribute('aria-label'));

  it('has a ring, is the pressed button, and shows its shortest way to the line', () => {
    const { root } = drawn('2020-10-28', { incident: 'barda-2020-10-28' });
    const barda = 'Barda: 20–21 reported killed';
    expect([ringed(root), pressed(root)]).toEqual([[barda], [barda]]);
    const way = one(root, '.ways line');
    const mark = all(root, '.mark').find((each) => each.querySelector('.chosen'));
    expect(['x1', 'y1'].map((name) => way.getAttribute(name))).toEqual(
      ['x', 'y'].map((name) => mark?.getAttribute(name)),
    );
  });

  it('is nothing where nothing is chosen', () => {
    const { root, render } = drawn('2020-10-28', { incident: 'barda-2020-10-28' });
    render('2020-10-28');
    expect([ringed(root), pressed(root), all(root, '.ways line')]).toEqual([[], [], []]);
  });
});

describe('the names', () => {
  it('call Barda and Garayusifli by name on every day', () => {
    const { root, render } = drawn();
    const missing = daysOf(WAR).flatMap((day) => {
      render(day);
      const names = words(root, '.names .anchor');
      return String(names.toSorted()) === 'Barda,Garayusifli' ? [] : [`${day}: ${names.join()}`];
    });
    expect(missing).toEqual([]);
  });

  it('are left to the eyes, and let through a click on what lies beneath', () => {
    const { root } = drawn();
    expect(one(root, '.names').getAttribute('aria-hidden')).toBe('true');
    expect(all(root, '.names [role], .names [tabindex]')).toEqual([]);
  });

  it('stand once for each place, even where it was struck and only a span of days is known as well', () => {
    const span = { id: 'a', on: ['2020-10-26', '2020-10-28'], claims: [{ killed: 1 }] } as const;
    const records = [shipped(), made([span]), made([span, { id: 'b', claims: [{ killed: 2 }] }])];
    for (const model of records) {
      const { root } = drawn('2020-10-28', {}, model);
      const names = all(root, '.names > svg').map((each) => words(each, 'text').join(' '));
      expect(names.length).toBeGreaterThan(1);
      expect(names).toEqual([...new Set(names)]);
    }
  });
});

describe('the frame', () => {
  /** The ground reaches beyond its frame, as far as the stylesheet lets it. */
  const [, beyond = '', whole = ''] =
    /\.backdrop \{[^}]*inset: -(\d+)%;\s+width: (\d+)%;\s+height: \2%;/.exec(
      readFileSync('src/style/map.css', 'utf8'),
    ) ?? [];
  const groundBox = (bounds: Bounds) => viewBox(widened(frameOf(bounds), Number(beyond) / 100));

  it('is within the ground on every side alike, as in the stylesheet', () => {
    expect(Number(whole)).toBe(100 + 2 * Number(beyond));
    const { x, y, width, height } = frameOf(OPENING);
    expect(widened(frameOf(OPENING), 3)).toEqual({
      x: x - 3 * width,
      y: y - 3 * height,
      width: 7 * width,
      height: 7 * height,
    });
  });

  it('opens on the opening view, whose shape stands in the stylesheet', () => {
    const { picture, root, ground } = drawn();
    expect(picture.bounds()).toEqual(OPENING);
    expect(one(root, '.map-world').hasAttribute('style')).toBe(false);
    expect(ground.getAttribute('viewBox')).toBe(groundBox(OPENING));
  });

  it('moved takes ground, symbols and names along', () => {
    const { picture, root, ground, spot } = drawn();
    const before = percent(spot('Barda').parentElement!);
    picture.fit(REACH);
    const { width, height } = frameOf(REACH);
    expect(picture.bounds()).toEqual(REACH);
    expect(ground.getAttribute('viewBox')).toBe(groundBox(REACH));
    expect(one(root, '.marks > svg').getAttribute('viewBox')).toBe(viewBox(frameOf(REACH)));
    expect(one(root, '.map-world').style.getPropertyValue('--ratio')).toBe((width / height).toFixed(4));
    expect(percent(spot('Barda').parentElement!)).not.toEqual(before);
  });

  it('sees what lies in its box and nothing else, where nothing can be measured', () => {
    const { picture } = drawn();
    const seen = (['barda', 'garayusifli', 'ganja'] as const).map((id) =>
      picture.sees(shipped().places.get(id)!.position),
    );
    expect(seen).toEqual([true, true, false]);
  });

  it('sees what lies beside its box, up to the edges of the map, where it can be measured', () => {
    const { picture, root } = drawn();
    const layout = (element: Element, sizes: object) =>
      Object.defineProperties(
        element,
        Object.fromEntries(Object.entries(sizes).map(([name, value]) => [name, { value: value as number }])),
      );
    // A map of 1000 by 700 px; its frame leaves 30 px above, 50 below, 20 on either side.
    layout(root, { clientWidth: 1000, clientHeight: 700 });
    layout(one(root, '.map-frame'), { offsetTop: 30, offsetLeft: 20, offsetWidth: 960, offsetHeight: 620 });
    layout(one(root, '.map-world'), { clientWidth: 381, clientHeight: 620 });
    expect(picture.padding()).toEqual({ top: 30, right: 20, bottom: 50, left: 20 });
    const [west, south, east, north] = OPENING;
    const degree = 381 / (east - west);
    const middle = (south + north) / 2;
    const spare = (1000 - 381) / 2 / degree;
    const beside = [west - spare + 0.01, west - spare - 0.01, east + spare - 0.01, east + spare + 0.01];
    expect(beside.map((lng) => picture.sees([lng, middle]))).toEqual([true, false, true, false]);
    const x = (west + east) / 2;
    // 30 px above and 50 below, about 0.044° and 0.074° of latitude.
    expect(
      [north + 0.04, north + 0.06, south - 0.07, south - 0.09].map((lat) => picture.sees([x, lat])),
    ).toEqual([true, false, true, false]);
    // Of 30 px, 28 are still needed for a symbol.
    expect([north - 0.001, north + 0.01].map((lat) => picture.sees([x, lat], 28))).toEqual([true, false]);
  });
});

it('the features are made once for each "known on" date: moving the slider makes no new ones', () => {
  const { root } = page();
  const places = [...shipped().places.values()];
  let times = 0;
  const counted = Object.assign([...places], {
    [Symbol.iterator]: () => {
      times++;
      return places.values();
    },
  });
  const picture = createPicture(root, { places: counted, lines: [] }, { onPlace: () => undefined }, null);
  for (const day of ['2020-10-27', '2020-10-28']) picture.render(propsOf(shipped(), day));
  picture.render(propsOf(shipped(), '2020-10-28', { show: 'upto' }));
  expect(times).toBe(1);
  picture.render(propsOf(shipped(), '2020-10-28', { known: '2020-10-28' }));
  expect(times).toBe(2);
});

describe('a picture that is not shown', () => {
  it('draws nothing, and all that it missed when it is back', () => {
    const { picture, root, render, spot } = drawn('2020-10-27');
    const before = root.innerHTML;
    picture.show(false);
    expect(one(root, '.map-picture').classList.contains('away')).toBe(true);
    picture.show(true);
    expect(root.innerHTML).toBe(before);
    picture.show(false);
    const hidden = root.innerHTML;
    render('2020-10-28');
    expect(root.innerHTML).toBe(hidden);
    picture.show(true);
    expect(spot('Barda').getAttribute('aria-label')).toBe('Barda: 20–21 reported killed');
  });

  it('that is removed leaves nothing behind', () => {
    const { picture, root } = drawn();
    picture.remove();
    expect(root.children).toHaveLength(0);
  });
});
