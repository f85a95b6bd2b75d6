/**
 * Runs before the first paint, inlined into the head: tells the stylesheet how the page is shown, so that an embed never
 * appears as the whole page for a moment.
 */
import { freshen } from '../dom/freshen.ts';
import { asksForView, parseOptions } from './options.ts';

const root = document.documentElement;
const { search } = window.location;
const { options, record } = parseOptions(search);
for (const [name, value] of Object.entries(options)) root.dataset[name] = value;
// An embed that was frozen shows the record it was made for, or none.
if (record !== undefined && record !== RECORD_VERSION) root.dataset['stale'] = '';
// The first picture is of another view: it keeps its figures back until the script is there, or a moment has passed.
if (asksForView(search)) root.dataset['elsewhere'] = '';

/** Nobody else can tell that the page's own script does not come; main.ts marks when it has. */
const LATE_MS = 15_000;
const tell = () => {
  root.dataset['late'] = '';
};
window.addEventListener(
  'error',
  ({ target }) => {
    if (target === window || target instanceof HTMLScriptElement) tell();
  },
  true,
);
// From when all of the page is there: on a slow line it takes long enough itself.
document.addEventListener('readystatechange', () => setTimeout(tell, LATE_MS));
document.addEventListener('click', ({ target }) => {
  if ((target as Element).matches('#late button'))
    void freshen().then((answers) => answers && window.location.reload());
});
