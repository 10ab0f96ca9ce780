/** The parts of the chat that tests use again and again, by their English names. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Loading a model on a slow machine takes its time. */
const answerTimeoutMs = 90_000;

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true });
export const answers = (page: Page): Locator => page.getByRole('article', { name: /^Answer from/ });
export const stopButton = (page: Page): Locator => page.getByRole('button', { name: 'Stop answer' });

export const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';

/** Sends without waiting for the answer; from here on it is either being written or there. */
export const ask = async (page: Page, question: string): Promise<void> => {
  await composer(page).fill(question);
  await composer(page).press('Enter');
  await expect(page.getByRole('article').filter({ hasText: question }).first()).toBeVisible();
};

/** Waits until nothing is being written any more. */
export const finished = async (page: Page): Promise<void> => {
  await expect(stopButton(page)).toBeHidden({ timeout: answerTimeoutMs });
};

/** Waits until the newest answer has at least this many characters. */
export const writing = async (page: Page, characters = 40): Promise<void> => {
  await expect(stopButton(page)).toBeVisible();
  await expect
    .poll(async () => (await textOf(answers(page).last())).length, { timeout: answerTimeoutMs })
    .toBeGreaterThan(characters);
};
