/** Chromium as npm brings it, by playwright-core as in the other browser tests. */
import type { Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import {
  NotStarted,
  asScript,
  pathBetween,
  plus,
  type Conditions,
  type Driver,
  type Where,
} from './driver.ts';

export async function startChromium({ webgl, zone }: Conditions): Promise<Driver> {
  const browser = await launchChromium(webgl ? [] : ['--disable-3d-apis']).catch((error: unknown) => {
    throw new NotStarted(String(error));
  });
  const context = await browser.newContext({ timezoneId: zone, reducedMotion: 'reduce' });
  const page = await context.newPage();
  let errors: string[] = [];
  let requests: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('request', (request) => requests.push(request.url()));
  const frameOf = (where: Where) => {
    const frame = where === 'page' ? page.mainFrame() : page.frames()[1];
    if (!frame) throw new Error('no frame');
    return frame;
  };
  return {
    name: `Chromium ${browser.version()}`,
    goto: async (address) => void (await page.goto(address, { waitUntil: 'domcontentloaded' })),
    run: async (where, fn, ...args) => JSON.parse(await frameOf(where).evaluate<string>(asScript(fn, args))),
    async click(at, corner) {
      const { x, y } = plus(at, corner);
      await page.mouse.click(x, y);
    },
    drag: (from, to) => drag(page, pathBetween(from, to)),
    press: (key) => page.keyboard.press(key),
    screenshot: () => page.screenshot(),
    resize: (width, height) => page.setViewportSize({ width, height }),
    back: async () => void (await page.goBack({ waitUntil: 'commit' })),
    forward: async () => void (await page.goForward({ waitUntil: 'commit' })),
    heard() {
      const heard = { errors, requests };
      [errors, requests] = [[], []];
      return heard;
    },
    close: () => browser.close(),
  };
}

async function drag({ mouse }: Page, [from, ...others]: ReturnType<typeof pathBetween>): Promise<void> {
  await mouse.move(from.x, from.y);
  await mouse.down();
  for (const { x, y } of others) await mouse.move(x, y);
  await mouse.up();
}
