/** The first run ends inside the sample; its agent can be talked to, and what is left when it is taken back. */
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { composer, finished } from '../support/chat-page.ts';
import { prepare } from '../support/data.ts';
import { workLimitMs } from '../support/limits.ts';
import { onHost } from '../support/on-host.ts';

const { page, main } = onHost({
  fill: (folder) => prepare(folder, { settings: { onboarding: { completedAt: null } } }),
});

test('the introduction ends on the board of the sample municipality', async () => {
  for (const [index, onwards] of ['Let’s start', 'Continue', 'Continue'].entries()) {
    await expect(page().getByText(`Step ${index + 1} of 4`)).toBeVisible();
    await main().getByRole('button', { name: onwards, exact: true }).click();
  }
  await expect(page().getByText('Step 4 of 4')).toBeVisible();
  await main().getByRole('button', { name: 'See the sample' }).click();
  await expect(main().getByRole('region', { name: 'Familien und Eltern' })).toBeVisible({
    timeout: workLimitMs,
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
  await expect(main().getByRole('region', { name: 'From your sources' })).toBeVisible({
    timeout: workLimitMs,
  });
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
