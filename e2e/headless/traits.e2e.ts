/** What an analysis found beside its board, and where agents come from: profile, topics, texts, templates, packages, characters. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { enter, type HostPage, openBrowser } from '../support/browser.ts';
import { newDataDir, prepare, removeDataDir, wattos } from '../support/data.ts';
import { type Host, startHost } from '../support/host.ts';

test.describe.configure({ mode: 'serial' });

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

let dataDir: string;
let analysisId: string;
let host: Host;
let browser: Browser;
let entered: HostPage;
const page = (): Page => entered.page;
const main = () => page().getByRole('main');
const pane = () => page().locator('[data-region="pane"]');

const expectAccessible = async (): Promise<void> => {
  const { violations } = await new AxeBuilder({ page: page() })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // React Aria leaves the name of a busy button here for some seconds after the button has gone.
    .exclude('[data-live-announcer]')
    .analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`))).toEqual([]);
};
const goTo = (path: string): Promise<void> =>
  page().evaluate((hash) => {
    location.hash = hash;
  }, path);

test.beforeAll(async () => {
  dataDir = newDataDir();
  prepare(dataDir);
  const files = mkdtempSync(join(tmpdir(), 'wattos-files-'));
  const folder = join(files, 'rathaus');
  mkdirSync(folder);
  writeFileSync(join(folder, 'familien.md'), families);
  writeFileSync(join(folder, 'schule.md'), school);
  wattos(dataDir, 'ingest', folder, '--space', 'Rathaus');
  rmSync(files, { recursive: true, force: true });
  const analysed = wattos(dataDir, 'analyze', '--space', 'Rathaus') as { analysis: { id: string } };
  analysisId = analysed.analysis.id;
  host = await startHost(dataDir);
  browser = await openBrowser();
  entered = await enter(browser, host, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
});
test.afterAll(async () => {
  await browser.close();
  await host.stop();
  removeDataDir(dataDir);
});

test('the profile opens the sentence a statement comes from', async () => {
  await goTo(`/studio/${analysisId}`);
  await main().getByRole('link', { name: 'Organisation', exact: true }).click();
  await expect(main().getByRole('heading', { level: 1, name: 'Organisation' })).toBeVisible();
  await main()
    .getByRole('button', { name: /source.* for: .*8\.00 bis 12\.00 Uhr/ })
    .first()
    .click();
  await expect(pane().locator('mark[data-mark="evidence"]').first()).toContainText('8.00 bis 12.00 Uhr');
  await expectAccessible();
});

test('a question of a topic opens where it is asked and where it is answered', async () => {
  await main()
    .getByRole('link', { name: /^Topics/ })
    .click();
  await main().getByRole('button', { name: 'Was kostet die Betreuung?' }).click();
  const quotes = pane().locator('mark[data-mark="evidence"]');
  await expect(quotes.first()).toHaveText('Was kostet die Betreuung?');
  await expect(quotes.nth(1)).toContainText('50 Euro');
  await expectAccessible();
});

test('texts of a group are cited sentence by sentence, with the rules they hold, and can be taken away', async () => {
  await goTo(`/studio/${analysisId}`);
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
  await expectAccessible();
  const download = page().waitForEvent('download');
  await main().getByRole('button', { name: 'Save as' }).click();
  await page().getByRole('menuitem', { name: 'Markdown' }).click();
  expect((await download).suggestedFilename()).toBe('texts-de.md');
});
