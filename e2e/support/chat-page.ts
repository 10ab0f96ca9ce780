/** The parts of the chat that tests use again and again, by their English names. */
import { expect, type Locator, type Page } from '@playwright/test';
import { workLimitMs } from './limits.ts';

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true });
export const answers = (page: Page): Locator => page.getByRole('article', { name: /^Answer from/ });
export const sendButton = (page: Page): Locator => page.getByRole('button', { name: 'Send', exact: true });
export const stopButton = (page: Page): Locator => page.getByRole('button', { name: 'Stop answer' });

export const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';

/** Sends without waiting for the answer. */
export const ask = async (page: Page, question: string): Promise<void> => {
  await composer(page).fill(question);
  await expect(sendButton(page)).toBeEnabled();
  await composer(page).press('Enter');
  await expect(page.getByRole('article').filter({ hasText: question }).first()).toBeVisible();
};

/** Waits until the newest message is an answer at which nothing is being written any more: then it can be asked for again. */
export const finished = async (page: Page): Promise<void> => {
  const again = page.getByRole('article').last().getByRole('button', { name: 'Answer again' });
  await expect(again).toBeEnabled({ timeout: workLimitMs });
};

/** Waits until the newest answer is being written and has more than this many characters. */
export const writing = async (page: Page, characters = 40): Promise<void> => {
  await expect(stopButton(page)).toBeVisible();
  await expect
    .poll(async () => (await textOf(answers(page).last())).length, { timeout: workLimitMs })
    .toBeGreaterThan(characters);
};
