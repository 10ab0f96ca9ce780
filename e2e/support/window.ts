/** Starts the built app in its real Electron window, on a data folder of its own. */
import { dirname } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { keyFileOf } from './data.ts';
import { startLimitMs, stepLimitMs } from './limits.ts';
import { electronPath, root, rootFlags } from './programs.ts';

export type AppWindow = {
  app: ElectronApplication;
  page: Page;
  /** What all its processes have printed so far. */
  output(): string;
  close(): Promise<void>;
};

/** `keyFile: false` leaves the app without a key store, so that it asks for a passphrase. */
export type WindowOptions = { keyFile?: boolean; env?: Record<string, string> };

/**
 * Without `executablePath` Playwright holds the app back until it watches it; with one it does not, and on a busy machine
 * the first window may then be missed for ever. This variable of the electron package says where the program is.
 */
const pointToElectron = (): void => {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(electronPath());
};

export const openWindow = async (dataDir: string, options: WindowOptions = {}): Promise<AppWindow> => {
  const { WATTOS_KEY_FILE: _ignored, ...env } = process.env as Record<string, string>;
  const hasKey = options.keyFile !== false;
  pointToElectron();
  const app = await _electron.launch({
    timeout: startLimitMs,
    // root cannot have it; everybody else must not go without
    chromiumSandbox: rootFlags.length === 0,
    // “basic” is Chromium's word for no key store
    args: ['--lang=en-US', '--password-store=basic', root, '--data', dataDir],
    env: { ...env, ...(hasKey && { WATTOS_KEY_FILE: keyFileOf(dataDir) }), ...options.env },
  });
  let printed = '';
  const keep = (piece: Buffer) => {
    printed += piece.toString();
  };
  app.process().stdout?.on('data', keep);
  app.process().stderr?.on('data', keep);
  const page = await app.firstWindow({ timeout: startLimitMs });
  page.setDefaultTimeout(stepLimitMs);
  return { app, page, output: () => printed, close: () => app.close() };
};

/** Process id of the engine, or of a worker such as `llm`. */
export const processIdOf = async ({ app }: AppWindow, name: string): Promise<number> => {
  const metrics = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, name: title, serviceName }) => ({ pid, title, serviceName })),
  );
  const found = metrics.find(({ title, serviceName }) => [title, serviceName].includes(`WattOS ${name}`));
  if (found === undefined) throw new Error(`no process “WattOS ${name}” in ${JSON.stringify(metrics)}`);
  return found.pid;
};
