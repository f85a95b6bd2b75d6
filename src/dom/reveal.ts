/** Brings an element into sight, calmly if the reader asked for calm, and the keyboard with it. */
export function reveal(element: HTMLElement): void {
  const calm = element.ownerDocument.defaultView?.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
  element.focus({ preventScroll: true });
}
