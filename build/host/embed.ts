/**
 * dist/embed.js, for the page that holds the frame: makes every frame of this site with `height=auto` as high as what it
 * shows. It sets that height and nothing else.
 */
import { initialize } from '@open-iframe-resizer/core';

// Two pasted codes bring this script twice.
const shared = window as unknown as Record<symbol, WeakSet<HTMLIFrameElement> | undefined>;
const taken = (shared[Symbol.for('strikes:embed')] ??= new WeakSet());

/** Frames of the folder that this script was loaded from; nobody else's, whatever they say they are. */
const { currentScript } = document;
const home = currentScript instanceof HTMLScriptElement ? new URL('.', currentScript.src).href : undefined;

function take(frame: HTMLIFrameElement): void {
  if (taken.has(frame) || home === undefined || !frame.src.startsWith(home)) return;
  // One of a fixed height would never answer.
  if (new URL(frame.src).searchParams.get('height') !== 'auto') return;
  taken.add(frame);
  void initialize({}, frame);
}
function takeAll(): void {
  for (const frame of document.querySelectorAll('iframe')) take(frame);
}

takeAll();
document.addEventListener('DOMContentLoaded', takeAll);
// Those that come later, or get their address later, are heard of when they begin to talk.
window.addEventListener('message', ({ data }: MessageEvent<{ type?: unknown } | null>) => {
  if (data?.type === 'strikes:state') takeAll();
});
