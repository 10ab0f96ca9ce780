/**
 * Starts a packaged WattOS, asks its model a question in the window, and reads its fuses. Runs on the project's Node:
 * `node packaged-window.mjs BINARY DATA`. The window is watched over Chromium's debugging port, as the inspect fuse is off.
 */
import { spawn } from 'node:child_process';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium } from '@playwright/test';

const LIMIT_MS = 60_000;
const FUSES = {
  RunAsNode: FuseState.DISABLE,
  EnableCookieEncryption: FuseState.ENABLE,
  EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
  EnableNodeCliInspectArguments: FuseState.DISABLE,
  OnlyLoadAppFromAsar: FuseState.ENABLE,
  GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
};

const [binary, data] = process.argv.slice(2);
await checkFuses();
await checkWindow();

async function checkFuses() {
  const wire = await getCurrentFuseWire(binary);
  const wrong = Object.entries(FUSES).filter(([name, state]) => wire[FuseV1Options[name]] !== state);
  if (wrong.length > 0) throw new Error(`Fuses not set: ${wrong.map(([name]) => name).join(', ')}`);
}

async function checkWindow() {
  const startedAt = Date.now();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(binary, [...sandbox, '--remote-debugging-port=0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The machine of a test has no key store.
    env: { ...process.env, WATTOS_KEY_FILE: `${data}.key` },
  });
  let output = '';
  const endpoint = new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('The app did not come up.')), LIMIT_MS);
    const keep = (chunk) => {
      output = (output + chunk).slice(-8000);
      const match = /DevTools listening on (ws:\S+)/.exec(output);
      if (!match) return;
      clearTimeout(limit);
      resolve(match[1]);
    };
    app.stdout.on('data', keep);
    app.stderr.on('data', keep);
    app.once('exit', (code) => reject(new Error(`The app ended with exit code ${code}.`)));
  });
  try {
    const browser = await connect(await endpoint);
    const context = browser.contexts()[0];
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: LIMIT_MS }));
    page.setDefaultTimeout(LIMIT_MS);
    // The introduction is there only when the engine runs and the database is open.
    await page.locator('header button').first().click();
    process.stdout.write(`usable after ${Date.now() - startedAt} ms\n`);
    // The answer needs the worker and its native library, out of the archive.
    await page.locator('textarea').fill('Say hello.');
    await page.locator('textarea').press('Enter');
    await page
      .locator('article')
      .nth(1)
      .getByText(/[A-Za-z]{2,}/)
      .first()
      .waitFor();
    process.stdout.write(`first words after ${Date.now() - startedAt} ms\n`);
    await browser.close();
  } catch (error) {
    throw new Error(`${error.message}\n${output}`);
  } finally {
    app.kill('SIGTERM');
    setTimeout(() => app.kill('SIGKILL'), 5000).unref();
  }
}

/** Attaching while the first page is just being made can hang: then again. */
async function connect(endpoint, attempts = 4) {
  try {
    return await chromium.connectOverCDP(endpoint, { timeout: 10_000 });
  } catch (error) {
    if (attempts <= 1) throw error;
    return connect(endpoint, attempts - 1);
  }
}
