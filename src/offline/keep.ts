/**
 * Has the browser keep a copy of the whole page (worker.ts), once the page has all that it needs itself; and says so when
 * what is shown is that copy. Never in a frame: a host's readers leave nothing behind, and take nothing along.
 */
import { builder } from '../dom/element.ts';
import { offlineText as t } from '../text/offline.ts';

/** Whoever leaves at once has not paid for a copy. */
const QUIET_MS = 2000;

export function keepPage(
  doc: Document,
  roots: { readonly map: HTMLElement; readonly notices: HTMLElement },
  version: string,
): void {
  const win = doc.defaultView ?? window;
  if (win.top !== win || !win.isSecureContext || !('serviceWorker' in win.navigator)) return;
  sayWhenOffline(win, roots.notices, version);
  const { connection } = win.navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData === true) return;
  whenMapIsThere(win, roots.map, () => {
    win.setTimeout(() => {
      // From the network each time: a worker that is kept too long would keep an old page.
      win.navigator.serviceWorker
        .register(new URL('sw.js', doc.baseURI), { updateViaCache: 'none' })
        .catch((error: unknown) => console.warn(error)); // the page needs none
    }, QUIET_MS);
  });
}

/** Come, or known not to come. A map that is to stay a picture is there at once. */
function whenMapIsThere(win: Window & typeof globalThis, map: HTMLElement, act: () => void): void {
  const isThere = () =>
    map.dataset['map'] !== undefined || win.document.documentElement.dataset['map'] === 'static';
  if (isThere()) return act();
  const watch = new win.MutationObserver(() => {
    if (!isThere()) return;
    watch.disconnect();
    act();
  });
  watch.observe(map, { attributes: true, attributeFilter: ['data-map'] });
  return undefined;
}

function sayWhenOffline(win: Window, notices: HTMLElement, version: string): void {
  const line = builder(win.document)('p', { class: 'notice offline' });
  const show = (words: string | undefined) => {
    line.textContent = words ?? '';
    if (words === undefined) line.remove();
    else if (!line.isConnected) notices.append(line);
  };
  const [arrival] = win.performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const isCopy = arrival?.serverTiming.some(({ name }) => name === 'kept') === true;
  const here = isCopy ? t.copy(version) : undefined;
  show(here ?? (win.navigator.onLine ? undefined : t.offline));
  win.addEventListener('offline', () => show(here ?? t.offline));
  win.addEventListener('online', () => show(isCopy ? t.backAgain(version) : undefined));
}
