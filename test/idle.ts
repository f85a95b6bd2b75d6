/** A browser's idle time, for tests: nothing is done until the test says so. */
import type { Soon } from '../src/dom/slices.ts';

export function idleTime() {
  const due = new Set<() => void>();
  const soon: Soon = (work) => {
    const once = () => work(); // asked twice for the same, it is done twice
    due.add(once);
    return () => due.delete(once);
  };
  return {
    soon,
    /** How many pieces of work wait to be done. */
    waiting: () => due.size,
    /** Does what waits, and what comes of it, at most so many times. */
    pass(times = Infinity) {
      for (let i = 0; i < times && due.size > 0; i++) {
        const [work] = due;
        if (!work) return;
        due.delete(work);
        work();
      }
    },
  };
}
