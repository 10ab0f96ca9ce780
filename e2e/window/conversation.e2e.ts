/** The first complete capability: a person starts the app, asks, watches, stops, branches, switches language, restarts and finds it again. */
import { expect, test } from '@playwright/test';
import { answers, ask, finished, stopButton, textOf, writing } from '../support/chat-page.ts';
import { onWindow } from '../support/on-window.ts';

const { page, restart } = onWindow();
let firstAnswer = '';
const questions = () => page().getByRole('article', { name: /^Your message/ });
const newest = () => answers(page()).last();

test('the first start leads through the introduction to a real answer', async () => {
  await page().getByRole('button', { name: 'Let’s start' }).click();
  await expect(page().getByText(/cores/)).toBeVisible();
  await page().getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(
    page()
      .getByText(/TinyLlama/)
      .first(),
  ).toBeVisible();
  await page().getByRole('button', { name: 'Continue', exact: true }).click();
  await page()
    .getByRole('textbox', { name: 'Your question' })
    .fill('What is the capital of France? Answer in one sentence.');
  await page().getByRole('button', { name: 'Ask', exact: true }).click();
  // What a small model answers is its own affair; that words arrive, end and are kept is ours.
  await finished(page());
  await expect(newest().locator('.prose').first()).toContainText(/\w{2}/);
  firstAnswer = (await textOf(newest().locator('.prose').first())).slice(0, 40);
  await expect(newest().getByText('LOCAL')).toBeVisible();
});

// How fast it stops is measured in the conformance suite of the engine.
test('tokens arrive one after another, stop stops, and what was written is kept', async () => {
  await page().keyboard.press('Control+Shift+O');
  await expect(page().getByRole('heading', { name: 'How can I help?' })).toBeVisible();
  await ask(page(), 'Write a very long story about a lighthouse keeper and count to one hundred.');
  await writing(page(), 80);
  await writing(page(), (await textOf(newest())).length);
  await stopButton(page()).click();
  await expect(newest().getByText('Stopped by you')).toBeVisible();
  await finished(page());
  const kept = await newest().locator('.prose').allTextContents();
  expect(kept.join('')).toMatch(/\w{2}/);
  await page().reload();
  await expect(newest().getByText('Stopped by you')).toBeVisible();
  await expect(newest().locator('.prose')).toHaveText(kept);
});

test('an edited question becomes a branch, and both branches can be read', async () => {
  await questions().first().hover();
  await page().getByRole('button', { name: 'Edit', exact: true }).click();
  await page()
    .getByRole('textbox', { name: 'Edit message' })
    .fill('Say hello, and write a very long story about a ship.');
  await page().getByRole('button', { name: 'Send and answer again' }).click();
  await expect(questions().first()).toContainText('Say hello');
  await writing(page());
  await stopButton(page()).click();
  await finished(page());
  await page().getByRole('button', { name: 'Previous version' }).first().click();
  await expect(questions().first()).toContainText('lighthouse keeper and count');
  await page().getByRole('button', { name: 'Next version' }).first().click();
  await expect(questions().first()).toContainText('Say hello');
});

test('the language changes at run time and the document says so', async () => {
  await page().getByRole('button', { name: 'Language' }).click();
  await page().getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect(page().getByRole('textbox', { name: 'Nachricht', exact: true })).toBeVisible();
  await expect(page().locator('html')).toHaveAttribute('lang', 'de');
});

test('after a restart the conversation is found by a word of its text', async () => {
  await restart();
  await page()
    .getByRole('searchbox', { name: /^Gespräche/ })
    .fill('capital');
  await page()
    .getByRole('link', { name: /capital/ })
    .first()
    .click();
  await expect(page().getByRole('article', { name: /^Antwort von/ })).toContainText(firstAnswer);
});
