/** One window for all tests of a file, which follow one another: there before the first, away after the last. */
import { type Locator, type Page, test } from '@playwright/test';
import { newDataDir, removeDataDir } from './data.ts';
import { type AppWindow, openWindow, type WindowOptions } from './window.ts';

export type OnWindow = {
  window(): AppWindow;
  page(): Page;
  main(): Locator;
  /** The document beside the view. */
  pane(): Locator;
  dataDir(): string;
  /** Closes the window and opens another on the same data; with other options, if any are given. */
  restart(change?: { options?: WindowOptions; between?: () => void }): Promise<void>;
};

/** `fill` prepares the data folder before the app starts; without it, it is the first start of all. */
export const onWindow = ({
  fill,
  ...options
}: WindowOptions & { fill?: (dataDir: string) => void } = {}): OnWindow => {
  test.describe.configure({ mode: 'serial' });
  let dataDir: string;
  let window: AppWindow;

  test.beforeAll(async () => {
    dataDir = newDataDir();
    fill?.(dataDir);
    window = await openWindow(dataDir, options);
  });
  test.afterAll(async () => {
    // what a failed start has left behind is put away too
    await window?.close();
    removeDataDir(dataDir);
  });

  const page = () => window.page;
  return {
    window: () => window,
    page,
    main: () => page().getByRole('main'),
    pane: () => page().locator('[data-region="pane"]'),
    dataDir: () => dataDir,
    restart: async ({ options: changed = options, between } = {}) => {
      await window.close();
      between?.();
      window = await openWindow(dataDir, changed);
    },
  };
};
