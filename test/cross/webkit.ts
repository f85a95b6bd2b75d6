/** WebKitGTK by its own WebKitWebDriver, which starts the small browser beside it: https://w3c.github.io/webdriver/. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  NotStarted,
  asScript,
  findProgram,
  keyActions,
  mouseActions,
  pathBetween,
  plus,
  type Conditions,
  type Driver,
} from './driver.ts';
import { GIVEN, end, openScreen } from './screen.ts';

type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

/** Else the buttons above the page keep its window wider than a phone. */
const NARROW = '* { min-width: 0; min-height: 0; padding: 0; margin: 0; border: 0; font-size: 1px; }';
/** https://w3c.github.io/webdriver/#elements */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export async function startWebKit({ webgl, zone }: Conditions): Promise<Driver> {
  const program = process.env['WEBKIT_DRIVER_PATH'] ?? findProgram('WebKitWebDriver');
  if (!program) throw new NotStarted('no WebKitWebDriver (Debian: apt-get install webkit2gtk-driver)');
  const screen = await openScreen();
  const home = mkdtempSync(join(tmpdir(), 'cross-webkit-'));
  mkdirSync(join(home, 'gtk-3.0'));
  writeFileSync(join(home, 'gtk-3.0', 'gtk.css'), NARROW);
  writeFileSync(join(home, 'gtk-3.0', 'settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  const port = await freePort();
  const child = spawn(program, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...GIVEN,
      ...screen.env,
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: home,
      XDG_DATA_HOME: home,
      TZ: zone,
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  child.once('error', () => {}); // said by the first call
  const call: Call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
    if (value?.error !== undefined) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  let session: string | undefined;
  const close = async () => {
    // It ends the browser, which the driver's own end would leave behind.
    if (session !== undefined) await call('DELETE', `/session/${session}`).catch(() => {});
    await end(child);
    await screen.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilItListens(call, () => child.exitCode === null);
    const args = ['--automation', ...(webgl ? [] : ['--features=!WebGL'])];
    const { sessionId, capabilities } = (await call('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { args } } },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    session = sessionId;
    // It calls itself after its window, `MiniBrowser`.
    return drive(call, `/session/${sessionId}`, `WebKitGTK ${capabilities.browserVersion}`, close);
  } catch (error) {
    await close();
    throw new NotStarted(String(error));
  }
}

function drive(call: Call, path: string, name: string, close: () => Promise<void>): Driver {
  const post = (command: string, body: object = {}) => call('POST', `${path}/${command}`, body);
  const execute: Driver['run'] = async (_, fn, ...args) =>
    JSON.parse(String(await post('execute/sync', { script: `return ${asScript(fn, args)}`, args: [] })));
  const act = async (actions: readonly object[]) => void (await post('actions', { actions }));
  return {
    name,
    goto: async (url) => void (await post('url', { url })),
    async run(where, fn, ...args) {
      if (where === 'page') return execute(where, fn, ...args);
      const frame = (await post('element', { using: 'css selector', value: 'iframe' })) as Json;
      await post('frame', { id: { [ELEMENT]: frame[ELEMENT] } });
      try {
        return await execute(where, fn, ...args);
      } finally {
        await post('frame', { id: null });
      }
    },
    click: (at, corner) => act(mouseActions([plus(at, corner)])),
    drag: (from, to) => act(mouseActions(pathBetween(from, to))),
    press: (key) => act(keyActions(key)),
    screenshot: async () => Buffer.from(String(await call('GET', `${path}/screenshot`)), 'base64'),
    async resize(width, height) {
      const size = () => execute('page', () => [window.innerWidth, window.innerHeight] as const);
      // The window has buttons above the page; how high they are is known once it stands.
      let [outerWidth, outerHeight] = [width, height];
      for (let tries = 0; tries < 40; tries++) {
        await post('window/rect', { width: outerWidth, height: outerHeight });
        await wait(100);
        const [w, h] = await size();
        if (w === width && h === height) return;
        [outerWidth, outerHeight] = [outerWidth + width - w, outerHeight + height - h];
        if (outerHeight > height + 200 || outerWidth > width + 200)
          [outerWidth, outerHeight] = [width, height];
      }
      throw new Error(`the page cannot be made ${width} × ${height} px: ${(await size()).join(' × ')}`);
    },
    back: async () => void (await post('back')),
    forward: async () => void (await post('forward')),
    heard: () => ({ errors: [], requests: [] }), // nothing: tab.ts asks the page itself
    close,
  };
}

type Json = Record<string, unknown>;

async function untilItListens(call: Call, lives: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && lives(); tries++) {
    const ready = await call('GET', '/status').catch(() => undefined);
    if (ready) return;
    await wait(100);
  }
  throw new Error('WebKitWebDriver does not answer');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
