/**
 * Runs before the first paint, inlined into the head: tells the stylesheet how the page is shown, so that an embed never
 * appears as the whole page for a moment.
 */
import { asksForView, parseOptions } from './options.ts';

const root = document.documentElement;
const { search } = window.location;
const { options, record } = parseOptions(search);
for (const [name, value] of Object.entries(options)) root.dataset[name] = value;
// An embed that was frozen shows the record it was made for, or none.
if (record !== undefined && record !== RECORD_VERSION) root.dataset['stale'] = '';
// The first picture is of another view: it keeps its figures back until the script is there, or a moment has passed.
if (asksForView(search)) root.dataset['elsewhere'] = '';
