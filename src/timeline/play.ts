/** Steps through the days by itself, once the reader has asked for it, and stops when touched. */
export interface Player {
  readonly playing: () => boolean;
  start(): void;
  stop(): void;
}

export const STEP_MS = 1100;

/** `step` moves on by one day and says whether there was one; `changed` hears when playing starts or stops. */
export function createPlayer(step: () => boolean, changed: (playing: boolean) => void): Player {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    changed(false);
  };
  return {
    playing: () => timer !== undefined,
    start() {
      if (timer !== undefined) return;
      timer = setInterval(() => {
        if (!step()) stop();
      }, STEP_MS);
      changed(true);
    },
    stop,
  };
}
