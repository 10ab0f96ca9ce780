/** The first run ends inside the sample; its agent can be talked to, and what is left when it is taken back. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { enter, type HostPage, openBrowser } from '../support/browser.ts';
import { composer, finished } from '../support/chat-page.ts';
import { newDataDir, prepare, removeDataDir } from '../support/data.ts';
import { type Host, startHost } from '../support/host.ts';

test.describe.configure({ mode: 'serial' });

/** Reading the sample and analysing it, on a computer with other work. */
const sampleTimeoutMs = 90_000;

let dataDir: string;
let host: Host;
let browser: Browser;
let entered: HostPage;
const page = (): Page => entered.page;
const main = () => page().getByRole('main');

test.beforeAll(async () => {
  dataDir = newDataDir();
  prepare(dataDir, { settings: { onboarding: { completedAt: null } } });
  host = await startHost(dataDir);
  browser = await openBrowser();
  entered = await enter(browser, host, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
});
test.afterAll(async () => {
  await browser.close();
  await host.stop();
  removeDataDir(dataDir);
});

test('the introduction ends on the board of the sample municipality', async () => {
  for (const step of [1, 2, 3]) {
    await expect(page().getByText(`Step ${step} of 4`)).toBeVisible();
    await main().getByRole('button').last().click();
  }
  await expect(page().getByText('Step 4 of 4')).toBeVisible();
  await main().getByRole('button', { name: 'See the sample' }).click();
  await expect(main().getByRole('region', { name: 'Familien und Eltern' })).toBeVisible({
    timeout: sampleTimeoutMs,
  });
});

test('a published agent greets with its questions, and one press asks', async () => {
  await main()
    .getByRole('region', { name: 'Familien und Eltern' })
    .getByRole('listitem')
    .first()
    .getByRole('link')
    .click();
  const agent = main()
    .getByRole('region', { name: 'Agents of this persona' })
    .getByRole('listitem')
    .filter({ hasText: 'Speaks German' });
  await agent.getByRole('button', { name: /^Publish/ }).click();
  await agent.getByRole('button', { name: /^Open in chat/ }).click();
  const questions = main().getByRole('list', { name: 'Questions to start with' });
  await expect(questions).toBeVisible();
  await expectAccessible(page());
  await questions.getByRole('button').first().click();
  await expect(main().getByRole('region', { name: 'From your sources' })).toBeVisible({ timeout: 30_000 });
  await finished(page());
  await expect(page().getByRole('button', { name: /^Sources of the agent/ })).toBeVisible();
});

test('taken back, its conversation can be read but not continued, and says why', async () => {
  await page().getByRole('link', { name: 'Agents', exact: true }).click();
  await main()
    .getByRole('button', { name: /^Unpublish/ })
    .click();
  await expect(main().getByRole('button', { name: /^Unpublish/ })).toHaveCount(0);
  await page().getByRole('link', { name: 'Chat', exact: true }).click();
  await page()
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('listitem')
    .getByRole('link')
    .first()
    .click();
  await expect(
    main()
      .getByText(/is no longer available\.$/)
      .first(),
  ).toBeVisible();
  await expect(main().getByRole('region', { name: 'From your sources' })).toBeVisible();
  await composer(page()).fill('Und weiter?');
  await expect(main().getByRole('button', { name: 'Send' })).toBeDisabled();
  await expectAccessible(page());
});
