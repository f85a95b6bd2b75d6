/** Polite notices above the page: a link that could not be followed, a row that was left out. */
import { builder } from '../dom/element.ts';
import { text } from '../text/en.ts';

export function createNotices(root: HTMLElement) {
  const h = builder(root.ownerDocument);
  const add = (message: string, link?: { href: string; label: string }) => {
    const notice = h(
      'p',
      { class: 'notice' },
      message,
      link ? ' ' : null,
      link ? h('a', { href: link.href }, link.label) : null,
      h('button', { type: 'button', 'aria-label': text.url.dismiss, onclick: () => notice.remove() }, '×'),
    );
    root.append(notice);
  };
  return {
    add,
    /** Replaces the notices about the address. */
    show(messages: readonly string[]) {
      root.replaceChildren();
      for (const message of messages) add(message);
    },
  };
}
