/**
 * The built page under its own Content-Security-Policy, in the page and as dist/_headers has it: nothing that it needs is
 * refused, and what is not its own is. All other tests of the page run under the first and fail when it refuses something.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { shareText } from '../../src/text/dialog.ts';
import { launchChromium } from './chromium.ts';
import { open, refusals } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

/** The first rule of dist/_headers is for every file. */
function headers(): Record<string, string> {
  const [, rule = ''] =
    /^\/\*\n((?: {2}.*\n)+)/.exec(readFileSync('.cache/test-dist/_headers', 'utf8')) ?? [];
  return Object.fromEntries(
    [...rule.matchAll(/^ {2}([\w-]+): (.*)$/gm)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  );
}

/** A page that is answered with these headers, and what its policy refused. */
async function under(change: (policy: string) => string = (policy) => policy, javaScriptEnabled = true) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled });
  const refused = await refusals(context);
  const page = await context.newPage();
  const sent = headers();
  sent['content-security-policy'] = change(sent['content-security-policy'] ?? '');
  await page.route(`${inject('pageUrl')}**`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...sent } });
  });
  page.on('pageerror', (error) => refused.push(error.message));
  return { page, refused, close: () => context.close() };
}

async function drawn(frame: Page | Frame): Promise<void> {
  await frame.waitForSelector('html[data-ready]');
  await frame.waitForSelector('#map[data-map="ready"]');
}

describe('the policy of dist/_headers', () => {
  test('lets the page draw its map, open its dialog with the embed, and save a picture', async () => {
    const { page, refused, close } = await under();
    await page.goto(inject('pageUrl'));
    await drawn(page);
    await page.locator('#share button, button#share').first().click();
    const preview = page.frameLocator('dialog iframe');
    await preview.locator('html[data-ready]').waitFor({ state: 'attached' });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: shareText.pictureWide }).click();
    expect((await download).suggestedFilename()).toMatch(/\.png$/);
    expect(refused).toEqual([]);
    await close();
  });

  test.for(['', '?mode=embed'])(
    'lets “%s” draw its map in a frame that may run scripts and nothing else',
    async (query) => {
      const { page, refused, close } = await under();
      await page.setContent(
        `<iframe width="800" height="600" sandbox="allow-scripts" src="${inject('pageUrl')}${query}"></iframe>`,
      );
      const frame = page.frames()[1];
      if (!frame) throw new Error('no frame');
      await drawn(frame);
      expect(refused).toEqual([]);
      await close();
    },
  );

  test('lets the stylesheets in the page through, that for readers without scripts too', async () => {
    const { page, close } = await under(undefined, false);
    await page.goto(inject('pageUrl'));
    const shown = (selector: string) => page.locator(selector).first().isVisible();
    expect(await shown('.controls')).toBe(false);
    const paper = await page
      .locator('body')
      .evaluate((body) => getComputedStyle(body.parentElement!).backgroundColor);
    expect(paper).toBe('rgb(246, 244, 239)');
    await close();
  });

  test('refuses the page’s own stylesheet when its digest is another’s', async () => {
    const { page, refused, close } = await under((policy) =>
      policy.replaceAll(/'sha256-[^']+'/g, "'sha256-AAAA='"),
    );
    await page.goto(inject('pageUrl'));
    await expect.poll(() => refused.length).toBeGreaterThan(1);
    await close();
  });
});

describe('the policy in the page', () => {
  test('is that of the headers, without unsafe words, before anything that it is about', () => {
    const html = readFileSync('.cache/test-dist/index.html', 'utf8');
    const [tag = '', policy = ''] =
      /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html) ?? [];
    expect(policy).toBe(headers()['content-security-policy']);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const first = Math.min(
      ...['<script', '<style', '<link', '<img'].map((thing) => html.indexOf(thing)).filter((at) => at > 0),
    );
    expect(html.indexOf(tag)).toBeLessThan(first);
  });

  test.for(['', '?mode=embed', '?mode=embed&map=static', '?mode=present', '?mode=notes', '?mode=handout'])(
    'lets “%s” show all that it has, on a host that sends no headers',
    async (query) => {
      const opened = await open(browser, query, { firstPicture: true });
      const whole = query.includes('handout') ? '.handout' : 'html[data-ready]';
      await opened.page.waitForSelector(whole, { state: 'attached' });
      await opened.page.waitForLoadState('networkidle');
      expect(opened.errors).toEqual([]);
      await opened.close();
    },
  );

  test('refuses a script in the text, code from a string, and a picture from another host, and says so', async () => {
    const opened = await open(browser, '', { withoutMap: true });
    await opened.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      const picture = document.createElement('img');
      picture.setAttribute('onerror', 'window.ran = true');
      picture.src = 'https://elsewhere.example/picture.png';
      document.body.append(script, picture);
      const later: (code: string) => unknown = setTimeout;
      later.call(window, 'window.ran = true');
    });
    const refused = () =>
      opened.refused.map((refusal) => refusal.split(':')[0] ?? '').toSorted((a, b) => a.localeCompare(b));
    await expect.poll(refused).toEqual(['img-src', 'script-src', 'script-src-attr', 'script-src-elem']);
    expect(await opened.page.evaluate(() => 'ran' in window)).toBe(false);
    await expect(opened.close()).rejects.toThrow('refused by the policy');
  });
});
