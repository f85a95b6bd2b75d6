/** Every claim of the chosen days as a row: the same record for those who read rather than look. */
import { builder, quoted, type Builder } from '../dom/element.ts';
import { latestFirst, type Selection } from '../record/days.ts';
import type { KnownIncident } from '../record/known.ts';
import type { Claim } from '../record/model.ts';
import { hasFigures, type Measure } from '../record/parse.ts';
import { text } from '../text/en.ts';
import { extentShort, figureText, momentShort } from '../text/format.ts';
import { flags, sourceLinks } from './claim.ts';

export interface TableProps {
  readonly selection: Selection;
  /** Id of the chosen incident, whose rows are marked. */
  readonly chosen: string | null;
}

export interface TableGestures {
  onIncident(id: string): void;
}

const COLUMNS = [
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
type Column = (typeof COLUMNS)[number];
const SORTABLE: readonly Column[] = ['day', 'place', 'claimant', 'kind', 'killed', 'wounded', 'reported'];

interface Sort {
  readonly column: Column;
  readonly down: boolean;
  /** The claims that set an end of their incident's range come before all others. */
  readonly behind?: Measure;
}

interface Row {
  readonly item: KnownIncident;
  readonly claim: Claim;
}

export interface Table {
  render(props: TableProps): void;
  /** First the claims that set the figures of a sum, the largest before. */
  showBehind(measure: Measure): void;
  remove(): void;
}

export function createTable(root: HTMLElement, gestures: TableGestures): Table {
  const h = builder(root.ownerDocument);
  const t = text.table;
  let sort: Sort | undefined;
  let props: TableProps | undefined;

  const caption = h('caption');
  const heads = new Map(
    COLUMNS.map((column) => {
      const label = t.columns[column];
      const cell = h(
        'th',
        { scope: 'col', role: 'columnheader', class: column },
        SORTABLE.includes(column)
          ? h(
              'button',
              { type: 'button', onclick: () => sortBy(column) },
              label,
              h('span', { class: 'arrow', 'aria-hidden': 'true' }),
            )
          : label,
      );
      return [column, cell] as const;
    }),
  );
  const body = h('tbody', { role: 'rowgroup' });
  root.append(
    h('h2', { id: 'table-title' }, t.heading),
    h('p', { class: 'hint' }, t.sortHint),
    h(
      'div',
      { class: 'table-scroll', role: 'region', 'aria-label': t.region, tabindex: 0 },
      h(
        'table',
        { class: 'claims-table' },
        caption,
        h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads.values())),
        body,
      ),
    ),
  );

  function sortBy(column: Column): void {
    sort =
      sort?.column === column ? (sort.down ? undefined : { column, down: true }) : { column, down: false };
    draw();
  }

  function draw(): void {
    if (!props) return;
    const { selection, chosen } = props;
    const rows = sorted(rowsOf(selection), sort);
    caption.textContent = t.caption(selection, rows.length);
    for (const [column, cell] of heads) {
      if (!SORTABLE.includes(column)) continue;
      const active = sort?.column === column;
      cell.setAttribute('aria-sort', active ? (sort?.down ? 'descending' : 'ascending') : 'none');
    }
    body.replaceChildren(
      ...(rows.length > 0
        ? rows.map((row) => rowElement(h, row, row.item.incident.id === chosen, gestures))
        : [h('tr', null, h('td', { colspan: COLUMNS.length, class: 'none' }, t.empty))]),
    );
  }

  return {
    render(next) {
      const same = props?.selection === next.selection && props.chosen === next.chosen;
      props = next;
      if (!same) draw();
    },
    showBehind(measure) {
      sort = { column: measure, down: true, behind: measure };
      draw();
    },
    remove: () => root.replaceChildren(),
  };
}

/** The latest day first, within a day as the record has them. */
function rowsOf(selection: Selection): Row[] {
  return [...latestFirst(selection), ...selection.spans].flatMap((item) =>
    item.claims.map((claim) => ({ item, claim })),
  );
}

function sorted(rows: readonly Row[], sort: Sort | undefined): readonly Row[] {
  if (!sort) return rows;
  const { column, down, behind } = sort;
  return rows.toSorted((a, b) => {
    if (behind && setsFigure(a, behind) !== setsFigure(b, behind)) return setsFigure(a, behind) ? -1 : 1;
    const [x, y] = [sortKey(a, column), sortKey(b, column)];
    // What is unknown stands last both ways: it is not a small number.
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order =
      typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en');
    return down ? -order : order;
  });
}

function setsFigure({ item, claim }: Row, measure: Measure): boolean {
  const range = item.toll[measure];
  return range !== null && [...range.lowBy, ...range.highBy].some(({ id }) => id === claim.id);
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

function rowElement(h: Builder, { item, claim }: Row, chosen: boolean, gestures: TableGestures): HTMLElement {
  const t = text.table;
  const { incident } = item;
  const cell = (column: Column, ...children: (Node | string)[]) =>
    h('td', { role: 'cell', class: column, 'data-label': t.columns[column] }, ...children);
  const figure = (measure: Measure) => {
    if (!hasFigures(claim)) return cell(measure, t.none);
    const given = claim[measure];
    return given
      ? cell(measure, figureText(given))
      : cell(measure, h('span', { class: 'unknown' }, t.noFigure));
  };
  const marks = flags(item, claim);
  return h(
    'tr',
    { role: 'row', class: chosen ? 'chosen' : null, 'data-claim': claim.id },
    cell('day', extentShort(incident.extent)),
    h(
      'th',
      { scope: 'row', role: 'rowheader', class: 'place', 'data-label': t.columns.place },
      h(
        'button',
        { type: 'button', class: 'link', onclick: () => gestures.onIncident(incident.id) },
        incident.name,
      ),
    ),
    cell('claimant', claim.claimant, h('span', { class: 'party' }, text.claim.party[claim.party])),
    cell('kind', text.claim.kind[claim.kind]),
    figure('killed'),
    figure('wounded'),
    cell(
      'statement',
      ...quoted(h, claim.statement),
      marks.length > 0 ? h('span', { class: 'flags' }, marks.join('; ')) : '',
    ),
    cell('reported', claim.reported === null ? text.claim.undated : momentShort(claim.reported)),
    cell('sources', sourceLinks(h, claim.sources)),
  );
}
