/**
 * Asks for what travels apart from the page. What does not come is named where the reader looks, with a button that asks
 * again in place; where that does not help either, with one that loads the page again: browsers remember a script that
 * failed (Chromium 147 and all older ones), and the files of an older page may be gone for good.
 */
import { OtherVersion } from '../record/load.ts';
import { missingText as t, type Missing } from '../text/missing.ts';
import { builder } from './element.ts';
import { freshen } from './freshen.ts';

/** Then a line says that it is still awaited. */
const LATE_MS = 12_000;

/** `use` hears when it has come. Asked for the same thing again before that, only the newest `use` hears. */
export type Ask = <T>(what: Missing, load: () => Promise<T>, use: (found: T) => void) => void;

/** `reload` loads the page again. */
export function createAsk(root: HTMLElement, reload: () => void): Ask {
  const asked = new Map<Missing, (use: (found: never) => void) => void>();
  return <T>(what: Missing, load: () => Promise<T>, use: (found: T) => void) => {
    const earlier = asked.get(what);
    if (earlier) return earlier(use);
    let act = use;
    const line = createLine(root, reload);
    asked.set(what, (next) => {
      act = next as typeof use;
      line.press();
    });
    const go = async (isFirst: boolean): Promise<void> => {
      const timer = setTimeout(() => line.say(what.late, 'reload'), LATE_MS);
      try {
        const found = await load();
        line.remove();
        act(found);
        asked.delete(what);
      } catch (error) {
        console.warn(error);
        line.say(what.gone(reasonOf(error)), 'again', ...(isFirst ? [] : (['reload'] as const)));
        line.onAgain = () => void freshen().then(() => go(false));
      } finally {
        clearTimeout(timer);
      }
    };
    return void go(true);
  };
}

export type Button = 'again' | 'reload';

/** A notice with its buttons. They stay the same while its words change: the keyboard stays on them. */
export function createLine(root: HTMLElement, reload: () => void, name = 'notice missing') {
  const doc = root.ownerDocument;
  const h = builder(doc);
  const words = h('span');
  let isAsking = false;
  const press = () => {
    if (!self.onAgain || isAsking) return;
    isAsking = true;
    words.textContent = t.asking;
    self.onAgain();
  };
  const loadAgain = async () => {
    words.textContent = t.asking;
    if (await freshen()) reload();
    else words.textContent = t.unreachable; // a page that can be read is better than an error
  };
  const again = h('button', { type: 'button', class: 'again', onclick: press }, t.again);
  const anew = h('button', { type: 'button', class: 'reload', onclick: () => void loadAgain() }, t.reload);
  const line = h('p', { class: name }, words);
  const self = {
    onAgain: undefined as (() => void) | undefined,
    press,
    say(message: string, ...buttons: readonly Button[]) {
      isAsking = false;
      words.textContent = message;
      for (const [kind, button] of [
        ['again', again],
        ['reload', anew],
      ] as const) {
        if (!buttons.includes(kind)) button.remove();
        else if (!button.isConnected || button.parentNode !== line) line.append(button);
      }
      if (line.parentNode !== root) root.append(line);
    },
    remove() {
      const hadFocus = line.contains(doc.activeElement);
      line.remove();
      if (hadFocus) doc.getElementById('timeline')?.focus({ preventScroll: true });
    },
  };
  return self;
}

/** In words for a bracket. What a browser says of a script names its address and nothing else. */
export function reasonOf(error: unknown): string {
  if (error instanceof OtherVersion) return t.otherVersion;
  if (error instanceof SyntaxError) return t.unreadable;
  if (error instanceof TypeError || !(error instanceof Error)) return t.noAnswer;
  return error.message;
}
