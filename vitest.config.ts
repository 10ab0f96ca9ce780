/** Unit and conformance tests; they sit beside the code they test and run on the project's own Node. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'electron/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'eval/**/*.test.ts',
      'scripts/**/*.test.mjs',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // the colours are tested as they stand in the stylesheet
    css: { include: [/tokens\.css/] },
    pool: 'forks',
    maxWorkers: 2,
  },
});
