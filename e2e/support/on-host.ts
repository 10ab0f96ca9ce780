/** One headless host and one page for all tests of a file, which follow one another: there before the first, away after the last. */
import { type Browser, type BrowserContextOptions, type Locator, type Page, test } from '@playwright/test';
import { enter, type HostPage, openBrowser } from './browser.ts';
import { newDataDir, removeDataDir } from './data.ts';
import { type Host, startHost } from './host.ts';

export type OnHost = {
  page(): Page;
  main(): Locator;
  /** The document beside the view. */
  pane(): Locator;
  dataDir(): string;
  host(): Host;
  browser(): Browser;
  entered(): HostPage;
  /** Opens the page in a new profile; the one before is left. */
  enter(): Promise<void>;
  /** Ends the host and starts another on the same data; an open page loses it. */
  restart(options?: { signal?: NodeJS.Signals; between?: () => void }): Promise<void>;
};

const wide: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' };

/**
 * `fill` prepares the data folder before the host starts; `env` is asked at each start. Without `look` the window is wide and
 * nothing moves. `isOutside` leaves entering to the tests.
 */
export const onHost = (options: {
  fill: (dataDir: string) => void;
  env?: () => Record<string, string>;
  look?: BrowserContextOptions;
  isOutside?: boolean;
}): OnHost => {
  test.describe.configure({ mode: 'serial' });
  let dataDir: string;
  let host: Host;
  let browser: Browser;
  let entered: HostPage | undefined;

  const inside = (): HostPage => {
    if (entered === undefined) throw new Error('nobody has entered yet');
    return entered;
  };
  const start = async () => {
    host = await startHost(dataDir, { env: options.env?.() });
  };
  const goIn = async () => {
    await entered?.close();
    entered = await enter(browser, host, options.look ?? wide);
  };

  test.beforeAll(async () => {
    dataDir = newDataDir();
    options.fill(dataDir);
    await start();
    browser = await openBrowser();
    if (!options.isOutside) await goIn();
  });
  test.afterAll(async () => {
    // what a failed start has left behind is put away too
    await browser?.close();
    await host?.stop();
    removeDataDir(dataDir);
  });

  const page = () => inside().page;
  return {
    page,
    main: () => page().getByRole('main'),
    pane: () => page().locator('[data-region="pane"]'),
    dataDir: () => dataDir,
    host: () => host,
    browser: () => browser,
    entered: inside,
    enter: goIn,
    restart: async ({ signal, between } = {}) => {
      await host.stop(signal);
      between?.();
      await start();
    },
  };
};
