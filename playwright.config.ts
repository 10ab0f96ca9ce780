/**
 * End to end: `window` drives the real Electron window, `headless` the headless host in Chromium. The programs come
 * from `npm test`: WATTOS_ELECTRON, WATTOS_NODE, WATTOS_CHROMIUM. One worker: two language models at once would only wait.
 */
import { defineConfig } from '@playwright/test';
import { stepLimitMs, testLimitMs } from './e2e/support/limits.ts';

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: testLimitMs,
  expect: { timeout: stepLimitMs },
  use: { actionTimeout: stepLimitMs, navigationTimeout: stepLimitMs },
  outputDir: 'test-results',
  projects: [
    { name: 'window', testMatch: 'window/**/*.e2e.ts' },
    { name: 'headless', testMatch: 'headless/**/*.e2e.ts' },
  ],
});
