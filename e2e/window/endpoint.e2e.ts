/** Programs of this computer reach the window's models only after a person has opened the endpoint, and only with a key. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from '@playwright/test';
import OpenAI from 'openai';
import { prepare } from '../support/data.ts';
import { onWindow } from '../support/on-window.ts';
import { goTo } from '../support/view.ts';

const { page } = onWindow({ fill: prepare });
/** Another program that sits on a port. */
let other: Server;
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const access = () => page().getByRole('switch', { name: 'Let programs of this computer in' });
const port = () => page().getByRole('textbox', { name: 'Port' });

const listens = (number: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port: number, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const listening = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  });

test.beforeAll(async () => {
  other = await listening();
  await expect(page().getByRole('heading', { name: 'How can I help?' })).toBeVisible();
  await goTo(page(), '/providers/keys');
});
test.afterAll(() => {
  other.close();
});

test('closed by default, and a taken port is explained', async () => {
  await expect(access()).not.toBeChecked();
  await expect(page().getByText('Off', { exact: true })).toBeVisible();
  await port().fill(String(portOf(other)));
  await port().press('Tab');
  await access().click({ force: true });
  await expect(page().getByText(`already uses port ${portOf(other)}`)).toBeVisible();
  await expect(page().getByText('Not open', { exact: true })).toBeVisible();
});

test('opened, the official client gets in with a key and nobody without one', async () => {
  const free = await listening();
  const number = portOf(free);
  await new Promise((resolve) => free.close(resolve));
  await port().fill(String(number));
  await port().press('Tab');
  const baseURL = `http://127.0.0.1:${number}/v1`;
  await expect(page().getByText(baseURL)).toBeVisible();
  await expect(page().getByText(/already uses port/)).toBeHidden();
  await expect(new OpenAI({ apiKey: 'wattos-none', baseURL, maxRetries: 0 }).models.list()).rejects.toThrow(
    /401/,
  );

  await page().getByRole('button', { name: 'Create a key' }).click();
  await page().getByRole('textbox', { name: 'What for' }).fill('Test');
  await page().getByRole('dialog').getByRole('button', { name: 'Create a key' }).click();
  const secret = (await page().getByRole('dialog').locator('code').textContent()) ?? '';
  await page().getByRole('button', { name: 'Done' }).click();

  const models = await new OpenAI({ apiKey: secret, baseURL, maxRetries: 0 }).models.list();
  expect(models.data.map(({ id }) => id)).toContain('tinyllama-1.1b-chat-iq2');

  await access().click({ force: true });
  await expect(page().getByText('Off', { exact: true })).toBeVisible();
  await expect.poll(() => listens(number)).toBe(false);
});
