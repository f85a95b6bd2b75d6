import { sameState, type State } from './state.ts';

export interface Store {
  get(): State;
  /** Takes a change; tells the listeners only if something is different now. */
  set(change: Partial<State>): void;
  subscribe(listener: (state: State, before: State) => void): () => void;
}

export function createStore(initial: State): Store {
  let state = initial;
  const listeners = new Set<(state: State, before: State) => void>();
  return {
    get: () => state,
    set(change) {
      const next = { ...state, ...change };
      if (sameState(next, state)) return;
      const before = state;
      state = next;
      for (const listener of listeners) {
        if (state !== next) return; // a listener has set something newer and everybody has heard of that
        listener(next, before);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
