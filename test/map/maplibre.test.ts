/** What is taken out of MapLibre's package, its rules of style and its sources: says after an upgrade what has changed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rulesOf } from '../stylesheet.ts';

const THEIRS = 'node_modules/maplibre-gl/dist/maplibre-gl.css';
const ours = readFileSync('src/style/maplibre.css', 'utf8');
const theirs = readFileSync(THEIRS, 'utf8');

/** Rules of the one that the other lacks or has otherwise. */
function strange(css: string): string[] {
  const known = new Set(rulesOf(theirs).map((rule) => JSON.stringify(rule)));
  return rulesOf(css)
    .map((rule) => JSON.stringify(rule))
    .filter((rule) => !known.has(rule));
}

describe('the rules kept of MapLibre’s stylesheet', () => {
  it('are of the version that is installed', () => {
    const manifest = readFileSync('node_modules/maplibre-gl/package.json', 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    expect(ours).toContain(`MapLibre GL JS ${version},`);
  });

  it('stand there as they stand here', () => {
    expect(rulesOf(ours).length).toBeGreaterThan(50);
    expect(strange(ours)).toEqual([]);
  });

  it('stand in the same order', () => {
    const kept = new Set(rulesOf(ours).map((rule) => JSON.stringify(rule)));
    const order = rulesOf(theirs).filter((rule) => kept.has(JSON.stringify(rule)));
    expect(rulesOf(ours)).toEqual(order);
  });

  it('would not pass changed, renamed or under another condition', () => {
    const samples = [
      '.maplibregl-canvas { position: absolute; left: 0; top: 1px; }',
      '.maplibregl-canvases { position: absolute; left: 0; top: 0; }',
      '@media (hover: none) { .maplibregl-canvas { position: absolute; left: 0; top: 0; } }',
    ];
    expect(samples.filter((css) => strange(css).length !== 1)).toEqual([]);
    expect(strange('.maplibregl-canvas { position: absolute; left: 0; top: 0; }')).toEqual([]);
  });
});

describe('MapLibre’s own build', () => {
  it('drops the fields of a class that have no value, as build/maplibre.ts does', () => {
    const built = readFileSync('node_modules/maplibre-gl/dist/maplibre-gl-dev.mjs', 'utf8');
    const FIELD = /^\t(?:static )?(?!return;|debugger;)[\w$]+;$/m;
    expect(built).not.toMatch(FIELD);
    expect('class Tile {\n\tuses;\n}').toMatch(FIELD);
  });
});
