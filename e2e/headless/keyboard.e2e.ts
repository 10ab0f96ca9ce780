/** Everything without a mouse, and told to those who do not see it. */
import { expect, test } from '@playwright/test';
import {
  answers,
  ask,
  composer,
  finished,
  sendButton,
  stopButton,
  textOf,
  writing,
} from '../support/chat-page.ts';
import { prepare, wattos } from '../support/data.ts';
import { onHost } from '../support/on-host.ts';

const { page, entered, dataDir } = onHost({
  fill: (folder) =>
    prepare(folder, { settings: { onboarding: { completedAt: null }, chat: { maxAnswerTokens: 32 } } }),
  look: {},
});

const press = async (...keys: string[]) => {
  for (const key of keys) await page().keyboard.press(key);
};

/** The palette has the keyboard from here on. */
const openPalette = async () => {
  await press('Control+K');
  await expect(page().getByRole('combobox')).toBeFocused();
};
const closePalette = async () => {
  await press('Escape');
  await expect(page().getByRole('combobox')).toBeHidden();
};

/** Tab until the named control has the focus, once it is there; as many stops as a person would put up with. */
const tabTo = async (role: 'button' | 'textbox' | 'radio' | 'link', name: string | RegExp) => {
  const wanted = page().getByRole(role, { name });
  await expect(wanted).toBeEnabled();
  for (let stops = 0; stops < 25; stops += 1) {
    if (await wanted.evaluateAll((found) => found.includes(document.activeElement as never))) return;
    await press('Tab');
  }
  throw new Error(`25 tab stops did not lead to ${role} “${name}”`);
};

/** Collects what the live regions say from now on. */
const listen = async (): Promise<() => Promise<string[]>> => {
  await page().evaluate(() => {
    const said: string[] = [];
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes)
        for (const node of addedNodes)
          if (node.textContent && (target as Element).closest('[aria-live]')) said.push(node.textContent);
    }).observe(document.body, { childList: true, subtree: true });
    Object.assign(window, { said });
  });
  return () => page().evaluate(() => (window as unknown as { said: string[] }).said);
};

test('the first conversation needs no mouse', async () => {
  await expect(page().getByRole('heading', { name: 'Welcome to WattOS' })).toBeFocused();
  await tabTo('button', 'Let’s start');
  await press('Enter');
  await expect(page().getByRole('heading', { name: 'What this computer can do' })).toBeFocused();
  await tabTo('button', 'Continue');
  await press('Enter');
  await expect(page().getByRole('heading', { name: 'Choose a language model' })).toBeFocused();
  await tabTo('button', 'Continue');
  await press('Enter');
  await tabTo('textbox', 'Your question');
  await page().keyboard.type('What is the capital of France?');
  await tabTo('button', 'Ask');
  await press('Enter');
  await expect(answers(page())).toHaveCount(1);
  await finished(page());
  // What a small model says is its own affair.
  await expect(answers(page()).locator('.prose').first()).toContainText(/\w{2}/);
});

test('the answer is announced once, as a whole', async () => {
  await press('Control+Shift+O');
  await expect(page().getByRole('heading', { name: 'How can I help?' })).toBeVisible();
  await expect(composer(page())).toBeFocused();
  const said = await listen();
  await page().keyboard.type('Name three colours.');
  await expect(sendButton(page())).toBeEnabled();
  await press('Enter');
  await expect(composer(page())).toHaveValue('');
  await finished(page());
  await expect
    .poll(said, { message: 'what the live regions say' })
    .toContainEqual(expect.stringMatching(/^Answer: /));
  const sentences = await said();
  expect(sentences.filter((text) => text.startsWith('Answer: '))).toHaveLength(1);
  expect(sentences.filter((text) => text === 'The answer is being written.')).toHaveLength(1);
  const spoken = sentences.find((text) => text.startsWith('Answer: ')) ?? '';
  const shown = await textOf(answers(page()).last());
  expect(shown.replace(/\s+/g, '')).toContain(spoken.slice('Answer: '.length, 60).replace(/\s+/g, ''));
  // nothing in between: no word-by-word reading
  expect(sentences.length).toBeLessThanOrEqual(3);
});

test('Esc stops the answer, and the focus is back in the field', async () => {
  // long enough to be stopped on a fast computer too
  wattos(dataDir(), 'settings', 'set', 'chat.maxAnswerTokens', '1024');
  await ask(page(), 'Write a very long story about a lighthouse keeper.');
  await writing(page());
  await press('Escape');
  await expect(page().getByText('Stopped by you')).toBeVisible();
  await expect(stopButton(page())).toBeHidden();
  await expect(composer(page())).toBeFocused();
});

test('the palette leads everywhere and switches the theme', async () => {
  await openPalette();
  await page().keyboard.type('colours');
  await expect(page().getByRole('option').first()).toContainText('Name three colours');
  await closePalette();
  await openPalette();
  await page().keyboard.type('ledger');
  await press('Enter');
  await expect(page().getByRole('heading', { name: 'Network ledger' })).toBeVisible();

  await openPalette();
  await page().keyboard.type('appearance dark');
  await expect(page().getByRole('option')).toHaveCount(1);
  await press('Enter');
  await expect(page().locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page().locator('html')).toHaveCSS('background-color', 'rgb(15, 21, 23)');

  await openPalette();
  await press('ArrowDown', 'ArrowUp', 'ArrowUp');
  await expect(page().getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await closePalette();
});

test('the list of shortcuts opens and closes by keyboard', async () => {
  await press('Control+/');
  await expect(page().getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expect(page().getByRole('dialog').getByText('To the next region')).toBeVisible();
  await press('Escape');
  await expect(page().getByRole('dialog')).toBeHidden();
});

test('Ctrl+Shift+O starts a new conversation from anywhere', async () => {
  await press('Control+,');
  await expect(page().getByRole('heading', { name: 'Appearance', level: 1 })).toBeVisible();
  await press('Control+Shift+O');
  await expect(page().getByRole('heading', { name: 'How can I help?' })).toBeVisible();
  await expect(composer(page())).toBeFocused();
});

test('F6 goes round all regions of the window and back', async () => {
  const region = () =>
    page().evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region ?? '',
    );
  const round: string[] = [];
  for (let step = 0; step < 5; step += 1) {
    await press('F6');
    round.push(await region());
  }
  expect([...round].sort()).toEqual(['composer', 'conversations', 'main', 'rail', 'top']);
  const back: string[] = [];
  for (let step = 0; step < 5; step += 1) {
    await press('Shift+F6');
    back.push(await region());
  }
  // from the last region of the round: the four before it, backwards, and the last one again
  expect(back).toEqual([...round.slice(0, 4).reverse(), round[4]]);
});

test('normal use stays far from the limit of 100 calls a minute', () => {
  expect(entered().callsInBusiestMinute(), JSON.stringify(entered().calls())).toBeLessThan(100);
});
