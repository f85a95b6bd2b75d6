/** When to bring what is heavy: at once on a fast line, else when it is in sight or touched. */

/** Not in TypeScript's DOM, and not in every browser: https://wicg.github.io/netinfo/ */
interface Connection {
  readonly saveData?: boolean;
  /** Mbit/s, an estimate. */
  readonly downlink?: number;
}

const FAST_MBITS = 5;

export function whenWanted(element: HTMLElement, act: () => void): void {
  const win = element.ownerDocument.defaultView;
  const connection = (win?.navigator as { connection?: Connection } | undefined)?.connection;
  // Who asks for fewer bytes gets them when they reach for the map.
  const thrifty = connection?.saveData === true;
  const { top, bottom } = element.getBoundingClientRect();
  const inSight = bottom > 0 && top < (win?.innerHeight ?? 0);
  if (!thrifty && (inSight || (connection?.downlink ?? 0) >= FAST_MBITS)) return act();

  const seen = thrifty
    ? undefined
    : new IntersectionObserver((entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) go();
      });
  const TOUCHES = ['pointerdown', 'wheel', 'focusin'] as const;
  const go = () => {
    seen?.disconnect();
    for (const type of TOUCHES) element.removeEventListener(type, go);
    act();
  };
  seen?.observe(element);
  for (const type of TOUCHES) element.addEventListener(type, go, { passive: true });
  return undefined;
}
