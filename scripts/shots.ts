/**
 * Takes pictures of the built page at the sizes that count, to look at:
 * `node scripts/run.mjs scripts/shots.ts [query] [folder] [sizes]`.
 * `DARK=1` for the dark theme, `FULL=1` for the whole length too, `AT=#table` for a part of the page.
 */
import { mkdirSync } from 'node:fs';
import { preview } from 'vite';
import { launchChromium } from '../test/browser/chromium.ts';

const [query = '', folder = 'test-results/shots', only = ''] = process.argv.slice(2);
const SIZES = {
  phone: [390, 844],
  narrow: [320, 640],
  laptop: [1280, 800],
  projector: [1920, 1080],
  frame: [600, 500],
} as const;

mkdirSync(folder, { recursive: true });
const server = await preview({ preview: { host: '127.0.0.1', port: 4179 } });
const browser = await launchChromium();
for (const [name, [width, height]] of Object.entries(SIZES)) {
  if (only && !only.split(',').includes(name)) continue;
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: name === 'phone' ? 2 : 1,
    colorScheme: process.env['DARK'] ? 'dark' : 'light',
  });
  page.on('console', (message) => console.log(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${name}: ${error.message}`));
  await page.goto(`http://127.0.0.1:4179/${query}`);
  await page
    .waitForSelector('#map[data-map="ready"]', { timeout: 30_000 })
    .catch((e: Error) => console.log(name, e.message));
  await page.screenshot({ path: `${folder}/${name}.png` });
  if (process.env['FULL']) await page.screenshot({ path: `${folder}/${name}-full.png`, fullPage: true });
  if (process.env['AT']) {
    await page.locator(process.env['AT']).scrollIntoViewIfNeeded();
    await page.evaluate((at) => document.querySelector(at)?.scrollIntoView(), process.env['AT']);
    await page.screenshot({ path: `${folder}/${name}-at.png` });
  }
  await page.close();
}
await browser.close();
await server.close();
process.exit(0);
