/** After documents were added the board says so and repeats; a group shows every sentence it counts. */
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { writeAudiences } from '../support/audiences.ts';
import { files, ingest, prepare, wattos } from '../support/data.ts';
import { workLimitMs } from '../support/limits.ts';
import { onHost } from '../support/on-host.ts';

const sentences = 70;

const kitas = `# Kitas\n\n${Array.from({ length: sentences }, (_, at) => `Eltern melden ihr Kind in Kita ${at} an.`).join('\n\n')}`;
const summer = '# Sommer\n\nFamilien bekommen im Sommer freien Eintritt ins Freibad.';

const { page, main, pane, dataDir } = onHost({
  fill: (folder) => {
    prepare(folder);
    ingest(folder, 'Rathaus', writeAudiences);
    ingest(folder, 'Rathaus', files('kitas', { 'kitas.md': kitas }));
    wattos(folder, 'analyze', '--space', 'Rathaus', '--agents', 'de');
  },
});
const banner = () => main().getByRole('region', { name: 'The sources have changed' });

test('a group shows its sentences page by page, as many as it counts', async () => {
  await page().getByRole('link', { name: 'Target groups' }).click();
  await main().getByRole('link', { name: 'Rathaus' }).click();
  await expect(main().getByRole('region', { name: 'Familien und Eltern' })).toBeVisible();
  await expect(banner()).toBeHidden();
  await main().getByRole('link', { name: 'Familien und Eltern', exact: true }).click();
  await main()
    .getByRole('button', { name: /^See \d+ sentences$/ })
    .click();
  await expect(pane().locator('ol > li')).toHaveCount(50);
  await pane()
    .getByRole('button', { name: /^Show (?:\d+ more|more) sentence/ })
    .click();
  await expect.poll(() => pane().locator('ol > li').count()).toBeGreaterThan(sentences);
  await expect(pane().getByRole('button', { name: /^Show (?:\d+ more|more) sentence/ })).toBeHidden();
});

test('new documents are announced on the board, and a repeat reads them', async () => {
  ingest(dataDir(), 'Rathaus', files('sommer', { 'sommer.md': summer }));
  await page().getByRole('link', { name: 'Target groups' }).click();
  await main().getByRole('link', { name: 'Rathaus' }).click();
  await expect(banner()).toContainText('1 document is new or changed');
  await expectAccessible(page());
  const always = banner().getByRole('switch', { name: 'From now on, repeat by itself after each crawl' });
  await always.focus();
  await page().keyboard.press('Space');
  await expect(always).toBeChecked();
  await banner().getByRole('button', { name: 'Repeat' }).click();
  await expect(main().getByRole('button', { name: 'What is new' })).toBeVisible({
    timeout: workLimitMs,
  });
  await expect(banner()).toBeHidden();
});
