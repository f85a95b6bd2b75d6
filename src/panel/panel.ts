/** The panel beside the map: the chosen incident, or the chosen days in short. */
import { builder, type Builder } from '../dom/element.ts';
import { reveal } from '../dom/reveal.ts';
import type { Selection } from '../record/days.ts';
import type { KnownIncident } from '../record/known.ts';
import type { Incident } from '../record/model.ts';
import { text } from '../text/en.ts';
import { rangeText } from '../text/format.ts';
import { renderIncident, type Distance } from './incident.ts';
import { renderList } from './list.ts';

export interface PanelProps {
  readonly selection: Selection;
  readonly chosen: KnownIncident | null;
  readonly distances: readonly Distance[];
  readonly alsoHere: readonly Incident[];
}

export interface PanelGestures {
  onIncident(id: string | null): void;
}

export interface Panel {
  render(props: PanelProps): void;
  /** Moves the keyboard to what was just opened. */
  focus(): void;
  remove(): void;
}

export function createPanel(root: HTMLElement, gestures: PanelGestures): Panel {
  const h = builder(root.ownerDocument);
  const back = h('button', { type: 'button', class: 'back', onclick: () => gestures.onIncident(null) });
  const body = h('div', { class: 'panel-body' });
  const peek = h('button', {
    type: 'button',
    class: 'peek',
    onclick: () => reveal(root),
  });
  root.append(peek, back, body);
  // On a phone the panel shows its first line at the foot of the screen until it is itself in sight.
  const observer =
    typeof IntersectionObserver === 'undefined'
      ? undefined
      : new IntersectionObserver(
          ([entry]) =>
            root.classList.toggle(
              'below',
              entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top > 0,
            ),
          {
            rootMargin: '0px 0px -90px 0px',
          },
        );
  observer?.observe(root);
  let drawn: PanelProps | undefined;

  return {
    render(props) {
      const { selection, chosen } = props;
      back.hidden = chosen === null;
      back.textContent = `‹ ${text.list.back(selection)}`;
      const same = chosen
        ? drawn?.chosen === chosen
        : drawn?.chosen === null && drawn.selection === selection;
      drawn = props;
      if (same) return;
      writePeek(h, peek, props);
      if (chosen)
        renderIncident(
          body,
          { item: chosen, known: selection.known, distances: props.distances, alsoHere: props.alsoHere },
          gestures,
        );
      else renderList(body, { selection }, gestures);
    },
    focus() {
      body.querySelector<HTMLElement>('#incident-title')?.focus({ preventScroll: true });
    },
    remove() {
      observer?.disconnect();
      root.replaceChildren();
    },
  };
}

/** The one line that stands at the foot of a phone's screen: where, and how many. */
function writePeek(h: Builder, peek: HTMLElement, { selection, chosen }: PanelProps): void {
  const t = text.list;
  if (!chosen) {
    peek.replaceChildren(h('span', { class: 'name' }, t.peekDays(selection)));
    return;
  }
  const { killed, wounded } = chosen.toll;
  // One figure, whole: a line that is cut would be a figure half told.
  const figure = killed ? t.killed(rangeText(killed)) : wounded ? t.wounded(rangeText(wounded)) : t.noFigure;
  peek.replaceChildren(
    h('span', { class: 'name' }, chosen.incident.name),
    h('span', { class: 'figures' }, figure),
  );
}
