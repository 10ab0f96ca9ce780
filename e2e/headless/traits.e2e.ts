/** What an analysis is made of and what it found beside its board; and where agents come from: templates, packages, characters. */
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { files, ingest, prepare, wattos } from '../support/data.ts';
import { workLimitMs } from '../support/limits.ts';
import { onHost } from '../support/on-host.ts';
import { goTo } from '../support/view.ts';

const families = `# Für Familien

Eltern melden ihr Kind online in der Kita an. Familien mit geringem Einkommen zahlen ggf. keine Gebühr.
Eltern beantragen Kindergeld bei der Familienkasse. Familien mit drei Kindern bekommen einen Zuschuss.
Für Eltern gibt es jeden Montag eine Beratung im Rathaus. Viele Eltern fragen nach der Frist.
Das Rathaus ist Montag bis Freitag von 8.00 bis 12.00 Uhr geöffnet.

## Wann müssen Eltern ihr Kind anmelden?

Eltern melden ihr Kind bis zum 15. Februar an.
`;
const school = `# Schule und Betreuung

Eltern melden Schulkinder im November in der Grundschule an. Familien bekommen Hilfe bei den Kosten.
Eltern erreichen die Schule per Telefon und E-Mail. Familien finden Betreuung bis 16 Uhr.

## Was kostet die Betreuung?

Die Betreuung kostet Familien 50 Euro im Monat.
`;

let analysisId: string;
const { page, main, pane } = onHost({
  fill: (folder) => {
    prepare(folder, {
      conversations: [
        {
          title: 'Fragen der Woche',
          turns: ['Bis wann melde ich mein Kind in der Schule an?', 'Das weiß ich nicht.'],
        },
      ],
    });
    ingest(folder, 'Rathaus', files('rathaus', { 'familien.md': families, 'schule.md': school }));
    const analysed = wattos(folder, 'analyze', '--space', 'Rathaus') as { analysis: { id: string } };
    analysisId = analysed.analysis.id;
  },
});

test('the profile opens the sentence a statement comes from', async () => {
  await goTo(page(), `/studio/${analysisId}`);
  await main().getByRole('link', { name: 'Organisation', exact: true }).click();
  await expect(main().getByRole('heading', { level: 1, name: 'Organisation' })).toBeVisible();
  await main()
    .getByRole('button', { name: /source.* for: .*8\.00 bis 12\.00 Uhr/ })
    .first()
    .click();
  await expect(pane().locator('mark[data-mark="evidence"]').first()).toContainText('8.00 bis 12.00 Uhr');
  await expectAccessible(page());
});

test('a question of a topic opens where it is asked and where it is answered', async () => {
  await main()
    .getByRole('link', { name: /^Topics/ })
    .click();
  await main().getByRole('button', { name: 'Was kostet die Betreuung?' }).click();
  const quotes = pane().locator('mark[data-mark="evidence"]');
  await expect(quotes.first()).toHaveText('Was kostet die Betreuung?');
  await expect(quotes.nth(1)).toContainText('50 Euro');
  await expectAccessible(page());
});

test('texts of a group are cited sentence by sentence, with the rules they hold, and can be taken away', async () => {
  await goTo(page(), `/studio/${analysisId}`);
  await main().getByRole('link', { name: 'Familien und Eltern' }).click();
  await main().getByRole('button', { name: 'Texts for this target group' }).click();
  await expect(main().getByRole('heading', { level: 2, name: 'In plain language' })).toBeVisible();
  const rules = main().getByRole('list', { name: 'Rules of plain language' });
  await expect(rules.first()).toContainText('Holds: At most 15 words in a sentence');
  await main()
    .getByRole('button', { name: /source.* for: / })
    .first()
    .click();
  await expect(pane().locator('mark[data-mark="evidence"]').first()).toContainText(/Eltern|Familien/);
  await expectAccessible(page());
  const download = page().waitForEvent('download');
  await main().getByRole('button', { name: 'Save as' }).click();
  await page().getByRole('menuitem', { name: 'Markdown' }).click();
  expect((await download).suggestedFilename()).toBe('texts-de.md');
});

test('an agent comes from a role template, with the knowledge that was chosen', async () => {
  await goTo(page(), '/agents');
  await main().getByRole('button', { name: 'New agent' }).click();
  await page()
    .getByRole('menuitem', { name: /From a template/ })
    .click();
  await main()
    .getByRole('radio', { name: /^IT support/ })
    .press('Space');
  await expect(main().getByText('Planned, but not available in this version: create tickets.')).toBeVisible();
  await main()
    .getByRole('switch', { name: /Rathaus/ })
    .press('Space');
  await expect(main().getByRole('switch', { name: /Rathaus/ })).toBeChecked();
  await expectAccessible(page());
  await main().getByRole('button', { name: 'Create agent' }).click();
  await expect(main().getByRole('heading', { level: 1, name: 'IT support' })).toBeVisible();
});

test('a character is made, carried by an agent, and gone from it when it is removed', async () => {
  await main().getByRole('link', { name: 'Manage characters' }).click();
  await main().getByRole('button', { name: 'Add character' }).click();
  await main().getByRole('button', { name: 'Save character' }).click();
  await expect(main().getByText('Please enter a name.')).toBeVisible();
  await main().getByRole('textbox', { name: 'Name', exact: true }).fill('Lina');
  await main().getByRole('textbox', { name: 'Greeting' }).fill('Good morning, how can I help?');
  await main().getByRole('button', { name: 'Add item' }).click();
  await main().getByRole('textbox', { name: 'Title' }).fill('Portrait');
  await main().getByRole('textbox', { name: 'Web address' }).fill('https://example.org/lina.svg');
  await expectAccessible(page());
  await main().getByRole('button', { name: 'Save character' }).click();
  const card = main().getByRole('article', { name: 'Lina' });
  await expect(card).toContainText('Carried by no agent');
  await expectAccessible(page());
  await main().getByRole('button', { name: 'All agents' }).click();
  await main().getByRole('link', { name: 'IT support' }).click();
  await main()
    .getByRole('button', { name: /Character of the agent/ })
    .click();
  await page().getByRole('option', { name: 'Lina' }).click();
  await expect(main().getByText('Good morning, how can I help?')).toBeVisible();
  await expectAccessible(page());
  await main().getByRole('link', { name: 'Manage characters' }).click();
  await expect(card).toContainText('Carried by 1 agent');
  await card.getByRole('button', { name: 'Remove: Lina' }).click();
  await page().getByRole('button', { name: 'Remove character' }).click();
  await expect(main().getByText('No character yet')).toBeVisible();
});

test('a package shows what is inside, is taken over, and a foreign file is refused in words', async () => {
  await goTo(page(), '/agents');
  await main().getByRole('link', { name: 'IT support' }).click();
  const download = page().waitForEvent('download');
  await main().getByRole('button', { name: 'Save package' }).click();
  const path = await (await download).path();
  await goTo(page(), '/agents/import');
  const file = main().locator('input[type=file]');
  await file.setInputFiles({
    name: 'letter.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"a":1}'),
  });
  await expect(main().getByRole('alert')).toContainText('agent package');
  await expectAccessible(page());
  await file.setInputFiles(path);
  await expect(main().getByRole('heading', { level: 2, name: 'This is inside' })).toBeVisible();
  await expect(main().getByText('2 documents')).toBeVisible();
  await expectAccessible(page());
  await main().getByRole('button', { name: 'Take over 1 agent' }).click();
  await expect(main().getByRole('heading', { level: 1, name: 'IT support' })).toBeVisible();
  await goTo(page(), '/agents');
  await expect(main().getByRole('link', { name: 'IT support' })).toHaveCount(2);
});

test('one document and a conversation are enough, and agents speak the languages that were chosen', async () => {
  await goTo(page(), '/studio/new');
  const space = main().getByRole('switch', { name: /^Rathaus/ });
  await expect(space).toBeAttached();
  // Chosen beforehand where it is the only one.
  if (await space.isChecked()) await space.press('Space');
  await expect(main().getByText('Choose at least one source first.')).toBeVisible();
  await main().getByText('Single documents').click();
  await main().getByRole('searchbox', { name: 'Search documents' }).fill('Schule');
  await main()
    .getByRole('switch', { name: /^Schule und Betreuung/ })
    .first()
    .press('Space');
  await main().getByText('Conversations', { exact: true }).click();
  await main()
    .getByRole('switch', { name: /^Fragen der Woche/ })
    .press('Space');
  await main().getByRole('switch', { name: 'Turkish' }).press('Space');
  await expect(main().getByRole('textbox', { name: 'Name of the analysis' })).toHaveValue(
    'Schule und Betreuung and Fragen der Woche',
  );
  await expectAccessible(page());
  await main().getByRole('button', { name: 'Start analysis' }).click();
  await expect(
    main()
      .getByText(/2 documents/)
      .first(),
  ).toBeVisible({ timeout: workLimitMs });
  await main()
    .getByRole('link', { name: /^Topics/ })
    .click();
  await main()
    .getByRole('button', { name: 'Bis wann melde ich mein Kind in der Schule an?' })
    .first()
    .click();
  await expect(
    pane().getByRole('button', { name: 'Open the conversation: “Fragen der Woche”' }),
  ).toBeVisible();
});
