/** One step as it stands on the wall. It fills its root, whatever the root's size: the notes show it small. */
import { builder } from '../dom/element.ts';
import type { Emphasis, Step } from '../record/steps.ts';
import { sentencesOf } from '../text/lesson.ts';
import { teachText as t } from '../text/teach.ts';
import { beside } from './beside.ts';
import { stepChart, stepMap, stepStrip, type Board } from './drawing.ts';

export interface Stage {
  readonly node: HTMLElement;
  show(step: Step): void;
  /** Draws anew for another size. */
  resize(): void;
}

const WITHOUT_MAP: readonly Emphasis[] = ['open', 'coverage', 'sources'];

export function createStage(doc: Document, board: Board): Stage {
  const h = builder(doc);
  const title = h('h1', { class: 'lesson-title', tabindex: '-1' });
  const when = h('p', { class: 'lesson-when' });
  const words = h('div', { class: 'lesson-words' });
  const drawing = h('div', { class: 'lesson-drawing' });
  const caption = h('figcaption', { class: 'lesson-caption' });
  const side = h('div', { class: 'lesson-beside' });
  const column = h('div', { class: 'lesson-side' }, words, side);
  const strip = h('div', { class: 'lesson-strip-drawing' });
  const stripCaption = h('figcaption', { class: 'lesson-caption' }, t.stripCaption);
  const node = h(
    'div',
    { class: 'lesson-stage' },
    h('header', { class: 'lesson-head' }, title, when),
    h('div', { class: 'lesson-body' }, h('figure', { class: 'lesson-map' }, drawing, caption), column),
    h('figure', { class: 'lesson-strip' }, strip, stripCaption),
  );
  let shown: Step | undefined;

  function draw(): void {
    if (!shown) return;
    const least = Number.parseFloat(doc.defaultView?.getComputedStyle(when).fontSize ?? '') || 16;
    strip.replaceChildren();
    drawing.replaceChildren();
    if (strip.clientWidth > 0)
      strip.append(stepStrip(doc, board, shown, { width: strip.clientWidth, least }));
    // Words alone fill the wall: what is open, what was counted, a text.
    if (WITHOUT_MAP.includes(shown.emphasis)) return;
    const isTimeline = shown.emphasis === 'timeline';
    const marks: string[] = [];
    const box = () => ({ width: drawing.clientWidth, height: drawing.clientHeight, least });
    // The caption takes its lines from the drawing, so it is written first, and once more when it is known what is drawn.
    for (let pass = 0; pass < 2; pass++) {
      const { width, height } = box();
      if (width === 0 || height === 0) return;
      if (isTimeline) drawing.replaceChildren(stepChart(doc, board, shown, box()));
      else {
        const map = stepMap(doc, board, shown, box());
        marks.splice(0, marks.length, ...map.marks);
        drawing.replaceChildren(map.node);
      }
      const said = isTimeline ? t.chartCaption : t.join(marks);
      if (caption.textContent === said) break;
      caption.textContent = said;
    }
  }

  return {
    node,
    show(step) {
      shown = step;
      node.dataset['step'] = step.id;
      node.dataset['emphasis'] = step.emphasis;
      title.textContent = step.title;
      when.textContent = t.when(step);
      words.replaceChildren(...sentencesOf(step).map((sentence) => h('p', null, sentence)));
      side.replaceChildren(...beside(h, board, step));
      draw();
      column.scrollTop = 0;
      // Whoever has no mouse can scroll what does not fit.
      if (column.scrollHeight > column.clientHeight + 1) column.setAttribute('tabindex', '0');
      else column.removeAttribute('tabindex');
    },
    resize: draw,
  };
}
