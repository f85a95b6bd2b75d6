/**
 * The Firefox that the system has, by WebDriver BiDi, which it speaks itself: https://w3c.github.io/webdriver-bidi/.
 * Not by playwright-core's BiDi: that asks for commands which the long-lived Firefox does not know yet.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  NotStarted,
  asScript,
  findProgram,
  keyActions,
  mouseActions,
  pathBetween,
  type Conditions,
  type Driver,
  type Where,
} from './driver.ts';
import { GIVEN, end, openScreen, within } from './screen.ts';

type Json = Record<string, unknown>;
interface Message {
  readonly id?: number;
  readonly result?: Json;
  readonly error?: string;
  readonly message?: string;
  readonly method?: string;
  readonly params?: Json;
}

const LISTENS = /WebDriver BiDi listening on (ws:\/\/\S+)/;

export async function startFirefox({ webgl, zone }: Conditions): Promise<Driver> {
  const program = process.env['FIREFOX_PATH'] ?? findProgram('firefox-esr', 'firefox');
  if (!program) throw new NotStarted('no firefox-esr and no firefox (Debian: apt-get install firefox-esr)');
  const screen = await openScreen();
  const profile = mkdtempSync(join(tmpdir(), 'cross-firefox-'));
  const prefs = { 'webgl.disabled': !webgl, 'ui.prefersReducedMotion': 1 };
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(prefs)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  const child = spawn(program, ['--no-remote', '--profile', profile, '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // As root it refuses another person's home.
    env: { ...GIVEN, ...screen.env, HOME: profile, TZ: zone, LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  const close = async () => {
    await end(child);
    await screen.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    let said = '';
    const address = await within(
      60_000,
      program,
      new Promise<string>((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', () => reject(new Error(`it ended at once: ${said.slice(-500)}`)));
        child.stderr.on('data', (chunk: Buffer) => {
          said = (said + chunk.toString()).slice(-5000);
          const found = LISTENS.exec(said)?.[1];
          if (found) resolve(found);
        });
      }),
    );
    return await drive(address, close);
  } catch (error) {
    await close();
    throw new NotStarted(String(error));
  }
}

async function drive(address: string, close: () => Promise<void>): Promise<Driver> {
  let errors: string[] = [];
  let requests: string[] = [];
  const send = await connect(`${address}/session`, (method, params) => {
    if (method === 'log.entryAdded' && params['level'] === 'error') errors.push(String(params['text']));
    if (method === 'network.beforeRequestSent')
      requests.push(String((params['request'] as { url: unknown }).url));
  });
  const { capabilities } = (await send('session.new', { capabilities: {} })) as {
    capabilities: { browserName: string; browserVersion: string };
  };
  await send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
  interface Tree {
    readonly contexts: readonly { readonly context: string; readonly children: Tree['contexts'] }[];
  }
  const treeOf = async () => (await send('browsingContext.getTree', {})) as unknown as Tree;
  const context = (await treeOf()).contexts[0]?.context;
  if (!context) throw new Error('no tab');
  const find = async (where: Where) => {
    if (where === 'page') return context;
    const tab = (await treeOf()).contexts.find((found) => found.context === context);
    const frame = tab?.children[0]?.context;
    if (!frame) throw new Error('no frame');
    return frame;
  };
  // What happens within a frame of another site has to be sent to that frame.
  const act = async (where: Where, actions: readonly Json[]) =>
    void (await send('input.performActions', { context: await find(where), actions }));
  const traverse = async (delta: number) =>
    void (await send('browsingContext.traverseHistory', { context, delta }));
  return {
    name: `${capabilities.browserName} ${capabilities.browserVersion}`.replace(/^f/, 'F'),
    goto: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'interactive' })),
    async run(where, fn, ...args) {
      const { result, exceptionDetails } = (await send('script.evaluate', {
        expression: asScript(fn, args),
        target: { context: await find(where) },
        awaitPromise: false,
      })) as { result?: { value: string }; exceptionDetails?: { text: string } };
      if (!result) throw new Error(exceptionDetails?.text);
      return JSON.parse(result.value);
    },
    click: (at, corner) => act(corner ? 'frame' : 'page', mouseActions([at])),
    drag: (from, to) => act('page', mouseActions(pathBetween(from, to))),
    press: (key, where) => act(where, keyActions(key)),
    screenshot: async () => {
      const { data } = await send('browsingContext.captureScreenshot', { context, origin: 'viewport' });
      return Buffer.from(String(data), 'base64');
    },
    resize: async (width, height) =>
      void (await send('browsingContext.setViewport', { context, viewport: { width, height } })),
    back: () => traverse(-1),
    forward: () => traverse(1),
    heard() {
      const heard = { errors, requests };
      [errors, requests] = [[], []];
      return heard;
    },
    close,
  };
}

/** Node 20 has its WebSocket behind `--experimental-websocket`; package.json gives it. */
async function connect(address: string, onEvent: (method: string, params: Json) => void) {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve: (result: Json) => void; reject: (error: Error) => void }>();
  await within(
    20_000,
    address,
    new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error(`no connection to ${address}`)));
    }),
  );
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser is gone'));
    waiting.clear();
  });
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, message, method, params } = JSON.parse(String(data)) as Message;
    if (id === undefined) return onEvent(method ?? '', params ?? {});
    const asked = waiting.get(id);
    waiting.delete(id);
    if (result) asked?.resolve(result);
    else asked?.reject(new Error(`${error}: ${message}`));
    return undefined;
  });
  let last = 0;
  return (method: string, params: Json): Promise<Json> =>
    within(
      60_000,
      method,
      new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error('the browser is gone'));
        waiting.set(++last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params }));
        return undefined;
      }),
    );
}
