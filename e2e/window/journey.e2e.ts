/** The consultant's way, in the real window: from an address to a published agent whose citation opens on the right sentence. */
import { expect, test } from '@playwright/test';
import { composer, finished } from '../support/chat-page.ts';
import { prepare } from '../support/data.ts';
import { testLimitMs, workLimitMs } from '../support/limits.ts';
import { onWindow } from '../support/on-window.ts';
import { type SampleSite, startSampleSite } from '../support/sample-site.ts';

/** 44 pages and 4 PDFs, one of them a scan: read politely, parsed in processes of their own, on a computer with other work. */
const readLimitMs = 2 * testLimitMs;

const question = 'Wo beantrage ich Elterngeld?';
const sentence =
  'Das Elterngeld beantragen Eltern bei der Elterngeldstelle im Landratsamt innerhalb von drei Monaten nach der Geburt.';

const { page, main, pane } = onWindow({ fill: prepare });
let site: SampleSite;

test.beforeAll(async () => {
  site = await startSampleSite();
});
test.afterAll(() => site.close());

test('an address becomes a knowledge space, and the next step is on the screen', async () => {
  test.slow();
  await page().getByRole('link', { name: 'Websites' }).click();
  await main().getByRole('textbox', { name: 'Address of the website' }).fill(site.url);
  await main().getByText('What to read').click();
  await main().getByText('Website in your own network').click();
  await main().getByRole('button', { name: 'Explore website' }).click();
  const next = main().getByRole('region', { name: 'Find target groups' });
  await expect(next.getByRole('button')).toBeEnabled({ timeout: readLimitMs });
  await next.getByRole('button').click();
});

test('the guided start has that space chosen and leads to the board', async () => {
  await expect(main().getByRole('heading', { level: 1, name: 'Analyse sources' })).toBeVisible();
  await expect(main().getByRole('switch', { name: /\d+ documents/ })).toBeChecked();
  await main().getByRole('button', { name: 'Start analysis' }).click();
  await expect(main().getByRole('region', { name: 'Familien und Eltern' })).toBeVisible({
    timeout: workLimitMs,
  });
});

test('a persona shows its agents; one is published and opened in the chat', async () => {
  const island = main().getByRole('region', { name: 'Familien und Eltern' });
  await island.getByRole('listitem').first().getByRole('link').click();
  const agent = main()
    .getByRole('region', { name: 'Agents of this persona' })
    .getByRole('listitem')
    .filter({ hasText: 'Speaks German' });
  await agent.getByRole('button', { name: /^Publish/ }).click();
  await agent.getByRole('button', { name: /^Open in chat/ }).click();
  await expect(main().getByRole('list', { name: 'Questions to start with' })).toBeVisible();
  await expect(composer(page())).toBeVisible();
});

test('the agent answers, and its citation opens the page on the sentence that proves it', async () => {
  await composer(page()).fill(question);
  await composer(page()).press('Enter');
  const extract = main().getByRole('region', { name: 'From your sources' });
  const quote = extract.getByRole('paragraph').filter({ hasText: sentence });
  await expect(quote).toBeVisible({ timeout: workLimitMs });
  await finished(page());
  await quote.getByRole('button', { name: /^Evidence/ }).click();
  await expect(pane().getByRole('heading').first()).toContainText('Elterngeld und Kindergeld');
  const marked = pane().locator('mark[data-mark="evidence"]').filter({ hasText: 'Elterngeldstelle' });
  await expect(marked).toBeInViewport();
  await expect(marked).toHaveText(sentence);
});

test('what the site does not say, the agent does not say either', async () => {
  await composer(page()).fill('Wie hoch ist der höchste Berg auf dem Mars?');
  await composer(page()).press('Enter');
  await expect(main().getByText('Abstained: the sources say nothing about this.')).toBeVisible({
    timeout: workLimitMs,
  });
});
