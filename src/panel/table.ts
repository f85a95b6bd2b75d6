/** Every claim of the chosen days as a row: the same record for those who read rather than look. */
import { builder, quoted, type Builder } from '../dom/element.ts';
import { drawInSlices, idleOf, type Soon } from '../dom/slices.ts';
import type { Selection } from '../record/days.ts';
import { hasFigures, type Measure } from '../record/parse.ts';
import { text } from '../text/en.ts';
import { extentShort, figureText, momentShort } from '../text/format.ts';
import { flags, sourceLinks } from './claim.ts';
import { COLUMNS, SORTABLE, createSorter, rowsOf, type Column, type Row, type Sort } from './rows.ts';

export interface TableProps {
  readonly selection: Selection;
  /** Id of the chosen incident, whose rows are marked. */
  readonly chosen: string | null;
}

export interface TableGestures {
  onIncident(id: string): void;
}

/** More than any day of the record has: what the first picture shows stays in its place. */
const OPENING_ROWS = 60;
/** As many as the record has, and more, come whole; of a longer table a screenful, and so many at each press. */
const PAGE = 400;

export interface Table {
  render(props: TableProps): void;
  /** First the claims that set the figures of a sum, the largest before. */
  showBehind(measure: Measure): void;
  remove(): void;
}

export function createTable(
  root: HTMLElement,
  gestures: TableGestures,
  soon: Soon | undefined = idleOf(root.ownerDocument),
): Table {
  const h = builder(root.ownerDocument);
  const t = text.table;
  let sort: Sort | undefined;
  let props: TableProps | undefined;
  let stop = () => {};
  let isFirst = true;
  const inOrder = createSorter();

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
  const foot = h('div', { class: 'table-foot' });
  root.replaceChildren(
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
    foot,
  );

  function sortBy(column: Column): void {
    sort =
      sort?.column === column ? (sort.down ? undefined : { column, down: true }) : { column, down: false };
    draw();
  }

  function draw(): void {
    if (!props) return;
    const { selection } = props;
    const total = selection.claims;
    caption.textContent = t.caption(selection, total);
    for (const [column, cell] of heads) {
      if (!SORTABLE.includes(column)) continue;
      const active = sort?.column === column;
      cell.setAttribute('aria-sort', active ? (sort?.down ? 'descending' : 'ascending') : 'none');
    }
    stop();
    if (total > 0) body.replaceChildren();
    else body.replaceChildren(h('tr', null, h('td', { colspan: COLUMNS.length, class: 'none' }, t.empty)));
    const drawn = drawInSlices(
      h,
      {
        into: body,
        items: sort ? inOrder(selection, sort) : rowsOf(selection),
        total,
        make: (row) => rowElement(h, row, row.item.incident.id === props?.chosen, gestures),
        page: PAGE,
        more: (n) => t.more(n, total),
        ...(isFirst ? { first: OPENING_ROWS } : {}),
      },
      soon,
    );
    isFirst = false;
    foot.replaceChildren(...(drawn.button ? [drawn.button] : []));
    stop = drawn.stop;
  }

  return {
    render(next) {
      const before = props;
      props = next;
      if (before?.selection !== next.selection) draw();
      else if (before.chosen !== next.chosen)
        for (const row of body.children)
          row.classList.toggle('chosen', row.getAttribute('data-about') === next.chosen);
    },
    showBehind(measure) {
      sort = { column: measure, down: true, behind: measure };
      draw();
    },
    remove() {
      stop();
      root.replaceChildren();
    },
  };
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
    { role: 'row', class: chosen ? 'chosen' : null, 'data-claim': claim.id, 'data-about': incident.id },
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
