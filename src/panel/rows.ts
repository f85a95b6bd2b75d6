/** The rows of the table in their order. Pure; what is made of them is the table's. */
import { latestFirst, select, standing, type Selection } from '../record/days.ts';
import type { KnownIncident, KnownRecord } from '../record/known.ts';
import type { Claim } from '../record/model.ts';
import { hasFigures, type Measure } from '../record/parse.ts';
import { text } from '../text/en.ts';
import { WAR, type Day } from '../time.ts';

export const COLUMNS = [
  'day',
  'place',
  'claimant',
  'kind',
  'killed',
  'wounded',
  'statement',
  'reported',
  'sources',
] as const;
export type Column = (typeof COLUMNS)[number];
export const SORTABLE: readonly Column[] = [
  'day',
  'place',
  'claimant',
  'kind',
  'killed',
  'wounded',
  'reported',
];

export interface Sort {
  readonly column: Column;
  readonly down: boolean;
  /** The claims that set an end of their incident's range come before all others. */
  readonly behind?: Measure;
}

export interface Row {
  readonly item: KnownIncident;
  readonly claim: Claim;
}

/** The claims of the chosen days, the latest day first, within a day as the record has them. Goes as far as it is asked. */
export function* rowsOf(selection: Selection): Generator<Row, void> {
  for (const item of latestFirst(selection)) for (const claim of item.claims) yield { item, claim };
  for (const item of selection.spans) for (const claim of item.claims) yield { item, claim };
}

/** Neighbours in the order, with the days that their incidents lie in. */
interface Block {
  readonly rows: readonly Row[];
  readonly first: Day;
  readonly last: Day;
}
const BLOCK = 256;

/**
 * Puts the rows of a selection in the order of a column. The order of the whole record is made once for each choice of a
 * column; a step of the day then picks its rows out of it, and passes over whole blocks that lie on other days.
 */
export function createSorter(): (selection: Selection, sort: Sort) => Iterable<Row> {
  let made: { record: KnownRecord; sort: Sort; blocks: readonly Block[] } | undefined;
  return ({ record, day, show }, sort) => {
    if (made?.record !== record || made.sort !== sort) {
      const all = [...rowsOf(select(record, WAR[1], 'upto'))];
      made = { record, sort, blocks: inBlocks(sorted(all, sort)) };
    }
    const { blocks } = made;
    return (function* standingRows() {
      for (const { rows, first, last } of blocks) {
        if (!standing([first, last], day, show)) continue;
        for (const row of rows) if (standing(row.item.incident.extent, day, show)) yield row;
      }
    })();
  };
}

function inBlocks(rows: readonly Row[]): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < rows.length; i += BLOCK) {
    const some = rows.slice(i, i + BLOCK);
    const extents = some.map(({ item }) => item.incident.extent);
    const first = extents.reduce((least, [day]) => (day < least ? day : least), WAR[1]);
    const last = extents.reduce((most, [, day]) => (day > most ? day : most), WAR[0]);
    blocks.push({ rows: some, first, last });
  }
  return blocks;
}

/** Few of the keys are different ones: they are sorted, and the rows only gathered under them. */
function sorted(rows: readonly Row[], { column, down, behind }: Sort): Row[] {
  const byKey = (some: readonly Row[]): Row[] => {
    const gathered = new Map<string | number | null, Row[]>();
    for (const row of some) {
      const key = sortKey(row, column);
      const list = gathered.get(key);
      if (list) list.push(row);
      else gathered.set(key, [row]);
    }
    const keys = [...gathered.keys()].filter((key) => key !== null).toSorted(compare);
    // What is unknown stands last both ways: it is not a small number.
    return [...(down ? keys.toReversed() : keys), null].flatMap((key) => gathered.get(key) ?? []);
  };
  if (!behind) return byKey(rows);
  const first = new Set(rows.filter((row) => setsFigure(row, behind)));
  return [...byKey([...first]), ...byKey(rows.filter((row) => !first.has(row)))];
}

function compare(x: string | number, y: string | number): number {
  return typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en');
}

function setsFigure({ item, claim }: Row, measure: Measure): boolean {
  const range = item.toll[measure];
  const isIt = ({ id }: Claim) => id === claim.id;
  return range !== null && (range.lowBy.some(isIt) || range.highBy.some(isIt));
}

function sortKey({ item, claim }: Row, column: Column): string | number | null {
  switch (column) {
    case 'day':
      return item.incident.extent[1];
    case 'place':
      return item.incident.name;
    case 'claimant':
      return claim.claimant;
    case 'kind':
      return text.claim.kind[claim.kind];
    case 'killed':
    case 'wounded':
      return hasFigures(claim) ? (claim[column]?.min ?? null) : null;
    case 'reported':
      return claim.reported;
    case 'statement':
    case 'sources':
      return null;
  }
}
