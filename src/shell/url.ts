/**
 * State in the address, readable and shareable. The only user of `location` and `history`.
 * `?day=2020-10-28&known=latest&incident=barda-2020-10-28&show=day`
 */
import type { Model } from '../record/model.ts';
import { visible } from '../record/unseen.ts';
import { OPENING, sameState, type State } from '../state/state.ts';
import { text } from '../text/en.ts';
import { WAR, isDay } from '../time.ts';
import { OPTION_VALUES, formatOptions, parseOptions, type Options } from './options.ts';

export interface UrlState {
  readonly state: State;
  /** What could not be followed, in words for the reader. */
  readonly notices: readonly string[];
}

const MAX_SHOWN = 41;
/** A value out of an address, as a notice shows it. */
export const shorten = (value: string) => visible(value, MAX_SHOWN);

/** Reads a query string. Whatever cannot be followed falls back to the opening view, and says so. */
export function parseUrl(search: string, model: Pick<Model, 'incident'>): UrlState {
  const query = new URLSearchParams(search);
  const notices: string[] = [];
  const once = (name: string) => {
    if (query.getAll(name).some((other) => other !== query.get(name))) notices.push(text.url.repeated(name));
  };
  /** The value if it is one, else nothing and a notice. */
  const take = <T extends string>(
    name: string,
    isOne: (value: string) => value is T,
    notice: (value: string) => string,
  ) => {
    const value = query.get(name);
    if (value === null || value === '') return undefined;
    once(name);
    if (isOne(value)) return value;
    notices.push(notice(shorten(value)));
    return undefined;
  };

  const isWarDay = (value: string): value is string => isDay(value) && value >= WAR[0] && value <= WAR[1];
  const isShow = (value: string): value is 'day' | 'upto' => value === 'day' || value === 'upto';
  const isKnown = (value: string): value is string => value === 'latest' || isDay(value);
  const isIncident = (value: string): value is string => model.incident.has(value);
  const isBoth = (value: string): value is 'both' => value === 'both';

  const incident = take('incident', isIncident, text.url.badIncident);
  // A link that names only an incident means that incident's own day.
  const day =
    take('day', isWarDay, text.url.badDay) ??
    (incident === undefined ? OPENING.day : (model.incident.get(incident)?.extent[1] ?? OPENING.day));
  let known = take('known', isKnown, text.url.badKnown) ?? OPENING.known;
  if (known < WAR[0]) {
    notices.push(text.url.earlyKnown(shorten(known)));
    known = OPENING.known;
  }
  const state: State = {
    day,
    show: take('show', isShow, text.url.badShow) ?? OPENING.show,
    known,
    incident: incident ?? (query.has('day') || query.has('incident') ? null : OPENING.incident),
    bothLines: take('line', isBoth, text.url.badLine) === 'both',
  };
  for (const name of Object.keys(OPTION_VALUES)) once(name);
  return { state, notices };
}

/** The query string of a state, with how the page is shown before it; `''` for the opening view of the usual page. */
export function formatUrl(state: State, shown: readonly (readonly [string, string])[] = []): string {
  const query = new URLSearchParams(shown.map(([name, value]) => [name, value]));
  if (!sameState(state, OPENING)) {
    query.set('day', state.day);
    query.set('known', state.known);
    if (state.incident) query.set('incident', state.incident);
    query.set('show', state.show);
    if (state.bothLines) query.set('line', 'both');
  }
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}

/** As it stands now. */
export const address = (win: Window) => win.location.href;

/** What the reader has chosen stands in the address; in a frame only what its host asked for does. */
export const reload = (win: Window) => win.location.reload();

/** Is this a copy of the page in a file, and not a page on the web? */
export const isCopy = (win: Window) => win.location.protocol === 'file:';

/** Where others find this page: a copy in a file has no address but that of the page it was made from, if it names one. */
export function publicAddress(win: Window): string | undefined {
  if (!isCopy(win)) return address(win).replace(/[?#].*$/, '');
  return win.document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
}

/** The address leads further down the page. */
export const hasFragment = (win: Window) => win.location.hash !== '';

/** How the page is to be shown. */
export const readOptions = (win: Window) => parseOptions(win.location.search);

/** The address of the whole page in a state, from wherever this one is shown. */
export const fullPage = (win: Window, state: State) => changed(win, { search: formatUrl(state), hash: '' });

/**
 * This address with other parts. Never put together from text: a path that begins with two slashes would be read as the
 * name of another site.
 */
const changed = (win: Window, parts: Partial<Pick<URL, 'search' | 'hash'>>) =>
  Object.assign(new URL(win.location.href), parts).href;

/** The route of the reader's own that the address holds, as it stands there. */
export const routeIn = (win: Window) => new URLSearchParams(win.location.search).get('steps');

const withRoute = (url: URL, route: string | null) => {
  if (route === null) url.searchParams.delete('steps');
  else url.searchParams.set('steps', route);
  return url;
};

export const keepRoute = (win: Window, route: string | null) =>
  win.history.replaceState(null, '', withRoute(new URL(win.location.href), route));

/** The same address in another mode, with a route of the reader's own or without. */
export function inMode(win: Window, mode: Options['mode'], route: string | null): string {
  const url = withRoute(new URL(win.location.href), route);
  url.searchParams.set('mode', mode);
  url.hash = '';
  return url.href;
}

/** The part of the page that the address names after its `#`; naming another one makes no entry in the history. */
export const namedPart = (win: Window) => win.location.hash.slice(1);
export const namePart = (win: Window, name: string) =>
  win.history.replaceState(null, '', changed(win, { hash: name }));

const SETTLE_MS = 400;

/**
 * Keeps the address in step with the state: one history entry for each view that the reader rests on,
 * none for the days that a drag passes over. `onReturn` hears back and forward.
 */
export function createUrl(win: Window, model: Model, onReturn: (state: UrlState) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let search = win.location.search;
  const read = () => parseUrl(win.location.search, model);
  const { options, record } = parseOptions(win.location.search);
  const kept = () => {
    const route = routeIn(win);
    return [
      ...formatOptions(options),
      ...(record === undefined ? [] : [['record', record] as const]),
      ...(route === null ? [] : [['steps', route] as const]),
    ];
  };
  const onPop = () => {
    // A link inside the page only changes the fragment: what the reader has just chosen stands.
    if (win.location.search === search) return;
    search = win.location.search;
    clearTimeout(timer);
    onReturn(read());
  };
  win.addEventListener('popstate', onPop);
  return {
    read,
    write(state: State) {
      clearTimeout(timer);
      // Nobody sees the address of a frame, and its entries would stand in the way back from the host's page.
      if (options.mode === 'embed') return;
      timer = setTimeout(() => {
        // States are compared, not texts: a link written by hand says the same in other words, and a new entry for
        // it would cut off the way forward.
        if (sameState(read().state, state)) return;
        search = formatUrl(state, kept());
        win.history.pushState(null, '', changed(win, { search }));
      }, SETTLE_MS);
    },
    remove() {
      clearTimeout(timer);
      win.removeEventListener('popstate', onPop);
    },
  };
}
