/** The panel beside the map: the chosen incident, or the chosen days in short. */
import { builder } from '../dom/element.ts';
import type { Selection } from '../record/days.ts';
import type { Known, KnownIncident } from '../record/known.ts';
import type { Incident } from '../record/model.ts';
import { text } from '../text/en.ts';
import { renderIncident, type Distance } from './incident.ts';
import { renderList } from './list.ts';

export interface PanelProps {
  readonly selection: Selection;
  readonly known: Known;
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
  root.append(back, body);
  let drawn: PanelProps | undefined;

  return {
    render(props) {
      const { selection, chosen } = props;
      const n = selection.tally.items.length + selection.spans.length;
      back.hidden = chosen === null;
      back.textContent = `← ${n > 1 ? text.list.back(n, selection) : text.list.backOne}`;
      const same = chosen ? drawn?.chosen === chosen : drawn?.chosen === null && drawn.selection === selection;
      drawn = props;
      if (same) return;
      if (chosen) renderIncident(body, { item: chosen, distances: props.distances, alsoHere: props.alsoHere }, gestures);
      else renderList(body, { selection, known: props.known }, gestures);
    },
    focus() {
      body.querySelector<HTMLElement>('#incident-title')?.focus({ preventScroll: true });
    },
    remove: () => root.replaceChildren(),
  };
}
