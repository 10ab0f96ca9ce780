/** After documents were added the board says so and repeats; a group shows every sentence it counts. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { writeAudiences } from '../support/audiences.ts';
import { enter, type HostPage, openBrowser } from '../support/browser.ts';
import { newDataDir, prepare, removeDataDir, wattos } from '../support/data.ts';
import { type Host, startHost } from '../support/host.ts';

test.describe.configure({ mode: 'serial' });

const analysisTimeoutMs = 60_000;
const sentences = 70;

let dataDir: string;
let host: Host;
let browser: Browser;
let entered: HostPage;
const page = (): Page => entered.page;
const main = () => page().getByRole('main');
const banner = () => main().getByRole('region', { name: 'The sources have changed' });

const ingest = (name: string, text: string): void => {
  const files = mkdtempSync(join(tmpdir(), 'wattos-files-'));
  mkdirSync(join(files, name));
  writeFileSync(join(files, name, `${name}.md`), text);
  wattos(dataDir, 'ingest', join(files, name), '--space', 'Rathaus');
  rmSync(files, { recursive: true, force: true });
};

test.beforeAll(async () => {
  dataDir = newDataDir();
  prepare(dataDir);
  const files = mkdtempSync(join(tmpdir(), 'wattos-files-'));
  wattos(dataDir, 'ingest', writeAudiences(files), '--space', 'Rathaus');
  rmSync(files, { recursive: true, force: true });
  ingest(
    'kitas',
    `# Kitas\n\n${Array.from({ length: sentences }, (_, at) => `Eltern melden ihr Kind in Kita ${at} an.`).join('\n\n')}`,
  );
  wattos(dataDir, 'analyze', '--space', 'Rathaus', '--agents', 'de');
  host = await startHost(dataDir);
  browser = await openBrowser();
  entered = await enter(browser, host, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
});
test.afterAll(async () => {
  await browser.close();
  await host.stop();
  removeDataDir(dataDir);
});

test('a group shows its sentences page by page, as many as it counts', async () => {
  await page().getByRole('link', { name: 'Target groups' }).click();
  await main().getByRole('link', { name: 'Rathaus' }).click();
  await expect(main().getByRole('region', { name: 'Familien und Eltern' })).toBeVisible();
  await expect(banner()).toBeHidden();
  await main().getByRole('link', { name: 'Familien und Eltern', exact: true }).click();
  await main()
    .getByRole('button', { name: /^See \d+ sentences$/ })
    .click();
  const pane = page().locator('[data-region="pane"]');
  await expect(pane.locator('ol > li')).toHaveCount(50);
  await pane.getByRole('button', { name: /^Show (?:\d+ more|more) sentence/ }).click();
  await expect.poll(() => pane.locator('ol > li').count()).toBeGreaterThan(sentences);
  await expect(pane.getByRole('button', { name: /^Show (?:\d+ more|more) sentence/ })).toBeHidden();
});

test('new documents are announced on the board, and a repeat reads them', async () => {
  ingest('sommer', '# Sommer\n\nFamilien bekommen im Sommer freien Eintritt ins Freibad.');
  await page().getByRole('link', { name: 'Target groups' }).click();
  await main().getByRole('link', { name: 'Rathaus' }).click();
  await expect(banner()).toContainText('1 document is new or changed');
  const { violations } = await new AxeBuilder({ page: page() })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-live-announcer]')
    .analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`))).toEqual([]);
  const always = banner().getByRole('switch', { name: 'From now on, repeat by itself after each crawl' });
  await always.focus();
  await page().keyboard.press('Space');
  await expect(always).toBeChecked();
  await banner().getByRole('button', { name: 'Repeat' }).click();
  await expect(main().getByRole('button', { name: 'What is new' })).toBeVisible({
    timeout: analysisTimeoutMs,
  });
  await expect(banner()).toBeHidden();
});
