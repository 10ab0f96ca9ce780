/** What a person does to the board by hand: add, merge by dragging, split, take away and take back, speak with a persona, change an agent. */
import { expect, test } from '@playwright/test';
import { fillStudio, prepare } from '../support/data.ts';
import { onHost } from '../support/on-host.ts';

const { page, main, pane } = onHost({
  fill: (folder) => {
    prepare(folder);
    fillStudio(folder);
  },
});
const failures: string[] = [];
const dialog = () => page().getByRole('dialog');
const island = (name: string) => main().getByRole('region', { name, exact: true });
/** What is done seldom is in a menu in the head of the page. */
const choose = async (name: string) => {
  await main().getByRole('button', { name: 'More actions' }).click();
  await page().getByRole('menuitem', { name }).click();
};
const toBoard = () => main().getByRole('button', { name: 'To the board' }).click();

test.beforeAll(async () => {
  page().on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  page().on('pageerror', (error) => failures.push(error.message));
  await page().getByRole('link', { name: 'Target groups' }).click();
  await main()
    .getByRole('link', { name: /Rathaus/ })
    .click();
  await expect(island('Familien und Eltern')).toBeVisible();
});
test.afterEach(() => {
  expect(failures).toEqual([]);
});

test('a group written by hand is confirmed, and evidenced only where a sentence is attached', async () => {
  await choose('Add target group');
  const add = dialog();
  await expect(add.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
  await add.getByRole('textbox', { name: 'Name' }).fill('Großeltern');
  await add.getByRole('textbox', { name: 'Needs, statement 1' }).fill('Die Kita der Enkel kennen');
  await add.getByRole('button', { name: /^Attach sentence: Die Kita/ }).click();
  await add
    .getByRole('checkbox', { name: /Eltern melden ihr Kind online/ })
    .first()
    .press('Space');
  await expect(add.getByText('1 source', { exact: true })).toBeVisible();
  await add.getByRole('button', { name: 'Add statement' }).first().click();
  await add.getByRole('textbox', { name: 'Needs, statement 2' }).fill('Ruhe haben');
  await add.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(main().getByRole('heading', { level: 1, name: 'Großeltern' })).toBeVisible();
  await expect(main().getByText('Confirmed', { exact: true })).toBeVisible();
  const need = (text: string) => main().getByRole('listitem').filter({ hasText: text });
  await expect(
    need('Die Kita der Enkel kennen').getByRole('button', { name: /^1 source for/ }),
  ).toBeVisible();
  await expect(need('Ruhe haben').getByText('Assumption')).toBeVisible();
});

test('a persona written by hand begins with what its group has', async () => {
  await main().getByRole('button', { name: 'Add persona' }).click();
  await dialog().getByRole('textbox', { name: 'Name of the persona' }).fill('Oma Erna');
  await dialog()
    .getByRole('textbox', { name: /^Goals, statement 1/ })
    .fill('Mehr Zeit mit den Enkeln');
  await dialog().getByRole('button', { name: 'Add', exact: true }).click();
  await expect(main().getByRole('heading', { level: 1, name: 'Oma Erna' })).toBeVisible();
  await expect(main().getByText('Die Kita der Enkel kennen')).toBeVisible();
  await expect(
    main().getByRole('listitem').filter({ hasText: 'Mehr Zeit mit den Enkeln' }).getByText('Assumption'),
  ).toBeVisible();
});

test('a persona answers in its own voice and says what it rests on', async () => {
  await main().getByRole('button', { name: 'Rehearse a conversation' }).click();
  const log = main().getByRole('log', { name: 'Conversation' });
  await expect(log.getByText(/Oma Erna/).first()).toBeVisible();
  await main().getByRole('textbox', { name: 'Your question' }).fill('Was ist Ihnen wichtig?');
  await main().getByRole('textbox', { name: 'Your question' }).press('Enter');
  await expect(log.getByText('Wichtig ist mir: Mehr Zeit mit den Enkeln.')).toBeVisible();
  await expect(log.getByText('Assumption').first()).toBeVisible();
  await log
    .getByRole('button', { name: /source.* for: / })
    .last()
    .click();
  await expect(pane().locator('mark[data-mark="evidence"]').first()).toContainText(
    'Eltern melden ihr Kind online',
  );
  await main().getByRole('button', { name: 'To the persona' }).click();
});

test('what is taken away can be brought back', async () => {
  await main()
    .getByRole('button', { name: /^Undo confirmation/ })
    .click();
  await choose('Remove');
  await page().getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
  const grandparents = island('Großeltern');
  await expect(grandparents).toBeVisible();
  await expect(grandparents.getByText('Oma Erna')).toBeHidden();
  await main().getByRole('button', { name: 'Bring back: Oma Erna' }).click();
  await expect(grandparents.getByText('Oma Erna')).toBeVisible();
  await expect(main().getByRole('button', { name: /^Bring back/ })).toBeHidden();
});

test('a group is split, with both halves counted before, and put together again', async () => {
  await island('Familien und Eltern').getByRole('heading').getByRole('link').click();
  await choose('Split');
  const split = dialog();
  const confirm = split.getByRole('button', { name: 'Split target group' });
  await expect(confirm).toBeDisabled();
  await split.getByRole('textbox', { name: 'Name of the new target group' }).fill('Mit kleinem Einkommen');
  await split.getByRole('checkbox', { name: /geringem Einkommen/ }).press('Space');
  await expect(split.getByText(/^1 sentence, /)).toBeVisible();
  await confirm.click();
  await expect(split).toBeHidden();
  await toBoard();
  await expect(island('Mit kleinem Einkommen')).toBeVisible();
  await island('Familien und Eltern').getByRole('heading').getByRole('link').click();
  await choose('History');
  await dialog().getByRole('button', { name: 'Undo the split' }).click();
  await page().keyboard.press('Escape');
  await expect(dialog()).toBeHidden();
  await toBoard();
  await expect(island('Familien und Eltern')).toBeVisible();
  await expect(island('Mit kleinem Einkommen')).toBeHidden();
});

test('a group dropped on another asks to merge, and so does its menu', async () => {
  const families = island('Familien und Eltern');
  const others = main().getByRole('region').filter({ hasText: 'neu im Land' });
  const other = others.first();
  const name = (await other.getAttribute('aria-label')) ?? '';
  expect(name).not.toBe('');
  await families.getByRole('button', { name: /: what you can do$/ }).click();
  await page().getByRole('menuitem', { name: 'Merge with another' }).click();
  await expect(dialog().getByRole('switch', { name: /Familien und Eltern/ })).toBeChecked();
  await page().keyboard.press('Escape');
  await expect(dialog()).toBeHidden();
  await island(name).dragTo(families, { sourcePosition: { x: 8, y: 8 }, targetPosition: { x: 8, y: 8 } });
  await expect(dialog().getByRole('switch', { name: /Familien und Eltern/ })).toBeChecked();
  await expect(dialog().getByRole('switch', { name: new RegExp(name) })).toBeChecked();
  await dialog().getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(island(name)).toBeHidden();
  await expect(families).toBeVisible();
});

test('an agent is changed, confirmed, and goes back to what it was', async () => {
  await page().getByRole('link', { name: 'Agents', exact: true }).click();
  const first = main().getByRole('article').first().getByRole('link');
  const name = (await first.textContent()) ?? '';
  await first.click();
  await main().getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog().getByRole('textbox', { name: 'Name' }).fill('Lotse im Rathaus');
  await dialog().getByRole('textbox', { name: 'Questions to start with' }).fill('Wo melde ich mein Kind an?');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await expect(main().getByRole('heading', { level: 1, name: 'Lotse im Rathaus' })).toBeVisible();
  await expect(main().getByText('Wo melde ich mein Kind an?')).toBeVisible();
  await choose('Confirm');
  await expect(main().getByText('Confirmed', { exact: true })).toBeVisible();
  await expect(main().getByRole('button', { name: 'Edit', exact: true })).toBeHidden();
  await main()
    .getByRole('button', { name: /^Undo confirmation/ })
    .click();
  await expect(main().getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
  await choose('History');
  await dialog().getByRole('button', { name: 'Restore what was before' }).click();
  await page().keyboard.press('Escape');
  await expect(main().getByRole('heading', { level: 1, name })).toBeVisible();
});
