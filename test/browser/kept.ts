/**
 * Pictures that somebody has looked at and approved, compared for the lockfile's browser only: another one draws letters
 * differently. `UPDATE_PICTURES=1 npm test` takes them anew; look at them before you commit them.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

const FOLDER = 'test/pictures';
/** Share of pixels that may differ: antialiasing of the software renderer. */
const TOLERANCE = 0.002;

export function expectAsKept(name: string, picture: Buffer, tolerance = TOLERANCE): void {
  const taken = PNG.sync.read(picture);
  const file = `${FOLDER}/${name}.png`;
  if (process.env['UPDATE_PICTURES'] || !existsSync(file)) {
    if (!process.env['UPDATE_PICTURES'])
      throw new Error(`no picture to compare with: ${file} (UPDATE_PICTURES=1 takes it)`);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, PNG.sync.write(taken));
  }
  const expected = PNG.sync.read(readFileSync(file));
  expect([taken.width, taken.height]).toEqual([expected.width, expected.height]);
  const difference = new PNG({ width: taken.width, height: taken.height });
  const pixels = pixelmatch(expected.data, taken.data, difference.data, taken.width, taken.height, {
    threshold: 0.1,
  });
  const share = pixels / (taken.width * taken.height);
  if (share > tolerance) {
    mkdirSync('test-results', { recursive: true });
    writeFileSync(`test-results/${name}-difference.png`, PNG.sync.write(difference));
    writeFileSync(`test-results/${name}-taken.png`, PNG.sync.write(taken));
  }
  expect(share, `see test-results/${name}-difference.png`).toBeLessThanOrEqual(tolerance);
}
