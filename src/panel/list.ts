/** The chosen days in short: every incident as a button, so that none needs the map or a mouse. */
import { builder, type Builder } from '../dom/element.ts';
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

export function renderList(root: Element, { selection }: ListProps, gestures: ListGestures): void {
  const h = builder(root.ownerDocument);
  const t = text.list;
  const { items } = selection.tally;
  const nothing = items.length === 0 && selection.spans.length === 0;
  root.replaceChildren(
    h('h2', { id: 'incident-title', tabindex: -1 }, t.heading(selection)),
    nothing ? h('p', { class: 'none' }, selection.known === 'latest' ? t.none : t.noneKnown) : '',
    items.length > 0 ? h('p', { class: 'hint' }, `${t.counted(items.length)}. ${t.hint}`) : '',
    h(
      'ul',
      { class: 'incidents' },
      ...[...latestFirst(selection)].map((item) => entry(h, item, selection, gestures)),
    ),
    ...(selection.spans.length > 0
      ? [
          h('h3', null, t.spans),
          h('p', { class: 'hint' }, t.spansNote),
          h(
            'ul',
            { class: 'incidents faint' },
            ...selection.spans.map((item) => entry(h, item, selection, gestures)),
          ),
        ]
      : []),
  );
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
