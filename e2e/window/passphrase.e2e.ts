/** A computer without a key store: a passphrase is chosen, asked for again after a restart, and kept nowhere. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { filesContaining } from '../support/data.ts';
import { onWindow } from '../support/on-window.ts';

const passphrase = 'quitte-anker-47-moos';
const wrongPassphrase = 'quitte-anker-47-Moos';

const { window, page, dataDir, restart } = onWindow({ keyFile: false });
let printed = '';
const database = () => join(dataDir(), 'wattos.db');
const field = (name: string) => page().getByRole('textbox', { name, exact: true });
const create = () => page().getByRole('button', { name: 'Create encrypted' }).click();

test('a short passphrase, a slip of the finger and a warning not read are refused', async () => {
  await expect(page().getByRole('heading', { name: 'Protect your data with a passphrase' })).toBeVisible();
  await expect(page().getByText('There is no recovery')).toBeVisible();
  await field('Passphrase').fill('kurz');
  await field('Repeat passphrase').fill('kurz');
  await create();
  await expect(page().getByText('6 characters too short.')).toBeVisible();

  await field('Passphrase').fill(passphrase);
  await field('Repeat passphrase').fill(wrongPassphrase);
  await create();
  await expect(page().getByText('The two entries differ.')).toBeVisible();

  await field('Repeat passphrase').fill(passphrase);
  await create();
  await expect(page().getByRole('checkbox', { name: /I understand/ })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  expect(existsSync(database())).toBe(false);
});

test('the chosen passphrase creates the encrypted database', async () => {
  await page().getByText('I understand that the data is lost without the passphrase.').click();
  await create();
  await expect(page().getByRole('heading', { name: 'Welcome to WattOS' })).toBeVisible();
  expect(existsSync(database())).toBe(true);
});

test('after a restart a wrong passphrase is refused with a sentence and the right one opens', async () => {
  const first = window();
  await restart();
  printed += first.output();
  await expect(page().getByRole('heading', { name: 'Open the vault' })).toBeVisible();
  await field('Passphrase').fill(wrongPassphrase);
  await page().getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page().getByText('The passphrase is not right')).toBeVisible();
  await expect(page().getByText(/Check upper and lower case/)).toBeVisible();

  await field('Passphrase').fill(passphrase);
  await page().getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page().getByRole('heading', { name: 'Welcome to WattOS' })).toBeVisible();
});

test('no file of the data folder, no log and no output holds a passphrase', async () => {
  printed += window().output();
  for (const secret of [passphrase, wrongPassphrase]) {
    expect(filesContaining(dataDir(), secret)).toEqual([]);
    expect(printed).not.toContain(secret);
  }
});
