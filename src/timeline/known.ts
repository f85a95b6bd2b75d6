/** The second clock's own control: quick choices, and every date on which something was said. */
import type { Known } from '../record/known.ts';
import { builder } from '../dom/element.ts';
import { text } from '../text/en.ts';
import { monthOf } from '../text/format.ts';
import { addDays, type Day } from '../time.ts';

export interface KnownProps {
  readonly known: Known;
  readonly day: Day;
  readonly saidOn: readonly Day[];
}

const END_OF_2020: Day = '2020-12-31';

export function createKnown(doc: Document, onKnown: (known: Known) => void) {
  const h = builder(doc);
  const t = text.known;
  const select = h('select', { id: 'known', onchange: () => onKnown(select.value) });
  /** Made once: a button that is made anew under the keyboard's focus loses the reader's place. */
  const quickButtons = [t.evening, t.nextDay, t.endOfYear, t.latest].map((name) =>
    h('button', { type: 'button', class: 'choice', onclick: (event: Event) => choose(event) }, name),
  );
  const choose = (event: Event) => {
    const value = (event.currentTarget as HTMLElement).dataset['known'];
    if (value !== undefined) onKnown(value);
  };
  const buttons = h('div', { class: 'segmented quick', role: 'group', 'aria-label': t.quick }, quickButtons);
  const control = h('div', { class: 'group known' }, h('label', { for: 'known' }, t.label), buttons, select);
  const noticeText = h('span');
  const notice = h(
    'p',
    { class: 'known-notice', role: 'status', hidden: true },
    noticeText,
    ' ',
    h('button', { type: 'button', class: 'link', onclick: () => onKnown('latest') }, t.reset),
  );
  let listed: string | undefined;

  return {
    control,
    notice,
    render({ known, day, saidOn }: KnownProps) {
      const quick: readonly (readonly [Known, string])[] = [
        [day, t.evening],
        [addDays(day, 1), t.nextDay],
        [END_OF_2020, t.endOfYear],
        ['latest', t.latest],
      ];
      for (const [i, [value]] of quick.entries()) {
        const button = quickButtons[i];
        if (!button) continue;
        button.dataset['known'] = value;
        button.setAttribute('aria-pressed', String(value === known));
      }
      const key = `${day} ${known} ${saidOn.length}`;
      if (key !== listed) {
        listed = key;
        select.replaceChildren(...options(quick, known, saidOn));
      }
      notice.hidden = known === 'latest';
      const words = known === 'latest' ? '' : t.notice(known);
      if (noticeText.textContent !== words) noticeText.textContent = words; // else it would be spoken again
    },
  };

  function options(quick: readonly (readonly [Known, string])[], known: Known, saidOn: readonly Day[]) {
    const option = (value: Known, label: string) => h('option', { value, selected: value === known }, label);
    const group = (label: string, children: HTMLElement[]) => h('optgroup', { label }, children);
    const taken = new Set(quick.map(([value]) => value));
    // A date from a link on which nothing was said must still be in the list, or the list would lie.
    const days = [...new Set([...saidOn, ...(known === 'latest' ? [] : [known])])].toSorted();
    const months = new Map<string, Day[]>();
    for (const value of days) {
      if (taken.has(value)) continue;
      const month = value < '2021' ? monthOf(value) : value.slice(0, 4);
      months.set(month, [...(months.get(month) ?? []), value]);
    }
    return [
      option('latest', t.latestOption),
      group(
        t.quick,
        quick.flatMap(([value, name]) =>
          value === 'latest' ? [] : [option(value, t.quickOption(name, value))],
        ),
      ),
      ...[...months].map(([month, list]) =>
        group(
          month,
          list.map((value) => option(value, t.option(value))),
        ),
      ),
    ];
  }
}
