/** Presents a lesson: one step at a time over the whole screen, moved by a clicker, keys, buttons or a swipe. */
import { builder } from '../dom/element.ts';
import { inMode, namedPart, namePart } from '../shell/url.ts';
import type { State } from '../state/state.ts';
import type { Step } from '../record/steps.ts';
import { text } from '../text/en.ts';
import { teachText as t } from '../text/teach.ts';
import { sourceItems } from './beside.ts';
import { openChannel } from './channel.ts';
import type { Board } from './drawing.ts';
import type { Lesson } from './lesson.ts';
import { createStage } from './stage.ts';
import './present.css';

export interface PresentProps extends Board {
  /** What the page beneath shows. */
  readonly get: () => State;
  readonly go: (state: State) => void;
  /** The steps are a route of the reader's own, as it stands in the address. */
  readonly route?: string | null;
}

type Over = 'question' | 'sources' | 'problems';

/** A finger must go so far across, in px, and more across than down. */
const SWIPE = 60;

const isRunning = (doc: Document) => doc.querySelector('.lesson, .lesson-return') !== null;

export function present(doc: Document, { steps, issues }: Lesson, props: PresentProps): void {
  if (isRunning(doc)) return;
  const win = doc.defaultView ?? window;
  const h = builder(doc);
  const before = props.get();
  const hadFocus = doc.activeElement;
  let index = Math.max(
    0,
    steps.findIndex(({ id }) => `step-${id}` === namedPart(win)),
  );
  let blank = false;
  let over: Over | undefined = issues.length > 0 || steps.length === 0 ? 'problems' : undefined;

  const stage = createStage(doc, props);
  const said = h('p', { class: 'lesson-said', role: 'status' });
  const cover = h('section', { class: 'lesson-over', 'aria-live': 'polite' });
  const curtain = h('div', { class: 'lesson-curtain' });
  const counter = h('span', { class: 'lesson-counter', 'aria-hidden': 'true' });
  const button = (name: keyof typeof t.labels, act: () => void) =>
    h(
      'button',
      {
        type: 'button',
        class: `lesson-${name}`,
        'aria-label': `${t[name]}: ${t.labels[name]}`,
        onclick: act,
      },
      t[name],
    );
  const back = button('back', () => move(-1));
  const on = button('on', () => move(1));
  const question = button('question', () => toggle('question'));
  const sources = button('sources', () => toggle('sources'));
  const bar = h(
    'nav',
    { class: 'lesson-bar', 'aria-label': t.region },
    back,
    counter,
    on,
    question,
    sources,
    button('blank', () => setBlank(!blank)),
    button('explore', () => explore()),
    button('notes', () => openNotes()),
    button('leave', () => leave()),
  );
  const root = h(
    'div',
    { class: 'lesson', role: 'dialog', 'aria-modal': 'true', 'aria-label': t.region },
    stage.node,
    cover,
    bar,
    said,
    curtain,
  );
  /** The page beneath, which nobody may reach meanwhile. */
  const beneath = () =>
    [...doc.body.children].filter((element) => element !== root && !element.matches('.lesson-return'));

  const channel = openChannel(
    win,
    steps.map((one) => `${one.id} ${one.day} ${one.title}`),
    (message) => {
      if (message.kind === 'hello') tell();
      if (message.kind === 'go') {
        blank = false;
        show(message.index);
      }
    },
  );
  const tell = () => channel?.send({ kind: 'at', index, blank });

  function show(next: number): void {
    index = Math.min(Math.max(next, 0), Math.max(0, steps.length - 1));
    if (next >= 0 && next < steps.length) over = next === index && over === 'problems' ? over : undefined;
    draw();
  }

  function draw(): void {
    const step = steps[index];
    curtain.classList.toggle('on', blank);
    said.textContent = blank
      ? t.blanked
      : step
        ? t.counterSpoken(index + 1, steps.length, step.title)
        : t.noSteps;
    counter.textContent = t.counter(step ? index + 1 : 0, steps.length);
    back.disabled = index === 0;
    on.disabled = index >= steps.length - 1;
    question.disabled = !step || step.question === '';
    for (const [name, one] of [
      ['question', question],
      ['sources', sources],
    ] as const)
      one.setAttribute('aria-pressed', String(over === name));
    cover.classList.toggle('on', over !== undefined);
    cover.replaceChildren(...(over ? contentOf(over, step) : []));
    if (step) {
      stage.show(step);
      namePart(win, `step-${step.id}`);
    }
    tell();
  }

  function contentOf(what: Over, step: Step | undefined): HTMLElement[] {
    switch (what) {
      case 'question':
        return [h('h2', null, t.questionHeading), h('p', { class: 'lesson-question' }, step?.question)];
      case 'sources':
        return [
          h('h2', null, t.sourcesHeading),
          step && step.sources.length > 0
            ? h('ul', { class: 'lesson-list' }, ...sourceItems(h, step.sources))
            : h('p', null, t.sourcesNone),
        ];
      case 'problems':
        return [
          h('h2', null, steps.length === 0 ? t.noSteps : t.broken(issues, steps.length)),
          h(
            'ul',
            { class: 'lesson-list' },
            ...issues.map((issue) => h('li', null, text.problems.item(issue))),
          ),
        ];
    }
  }

  function move(by: -1 | 1): void {
    // Whoever finds the screen black wants to see first where the lesson stands.
    if (blank) return setBlank(false);
    if (over === 'problems' && steps.length > 0) {
      over = undefined;
      return draw();
    }
    over = undefined;
    return show(index + by);
  }

  function setBlank(next: boolean): void {
    blank = next;
    draw();
  }

  function toggle(what: Over): void {
    blank = false;
    over = over === what ? undefined : what;
    draw();
  }

  function openNotes(): void {
    if (!win.open(inMode(win, 'notes', props.route ?? null), 'lesson-notes', 'popup,width=900,height=760')) {
      said.textContent = t.noNotesWindow;
      said.classList.add('seen');
    }
  }

  /** The page itself, at the step's view: with its slider, panel, table and the map that can be moved. */
  function explore(): void {
    const step = steps[index];
    if (!step) return;
    const { day, show: days, known, bothLines } = step;
    props.go({ day, show: days, known, bothLines, incident: step.chosen?.incident.id ?? null });
    uncover();
    way.replaceChildren(
      h('span', null, t.exploring),
      h('button', { type: 'button', onclick: comeBack }, t.returnTo(index + 1, step.title)),
      h('button', { type: 'button', onclick: () => leave() }, t.leave),
    );
    doc.body.append(way);
  }
  const way = h('aside', { class: 'lesson-return', 'aria-label': t.region });

  function comeBack(): void {
    way.remove();
    coverPage();
  }

  function coverPage(): void {
    for (const element of beneath()) element.toggleAttribute('inert', true);
    doc.documentElement.classList.add('in-lesson');
    doc.body.append(root);
    draw();
    root.querySelector<HTMLElement>('.lesson-title')?.focus({ preventScroll: true });
  }

  function uncover(): void {
    root.remove();
    for (const element of beneath()) element.removeAttribute('inert');
    doc.documentElement.classList.remove('in-lesson');
  }

  function leave(): void {
    uncover();
    way.remove();
    channel?.send({ kind: 'bye' });
    channel?.close();
    win.removeEventListener('keydown', onKey);
    doc.removeEventListener('fullscreenchange', onFullScreen);
    observer.disconnect();
    namePart(win, '');
    props.go(before);
    if (doc.fullscreenElement) void doc.exitFullscreen();
    if (hadFocus instanceof HTMLElement) hadFocus.focus({ preventScroll: true });
  }

  /** Only a gesture of the reader's may ask for the whole screen, and where it is refused the window is large enough. */
  let asked = false;
  function fillScreen(): void {
    if (asked) return;
    asked = true;
    doc.documentElement.requestFullscreen?.().catch(() => undefined);
  }
  let full = false;
  function onFullScreen(): void {
    const was = full;
    full = doc.fullscreenElement !== null;
    // The browser keeps the Escape key that ends the whole screen to itself.
    if (was && !full && root.isConnected) leave();
  }

  const KEYS: Readonly<Record<string, () => void>> = {
    PageDown: () => move(1),
    ArrowRight: () => move(1),
    ArrowDown: () => move(1),
    ' ': () => move(1),
    PageUp: () => move(-1),
    ArrowLeft: () => move(-1),
    ArrowUp: () => move(-1),
    Home: () => show(0),
    End: () => show(steps.length - 1),
    b: () => setBlank(!blank),
    '.': () => setBlank(!blank),
    q: () => question.disabled || toggle('question'),
    s: () => toggle('sources'),
    n: openNotes,
    r: explore,
    Escape: leave,
  };
  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!root.isConnected) {
      if (key === 'r' && !isTyping(event)) {
        event.preventDefault();
        comeBack();
      }
      return;
    }
    // A button that holds the keyboard is pressed by the space bar.
    if (key === ' ' && event.target instanceof Element && event.target.closest('button, a')) return;
    const act = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (!act) return;
    event.preventDefault();
    if (key !== 'Escape') fillScreen();
    act();
  }

  let touch: { readonly x: number; readonly y: number } | undefined;
  root.addEventListener(
    'touchstart',
    ({ touches: [finger, ...others] }) => {
      touch = finger && others.length === 0 ? { x: finger.clientX, y: finger.clientY } : undefined;
    },
    { passive: true },
  );
  root.addEventListener('touchend', ({ changedTouches: [finger] }) => {
    if (!touch || !finger) return;
    const [dx, dy] = [finger.clientX - touch.x, finger.clientY - touch.y];
    touch = undefined;
    if (Math.abs(dx) >= SWIPE && Math.abs(dx) > Math.abs(dy) * 1.5) move(dx < 0 ? 1 : -1);
  });
  curtain.addEventListener('click', () => setBlank(false));

  win.addEventListener('keydown', onKey);
  doc.addEventListener('fullscreenchange', onFullScreen);
  const observer = new ResizeObserver(() => root.isConnected && stage.resize());
  observer.observe(root);
  coverPage();
  if (win.navigator.userActivation?.isActive) fillScreen();
}

/** Does a key mean a letter here? */
export function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.closest('input:not([type="range"]), textarea, select') !== null;
}
