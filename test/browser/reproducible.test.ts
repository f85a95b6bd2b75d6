/** Whoever builds the page from the same commit gets the same files, and can tell whether a host serves them. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, inject, test } from 'vitest';

/** Digest of every file, by its name. */
const digests = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [
        file.slice(join(folder, '/').length),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
  );

test('a second build is the same as the first, to the byte', async () => {
  const again = '.cache/test-dist-again';
  await build({ logLevel: 'error', build: { outDir: again, emptyOutDir: true } });
  const first = digests(inject('folder'));
  expect(Object.keys(first).length).toBeGreaterThan(30);
  expect(digests(again)).toEqual(first);
});
