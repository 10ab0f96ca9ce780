/** The same product without a window: enter by the printed address, ask, export, and talk without leaving a trace. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { answers, ask, composer, finished, textOf } from '../support/chat-page.ts';
import { filesContaining, prepare, wattos } from '../support/data.ts';
import { onHost } from '../support/on-host.ts';
import { sample } from '../support/sample.ts';
import { readFromZip } from '../support/zip.ts';

const secretWord = 'Zwetschgendatschi';

let conversationId: string;
const { page, dataDir, host, browser, enter, restart } = onHost({
  fill: (folder) => {
    [conversationId = ''] = prepare(folder, { conversations: [sample] });
  },
  look: {},
  isOutside: true,
});
const firstWords = () => answers(page()).locator('.prose').first();

test('without the key of the address there is only an explanation', async () => {
  const context = await browser().newContext();
  const stranger = await context.newPage();
  const refused = await stranger.goto(host().origin);
  expect(refused?.status()).toBe(401);
  await expect(stranger.getByRole('heading').first()).toBeVisible();
  const guessed = await stranger.goto(`${host().origin}/enter?token=guessed`);
  expect(guessed?.status()).toBe(401);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('the printed address opens the page and leaves the key in no address', async () => {
  await enter();
  await expect(page().getByRole('heading', { name: 'How can I help?' })).toBeVisible();
  expect(page().url()).not.toContain('token');
  const [cookie] = await page().context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

test('a question is answered, and a reload changes nothing', async () => {
  await ask(page(), 'What is the capital of France? Answer in one sentence.');
  await finished(page());
  // What a small model says is its own affair; that it is kept is ours.
  await expect(firstWords()).toContainText(/\w{2}/);
  await expect(answers(page()).getByText('LOCAL')).toBeVisible();
  const said = await textOf(firstWords());
  await page().reload();
  await expect(firstWords()).toHaveText(said);
});

const exportAs = async (format: string): Promise<{ name: string; content: Buffer }> => {
  await page().getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page().waitForEvent('download'),
    page().getByRole('menuitem', { name: format }).click(),
  ]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
};

test('a conversation becomes a Markdown, a Word and a PDF file with its content', async () => {
  await page()
    .getByRole('link', { name: new RegExp(sample.title) })
    .click();
  await expect(answers(page())).toHaveCount(2);

  const markdown = await exportAs('Markdown');
  expect(markdown.name).toMatch(/\.md$/);
  expect(markdown.content.toString()).toContain('| up to 5 years | 3 months |');
  expect(markdown.content.toString()).toContain('```ts');

  const word = await exportAs('Word');
  expect(word.name).toMatch(/\.docx$/);
  const xml = readFromZip(word.content, 'word/document.xml');
  expect(xml).toContain('up to 5 years');
  expect(xml).toContain('<w:tbl>');
  expect(xml).toContain('Number.isNaN');

  const pdf = await exportAs('PDF');
  expect(pdf.name).toMatch(/\.pdf$/);
  const text = await textOfPdf(pdf.content);
  expect(text).toContain('up to 5 years');
  expect(text).toContain('Number.isNaN');
  expect(text).toContain('Which notice periods');
});

const textOfPdf = async (content: Buffer): Promise<string> => {
  const pdf = await getDocument({ data: new Uint8Array(content), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const { items } = await (await pdf.getPage(index + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join(' ');
    }),
  );
  return pages.join('\n').replace(/\s+/g, ' ');
};

test('a temporary conversation leaves nothing behind', async () => {
  await page().getByRole('button', { name: 'New temporary conversation' }).click();
  await expect(page().getByRole('heading', { name: 'Temporary conversation' }).first()).toBeVisible();
  await ask(page(), `Say hello to ${secretWord}.`);
  await finished(page());
  await expect(firstWords()).toContainText(/\w{2}/);
  await expect(page().getByText('Temporary – not stored')).toHaveCount(2);
  const address = page().url();

  await page().goto('about:blank');
  await restart({
    between: () => {
      expect(filesContaining(dataDir(), secretWord)).toEqual([]);
      const stored = wattos(dataDir(), 'conversations', 'list') as { id: string; title: string }[];
      expect(stored.map(({ title }) => title).join()).not.toContain(secretWord);
      expect(stored).toHaveLength(2);
      expect(stored.map(({ id }) => id)).toContain(conversationId);
    },
  });
  await page().goto(host().url);
  await page().goto(address.replace(/^http:\/\/[^/]+/, host().origin));
  await expect(page().getByText('This conversation no longer exists.')).toBeVisible();
  await expect(composer(page())).toBeHidden();
});
