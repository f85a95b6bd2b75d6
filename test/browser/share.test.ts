/** The dialog that shares a view: its codes pasted elsewhere, its citations, and the files that are taken away with it. */
import { readFile } from 'node:fs/promises';
import { DOMParser } from 'linkedom';
import Papa from 'papaparse';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { recordDate, recordVersion } from '../../build/record.ts';
import { longDay } from '../../src/text/format.ts';
import { shareText } from '../../src/text/dialog.ts';
import { shipped } from '../page.ts';
import { findings } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { serveHosts, type Hosts } from './hosts/server.ts';
import { open, read, soon, type OpenOptions } from './page.ts';

const VIEW = '?day=2020-10-28&known=2020-10-29&incident=barda-2020-10-28&show=day';

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

/** The whole page with its dialog open, on the site of the hosts' embeds. */
async function share(query = '', options: OpenOptions = {}) {
  const opened = await open(browser, query, {
    withoutMap: true,
    url: hosts.site,
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  await opened.page.getByRole('button', { name: 'Share', exact: false }).first().click();
  await opened.page.locator('dialog[open]').waitFor();
  return opened;
}
/** Less MapLibre, which stays away here. */
const faults = (errors: readonly string[]) => errors.filter((error) => !error.includes('ERR_FAILED'));
const choice = (page: Page, label: string) =>
  page.locator('dialog label', { hasText: new RegExp(`^${label}`) }).locator('select');
const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
/** As a reader copies: the button, and then whatever lies on the clipboard. */
async function copy(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: `${shareText.copy}: ${label}` }).click();
  await soon(() => read(page, '.share-said')).toBe(shareText.copied);
  return page.evaluate(() => navigator.clipboard.readText());
}
async function copyCode(page: Page, kind: keyof typeof shareText.codes): Promise<string> {
  await page.getByRole('button', { name: shareText.codes[kind], exact: true }).click();
  return copy(page, shareText.codeField);
}
/** The code and nothing else, in a file of another site. */
async function paste(html: string) {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(hosts.paste(html));
  expect(new URL(page.url()).origin).not.toBe(new URL(hosts.site).origin);
  const frame = page.frameLocator('iframe');
  return {
    page,
    frame,
    requests,
    ready: () => frame.locator('html[data-ready]').waitFor({ state: 'attached' }),
  };
}
const linkIn = (page: Page) => page.locator('body > p a').getAttribute('href');

describe('the dialog', () => {
  test('is worked by the keyboard alone, closes with Escape and gives the focus back', async () => {
    const { page, errors, close } = await open(browser, '', { withoutMap: true });
    const button = page.locator('#share');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    for (const leave of ['Escape', 'Enter']) {
      await button.focus();
      await page.keyboard.press('Enter');
      await page.locator('dialog[open]').waitFor();
      expect(await page.locator('dialog').count()).toBe(1);
      expect(await focused()).toBe(shareText.close);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
        shareText.linkField,
      );
      if (leave === 'Enter') await page.keyboard.press('Shift+Tab');
      await page.keyboard.press(leave);
      await soon(() => page.locator('dialog').count()).toBe(0);
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    }
    expect(faults(errors)).toEqual([]);
    await close();
  });

  test.each(['light', 'dark'] as const)(
    'in its %s theme has nothing that axe finds fault with',
    async (colorScheme) => {
      const { page, close } = await share('', { colorScheme });
      expect((await findings(page)).filter((finding) => /dialog|share/.test(finding))).toEqual([]);
      await close();
    },
  );

  test('shows the real embed beside its code, with size and options as chosen, and says when it is too small', async () => {
    const { page, close } = await share(VIEW);
    const preview = page.frameLocator('.share-preview');
    await preview.locator('html[data-ready]').waitFor({ state: 'attached' });
    expect(await preview.locator('#brief').innerText()).toContain('60–70 reported wounded');
    for (const [label, value] of [
      [shareText.size, 'phone'],
      [shareText.theme, 'dark'],
      [shareText.controls, 'slider'],
      [shareText.map, 'static'],
      [shareText.scope, 'barda'],
    ] as const)
      await choice(page, label).selectOption(value);
    const frame = page.locator('.share-preview');
    await soon(() => frame.boundingBox()).toMatchObject({ width: 360, height: 620 });
    const code = await field(page, shareText.codeField).inputValue();
    for (const part of [
      'theme=dark',
      'controls=slider',
      'map=static',
      'scope=barda',
      'width="360"',
      'height="620"',
    ])
      expect(code).toContain(part);
    await soon(() => preview.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await read(page, '.share')).not.toContain(shareText.tooSmall(320, 420));
    await page.getByLabel(shareText.width).fill('300');
    expect(await read(page, '.share')).toContain(shareText.tooSmall(320, 420));
    expect(await choice(page, shareText.size).inputValue()).toBe('own');
    expect(await read(page, '.share')).toContain('nothing from anyone else. It sets no cookie');
    await close();
  });

  test('on a phone has no part that reaches beyond its edge', async () => {
    const { page, close } = await share('', { viewport: { width: 320, height: 640 } });
    const [reach, width] = await page
      .locator('dialog')
      .evaluate((dialog) => [dialog.scrollWidth, dialog.clientWidth] as const);
    expect(reach).toBe(width);
    await close();
  });

  test('copies a link that opens exactly this view', async () => {
    const { page, close } = await share(VIEW);
    const link = await copy(page, shareText.linkField);
    expect(link).toBe(`${hosts.site}${VIEW}`);
    await close();
  });

  test('copies a short and a long citation, each with the record’s version and date', async () => {
    const { page, close } = await share();
    const [short, long] = [await copy(page, shareText.citeShort), await copy(page, shareText.citeLong)];
    for (const citation of [short, long]) {
      expect(citation).toContain(recordVersion());
      expect(citation).toContain(longDay(recordDate()));
    }
    expect(long).toContain(hosts.site);
    expect(long).toContain('CC BY 4.0');
    expect(long.length).toBeGreaterThan(short.length);
    await close();
  });

  test('selects the text and says so where the browser lets nobody copy', async () => {
    const { page, close } = await share('', {
      before: (opening) =>
        opening.addInitScript(() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error('not here'));
        }),
    });
    await page.getByRole('button', { name: `${shareText.copy}: ${shareText.citeShort}` }).click();
    await soon(() => read(page, '.share-said')).toBe(shareText.notCopied);
    const chosen = await field(page, shareText.citeShort).evaluate((area) => {
      const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd) === value;
    });
    expect(chosen).toBe(true);
    await close();
  });

  test('shares with an app where the browser can, and offers it nowhere else', async () => {
    const can = await share(VIEW, {
      before: (opening) =>
        opening.addInitScript(() => {
          navigator.share = (data) => {
            Object.assign(window, { shared: data });
            return Promise.reject(new DOMException('closed again', 'AbortError'));
          };
        }),
    });
    await can.page.getByRole('button', { name: shareText.native }).click();
    expect(await can.page.evaluate(() => (window as unknown as { shared: unknown }).shared)).toEqual({
      title: shareText.shareTitle,
      url: `${hosts.site}${VIEW}`,
    });
    expect(faults(can.errors)).toEqual([]);
    await can.close();
    const cannot = await share('', {
      before: (opening) =>
        opening.addInitScript('Object.defineProperty(Navigator.prototype, "share", { value: undefined })'),
    });
    expect(await cannot.page.getByRole('button', { name: shareText.native }).count()).toBe(0);
    await cannot.close();
  });
});

describe('pasted into an empty file of another site', () => {
  test('the four codes work as they are', async () => {
    const { page, close } = await share();
    const [plain, automatic, frozen, picture] = [
      await copyCode(page, 'frame'),
      await copyCode(page, 'automatic'),
      await copyCode(page, 'frozen'),
      await copyCode(page, 'picture'),
    ];
    await close();

    for (const [name, code] of Object.entries({ plain, automatic, frozen })) {
      const pasted = await paste(code);
      await pasted.ready();
      const said = await pasted.frame.locator('#brief').innerText();
      for (const words of ['20–21 reported killed', '60–83 reported wounded', 'denied by Armenia', 'sources'])
        expect(said, name).toContain(words);
      const box = await pasted.page.locator('iframe').boundingBox();
      expect(box?.width, name).toBe(640);
      if (name === 'automatic') {
        // The host's page has no doctype: heights count there too.
        await soon(async () => {
          const content = await pasted.frame
            .locator('body')
            .evaluate((body) => body.getBoundingClientRect().height);
          return (await pasted.page.locator('iframe').boundingBox())!.height - Math.ceil(content);
        }).toBe(0);
        const before = (await pasted.page.locator('iframe').boundingBox())!.height;
        expect(before).not.toBe(560);
      } else expect(box?.height, name).toBe(560);
      expect(await linkIn(pasted.page), name).toBe(hosts.site);
      const foreign = pasted.requests.filter(
        (url) =>
          !/^(?:data|blob):/.test(url) &&
          ![new URL(hosts.site).origin, hosts.origin].includes(new URL(url).origin),
      );
      expect(foreign, name).toEqual([]);
      expect(await pasted.page.context().storageState({ indexedDB: true }), name).toEqual({
        cookies: [],
        origins: [],
      });
      await pasted.page.close();
    }

    const old = await paste(frozen.replace(encodeURIComponent(recordVersion()), '0.0.1-00000000'));
    await old.frame.getByRole('link', { name: 'Open the record as it is now' }).waitFor();
    expect(await old.frame.locator('body').innerText()).not.toMatch(/reported killed/);
    const newer = old.frame.getByRole('link', { name: 'Open the record as it is now' });
    expect(await newer.evaluate((a) => (a as HTMLAnchorElement).href)).toBe(hosts.site);
    await old.page.close();

    const still = await paste(picture);
    const image = still.page.locator('figure img');
    await soon(() => image.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(1200);
    const alt = await image.getAttribute('alt');
    for (const words of ['20–21 reported killed', '60–83 reported wounded', 'Denied by Armenia'])
      expect(alt).toContain(words);
    const caption = still.page.locator('figcaption');
    expect(await caption.innerText()).toContain(shareText.credit);
    expect(await caption.locator('a').getAttribute('href')).toBe(hosts.site);
    const box = await image.boundingBox();
    expect(box!.width).toBeLessThanOrEqual(800);
    expect(box!.width / box!.height).toBeCloseTo(1200 / 630, 1);
    await still.page.close();
  });
});

describe('taken away', () => {
  /** A file, by the words on its button. */
  const download = async (page: Page, words: string, within = 'dialog') => {
    const coming = page.waitForEvent('download');
    await page.locator(within).getByRole('button', { name: words, exact: true }).click();
    const file = await coming;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const group = (title: string) => `.share-take > div:has(h4:text-is("${title}"))`;
  const rowsOf = (bytes: Buffer) => {
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    return data;
  };

  test('the whole record: every claim, every name, and the very files of data/', async () => {
    const { page, close } = await share();
    const whole = group(shareText.takeWhole);
    const claims = await download(page, shareText.files.claims, whole);
    expect(claims.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(claims.bytes.subarray(-2).toString()).toBe('\r\n');
    const expected = shipped().incidents.flatMap((incident) => incident.claims.map(({ id }) => id));
    const ids = rowsOf(claims.bytes).map(({ id }) => id);
    expect(ids).toHaveLength(expected.length);
    expect(new Set(ids)).toEqual(new Set(expected));
    expect(claims.bytes).toEqual(
      Buffer.from(await (await fetch(`${hosts.site}data/claims.csv`)).arrayBuffer()),
    );

    const incidents = rowsOf((await download(page, shareText.files.incidents, whole)).bytes);
    const names = new Map(shipped().incidents.map((incident) => [incident.id, incident]));
    expect(incidents).toHaveLength(names.size);
    for (const row of incidents) {
      const incident = names.get(row['id'] ?? '');
      expect([row['name'], row['nameAz'], row['nameHy']]).toEqual([
        incident?.name,
        incident?.nameAz ?? '',
        incident?.nameHy ?? '',
      ]);
    }
    expect(incidents.some(({ nameAz }) => /[əğışçöü]/.test(nameAz ?? ''))).toBe(true);
    expect(incidents.some(({ nameHy }) => /\p{Script=Armenian}/u.test(nameHy ?? ''))).toBe(true);

    const geo = JSON.parse((await download(page, shareText.files.record, whole)).bytes.toString()) as {
      features: unknown[];
    };
    expect(geo.features).toHaveLength(names.size);
    const description = JSON.parse(
      (await download(page, shareText.files.datapackage, whole)).bytes.toString(),
    ) as {
      version: string;
    };
    expect(description.version).toBe(recordVersion());
    await close();
  });

  test('only the days shown: what had been said of them by the chosen evening', async () => {
    const { page, close } = await share(VIEW);
    const part = page.locator('.share-take > div').nth(1);
    expect(await part.locator('h4').innerText()).toContain('28 October 2020');
    const { name, bytes } = await download(page, shareText.files.claims, '.share-take > div:nth-child(2)');
    expect(name).toBe('barda-garayusifli-claims-2020-10-28-known-2020-10-29.csv');
    const rows = rowsOf(bytes);
    expect(rows.length).toBeGreaterThan(5);
    expect(
      rows.filter(({ firstDay = '', lastDay = '' }) => firstDay > '2020-10-28' || lastDay < '2020-10-28'),
    ).toEqual([]);
    const claims = new Map(
      shipped().incidents.flatMap((incident) => incident.claims.map((claim) => [claim.id, claim])),
    );
    expect(rows.filter(({ id = '' }) => (claims.get(id)?.reported ?? '9') > '2020-10-29')).toEqual([]);
    await close();
  });

  test('a picture has the figures of the page, as letters in the SVG and as pixels in the PNG', async () => {
    const { page, requests, close } = await share(VIEW);
    const before = requests.length;
    const svg = await download(page, shareText.pictureSvg);
    expect(svg.name).toBe('barda-garayusifli-2020-10-28-known-2020-10-29.svg');
    const picture = new DOMParser().parseFromString(svg.bytes.toString(), 'image/svg+xml');
    const said = [...picture.querySelectorAll('text')]
      .map((line) => line.textContent)
      .join(' ')
      .replace(/\s+/g, ' ');
    const sentence = await read(page, '.sentence');
    expect(sentence).toMatch(/^28 October 2020: .*reported killed/);
    expect(said).toContain(sentence);
    const [, toll = ''] = /(\S+) reported killed/.exec(await read(page, '#panel')) ?? [];
    expect(said).toContain(`${toll} reported killed`);
    expect(said).toContain('60–70 reported wounded');
    expect(said).toMatch(/Denied by Ministry of Defence of Armenia/);
    expect(said).toContain(recordVersion());
    expect(said).toContain('CC BY 4.0');
    expect(said).toContain('As known on');

    for (const [words, width, height] of [
      [shareText.pictureWide, 1600, 1280],
      [shareText.pictureSquare, 1600, 1600],
    ] as const) {
      const { bytes } = await download(page, words);
      const png = PNG.sync.read(bytes);
      expect([png.width, png.height]).toEqual([width, height]);
      if (words !== shareText.pictureWide) continue;
      // The PNG is that SVG: the file is drawn once more, by a page that knows nothing of ours.
      const other = await browser.newPage({ viewport: { width, height } });
      await other.setContent(
        `<style>body{margin:0}img{display:block}</style><img src="data:image/svg+xml;base64,${svg.bytes.toString('base64')}">`,
      );
      await other.locator('img').evaluate((img) => (img as HTMLImageElement).decode());
      const drawn = PNG.sync.read(await other.screenshot());
      const off = pixelmatch(drawn.data, png.data, undefined, width, height, { threshold: 0.2 });
      expect(off / (width * height)).toBeLessThan(0.002);
      await other.close();
    }
    // Its letters are a script of the page; nothing is asked of anybody else.
    const origin = new URL(hosts.site).origin;
    expect(
      requests.slice(before).filter((url) => !/^(?:data|blob):/.test(url) && !url.startsWith(origin)),
    ).toEqual([]);
    await close();
  });
});

test('page, dialog, embed and files together ask no other host, set no cookie and store nothing', async () => {
  const { page, requests, errors, close } = await share();
  const preview = page.frameLocator('.share-preview');
  await preview.locator('html[data-ready]').waitFor({ state: 'attached' });
  await copyCode(page, 'frozen');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: shareText.files.sources }).first().click();
  await coming;
  const origin = new URL(hosts.site).origin;
  expect(requests.filter((url) => !/^(?:data|blob):/.test(url) && new URL(url).origin !== origin)).toEqual(
    [],
  );
  expect(await page.context().cookies()).toEqual([]);
  const stores = page
    .frames()
    .map((frame) =>
      frame.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
        document.cookie,
      ]),
    );
  expect(await Promise.all(stores)).toEqual(page.frames().map(() => [0, 0, 0, 0, '']));
  expect(faults(errors)).toEqual([]);
  await close();
});
