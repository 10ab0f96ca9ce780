/** From a folder of texts to a persona whose every statement opens on its sentence, without a language model. */
import { expect, test } from '@playwright/test';
import { writeAudiences } from '../support/audiences.ts';
import { expectAccessible } from '../support/accessible.ts';
import { ingest, prepare } from '../support/data.ts';
import { workLimitMs } from '../support/limits.ts';
import { onHost } from '../support/on-host.ts';

const { page, main, pane } = onHost({
  fill: (folder) => {
    prepare(folder);
    ingest(folder, 'Rathaus', writeAudiences);
  },
});

test('a chosen space becomes a board of target groups', async () => {
  await page().getByRole('link', { name: 'Target groups' }).click();
  await main().getByRole('button', { name: 'Analyse sources' }).click();
  const space = main().getByRole('switch', { name: /Rathaus/ });
  await expect(space).toBeChecked();
  await expectAccessible(page());
  await main().getByRole('button', { name: 'Start analysis' }).click();
  const island = main().getByRole('region', { name: 'Familien und Eltern' });
  await expect(island).toBeVisible({ timeout: workLimitMs });
  await expect(island.getByRole('img', { name: /statements have evidence/ }).first()).toBeVisible();
  await expectAccessible(page());
});

test('a statement of a persona opens its sentence, and the sentence its document', async () => {
  const island = main().getByRole('region', { name: 'Familien und Eltern' });
  await island.getByRole('listitem').first().getByRole('link').click();
  await expect(main().getByRole('heading', { level: 2, name: 'Goals' })).toBeVisible();
  await main()
    .getByRole('button', { name: /source.* for: / })
    .first()
    .click();
  const quote = pane().locator('mark[data-mark="evidence"]').first();
  await expect(quote).toContainText(/Eltern|Familien/);
  await expect(pane().getByText('Word for word in the document').first()).toBeVisible();
  await expectAccessible(page());
  const sentence = (await quote.textContent()) ?? '';
  await pane()
    .getByRole('button', { name: /^Open in the document/ })
    .first()
    .click();
  await expect(main().locator('mark[data-mark="evidence"]').first()).toBeInViewport();
  await expect(main().locator('mark[data-mark="evidence"]').first()).toContainText(sentence.slice(0, 20));
  await page().goBack();
  await expect(quote).toHaveText(sentence);
});

test('Escape closes the sentences, from the statement and from among them, and the focus is at the statement', async () => {
  await page().keyboard.press('Escape');
  await expect(pane()).toBeHidden();
  const statement = main()
    .getByRole('button', { name: /source.* for: / })
    .last();
  await statement.press('Enter');
  await expect(pane()).toBeVisible();
  await expect(statement).toBeInViewport();
  await pane()
    .getByRole('button', { name: /^Open in the document/ })
    .first()
    .press('Escape');
  await expect(pane()).toBeHidden();
  await expect(statement).toBeFocused();
});

test('what a person changes is an assumption of theirs, and what they confirm is not changed any more', async () => {
  await main().getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page().getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Goals' }).fill('Einen Platz in der Nähe finden');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const line = main().getByRole('listitem').filter({ hasText: 'Einen Platz in der Nähe finden' });
  await expect(line.getByText('Assumption')).toBeVisible();
  await expect(line.getByText('By hand')).toBeVisible();
  await main().getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(main().getByText('Confirmed', { exact: true })).toBeVisible();
  await expect(main().getByRole('button', { name: 'Edit', exact: true })).toBeHidden();
});

test('two agents answer the same question, each from its sentences', async () => {
  await page().getByRole('link', { name: 'Agents', exact: true }).click();
  await expect(main().getByRole('article').first()).toBeVisible();
  await expectAccessible(page());
  await main().getByRole('button', { name: 'Rehearse two agents' }).click();
  await main().getByRole('textbox', { name: 'Question' }).fill('Bis wann melden Eltern ihr Kind an?');
  await main().getByRole('button', { name: 'Ask both' }).click();
  const answers = main().getByRole('article', { name: /^Answer from/ });
  await expect(answers).toHaveCount(2);
  await expect(answers.first()).toContainText('15. Februar');
  await expect(answers.first().getByRole('link', { name: /^Open evidence 1/ })).toBeVisible();
  await expectAccessible(page());
});
