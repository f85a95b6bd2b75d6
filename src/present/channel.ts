/**
 * Keeps the windows of a lesson in step. Nothing leaves the browser: a BroadcastChannel reaches only pages of the same
 * origin. What comes in is checked like anything else that comes in.
 */

/** Where the lesson stands: index of the step from 0. */
export interface Standing {
  readonly index: number;
  readonly blank: boolean;
}

export type Message =
  | ({ readonly kind: 'at' } & Standing)
  | { readonly kind: 'go'; readonly index: number }
  /** A window of notes has opened and asks where the lesson stands; or the lesson was left. */
  | { readonly kind: 'hello' | 'bye' };

export interface Channel {
  send(message: Message): void;
  close(): void;
}

/** `lesson` names the steps, in their order: windows with different ones do not hear each other. Nothing where there is no BroadcastChannel. */
export function openChannel(
  win: Window,
  lesson: readonly string[],
  hear: (message: Message) => void,
): Channel | undefined {
  const { BroadcastChannel: Way } = win as Window & { BroadcastChannel?: typeof BroadcastChannel };
  if (!Way) return undefined;
  const way = new Way(`lesson ${lesson.join(' ')}`);
  way.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data, lesson.length);
    if (message) hear(message);
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  return { send: (message) => way.postMessage(message), close: () => way.close() };
}

export function readMessage(data: unknown, steps: number): Message | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, index, blank } = data as Readonly<Record<string, unknown>>;
  if (kind === 'hello' || kind === 'bye') return { kind };
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= steps) return undefined;
  if (kind === 'go') return { kind, index };
  return kind === 'at' ? { kind, index, blank: blank === true } : undefined;
}
