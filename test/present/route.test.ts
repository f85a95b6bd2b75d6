/** A route out of a stranger's link: what is sound is shown, the rest is named, and nothing else happens. */
import { describe, expect, it } from 'vitest';
import {
  MAX_ROUTE,
  MAX_VIEWS,
  formatRoute,
  numbered,
  readRoute,
  routeFromFile,
  routeOf,
  viewNow,
  viewOfStep,
} from '../../src/present/route.ts';
import { OPENING } from '../../src/state/state.ts';
import { shipped } from '../page.ts';

const model = shipped();
const VIEW = '2020-10-28_latest_day_barda-2020-10-28_toll_46.6_39.72_47.34_40.64_Barda';
const viewNamed = (title: string) => viewNow(OPENING, [46.6, 39.72, 47.34, 40.64], title);

describe('a route', () => {
  it('comes out of an address as it went in, with any letters in its titles', () => {
    const titles = ['Barda_and_more', 'Qarayusifli, Bərdə', 'Ստեփանակերտ', '«?&=#%+»', 'two * stars'];
    const views = numbered(titles.map((title) => viewNamed(title)));
    const { steps, issues } = routeOf(formatRoute(views), model);
    expect(issues).toEqual([]);
    expect(steps.map(({ title }) => title)).toEqual([...titles.slice(0, -1), 'two   stars']);
    expect(steps.map((step) => viewOfStep(step)).slice(0, -1)).toEqual(views.slice(0, -1));
  });

  it('keeps the second version of the line', () => {
    const view = viewNow({ ...OPENING, bothLines: true }, [46, 39, 48, 41], 'Both');
    expect(routeOf(formatRoute([view]), model).steps[0]?.bothLines).toBe(true);
  });

  it('has a camera within the region, however far the map was moved', () => {
    expect(viewNow(OPENING, [10, 10, 70, 70], 'Far').camera).toEqual([43, 37.9, 51, 42.6]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'is not fooled by the name %s',
    (name) => {
      for (const value of [name, VIEW.replace('barda-2020-10-28', name), VIEW.replaceAll('day', name)]) {
        const { steps, issues } = routeOf(value, model);
        expect(steps).toEqual([]);
        expect(issues).toHaveLength(1);
      }
      const file = `{"steps":[{"__proto__":{"title":"x"},"${name}":1}]}`;
      expect(routeFromFile(file, model).steps).toEqual([]);
    },
  );

  it.each(['\u202Egnirts', 'a\u2066b', 'a\u0000b', 'a\u200Bb', '\uFEFFa'])(
    'leaves a title out that turns or hides words: %j',
    (title) => {
      const { steps, issues } = routeOf(`${VIEW}${title}*${VIEW}`, model);
      expect(steps).toHaveLength(1);
      expect(issues[0]?.message).toBe('holds a character that cannot be seen');
    },
  );

  it('is read up to its bounds, and says what is left out', () => {
    const long = Array<string>(60).fill(VIEW).join('*');
    expect(long.length).toBeGreaterThan(MAX_ROUTE);
    const { views, issues } = readRoute(long);
    expect(views).toHaveLength(MAX_VIEWS);
    expect(issues.map(({ message }) => message)).toEqual([
      `has more than ${MAX_ROUTE} characters; what lies beyond is left out`,
      `has more than ${MAX_VIEWS} views; the rest is left out`,
    ]);
    expect(readRoute('x'.repeat(1_000_000)).views).toEqual([]);
  });

  it('that is empty or nonsense costs nothing', () => {
    expect(routeOf('', model)).toEqual({ steps: [], issues: [] });
    for (const value of ['***', '____', 'NaN_NaN', '%%%', '\uD800'])
      expect(routeOf(value, model).steps).toEqual([]);
  });
});

describe('a file', () => {
  it('gives the views that were saved', () => {
    const views = numbered([viewNamed('One'), viewNamed('Two')]);
    const { steps, issues } = routeFromFile(JSON.stringify({ steps: views }), model);
    expect(issues).toEqual([]);
    expect(steps.map((step) => viewOfStep(step))).toEqual(views);
  });

  it('that is none says so', () => {
    for (const content of ['', 'not json', '7', 'null', '[]', '{"steps":7}']) {
      const { steps, issues } = routeFromFile(content, model);
      expect(steps).toEqual([]);
      expect(issues).toHaveLength(1);
    }
  });
});
