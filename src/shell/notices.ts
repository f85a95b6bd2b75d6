/** Polite notices above the page: a link that could not be followed, a row that was left out. */
import { builder } from '../dom/element.ts';
import { text } from '../text/en.ts';

export function createNotices(root: HTMLElement) {
  const h = builder(root.ownerDocument);
  const ofAddress = h('div');
  const ofRecord = h('div');
  root.append(ofAddress, ofRecord);
  /** Where the keyboard goes when the notice that it stood in is gone. */
  const close = (notice: HTMLElement) => {
    notice.remove();
    const next = root.querySelector<HTMLElement>('button') ?? root.ownerDocument.getElementById('timeline');
    next?.focus({ preventScroll: true });
  };
  const write = (box: HTMLElement, message: string, link?: { href: string; label: string }) => {
    const notice = h(
      'p',
      { class: 'notice' },
      message,
      link ? ' ' : null,
      link ? h('a', { href: link.href }, link.label) : null,
      h('button', { type: 'button', 'aria-label': text.url.dismiss, onclick: () => close(notice) }, '×'),
    );
    box.append(notice);
  };
  return {
    /** About the record: stays until the reader closes it. */
    add: (message: string, link: { href: string; label: string }) => write(ofRecord, message, link),
    /** About the address: replaces those about the one before. */
    show(messages: readonly string[]) {
      ofAddress.replaceChildren();
      for (const message of messages) write(ofAddress, message);
    },
  };
}
