/** What every mark on the map means, and the switch for the second version of the line. */
import { builder } from '../dom/element.ts';
import { text } from '../text/en.ts';

export function createLegend(doc: Document, open: boolean, onBothLines: (on: boolean) => void) {
  const h = builder(doc);
  const t = text.map;
  const item = (mark: string, label: string) =>
    h('li', null, h('span', { class: `mark ${mark}`, 'aria-hidden': 'true' }), h('span', null, label));
  const i = t.legendItems;
  const box = h('input', { type: 'checkbox', onchange: () => onBothLines(box.checked) });
  const node = h(
    'details',
    { class: 'legend', open },
    h('summary', null, t.legend),
    h('label', { class: 'second' }, box, ' ', t.second),
    h(
      'ul',
      null,
      item('m-exact', i.exact),
      item('m-killed', i.killed),
      item('m-none', i.none),
      item('m-zero', i.zero),
      item('m-district', i.district),
      item('m-circle', i.circle),
      item('m-span', i.span),
      item('m-line', i.line),
      item('m-oblast', i.oblast),
      item('m-chosen', i.selected),
    ),
  );
  return {
    node,
    render: (bothLines: boolean) => {
      box.checked = bothLines;
    },
  };
}
