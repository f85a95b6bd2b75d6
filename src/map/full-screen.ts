/** The button that gives the page the whole screen, and back. */
import type { Builder } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import { text } from '../text/en.ts';

/** `changed` hears of the keyboard's way back too. */
export function createFullScreen(h: Builder, doc: Document, changed: (on: boolean) => void) {
  const toggle = () => {
    const change =
      doc.fullscreenElement === null ? doc.documentElement.requestFullscreen() : doc.exitFullscreen();
    change.catch((error: unknown) => console.warn(error)); // the host's frame may forbid it
  };
  const button = h(
    'button',
    {
      type: 'button',
      class: 'map-full',
      hidden: !doc.fullscreenEnabled,
      'aria-label': text.map.fullScreen,
      title: text.map.fullScreen,
      onclick: toggle,
    },
    icon(doc, 'full'),
  );
  const onChange = () => {
    const on = doc.fullscreenElement !== null;
    changed(on);
    button.setAttribute('aria-pressed', String(on));
  };
  doc.addEventListener('fullscreenchange', onChange);
  return { button, remove: () => doc.removeEventListener('fullscreenchange', onChange) };
}
