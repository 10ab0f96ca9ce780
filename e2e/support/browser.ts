/** The system's Chromium on the page of a headless host, and how many calls the page makes. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import type { Host } from './host.ts';
import { stepLimitMs } from './limits.ts';
import { chromiumPath, rootFlags } from './programs.ts';

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [...rootFlags, '--disable-background-networking', '--disable-component-update'],
  });

export type HostPage = {
  page: Page;
  /** Calls to the engine so far. */
  calls(): string[];
  /** The most of them within a minute; the host allows a person 100. */
  callsInBusiestMinute(): number;
  close(): Promise<void>;
};

/** Enters by the printed address, in a profile of its own. */
export const enter = async (
  browser: Browser,
  host: Host,
  options: BrowserContextOptions = {},
): Promise<HostPage> => {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 832 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(stepLimitMs);
  const calls: { path: string; atMs: number }[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const path = /"u":"([^"]+)"/.exec(payload.toString())?.[1];
      if (path !== undefined) calls.push({ path, atMs: performance.now() });
    }),
  );
  await page.goto(host.url);
  return {
    page,
    calls: () => calls.map(({ path }) => path),
    callsInBusiestMinute: () =>
      Math.max(
        0,
        ...calls.map(
          ({ atMs: from }) => calls.filter(({ atMs }) => atMs >= from && atMs < from + 60_000).length,
        ),
      ),
    close: () => context.close(),
  };
};
