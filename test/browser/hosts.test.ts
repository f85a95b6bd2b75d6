/** The built embed in the pages of others: hosts/README.md tells what each stands for. */
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { serveHosts, type Hosts } from './hosts/server.ts';
import { refusals } from './page.ts';

/** What an embed must say in every host, of Barda on 28 October. */
const FIGURES = [
  'Barda',
  '20–21 reported killed',
  '60–83 reported wounded',
  'denied by Armenia',
  'CC BY 4.0',
];
const SOURCES = /\d+ sources/;
/** A frame out of sight is given little time by the browser. */
const SLOW = { timeout: 30_000 };

let browser: Browser;
let hosts: Hosts;
beforeAll(async () => {
  browser = await launchChromium();
  hosts = await serveHosts(inject('pageUrl'));
});
afterAll(async () => {
  await browser.close();
  await hosts.close();
});

interface Visit {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly errors: readonly string[];
  /** The embeds, once each is ready. */
  readonly embeds: (count?: number) => Promise<readonly Frame[]>;
  readonly close: () => Promise<void>;
}

async function visit(
  url: string,
  viewport = { width: 1280, height: 800 },
  prepare?: (page: Page) => Promise<void>,
): Promise<Visit> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const refused = await refusals(context);
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await prepare?.(page);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const framed = () => page.frames().filter((frame) => frame.url().startsWith(hosts.site));
  return {
    page,
    requests,
    errors,
    embeds: async (count = 1) => {
      await expect.poll(() => framed().length).toBe(count);
      for (const frame of framed()) await frame.waitForSelector('html[data-ready]', { state: 'attached' });
      return framed();
    },
    close: async () => {
      await context.close();
      expect(refused, 'refused by the policy of the page').toEqual([]);
    },
  };
}
const go = (
  name: string,
  options = '',
  viewport?: { width: number; height: number },
  prepare?: (page: Page) => Promise<void>,
) => visit(hosts.page(name, options), viewport, prepare);

async function only(opened: Visit): Promise<Frame> {
  const [frame] = await opened.embeds();
  if (!frame) throw new Error('no embed');
  return frame;
}
const briefOf = async (frame: Frame) => (await frame.locator('#brief').innerText()).replaceAll(/\s+/g, ' ');
const sentenceOf = (frame: Frame) => frame.locator('.sentence').innerText();
/** As high as what it shows. */
const contentOf = (frame: Frame) =>
  frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
/** The height of the frame within its border. */
const boxOf = async (frame: Frame) =>
  (await frame.frameElement()).evaluate((element) => (element as HTMLElement).clientHeight);
const isFilled = async (frame: Frame) => (await boxOf(frame)) - (await contentOf(frame));
/** By the slider's own value and events, as a drag would. */
const slideTo = (frame: Frame, day: string) =>
  frame.locator('#day').fill(String(Math.round((Date.parse(day) - Date.parse('2020-09-27')) / 86_400_000)));

/** All of a host that an embed could touch. */
const hostOf = (page: Page) =>
  page.evaluate(() => ({
    words: document.body.innerText,
    title: document.title,
    address: window.location.href,
    entries: window.history.length,
    scrolled: [window.scrollX, window.scrollY],
    focus: document.activeElement?.tagName,
    frame: [...document.querySelectorAll('iframe')].map((frame) => frame.outerHTML),
    attributes: [document.documentElement, document.body].map((element) => element.getAttributeNames()),
  }));

const expectFigures = async (frame: Frame) => {
  const said = await briefOf(frame);
  for (const figure of FIGURES) expect(said).toContain(figure);
  expect(said).toMatch(SOURCES);
};

describe('in a page that does nothing for it', () => {
  test.each(['plain', 'sandbox-scripts', 'sandbox-same-origin', 'csp', 'narrow'])(
    '%s: the embed shows Barda with its sources, follows its slider, and touches nothing else',
    async (name) => {
      const opened = await go(name);
      const { page, requests, errors, close } = opened;
      const before = await hostOf(page);
      const frame = await only(opened);
      await expectFigures(frame);
      expect(await sentenceOf(frame)).toMatch(/^28 October 2020: /);
      expect(await hostOf(page)).toEqual(before);
      await slideTo(frame, '2020-10-17');
      await expect.poll(() => sentenceOf(frame)).toMatch(/^17 October 2020: /);
      const { address, entries } = await hostOf(page);
      expect([address, entries]).toEqual([before.address, before.entries]);

      const own = [new URL(hosts.site).origin, hosts.origin];
      const foreign = requests.filter(
        (url) => !/^(?:data|blob):/.test(url) && !own.includes(new URL(url).origin),
      );
      expect(foreign).toEqual([]);
      expect(await page.context().storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] });
      expect(errors).toEqual([]);
      await close();
    },
  );

  test('no-scripts: the first picture says it all', async () => {
    const { page, close } = await go('no-scripts');
    const frame = page.frameLocator('iframe');
    const said = (await frame.locator('body').innerText()).replaceAll(/\s+/g, ' ');
    for (const figure of ['20–21 reported killed', '60–83 reported wounded', 'Denied by Armenia'])
      expect(said).toContain(figure);
    await close();
  });

  test('the sandbox has the origin and the storage that it was made to have', async () => {
    const opened = await go('sandbox-scripts');
    const frame = await only(opened);
    expect(await frame.evaluate(() => window.origin)).toBe('null');
    await opened.close();
  });
});

describe('the height follows what is shown', () => {
  test.each([
    'embed-script',
    'open-iframe-resizer',
    'pym',
    'wordpress',
    'wordpress-late',
    'medium',
    'lti',
    'resizing',
  ])('in %s, and again when another day is shown', async (name) => {
    const opened = await go(name, 'height=auto');
    const frame = await only(opened);
    if (name === 'resizing') await opened.page.waitForSelector('html[data-rests]');
    await expectFigures(frame);
    await expect.poll(() => isFilled(frame), SLOW).toBe(0);
    const height = await contentOf(frame);
    // A day without an incident says less.
    await slideTo(frame, '2020-10-26');
    await expect.poll(() => contentOf(frame)).not.toBe(height);
    await expect.poll(() => isFilled(frame)).toBe(0);
    expect(opened.errors).toEqual([]);
    await opened.close();
  });

  test('in amp, where it grows before it comes into sight', async () => {
    const opened = await go('amp', 'height=auto');
    const frame = await only(opened);
    await expect.poll(() => isFilled(frame), SLOW).toBe(0);
    expect(await opened.page.evaluate(() => window.scrollY)).toBe(0);
    await opened.close();
  });

  test('in amp, with letters that come late, still before it comes into sight', async () => {
    // In a narrow column the letters that stand in for ours break other lines.
    const opened = await go('amp', 'height=auto', { width: 412, height: 800 }, async (page) => {
      await page.route('**/*.woff2', async (route) => {
        await new Promise((resolve) => {
          setTimeout(resolve, 2000);
        });
        await route.continue();
      });
    });
    const frame = await only(opened);
    await expect.poll(() => frame.evaluate(() => document.fonts.status), SLOW).toBe('loaded');
    await expect.poll(() => isFilled(frame)).toBe(0);
    expect(await opened.page.evaluate(() => window.scrollY)).toBe(0);
    await opened.close();
  });

  test('in amp, in sight, only when the reader asks', async () => {
    const opened = await go('amp', 'height=auto');
    const frame = await only(opened);
    await expect.poll(() => isFilled(frame), SLOW).toBe(0);
    const height = await boxOf(frame);
    await opened.page.locator('amp-iframe').scrollIntoViewIfNeeded();
    await slideTo(frame, '2020-10-26');
    const button = opened.page.getByRole('button', { name: 'Show the whole map' });
    await button.waitFor();
    expect(await boxOf(frame)).toBe(height);
    await button.click();
    await expect.poll(() => isFilled(frame)).toBe(0);
    await opened.close();
  });

  test('three times on one page, each its own', async () => {
    const opened = await go('three', 'height=auto');
    const lazy = opened.page.locator('iframe').last();
    await lazy.scrollIntoViewIfNeeded();
    const frames = await opened.embeds(3);
    for (const frame of frames) await expect.poll(() => isFilled(frame), SLOW).toBe(0);
    const days = await Promise.all(frames.map((frame) => sentenceOf(frame)));
    expect(days.map((sentence) => sentence.slice(0, 10)).toSorted()).toEqual([
      '17 October',
      '27 October',
      '28 October',
    ]);
    expect(opened.errors).toEqual([]);
    await opened.close();
  });

  test('behind a tab, once the tab is opened; until then the frame keeps the height it was given', async () => {
    const opened = await go('hidden', 'height=auto');
    const frame = await only(opened);
    const element = opened.page.locator('iframe');
    expect(await element.getAttribute('style')).toBeNull();
    await opened.page.getByRole('button', { name: 'Show the map' }).click();
    await expect.poll(() => isFilled(frame), SLOW).toBe(0);
    await expectFigures(frame);
    await opened.close();
  });

  test('never where the host has fixed it', async () => {
    for (const name of ['embed-script', 'open-iframe-resizer']) {
      const opened = await go(name, 'height=fixed');
      const frame = await only(opened);
      const height = await boxOf(frame);
      await slideTo(frame, '2020-10-26');
      await expect.poll(() => sentenceOf(frame)).toMatch(/^26 October/);
      expect(await boxOf(frame)).toBe(height);
      await opened.close();
    }
  });

  test('and comes to rest: no width makes it swing', async () => {
    for (const width of [320, 412, 640]) {
      const opened = await go('embed-script', 'height=auto', { width: width + 32, height: 800 });
      const frame = await only(opened);
      await expect.poll(() => isFilled(frame), SLOW).toBe(0);
      const changes = opened.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let count = 0;
            addEventListener('message', ({ data }) => {
              if ((data as { type?: string } | null)?.type === 'iframe-resized') count++;
            });
            setTimeout(() => resolve(count), 1500);
          }),
      );
      expect(await changes, `${width} px`).toBeLessThan(3);
      await opened.close();
    }
  });

  test('and embed.js leaves the frames of others alone', async () => {
    const other = hosts.page('plain', 'height=auto');
    const opened = await visit(
      hosts.paste(
        `<!doctype html><iframe src="${other}" height="210"></iframe><script src="${hosts.site}embed.js"></script>`,
      ),
    );
    await opened.embeds();
    expect(await opened.page.locator('iframe').getAttribute('style')).toBeNull();
    await opened.close();
  });
});

describe('in WordPress', () => {
  test('the frame takes the place of the quotation as soon as it has spoken', async () => {
    const opened = await go('wordpress', 'height=auto');
    const { page } = opened;
    const frame = await only(opened);
    await expect.poll(() => page.locator('iframe').isVisible()).toBe(true);
    expect(await page.locator('blockquote').isVisible()).toBe(false);
    await expect
      .poll(
        async () => Number(await page.locator('iframe').getAttribute('height')) - (await contentOf(frame)),
      )
      .toBe(0);
    await opened.close();
  });

  test('the link to the full page is followed by the host, from within the sandbox', async () => {
    const opened = await go('wordpress', 'height=auto');
    const frame = await only(opened);
    await expect.poll(() => isFilled(frame), SLOW).toBe(0); // the link keeps its place
    await frame.locator('#brief a').last().click();
    await expect.poll(() => opened.page.url()).toMatch(new RegExp(`^${hosts.site}`));
    await opened.close();
  });
});

describe('the example of docs/embedding.md', () => {
  test('hears what the embed shows, and has it show another strike', async () => {
    const opened = await visit(`${hosts.origin}/example.html`);
    const { page } = opened;
    const frame = await only(opened);
    const output = page.locator('output');
    await expect.poll(() => output.innerText()).toBe('2020-10-28: barda-2020-10-28');
    await slideTo(frame, '2020-10-26');
    await expect.poll(() => output.innerText()).toMatch(/^2020-10-26: /);
    await page.getByRole('button', { name: 'Ganja' }).click();
    await expect.poll(() => sentenceOf(frame)).toMatch(/^17 October 2020: /);
    await expect.poll(() => output.innerText()).toMatch(/^2020-10-17|^2020-10-26/);
    expect(await briefOf(frame)).toContain('Ganja');
    await expect.poll(() => isFilled(frame), SLOW).toBe(0);
    expect(opened.errors).toEqual([]);
    await opened.close();
  });
});

describe('a host that speaks', () => {
  const say = (page: Page, fields: object) =>
    page.evaluate((data) => {
      const frame = document.querySelector('iframe');
      frame?.contentWindow?.postMessage({ type: 'strikes:state', version: 1, ...data }, '*');
    }, fields);
  /** All states that the host has heard, from now on. */
  const listen = (page: Page) =>
    page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      addEventListener('message', ({ data }) => {
        if ((data as { type?: string } | null)?.type === 'strikes:state') heard.push(data);
      });
    });
  const heardBy = (page: Page) => page.evaluate(() => (window as unknown as { heard: object[] }).heard);

  test('is followed in an opaque origin too, and is not told again what it has said', async () => {
    const opened = await go('sandbox-scripts');
    const { page } = opened;
    const frame = await only(opened);
    await listen(page);
    await say(page, { day: '2020-10-17', incident: 'ganja-2020-10-17' });
    await expect.poll(() => sentenceOf(frame)).toMatch(/^17 October 2020: /);
    expect(await briefOf(frame)).toContain('Ganja');
    expect(await heardBy(page)).toEqual([]);
    await opened.close();
  });

  test('names an incident alone and means its own day; it is told which', async () => {
    const opened = await go('plain');
    const { page } = opened;
    const frame = await only(opened);
    await listen(page);
    await say(page, { incident: 'ganja-2020-10-17' });
    await expect.poll(() => sentenceOf(frame)).toMatch(/^17 October 2020: /);
    expect(await heardBy(page)).toEqual([
      {
        type: 'strikes:state',
        version: 1,
        day: '2020-10-17',
        known: 'latest',
        incident: 'ganja-2020-10-17',
      },
    ]);
    await opened.close();
  });

  test('is not followed to what does not exist, and no other window is heard', async () => {
    const opened = await go('plain');
    const { page } = opened;
    const frame = await only(opened);
    await listen(page);
    for (const fields of [
      { day: '2020-09-26' },
      { day: '<img src=x onerror=alert(1)>' },
      { day: '2020-10-17', incident: 'atlantis' },
      { known: '2019-01-01' },
      { version: 2, day: '2020-10-17' },
    ])
      await say(page, fields);
    // A frame beside it knows where it stands and speaks to it.
    await page.evaluate(() => {
      const other = document.createElement('iframe');
      other.srcdoc = `<script>parent.frames[0].postMessage({type: 'strikes:state', version: 1, day: '2020-10-17'}, '*')</script>`;
      document.body.append(other);
      return new Promise((resolve) => {
        other.addEventListener('load', () => setTimeout(resolve, 300));
      });
    });
    expect(await sentenceOf(frame)).toMatch(/^28 October 2020: /);
    expect(await heardBy(page)).toEqual([]);
    expect(opened.errors).toEqual([]);
    await opened.close();
  });

  test('a thousand times at once is followed once', async () => {
    const opened = await go('plain');
    const { page } = opened;
    const frame = await only(opened);
    await listen(page);
    await page.evaluate(() => {
      const to = document.querySelector('iframe')?.contentWindow;
      for (let i = 0; i < 1000; i++)
        to?.postMessage({ type: 'strikes:state', version: 1, day: i % 2 ? '2020-10-17' : '2020-10-18' }, '*');
    });
    await expect.poll(() => sentenceOf(frame)).toMatch(/^17 October 2020: /);
    // Barda's incident is none of that day: the frame says so, perhaps more than once, but not a thousand times.
    expect((await heardBy(page)).length).toBeLessThan(20);
    await opened.close();
  });
});
