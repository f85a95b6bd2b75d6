/** The chosen days in short: every incident as a button, so that none needs the map or a mouse. */
import { builder, type Builder } from '../dom/element.ts';
import { drawInSlices, idleOf, type Soon } from '../dom/slices.ts';
import { latestFirst, type Selection } from '../record/days.ts';
import type { KnownIncident } from '../record/known.ts';
import { text } from '../text/en.ts';
import { extentText, rangeText } from '../text/format.ts';
import { answersTo } from './claim.ts';

export interface ListProps {
  readonly selection: Selection;
}

export interface ListGestures {
  onIncident(id: string): void;
}

/** As many as the record could have, and more, come whole; of a longer list a screenful, and so many at each press. */
const PAGE = 200;

export function renderList(
  root: Element,
  { selection }: ListProps,
  gestures: ListGestures,
  soon: Soon | undefined = idleOf(root.ownerDocument),
): void {
  const h = builder(root.ownerDocument);
  const t = text.list;
  const { tally, spans } = selection;
  const nothing = tally.size === 0 && spans.length === 0;
  const counted = h('ul', { class: 'incidents' });
  const faint = h('ul', { class: 'incidents faint' });
  root.replaceChildren(
    h('h2', { id: 'incident-title', tabindex: -1 }, t.heading(selection)),
    nothing ? h('p', { class: 'none' }, selection.known === 'latest' ? t.none : t.noneKnown) : '',
    tally.size > 0 ? h('p', { class: 'hint' }, `${t.counted(tally.size)}. ${t.hint}`) : '',
    counted,
    ...(spans.length > 0 ? [h('h3', null, t.spans), h('p', { class: 'hint' }, t.spansNote), faint] : []),
  );
  const fill = (into: Element, items: Iterable<KnownIncident>, total: number) => {
    const make = (item: KnownIncident) => entry(h, item, selection, gestures);
    const more = (n: number) => t.more(n, total);
    const { button } = drawInSlices(h, { into, items, total, make, page: PAGE, more }, soon);
    if (button) into.after(button);
  };
  fill(counted, latestFirst(selection), tally.size);
  fill(faint, spans, spans.length);
}

function entry(h: Builder, item: KnownIncident, selection: Selection, gestures: ListGestures): HTMLElement {
  const t = text.list;
  const { incident, toll } = item;
  const killed = toll.killed ? t.killed(rangeText(toll.killed)) : null;
  const wounded = toll.wounded ? t.wounded(rangeText(toll.wounded)) : null;
  const figures = [killed, wounded].filter((figure) => figure !== null);
  const { denied, commented } = answersTo(item);
  const dated = selection.show === 'upto' || !incident.dated ? extentText(incident.extent) : null;
  return h(
    'li',
    null,
    h(
      'button',
      {
        type: 'button',
        class: 'incident-button',
        'data-incident': incident.id,
        onclick: () => gestures.onIncident(incident.id),
      },
      h('span', { class: 'name' }, incident.name),
      dated ? h('span', { class: 'dated' }, dated) : null,
      h('span', { class: 'figures' }, figures.length > 0 ? figures.join(', ') : t.noFigure),
      h(
        'span',
        { class: 'answer' },
        [
          denied.length > 0 ? t.denied(denied) : commented.length > 0 ? t.notDeniedBut : t.notDenied,
          ...(commented.length > 0 ? [t.commentedBy(commented)] : []),
        ].join('; '),
      ),
    ),
  );
}
