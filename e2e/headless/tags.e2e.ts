/** Two of three documents get a tag; the library, the search and a conversation are narrowed by it, and say so. */
import { expect, test } from '@playwright/test';
import { answers, ask, finished } from '../support/chat-page.ts';
import { fillLibrary, prepare } from '../support/data.ts';
import { onHost } from '../support/on-host.ts';
import { goTo } from '../support/view.ts';

const tag = 'Bürgerbüro';
/** Both tagged documents and the untagged one have something to say about it. */
const question = 'Hundesteuer Rathaus Wohngeld';

const { page, main } = onHost({
  fill: (folder) => {
    prepare(folder, { settings: { chat: { maxAnswerTokens: 16 } } });
    fillLibrary(folder);
  },
});
const documents = () => main().getByRole('grid', { name: 'Documents' });
const titles = () => documents().getByRole('rowheader');

const choose = async (menu: string | RegExp, item: string) => {
  await page().getByRole('button', { name: menu }).click();
  await page().getByRole('menuitemcheckbox', { name: item }).click();
  await page().keyboard.press('Escape');
  await expect(page().getByRole('menu')).toBeHidden();
};

test('two documents get a tag in one go', async () => {
  await goTo(page(), '/knowledge');
  await expect(titles()).toHaveCount(3);
  for (const name of ['Merkblatt Wohngeld', 'Öffnungszeiten des Rathauses'])
    await documents().getByRole('row').filter({ hasText: name }).getByRole('checkbox').click();
  await main().getByRole('button', { name: 'Tags', exact: true }).click();
  const dialog = page().getByRole('dialog', { name: 'Tags of 2 documents' });
  await dialog.getByRole('textbox').fill(tag);
  await dialog.getByRole('button', { name: 'Save tags' }).click();
  await expect(dialog).toBeHidden();
});

test('the library shows only documents with the tag, and all of them again', async () => {
  await choose('Tags', tag);
  await expect(titles()).toHaveCount(2);
  await expect(titles().filter({ hasText: 'hundesteuer' })).toHaveCount(0);
  await choose(`Tags ${tag}`, tag);
  await expect(titles()).toHaveCount(3);
});

test('a search finds only passages of documents with the tag', async () => {
  await goTo(page(), `/knowledge/search/${question}`);
  const hits = main().getByRole('article');
  await expect(hits.filter({ hasText: 'Hundesteuer' }).first()).toBeVisible();
  await choose('Tags', tag);
  await expect(hits.filter({ hasText: 'Hundesteuer' })).toHaveCount(0);
  await expect(hits.filter({ hasText: 'Wohngeld' }).first()).toBeVisible();
});

test('asked from the search, the conversation keeps to the tag and names it', async () => {
  await main().getByRole('button', { name: 'Ask in the chat' }).click();
  await expect(page().getByRole('button', { name: /^Sources of this conversation/ })).toHaveAccessibleName(
    new RegExp(`Ortsrecht · ${tag}$`),
  );
  await ask(page(), question);
  await finished(page());
  const answer = answers(page()).last();
  await expect(answer).toContainText('Wohngeld');
  await expect(answer).not.toContainText('96 Euro');
});

test('a tag taken from the conversation lets it answer from everything again', async () => {
  await page()
    .getByRole('button', { name: /^Sources of this conversation/ })
    .click();
  await choose(`Tags ${tag}`, tag);
  await page().keyboard.press('Escape');
  await ask(page(), 'Wie hoch ist die Hundesteuer fuer den ersten Hund?');
  await finished(page());
  await expect(answers(page()).last()).toContainText('96 Euro');
});
