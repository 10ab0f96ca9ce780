/** The model manager over a registry that never ends: queue, pause, what a restart shows, and a model from a stick. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { prepare } from '../support/data.ts';
import { ggufFile } from '../support/gguf.ts';
import { onHost } from '../support/on-host.ts';
import { goTo } from '../support/view.ts';

let folder: string;
let registry: Server;

/** Sends a little of every tarball and then nothing more. */
const startRegistry = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': 50_000_000 });
      response.write(Buffer.alloc(200_000));
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-models-e2e-'));
  registry = await startRegistry();
});
const { page, main, enter, restart } = onHost({
  fill: prepare,
  env: () => ({
    WATTOS_MODELS: join(folder, 'models'),
    npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`,
  }),
  look: {},
});
test.beforeAll(() => goTo(page(), '/models'));
test.afterAll(() => {
  registry.closeAllConnections();
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});

const card = (name: string): Locator =>
  main()
    .getByRole('listitem')
    .filter({ has: page().getByRole('heading', { level: 3, name, exact: true }) });

test('the starter set asks once and goes one after the other', async () => {
  await page()
    .getByRole('button', { name: /^Download starter set/ })
    .click();
  await expect(page().getByRole('alertdialog')).toContainText('127.0.0.1');
  await page().getByRole('alertdialog').getByRole('button', { name: 'Connect and download' }).click();
  await expect(card('TinyLlama 1.1B Chat').getByText('Downloading', { exact: true })).toBeVisible();
  await expect(card('Whisper base').getByText('Number 2 in the queue')).toBeVisible();
  await expect(page().getByText('0 of 6 parts are here')).toBeVisible();
});

test('one that waits can be paused, and the one after it moves up', async () => {
  await card('all-MiniLM-L6-v2')
    .getByRole('button', { name: /^Pause/ })
    .click();
  await expect(card('all-MiniLM-L6-v2').getByText('Paused by you.')).toBeVisible();
  await expect(card('Whisper base').getByText('Number 1 in the queue')).toBeVisible();
});

test('a restart shows what was paused and what was cut off, and nothing as usable', async () => {
  await restart({ signal: 'SIGKILL' });
  await enter();
  await goTo(page(), '/models');
  await expect(card('all-MiniLM-L6-v2').getByText('Paused by you.')).toBeVisible();
  await expect(card('TinyLlama 1.1B Chat').getByText('WattOS was closed on the way.')).toBeVisible();
  await expect(card('TinyLlama 1.1B Chat').getByRole('button', { name: /^Continue download/ })).toBeVisible();
  await expect(page().getByText('No model installed yet.')).toBeVisible();
});

test('a stick is looked through before anything is copied, and says what cannot be used', async () => {
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  writeFileSync(join(stick, 'own.gguf'), ggufFile('Test model'));
  writeFileSync(join(stick, 'future.gguf'), ggufFile('Future', { version: 9 }));
  await page().getByRole('button', { name: 'Import from disk' }).click();
  const dialog = page().getByRole('dialog');
  await dialog.getByRole('textbox').fill(stick);
  await dialog.getByRole('button', { name: 'Look through' }).click();
  await expect(dialog.getByRole('status')).toHaveText('2 models found');
  await expect(dialog.getByRole('switch', { name: /future\.gguf/ })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Import 1 model' }).click();
  await expect(card('Test model').getByText('Installed', { exact: true })).toBeVisible();
});

test('removing says what goes, and does it', async () => {
  await card('Test model').getByRole('button', { name: 'More for Test model' }).click();
  await page().getByRole('menuitem', { name: 'Remove' }).click();
  await page().getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(card('Test model')).toHaveCount(0);
});
