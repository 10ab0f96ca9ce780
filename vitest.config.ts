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
    // These end what hangs. A machine with other work may take ten times as long as an idle one, and what is only slow is not
    // broken: a test that must be quick counts steps or the processor's time, never the clock's.
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 150_000 } },
    // the colours are tested as they stand in the stylesheet
    css: { include: [/tokens\.css/] },
    pool: 'forks',
    maxWorkers: 2,
  },
});
