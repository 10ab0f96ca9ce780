/** A provider is set up by hand, answers only after permission, and never sees a word of a confidential conversation. */
import { expect, test } from '@playwright/test';
import { answers, ask, composer, finished } from '../support/chat-page.ts';
import { prepare } from '../support/data.ts';
import { onHost } from '../support/on-host.ts';
import { type LocalProvider, startProvider } from '../support/provider.ts';
import { goTo } from '../support/view.ts';

const { page } = onHost({ fill: prepare, look: {} });
let provider: LocalProvider;
const chip = () => page().getByRole('link', { name: /^(Offline|Cloud enabled)/ });

test.beforeAll(async () => {
  provider = await startProvider(['An answer ', 'from elsewhere.']);
});
test.afterAll(() => provider.stop());

test('setting a provider up sends nothing', async () => {
  await goTo(page(), '/providers');
  await page().getByRole('button', { name: 'Set up a provider' }).click();
  await page().getByRole('button', { name: /Kind/ }).click();
  await page().getByRole('option', { name: 'OpenAI-compatible server' }).click();
  await page().getByRole('textbox', { name: 'Name' }).fill('House');
  await page().getByRole('textbox', { name: 'Address' }).fill(provider.baseUrl);
  await page().getByRole('textbox', { name: 'Key' }).fill('sk-very-secret');
  await page().getByRole('textbox', { name: 'Models' }).fill('fake-1');
  await page().getByRole('button', { name: 'Save' }).click();
  await expect(page().getByRole('heading', { name: 'House' })).toBeVisible();
  await expect(page().getByText('Not enabled')).toBeVisible();
  await expect(chip()).toHaveAccessibleName(/^Offline/);
  expect(provider.connections()).toBe(0);
  expect(await page().content()).not.toContain('sk-very-secret');
});

test('after permission its model can be chosen, and the answer says where it came from', async () => {
  await page().getByRole('button', { name: 'Enable House' }).click();
  await expect(page().getByRole('alertdialog')).toContainText(provider.host);
  await page().getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(page().getByText('Enabled', { exact: true })).toBeVisible();
  // On this very computer: nothing leaves it.
  await expect(chip()).toHaveAccessibleName(/^Offline/);
  await goTo(page(), '/chat');
  await page()
    .getByRole('button', { name: /^Model for this conversation/ })
    .click();
  await page()
    .getByRole('menuitemradio', { name: /^fake-1/ })
    .click();
  await ask(page(), 'What is the capital of France?');
  await finished(page());
  await expect(answers(page()).last()).toContainText('An answer from elsewhere.');
  await expect(
    page()
      .getByRole('button', { name: /^LOCAL/ })
      .last(),
  ).toHaveAccessibleName(/House/);
  expect(provider.requests.at(-1)?.authorization).toBe('Bearer sk-very-secret');
});

test('a confidential conversation is answered here, and the provider hears nothing of it', async () => {
  const before = [provider.requests.length, provider.connections()];
  await page()
    .getByRole('button', { name: /^Confidential/ })
    .click();
  await expect(page().getByRole('button', { name: /^Confidential/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(page().getByText(/on this computer answers instead of fake-1/)).toBeVisible();
  await ask(page(), 'What is the capital of Spain?');
  await finished(page());
  await expect(
    answers(page())
      .last()
      .getByRole('button', { name: /^LOCAL/ }),
  ).toHaveAccessibleName(/confidential/);
  expect([provider.requests.length, provider.connections()]).toEqual(before);
});

test('a German question to a model that knows only English waits for the person', async () => {
  const count = await answers(page()).count();
  await composer(page()).fill('Wie heißt die Hauptstadt von Spanien?');
  await composer(page()).press('Enter');
  const notice = page().getByRole('alertdialog', { name: /does not know German/ });
  await expect(notice).toBeVisible();
  await expect(answers(page())).toHaveCount(count);
  await notice.getByRole('button', { name: 'Ask anyway' }).click();
  await finished(page());
  await expect(answers(page()).last()).toContainText('Not reliable');
});

test('so it does before such a question is asked again, and in a comparison', async () => {
  const count = await answers(page()).count();
  await answers(page()).last().hover();
  await answers(page()).last().getByRole('button', { name: /again/i }).click();
  const notice = page().getByRole('alertdialog', { name: /does not know German/ });
  await expect(notice).toBeVisible();
  await page().keyboard.press('Escape');
  await expect(notice).toBeHidden();
  await expect(answers(page())).toHaveCount(count);
  await goTo(page(), '/compare');
  await page()
    .getByRole('textbox', { name: 'Question to both' })
    .fill('Wie heißt die Hauptstadt von Spanien?');
  await page().getByRole('button', { name: 'Ask both' }).click();
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Change the question' }).click();
  await expect(notice).toBeHidden();
  await expect(page().getByText('The answer will stand here.').first()).toBeVisible();
});
