/** A screen for browsers that need one: Xvfb, on whichever number is free. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { NotStarted, findProgram } from './driver.ts';

/** As it was given to this program: the Chromium of npm changes it for itself, down to the letters that are there. */
export const GIVEN: Readonly<NodeJS.ProcessEnv> = { ...process.env };

export interface Screen {
  /** What a browser's environment is to hold. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

export async function openScreen(): Promise<Screen> {
  const xvfb = findProgram('Xvfb');
  if (!xvfb) {
    if (GIVEN['DISPLAY']) return { env: {}, close: () => Promise.resolve() };
    throw new NotStarted('there is no screen, and no Xvfb to make one (Debian: apt-get install xvfb)');
  }
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: GIVEN,
  });
  const number = child.stdio[3] as Readable;
  try {
    const [said] = (await Promise.race([
      within(20_000, 'Xvfb', once(number, 'data')),
      once(child, 'exit').then(() => [undefined]),
    ])) as [Buffer | undefined];
    if (!said) throw new NotStarted('Xvfb ended at once');
    // GDK would rather have a Wayland screen, where there is one.
    return {
      env: { DISPLAY: `:${said.toString().trim()}`, GDK_BACKEND: 'x11', MOZ_ENABLE_WAYLAND: '0' },
      close: () => end(child),
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

/** Ends a program that was started here, at last by force. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(timer);
}

/** Fails by name when something does not come. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
