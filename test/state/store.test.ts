import { expect, test } from 'vitest';
import { OPENING, sameState, type State } from '../../src/state/state.ts';
import { createStore } from '../../src/state/store.ts';

test('a change leaves the rest of the state as it was', () => {
  const store = createStore(OPENING);
  store.set({ known: '2020-10-28' });
  expect(store.get()).toEqual({ ...OPENING, known: '2020-10-28' });
});

test('a listener hears the state after a change and the one before', () => {
  const store = createStore(OPENING);
  const heard: [State, State][] = [];
  store.subscribe((state, before) => heard.push([state, before]));
  store.set({ day: '2020-10-27' });
  expect(heard).toEqual([[{ ...OPENING, day: '2020-10-27' }, OPENING]]);
});

test('a change to what already is tells nobody', () => {
  const store = createStore(OPENING);
  let heard = 0;
  store.subscribe(() => (heard += 1));
  store.set({ ...OPENING });
  store.set({});
  expect(heard).toBe(0);
});

test('who has left hears nothing, who has stayed still does', () => {
  const store = createStore(OPENING);
  const heard: string[] = [];
  const leave = store.subscribe(() => heard.push('left'));
  store.subscribe(() => heard.push('stayed'));
  leave();
  store.set({ show: 'upto' });
  expect(heard).toEqual(['stayed']);
});

test('a listener already sees the new state in the store', () => {
  const store = createStore(OPENING);
  let seen: State | undefined;
  store.subscribe(() => (seen = store.get()));
  store.set({ incident: null });
  expect(seen?.incident).toBeNull();
});

test('two states that differ in any one field are not the same', () => {
  const other: State = {
    day: '2020-10-27',
    show: 'upto',
    known: '2020-10-28',
    incident: null,
    bothLines: true,
  };
  const same = (Object.keys(OPENING) as (keyof State)[]).filter((field) =>
    sameState(OPENING, { ...OPENING, [field]: other[field] }),
  );
  expect(same).toEqual([]);
  expect(sameState(OPENING, { ...OPENING })).toBe(true);
});

test('when a listener sets something newer, nobody hears of the older state last', () => {
  const store = createStore(OPENING);
  const heard: (string | null)[] = [];
  store.subscribe(({ incident }) => incident === null && store.set({ incident: 'ganja-2020-10-17' }));
  store.subscribe(({ incident }) => heard.push(incident));
  store.set({ incident: null });
  expect(heard.at(-1)).toBe('ganja-2020-10-17');
});
