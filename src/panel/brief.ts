/** What an embed says beside map and timeline: the chosen incident in short, with who reports and who denies it. */
import { builder } from '../dom/element.ts';
import { latestFirst, type Selection } from '../record/days.ts';
import type { KnownIncident } from '../record/known.ts';
import type { Source } from '../record/model.ts';
import { hasFigures } from '../record/parse.ts';
import { text } from '../text/en.ts';
import { extentText, rangeText } from '../text/format.ts';
import { answersTo } from './claim.ts';

export interface BriefProps {
  readonly selection: Selection;
  readonly chosen: KnownIncident | null;
  /** The address of the whole page with this view. */
  readonly fullPage: string;
}

export interface BriefGestures {
  onIncident(id: string): void;
}

export interface Brief {
  render(props: BriefProps): void;
  remove(): void;
}

/** So many incidents of a day are named when none is chosen. */
const NAMED = 4;

export function createBrief(root: HTMLElement, gestures: BriefGestures): Brief {
  const h = builder(root.ownerDocument);
  const t = text.brief;
  let drawn: BriefProps | undefined;

  const incident = (item: KnownIncident): Node[] => {
    const { killed, wounded } = item.toll;
    const { denied, commented } = answersTo(item);
    return [
      h(
        'p',
        { class: 'brief-name' },
        h('strong', null, item.incident.name),
        ' ',
        extentText(item.incident.extent),
      ),
      h(
        'p',
        { class: 'brief-figures' },
        h('span', { class: 'killed' }, killed ? text.list.killed(rangeText(killed)) : text.incident.noKilled),
        ', ',
        h(
          'span',
          { class: 'wounded' },
          wounded ? text.list.wounded(rangeText(wounded)) : text.incident.noWounded,
        ),
      ),
      h('p', { class: 'brief-who' }, t.who(claimantsOf(item), denied, commented)),
    ];
  };
  const days = (selection: Selection): Node[] => {
    const { size } = selection.tally;
    return [
      h('p', { class: 'brief-name' }, size === 0 ? text.list.none : t.choose(size)),
      h(
        'ul',
        { class: 'brief-list' },
        ...Array.from(first(latestFirst(selection), NAMED), ({ incident: { id, name } }) =>
          h(
            'li',
            null,
            h('button', { type: 'button', class: 'link', onclick: () => gestures.onIncident(id) }, name),
          ),
        ),
      ),
    ];
  };

  return {
    render(props) {
      const same =
        drawn?.chosen === props.chosen &&
        drawn.selection === props.selection &&
        drawn.fullPage === props.fullPage;
      drawn = props;
      if (same) return;
      const { selection, chosen, fullPage } = props;
      const items = chosen ? [chosen] : selection.tally.items;
      root.replaceChildren(
        ...(chosen ? incident(chosen) : days(selection)),
        h(
          'p',
          { class: 'brief-foot' },
          h('a', { href: fullPage, target: '_blank', rel: 'noopener' }, t.sources(sourcesOf(items).size)),
          ` · ${t.licence} · `,
          h('a', { href: fullPage, target: '_blank', rel: 'noopener' }, t.fullPage),
        ),
      );
    },
    remove: () => root.replaceChildren(),
  };
}

function* first<T>(items: Iterable<T>, count: number): Generator<T, void> {
  let n = 0;
  for (const item of items) {
    if (n++ === count) return;
    yield item;
  }
}

/** Who gives a figure, in the order in which they first did. */
function claimantsOf({ claims }: KnownIncident): string[] {
  return [...new Set(claims.filter(hasFigures).map(({ claimant }) => claimant))];
}

function sourcesOf(items: readonly KnownIncident[]): ReadonlySet<Source['id']> {
  const ids = new Set<string>();
  for (const { claims } of items) for (const { sources } of claims) for (const { id } of sources) ids.add(id);
  return ids;
}
