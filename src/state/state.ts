/** What the reader has chosen. Everything else on the page follows from this and the record. */
import type { Show } from '../record/days.ts';
import type { Known } from '../record/known.ts';
import type { Day } from '../time.ts';

export interface State {
  readonly day: Day;
  readonly show: Show;
  readonly known: Known;
  /** Id of the chosen incident. */
  readonly incident: string | null;
  /** Is the second version of the line of contact drawn too? */
  readonly bothLines: boolean;
}

/** How the page opens: on Barda, 28 October. */
export const OPENING: State = {
  day: '2020-10-28',
  show: 'day',
  known: 'latest',
  incident: 'barda-2020-10-28',
  bothLines: false,
};

export function sameState(a: State, b: State): boolean {
  return (
    a.day === b.day &&
    a.show === b.show &&
    a.known === b.known &&
    a.incident === b.incident &&
    a.bothLines === b.bothLines
  );
}
