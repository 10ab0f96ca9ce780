/** Knowledge from end to end: a person makes a space, adds files, finds a passage, asks, and looks at the proof. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { composer } from '../support/chat-page.ts';
import { prepare } from '../support/data.ts';
import { feeSentence, writeDocuments } from '../support/documents.ts';
import { workLimitMs } from '../support/limits.ts';
import { onWindow } from '../support/on-window.ts';

const { window, page, pane } = onWindow({ fill: prepare });
let files: string;
const evidence = () => page().locator('mark[data-mark="evidence"]');

test.beforeAll(() => {
  files = mkdtempSync(join(tmpdir(), 'wattos-files-'));
});
test.afterAll(() => rmSync(files, { recursive: true, force: true }));

test('a folder chosen in the dialog becomes documents that can be searched', async () => {
  const folder = writeDocuments(files);
  await page().getByRole('link', { name: 'Knowledge' }).click();
  await page().getByRole('button', { name: 'Create the first space' }).click();
  await page().getByRole('textbox', { name: 'Name' }).fill('Ortsrecht');
  await page().getByRole('dialog').getByRole('button', { name: 'Create a space' }).click();
  await expect(page().getByRole('heading', { level: 1, name: 'Ortsrecht' })).toBeVisible();

  await window().app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);
  await page().getByRole('button', { name: 'Add', exact: true }).click();
  await page().getByRole('menuitem', { name: 'Folder …' }).click();
  const rows = page().getByRole('grid', { name: 'Documents' }).getByRole('row');
  await expect(rows).toHaveCount(4, { timeout: workLimitMs });
});

test('the space bar previews a document, Enter opens it, and find goes through it', async () => {
  const grid = page().getByRole('grid', { name: 'Documents' });
  const row = grid.getByRole('row', { name: /Wohngeld/ });
  await row.click();
  await grid.focus();
  await grid.press('Space');
  await expect(pane().getByText('Zuschuss zur Miete')).toBeVisible();
  await grid.press('Space');
  await expect(pane()).toBeHidden();
  await grid.press('Enter');
  await expect(page().getByRole('table')).toContainText('1.541 Euro');
  await page().keyboard.press('Control+F');
  await page().getByRole('searchbox', { name: 'Find in document' }).fill('einkommen');
  await expect(page().getByRole('search').getByText('1 of 2')).toBeVisible();
  await page().keyboard.press('Enter');
  await expect(page().getByRole('search').getByText('2 of 2')).toBeVisible();
});

test('a space is summed up in quoted sentences, and a number opens its sentence', async () => {
  await page().getByRole('link', { name: 'Knowledge' }).click();
  await page().getByRole('link', { name: 'Ortsrecht' }).click();
  await page().getByRole('link', { name: 'Summary', exact: true }).click();
  const chip = page()
    .getByRole('main')
    .getByRole('button', { name: /^Evidence 1:/ });
  await chip.click();
  await expect(evidence().first()).toBeInViewport();
  await page().keyboard.press('Escape');
  // Without a language model nothing is made up: it is said what is missing.
  await page().getByRole('button', { name: 'Write it as a text' }).click();
  await expect(page().getByRole('button', { name: 'To the models' })).toBeVisible();
});

test('a search opens the passage beside the hits', async () => {
  await page().getByRole('link', { name: 'Knowledge' }).click();
  await page().getByRole('link', { name: 'Search' }).click();
  const field = page().getByRole('searchbox', { name: 'What are you looking for?' });
  await field.fill('Hundesteuer erster Hund');
  await field.press('Enter');
  const hit = page().getByRole('article').first();
  await expect(hit).toContainText('96 Euro');
  await hit.getByRole('button', { name: 'Why this result?' }).click();
  await expect(hit).toContainText('Words found');
  await hit.getByRole('heading').getByRole('button').click();
  await expect(evidence().filter({ hasText: '96 Euro' })).toBeInViewport();

  await pane().getByText('Page', { exact: true }).click();
  await expect(pane().getByRole('img', { name: /page 1/ })).toBeVisible();
  await expect(pane().locator('[data-box]').first()).toBeInViewport();
});

test('an answer quotes its source, and its number opens the sentence', async () => {
  await page().getByRole('button', { name: 'Ask in the chat' }).click();
  const message = composer(page());
  await expect(message).toHaveValue('Hundesteuer erster Hund');
  await message.fill('Was kostet der erste Hund im Jahr an Hundesteuer?');
  await message.press('Enter');
  const answer = page().getByRole('article', { name: /^Answer from/ });
  const extract = answer.getByRole('region', { name: 'From your sources' });
  await expect(extract).toContainText(feeSentence, { timeout: workLimitMs });
  const quote = extract.getByRole('paragraph').filter({ hasText: feeSentence });
  await quote.getByRole('button', { name: /^Evidence/ }).click();
  await expect(pane().getByRole('heading').first()).toContainText('Evidence');
  await expect(evidence().filter({ hasText: '96 Euro' })).toBeInViewport();
  await page().keyboard.press('Control+Shift+O');
  await expect(pane()).toBeHidden();
});
