/** What the reader does and what follows from it: joins state, address and page. */
import type { Ask } from './dom/ask.ts';
import { reveal } from './dom/reveal.ts';
import { withStyles } from './dom/styles.ts';
import { createPage, type Page, type PageSetup } from './page.ts';
import { holds, shownAt } from './record/days.ts';
import { createNotices } from './shell/notices.ts';
import { createEmbed } from './shell/embed.ts';
import { address, createUrl, isCopy, publicAddress, reload, type UrlState } from './shell/url.ts';
import type { TeachHow } from './present/teach.ts';
import type { State } from './state/state.ts';
import { createStore } from './state/store.ts';
import { text } from './text/en.ts';
import { missingText } from './text/missing.ts';

/** Starts the page. `chosen` is what the reader had already set before the script was there. */
export function startApp(
  setup: PageSetup,
  chosen: Partial<Pick<State, 'day' | 'known'>>,
  ask: Ask,
  refused: readonly string[] = [],
): Page {
  const { model, issues, roots } = setup;
  const doc = roots.panel.ownerDocument;
  const win = doc.defaultView ?? window;

  const page = createPage(setup, {
    timeline: {
      onDay: (day) => chooseDays({ day }),
      onShow: (show) => chooseDays({ show }),
      onKnown: (known) => chooseDays({ known }),
      // The days that playing passes over are no history; the one on which it stops is.
      onStop: () => url.write(store.get()),
      onFigure(measure) {
        page.table.showBehind(measure);
        reveal(roots.table);
      },
    },
    brief: { onIncident: (id) => chooseIncident(id) },
    panel: {
      onIncident(id) {
        chooseIncident(id);
        drawNow();
        // Chosen from far down a list: the new text begins above.
        if (roots.panel.getBoundingClientRect().top < 0) reveal(roots.panel);
        page.panel.focus();
      },
    },
    table: {
      onIncident(id) {
        chooseIncident(id);
        drawNow();
        reveal(roots.panel);
        page.panel.focus();
      },
    },
    map: {
      onPlace(place) {
        const here = shownAt(page.selectionOf(store.get()), place);
        const current = here.findIndex((item) => item.incident.id === store.get().incident);
        // A second click on a place with several incidents goes on to the one before.
        const next = here.at(current > 0 ? current - 1 : -1);
        if (next) chooseIncident(next.incident.id);
      },
      onBothLines: (bothLines) => store.set({ bothLines }),
    },
  });
  const notices = createNotices(roots.notices);
  const url = createUrl(win, model, (read) => {
    page.timeline.pause();
    const followed = follow(read);
    store.set(followed.state);
    notices.show(followed.notices);
  });

  /** What a link asks for, as far as it goes: an incident that does not stand on the day, or yet, is named. */
  function follow({ state, notices: list }: UrlState): UrlState {
    const selection = page.selectionOf(state);
    const strays = state.incident !== null && !holds(selection, state.incident);
    const named = strays ? [...list, text.url.strayIncident] : list;
    return {
      state: strays ? { ...state, incident: null } : state,
      notices: named.length === 0 ? [] : [[...named, text.url.shown(selection)].join(' ')],
    };
  }
  const opened = follow(url.read());
  const store = createStore(opened.state);

  /** Choosing an incident also chooses a day on which it is shown, if it is not among the chosen ones. */
  function chooseIncident(id: string | null): void {
    const incident = id === null ? undefined : model.incident.get(id);
    if (!incident) return store.set({ incident: null });
    const shown = holds(page.selectionOf(store.get()), incident.id);
    store.set({ incident: incident.id, ...(shown ? {} : { day: incident.extent[1] }) });
    return undefined;
  }
  function chooseDays(change: Partial<Pick<State, 'day' | 'show' | 'known'>>): void {
    const next = { ...store.get(), ...change };
    const stays = next.incident !== null && holds(page.selectionOf(next), next.incident);
    store.set({ ...change, ...(stays ? {} : { incident: null }) });
  }

  // Nobody looks: a browser may stop its timers, or let the days run on unseen.
  doc.addEventListener('visibilitychange', () => {
    if (doc.visibilityState === 'hidden') page.timeline.pause();
  });

  // Any number of changes within a frame are drawn once; what the keyboard's focus must go to, at once.
  let frame = 0;
  const draw = () => page.draw(store.get());
  const drawNow = () => {
    win.cancelAnimationFrame(frame);
    draw();
  };
  store.subscribe((state) => {
    if (!page.timeline.playing()) url.write(state);
    win.cancelAnimationFrame(frame);
    frame = win.requestAnimationFrame(draw);
  });

  notices.show([...refused, ...opened.notices]);
  doc.getElementById('share')?.addEventListener('click', () => {
    const state = store.get();
    const selection = page.selectionOf(state);
    const load = () => withStyles(() => import('./share/dialog.ts'));
    ask(missingText.share, load, ({ openShare }) =>
      openShare(doc, {
        page: publicAddress(win),
        isCopy: isCopy(win),
        version: setup.version,
        model,
        state,
        selection,
        latest: page.recordAt('latest'),
        date: setup.date,
        backdrop: setup.backdrop,
        reload: () => reload(win),
      }),
    );
  });
  const teach = (how: TeachHow) => {
    const load = () => withStyles(() => import('./present/teach.ts'));
    ask(missingText.teach, load, ({ teach: begin }) =>
      begin(doc, how, {
        model,
        latest: page.recordAt('latest'),
        backdrop: setup.backdrop,
        get: () => store.get(),
        go: (state) => store.set(state),
        bounds: () => page.map.bounds(),
      }),
    );
  };
  doc.getElementById('teach')?.addEventListener('click', () => teach('choose'));
  win.addEventListener('keydown', (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
    const typed = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
    // A lesson fills a screen; an embed is a part of somebody else's page.
    if (event.key === 'p' && plain && !typed && !setup.isEmbed) teach('present');
  });
  if (setup.teach) teach(setup.teach);
  const broken = new Set(issues.map(({ file, record }) => `${file} ${record}`)).size;
  if (broken > 0) notices.add(text.problems.notice(broken), { href: '#problems', label: text.problems.link });
  if (Object.keys(chosen).length > 0) chooseDays(chosen);
  drawNow();
  if (setup.isEmbed) listenToHost();
  return page;

  function listenToHost(): void {
    const embed = createEmbed(win, {
      href: () => address(win),
      root: doc.documentElement,
      height: () => doc.body.getBoundingClientRect().height,
      fixed: doc.documentElement.dataset['height'] !== 'auto',
      state: () => store.get(),
      isIncident: (id) => model.incident.has(id),
      onState(change) {
        page.timeline.pause();
        const next = { ...store.get(), ...change };
        // An incident alone means its own day, as in a link.
        const alone =
          change.day === undefined && change.incident ? model.incident.get(change.incident) : undefined;
        const day = alone && !holds(page.selectionOf(next), alone.id) ? alone.extent[1] : next.day;
        store.set(follow({ state: { ...next, day }, notices: [] }).state);
      },
    });
    store.subscribe(() => embed.changed());
  }
}
