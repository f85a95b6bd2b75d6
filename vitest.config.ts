import { defineConfig } from 'vitest/config';

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
          globalSetup: ['test/browser/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Two cores: one browser at a time draws faster than two that wait for each other.
          fileParallelism: false,
        },
      },
    ],
  },
});
