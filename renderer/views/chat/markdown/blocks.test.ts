/** Cutting answers into blocks: what belongs together stays together, growing text keeps its earlier blocks, nothing is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitBlocks } from './blocks.ts';

const texts = (text: string) => splitBlocks(text).map((block) => block.text);

describe('what stays together', () => {
  test.each([
    ['a loose list', '1. eins\n\n2. zwei\n\n   weiter\n\n3. drei'],
    ['a list with code inside', '1. eins\n\n   ```js\n   a\n\n   b\n   ```\n\n2. zwei'],
    ['a paragraph that turns into a list', 'Also:\n- a\n\n- b'],
    ['a formula with blank lines', '$$\na\n\n+b\n$$'],
    ['a formula in brackets', '\\[\na\n\n+b\n\\]'],
    ['a quote', '> a\n> b'],
    ['a table', '|a|\n|-|\n|1|'],
  ])('%s', (_, text) => {
    expect(texts(text)).toEqual([text]);
  });
});

test('paragraphs, headings and code are blocks of their own', () => {
  expect(texts('# Titel\n\nText\n\n\nMehr\n```js\na\n```\nEnde')).toEqual([
    '# Titel',
    'Text',
    'Mehr',
    '```js\na\n```',
    'Ende',
  ]);
});

test('code knows its language and its whole text', () => {
  const [block] = splitBlocks('```ts {1,2}\na\n\nb\n```');
  expect(block?.code).toEqual({ language: 'ts', part: 'only', whole: 'a\n\nb' });
});

test('an open fence is closed for drawing and swallows only what follows it', () => {
  expect(texts('Vorher\n\n```py\na = 1\n\nb = 2')).toEqual(['Vorher', '```py\na = 1\n\nb = 2\n```']);
});

test('a shorter or other fence does not end code', () => {
  expect(texts('````md\n```js\na\n```\n~~~\n````')).toEqual(['````md\n```js\na\n```\n~~~\n````']);
});

test('long code comes in parts that make up the whole', () => {
  const code = Array.from({ length: 300 }, (_, line) => `zeile ${line}`).join('\n');
  const blocks = splitBlocks(`\`\`\`\n${code}\n\`\`\``);
  expect(blocks.map((block) => block.code?.part)).toEqual(['first', 'middle', 'last']);
  expect(blocks.map((block) => block.text.slice(4, -4)).join('\n')).toBe(code);
});

test('a long list is cut between two items and goes on counting', () => {
  const list = Array.from({ length: 100 }, (_, item) => `${item + 1}. Punkt`).join('\n');
  const parts = texts(list);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts[1]).toMatch(/^41\. Punkt/);
});

test('a reference finds its definition in another block', () => {
  const [first] = texts('Siehe [hier][a].\n\nMehr\n\n[a]: https://example.org');
  expect(first).toBe('Siehe [hier][a].\n\n[a]: https://example.org');
});

const piece = fc.constantFrom(
  'Text',
  '# T',
  '- a',
  '  b',
  '1. x',
  '```',
  '```js',
  '~~~',
  '',
  '',
  '$$',
  '| a |',
  '> q',
  '\\[',
  '\\]',
  '    code',
);
const document = fc.array(piece, { maxLength: 40 }).map((lines) => lines.join('\n'));

test('every line that is not blank appears exactly once and in order', () => {
  fc.assert(
    fc.property(document, (text) => {
      const marks = text.split('\n').map((line, index) => (line === 'Text' ? `Text ${index}` : line));
      const wanted = marks.filter((line) => line.startsWith('Text '));
      const found = texts(marks.join('\n')).flatMap((block) =>
        block.split('\n').filter((line) => line.startsWith('Text ')),
      );
      expect(found).toEqual(wanted);
    }),
  );
});

test('growing text keeps all blocks but the last two', () => {
  fc.assert(
    fc.property(document, document, (before, after) => {
      const early = texts(before);
      const late = texts(before + after);
      expect(late.slice(0, Math.max(0, early.length - 2))).toEqual(
        early.slice(0, Math.max(0, early.length - 2)),
      );
    }),
  );
});

test('a million and a half characters are cut in seconds: each is looked at a few times, not once per block', () => {
  const text = 'Ein Satz mit [Klammern] und `Code`.\n\n- Punkt\n\n'.repeat(32_000);
  const start = performance.now();
  splitBlocks(text);
  // A tenth of a second on an idle machine.
  expect(performance.now() - start).toBeLessThan(20_000);
});
