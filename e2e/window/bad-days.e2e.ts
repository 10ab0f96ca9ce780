/** Processes that die in mid-answer, questions that are too long, model files that are broken: nothing stored is lost, and each says what to do. */
import { cpSync, existsSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answers, ask, composer, sendButton, textOf, writing } from '../support/chat-page.ts';
import { prepare, wattos } from '../support/data.ts';
import { onWindow } from '../support/on-window.ts';
import { processIdOf } from '../support/window.ts';

const modelId = 'tinyllama-1.1b-chat-iq2';
const longTask = 'Write a very long story about a lighthouse keeper and the sea.';
const shortAnswers = 32;

const { window, page, dataDir, restart } = onWindow({
  fill: (folder) =>
    prepare(folder, { settings: { chat: { maxAnswerTokens: 1024, defaultModelId: modelId } } }),
});

/** Not what the live region has said about it. */
const banner = () =>
  page()
    .locator('div')
    .and(page().getByText(/^The connection to the program is interrupted/));

test('the engine is killed in mid-answer: the page finds the new one, the text so far is kept and marked', async () => {
  await ask(page(), longTask);
  // longer than what may be on its way to the disk when the engine dies
  await writing(page(), 400);
  const engine = await processIdOf(window(), 'engine');
  const before = await textOf(answers(page()).last().locator('.prose').first());
  process.kill(engine, 'SIGKILL');
  await expect(page().getByRole('feed').getByText('Interrupted – the text so far is kept')).toBeVisible();
  await expect(banner()).toBeHidden();
  await expect(answers(page()).last()).toContainText(before.slice(0, 40));
  await expect.poll(() => processIdOf(window(), 'engine').catch(() => engine)).not.toBe(engine);
});

test('the model’s process is killed in mid-answer: marked with what to do, and the next question is answered', async () => {
  await page().keyboard.press('Control+Shift+O');
  await expect(page().getByRole('heading', { name: 'How can I help?' })).toBeVisible();
  await ask(page(), longTask);
  await writing(page(), 120);
  process.kill(await processIdOf(window(), 'llm'), 'SIGKILL');
  await expect(page().getByRole('feed').getByText('Interrupted – the text so far is kept')).toBeVisible();
  await expect(page().getByText(/starts again with the next question/)).toBeVisible();
  await expect.poll(async () => (await textOf(answers(page()).last())).length).toBeGreaterThan(120);

  await ask(page(), 'Write another long story.');
  await expect(answers(page())).toHaveCount(2);
  await writing(page());
  await page().keyboard.press('Escape');
  await expect(page().getByRole('feed').getByText('Stopped by you')).toBeVisible();
});

test('a message of 200,000 characters is refused with a sentence and stays where it is', async () => {
  const long = 'Satz. '.repeat(33_334).slice(0, 200_000);
  const count = await answers(page()).count();
  await composer(page()).fill(long);
  await expect(
    page().getByText('The message is 50,000 characters too long. The limit is 150,000.'),
  ).toBeVisible();
  await composer(page()).press('Enter');
  await expect(sendButton(page())).toBeDisabled();
  expect((await composer(page()).inputValue()).length).toBe(200_000);
  await expect(answers(page())).toHaveCount(count);
  await composer(page()).fill('');
});

test('both interrupted answers are there after a restart', async () => {
  await restart({
    between: () => {
      const stored = wattos(dataDir(), 'conversations', 'list') as { title: string; messageCount: number }[];
      expect(stored.map(({ messageCount }) => messageCount).sort()).toEqual([2, 4]);
      wattos(dataDir(), 'settings', 'set', 'chat.maxAnswerTokens', String(shortAnswers));
    },
  });
  await page()
    .getByRole('link', { name: /lighthouse/ })
    .last()
    .click();
  await expect(page().getByRole('feed').getByText('Interrupted – the text so far is kept')).toBeVisible();
});

test.describe('model files', () => {
  const original = join(
    process.env.WATTOS_MODELS ??
      join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'wattos/models'),
    modelId,
  );
  let models: string;
  const file = () => join(models, modelId, 'model.gguf');

  test.beforeAll(async () => {
    models = `${dataDir()}-models`;
    cpSync(original, join(models, modelId), { recursive: true });
    await restart({ options: { env: { WATTOS_MODELS: models } } });
    // the model is there, so a question can be asked; it breaks behind the page's back
    await expect(page().getByRole('heading', { name: 'How can I help?' })).toBeVisible();
  });
  test.afterAll(() => rmSync(models, { recursive: true, force: true }));

  const askAndExpect = async (title: string, help: RegExp) => {
    await composer(page()).fill('What is the capital of France?');
    await expect(sendButton(page())).toBeEnabled();
    await composer(page()).press('Enter');
    await expect(page().getByText(title)).toBeVisible();
    await expect(page().getByText(help)).toBeVisible();
  };

  test('a file that is no model at all is named as such', async () => {
    expect(existsSync(file())).toBe(true);
    writeFileSync(file(), Buffer.alloc(4096, 'no model'), { flag: 'r+' });
    await askAndExpect('This is not a model file', /is not a GGUF file/);
  });

  test('a cut-off file says how much is missing', async () => {
    truncateSync(file(), 1_000_000);
    await askAndExpect('The model file is incomplete', /1 MB of 323 MB|Continue the download/);
  });

  test('a file that is gone says where to get it again', async () => {
    rmSync(file());
    await askAndExpect('The model file is missing', /Download the model again under “Models”/);
    await page().getByRole('link', { name: 'Models', exact: true }).click();
    // nobody told the page that the file has gone
    await page().reload();
    await expect(page().getByText('Damaged', { exact: true })).toBeVisible();
    await expect(page().getByRole('button', { name: /Download again|Download TinyLlama/ })).toBeVisible();
  });
});
