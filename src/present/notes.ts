/** The teacher's own window: notes, the question, what comes next and a clock, in step with the lesson's window. */
import { builder } from '../dom/element.ts';
import { teachText as t } from '../text/teach.ts';
import { clockTime, timer } from '../time.ts';
import { openChannel } from './channel.ts';
import type { Board } from './drawing.ts';
import type { Lesson } from './lesson.ts';
import { createStage } from './stage.ts';
import './present.css';

const SECOND = 1000;

export function showNotes(doc: Document, { steps, issues }: Lesson, board: Board): void {
  const win = doc.defaultView ?? window;
  const h = builder(doc);
  const words = t.speaker;
  let index = 0;
  let standing: 'waiting' | 'joined' | 'left' = 'waiting';
  let blank = false;

  const status = h('p', { class: 'notes-status', role: 'status' });
  const title = h('h2', { class: 'notes-title' });
  const counter = h('p', { class: 'notes-counter' });
  const question = h('p');
  const notes = h('p');
  const nextTitle = h('p', { class: 'notes-next' });
  const mirrors = [createStage(doc, board), createStage(doc, board)] as const;
  const mirror = (label: string, n: 0 | 1) =>
    h(
      'div',
      { class: 'notes-mirror', role: 'img', 'aria-label': label },
      h('div', { class: 'lesson-mirror', inert: true }, mirrors[n].node),
    );
  const clock = h('span', { class: 'notes-time' });
  const elapsed = h('span', { class: 'notes-time' });
  const back = h(
    'button',
    { type: 'button', 'aria-label': t.labels.back, onclick: () => ask(index - 1) },
    t.back,
  );
  const on = h('button', { type: 'button', 'aria-label': t.labels.on, onclick: () => ask(index + 1) }, t.on);
  const since = timer();
  const root = h(
    'main',
    { class: 'notes' },
    h(
      'header',
      null,
      h('h1', null, words.heading),
      status,
      h(
        'p',
        { class: 'notes-clocks' },
        `${words.clock} `,
        clock,
        ` · ${words.elapsed} `,
        elapsed,
        ' ',
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              since.restart();
              tick();
            },
          },
          words.restart,
        ),
      ),
    ),
    h(
      'section',
      { class: 'notes-now' },
      h('div', { class: 'notes-bar' }, back, counter, on),
      title,
      mirror(words.now, 0),
      h('h3', null, words.ask),
      question,
      h('h3', null, words.say),
      notes,
    ),
    h('section', { class: 'notes-after' }, h('h2', null, words.next), nextTitle, mirror(words.next, 1)),
  );

  const channel = openChannel(
    win,
    steps.map((one) => `${one.id} ${one.day} ${one.title}`),
    (message) => {
      if (message.kind === 'at') {
        standing = 'joined';
        ({ index, blank } = message);
        draw();
      }
      if (message.kind === 'bye') {
        standing = 'left';
        draw();
      }
    },
  );

  /** The lesson's window goes there and says so; where there is none, the notes go alone. */
  function ask(next: number): void {
    if (next < 0 || next >= steps.length) return;
    if (standing === 'joined') channel?.send({ kind: 'go', index: next });
    else {
      index = next;
      draw();
    }
  }

  function draw(): void {
    const step = steps[index];
    const next = steps[index + 1];
    status.textContent = [
      channel ? words[standing] : words.cannot,
      ...(blank ? [words.blanked] : []),
      ...(issues.length > 0 ? [t.broken(issues, steps.length)] : []),
    ].join(' ');
    counter.textContent = t.counter(step ? index + 1 : 0, steps.length);
    back.disabled = index === 0;
    on.disabled = !next;
    title.textContent = step?.title ?? t.noSteps;
    question.textContent = step?.question || words.none;
    notes.textContent = step?.notes || words.none;
    nextTitle.textContent = next?.title ?? words.end;
    mirrors[1].node.classList.toggle('off', !next);
    if (step) mirrors[0].show(step);
    if (next) mirrors[1].show(next);
  }

  function tick(): void {
    clock.textContent = clockTime();
    elapsed.textContent = since.text();
  }

  win.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && event.target instanceof Element && event.target.closest('button')) return;
    const by = (
      { PageDown: 1, ArrowRight: 1, ' ': 1, PageUp: -1, ArrowLeft: -1 } as Readonly<Record<string, number>>
    )[event.key];
    if (by === undefined) return;
    event.preventDefault();
    ask(index + by);
  });
  doc.documentElement.classList.add('in-notes');
  doc.title = words.heading;
  doc.body.append(root);
  draw();
  tick();
  win.setInterval(tick, SECOND);
  new ResizeObserver(() => mirrors.forEach((one) => one.resize())).observe(root);
  channel?.send({ kind: 'hello' });
}
