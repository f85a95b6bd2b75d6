import { defineConfig } from 'vitest/config';

/** Tests of the built page: what a change breaks first is tried at once, the rest by `npm run test:long`. */
const LONG = [
  'access',
  'adapted',
  'audit',
  'embed',
  'faults',
  'handout',
  'hostile',
  'hosts',
  'keep',
  'maplibre',
  'memory',
  'offline',
  'policy',
  'present',
  'print',
  'reach',
  'reproducible',
  'share',
  'steps',
  'touch',
  'viewer',
  'without-map',
].map((name) => `test/browser/${name}.test.ts`);
const BROWSER = {
  globalSetup: ['test/browser/setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // On a busy machine a step takes longer than the second that vitest waits by itself.
  expect: { poll: { timeout: 10_000 } },
  // Two cores: one browser at a time draws faster than two that wait for each other.
  fileParallelism: false,
};

export default defineConfig({
  assetsInclude: ['**/*.geojson', '**/*.topojson'],
  test: {
    // The counts that .ci/run prints are read from the report.
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/report.json' },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: LONG,
          ...BROWSER,
        },
      },
      { test: { name: 'long', include: LONG, ...BROWSER } },
    ],
  },
});
