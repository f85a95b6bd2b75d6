/** What the audit hands back: what stands behind each figure, and what has nothing behind it. */

export const MEASURES = ['killed', 'wounded'] as const;
export type Measure = (typeof MEASURES)[number];

/** Where on the page a figure stands. */
export interface Place {
  /** Which view of the page, as "opening" or "handout". */
  readonly state: string;
  /** Which part of it, as "sentence" or "panel of barda-2020-10-28". */
  readonly part: string;
}

export interface Entry extends Place {
  readonly figure: string;
  /** Ids of the claims behind it; of figures that belong to no incident, who gives them. */
  readonly claims: readonly string[];
  /** Addresses. */
  readonly sources: readonly string[];
  /** Of a sum: the incidents that are in it. */
  readonly sum?: readonly string[];
  /** Nothing ties the figure to these claims but the number: whoever reads it has to judge whether they are meant. */
  readonly byNumber?: boolean;
}

export interface Fault extends Place {
  readonly figure: string;
  readonly message: string;
}

export interface Report {
  readonly entries: Entry[];
  readonly faults: Fault[];
  /** What has been looked at, so that whatever is left over can be told. */
  readonly seen: WeakSet<Element>;
}

export const newReport = (): Report => ({ entries: [], faults: [], seen: new WeakSet() });

export const faultLine = ({ state, part, figure, message }: Fault): string =>
  `FAULT · ${state} · ${part} · ${figure}: ${message}`;

export function entryLine({ state, part, figure, claims, sources, sum, byNumber }: Entry): string {
  const added = sum && sum.length !== 1 ? `sum of ${sum.length} incidents` : '';
  const behind = [added, few(claims), few(sources)].filter((words) => words !== '');
  return `${state} · ${part} · ${figure} ${byNumber ? '←? ' : '← '}${behind.join(' ← ')}`;
}

/** A line stays a line: a sum over the whole war rests on hundreds. `--json` has them all. */
const FEW = 4;
const few = (list: readonly string[]): string =>
  list.length <= FEW ? list.join(', ') : `${list.slice(0, FEW).join(', ')} and ${list.length - FEW} more`;

export const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];
