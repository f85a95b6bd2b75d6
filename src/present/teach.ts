/** The door of teaching: presenting, the speaker's notes, a route of one's own. Loaded when somebody asks for one of them. */
import { builder } from '../dom/element.ts';
import type { Bounds } from '../map/frame.ts';
import type { Issue } from '../record/parse.ts';
import { select } from '../record/days.ts';
import { knownAt } from '../record/known.ts';
import { MAX_TITLE, type Step } from '../record/steps.ts';
import { inMode, keepRoute, routeIn } from '../shell/url.ts';
import { text } from '../text/en.ts';
import { teachText } from '../text/teach.ts';
import { lessonOf } from './lesson.ts';
import { showNotes } from './notes.ts';
import { present, type PresentProps } from './present.ts';
import {
  MAX_FILE,
  MAX_VIEWS,
  formatRoute,
  numbered,
  routeFromFile,
  routeOf,
  viewNow,
  viewOfStep,
  type View,
} from './route.ts';
import './present.css';

export type TeachHow = 'choose' | 'present' | 'notes';

export interface TeachProps extends PresentProps {
  /** What the map shows whole. */
  readonly bounds: () => Bounds;
}

export function teach(doc: Document, how: TeachHow, props: TeachProps): void {
  const route = routeIn(doc.defaultView ?? window);
  if (how === 'choose') return choose(doc, props);
  const lesson = route === null ? lessonOf(props.model) : routeOf(route, props.model);
  return how === 'notes' ? showNotes(doc, lesson, props) : present(doc, lesson, { ...props, route });
}

/** The dialog: the lesson, its notes, and the reader's own list of views. Nothing is stored: the list is in the address. */
function choose(doc: Document, props: TeachProps): void {
  const t = teachText.teach;
  const win = doc.defaultView ?? window;
  const h = builder(doc);
  const opened = routeOf(routeIn(win) ?? '', props.model);
  let views: View[] = opened.steps.map(viewOfStep);
  let issues: readonly Issue[] = opened.issues;

  const said = h('p', { class: 'teach-said', role: 'status' });
  const list = h('ol', { class: 'teach-views' });
  const problems = h('ul', { class: 'teach-problems' });
  const link = h('input', { type: 'text', readonly: true, 'aria-label': t.link });
  const button = (words: string, act: () => void, label?: string) =>
    h('button', { type: 'button', onclick: act, 'aria-label': label }, words);
  const begin = (route: string | null) => {
    dialog.close();
    const lesson = route === null ? lessonOf(props.model) : routeOf(route, props.model);
    present(doc, lesson, { ...props, route });
  };
  const presentRoute = button(t.presentRoute, () => begin(formatRoute(views)));
  const copy = button(t.copy, () => void copyLink());
  const save = button(t.save, saveFile);
  const add = button(t.add, addView);
  const file = h('input', {
    type: 'file',
    accept: '.json,application/json',
    'aria-label': t.open,
    onchange: () => void openFile(),
  });

  const keep = () => keepRoute(win, views.length === 0 ? null : formatRoute(views));
  function change(next: readonly View[], at?: Parameters<typeof draw>[0]): void {
    views = numbered(next);
    keep();
    draw(at);
  }

  function addView(): void {
    if (views.length >= MAX_VIEWS) return void (said.textContent = t.full(MAX_VIEWS));
    const state = props.get();
    const record = state.known === 'latest' ? props.latest : knownAt(props.model, state.known);
    const name = state.incident === null ? undefined : props.model.incident.get(state.incident)?.name;
    const title = name ?? text.list.heading(select(record, state.day, state.show));
    change([...views, viewNow(state, props.bounds(), title)]);
    said.textContent = t.added(views.length);
    return undefined;
  }

  /** Whoever moves a view by the keyboard stays on it. */
  function draw(at?: { readonly index: number; readonly act: 'up' | 'down' | 'remove' }): void {
    const rows = views.map((view, i) => {
      const moveTo = (to: number, act: 'up' | 'down') => () =>
        change(views.toSpliced(i, 1).toSpliced(to, 0, views[i] ?? view), { index: to, act });
      const acts = {
        up: button(t.upShort, moveTo(i - 1, 'up'), t.up(view.title)),
        down: button(t.downShort, moveTo(i + 1, 'down'), t.down(view.title)),
        remove: button(
          t.removeShort,
          () => change(views.toSpliced(i, 1), { index: i, act: 'remove' }),
          t.remove(view.title),
        ),
      };
      const title = h('input', {
        type: 'text',
        value: view.title,
        maxlength: MAX_TITLE,
        dir: 'auto',
        'aria-label': t.title(i + 1),
        onchange: () => rename(i, title.value.trim() || view.title, acts),
      });
      acts.up.disabled = i === 0;
      acts.down.disabled = i === views.length - 1;
      return { acts, node: h('li', null, title, acts.up, acts.down, acts.remove) };
    });
    list.replaceChildren(...(rows.length > 0 ? rows.map(({ node }) => node) : [h('li', null, t.empty)]));
    problems.replaceChildren(
      ...issues.map((issue) => h('li', null, h('bdi', null, text.problems.item(issue)))),
    );
    drawLink();
    if (!at) return;
    const row = rows[Math.min(at.index, rows.length - 1)]?.acts;
    const wanted = row ? [row[at.act], row.down, row.up, row.remove].find((one) => !one.disabled) : add;
    wanted?.focus();
  }

  function rename(
    i: number,
    title: string,
    acts: Readonly<Record<'up' | 'down' | 'remove', HTMLElement>>,
  ): void {
    views = views.map((view, n) => (n === i ? { ...view, title } : view));
    for (const act of ['up', 'down', 'remove'] as const) acts[act].setAttribute('aria-label', t[act](title));
    keep();
    drawLink();
  }

  function drawLink(): void {
    for (const one of [presentRoute, copy, save]) one.disabled = views.length === 0;
    link.value = views.length === 0 ? '' : inMode(win, 'present', formatRoute(views));
  }

  async function copyLink(): Promise<void> {
    link.select();
    try {
      await win.navigator.clipboard.writeText(link.value);
      said.textContent = t.copied;
    } catch {
      said.textContent = t.notCopied;
    }
  }

  function saveFile(): void {
    const content = new Blob([`${JSON.stringify({ steps: views }, null, 2)}\n`], {
      type: 'application/json',
    });
    const address = URL.createObjectURL(content);
    h('a', { href: address, download: t.fileName }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  async function openFile(): Promise<void> {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const found = routeFromFile(await readSome(chosen), props.model);
    file.value = '';
    issues = found.issues;
    if (found.steps.length > 0) change(found.steps.map((step: Step) => viewOfStep(step)));
    else draw();
    said.textContent = found.steps.length > 0 ? t.opened(found.steps.length) : t.notAFile;
  }

  /** No more than can be one, its letters being up to four bytes long; what cannot be read is no JSON. */
  const readSome = (chosen: Blob) =>
    chosen
      .slice(0, 4 * MAX_FILE + 1)
      .text()
      .catch(() => '');

  const dialog = h(
    'dialog',
    { class: 'teach', 'aria-labelledby': 'teach-title' },
    h(
      'header',
      null,
      h('h2', { id: 'teach-title' }, t.heading),
      button(t.close, () => dialog.close()),
    ),
    h(
      'section',
      null,
      button(t.present, () => begin(null)),
      h('p', null, t.presentHint),
      button(
        t.notes,
        () => void win.open(inMode(win, 'notes', null), 'lesson-notes', 'popup,width=900,height=760'),
      ),
      h('p', null, t.notesHint),
      button(t.handout, () => void win.open(inMode(win, 'handout', null), '_blank', 'noopener')),
      h('p', null, t.handoutHint),
    ),
    h(
      'section',
      null,
      h('h3', null, t.route),
      h('p', null, t.routeHint),
      said,
      list,
      problems,
      h('div', { class: 'teach-row' }, add, presentRoute, copy, save),
      h('label', { class: 'teach-row' }, t.open, ' ', file),
      link,
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  draw();
  doc.body.append(dialog);
  dialog.showModal();
}
