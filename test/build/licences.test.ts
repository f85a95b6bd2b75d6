import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { licencesText, shippedOf } from '../../build/licences.ts';

const MODULES = [
  'src/main.ts',
  '/somewhere/src/page.ts',
  `${process.cwd()}/node_modules/d3-selection/src/select.js`,
  `${process.cwd()}/node_modules/d3-selection/src/index.js`,
  `\0${process.cwd()}/node_modules/maplibre-gl/src/ui/map.ts?commonjs`,
  `${process.cwd()}/node_modules/pbf/index.js`,
];

describe('the licences', () => {
  it('are those of every package that a module comes from, each once, with version and text', () => {
    const shipped = shippedOf(MODULES);
    expect(shipped.map(({ name, licence }) => [name, licence])).toEqual([
      ['d3-selection', 'ISC'],
      ['maplibre-gl', 'BSD-3-Clause'],
      ['pbf', 'BSD-3-Clause'],
    ]);
    for (const { name, version, text } of shipped) {
      const manifest = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
        version: string;
      };
      expect(version, name).toBe(manifest.version);
      expect(text, name).toMatch(/copyright/i);
    }
  });

  it('begin with a list, and tell of the letters and of what is built apart too', () => {
    const [list = '', ...texts] = licencesText(MODULES).split(`\n\n${'-'.repeat(72)}\n\n`);
    expect(list.split('\n').map((line) => line.replace(/ [\d.]+:/, ':'))).toEqual([
      '@open-iframe-resizer/core: MIT',
      'd3-selection: ISC',
      'maplibre-gl: BSD-3-Clause',
      'pbf: BSD-3-Clause',
      'Noto Sans: OFL-1.1',
    ]);
    expect(texts).toHaveLength(5);
    expect(texts.at(-1)).toMatch(/^Noto Sans\n\n[^]*SIL OPEN FONT LICENSE/);
  });

  it('stand in the README where a package has no file for them', () => {
    const [{ text } = { text: '' }] = shippedOf([`${process.cwd()}/node_modules/murmurhash-js/index.js`]);
    expect(text).toMatch(/^Copyright \(c\) 2011 Gary Court[^]*DEALINGS IN THE SOFTWARE\.$/);
  });

  it('fail the build where a package has none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'licences-'));
    const bare = join(folder, 'node_modules', 'bare');
    mkdirSync(bare, { recursive: true });
    writeFileSync(join(bare, 'package.json'), '{"name":"bare","version":"1.0.0","license":"MIT"}');
    expect(() => shippedOf([join(bare, 'index.js')])).toThrow(
      /bare.package\.json: a shipped package must have/,
    );
    rmSync(folder, { recursive: true });
  });
});
