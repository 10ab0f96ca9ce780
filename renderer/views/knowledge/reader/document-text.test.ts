import { expect, it } from 'vitest';
import type { DocumentView } from '../../../../electron/contract/knowledge.ts';
import { join, loadedOf, sliceOf, withGaps } from './document-text.ts';

const whole = Array.from({ length: 50 }, (_, index) => `Satz Nummer ${index}.`).join('\n');
const id = '00000000-0000-7000-8000-000000000000';

/** What the engine answers: whole lines as blocks, cut to the window. */
const view = (startOffset: number, endOffset: number): DocumentView => {
  let at = 0;
  const blocks = whole.split('\n').flatMap((line) => {
    const block = { startOffset: at, endOffset: at + line.length };
    at += line.length + 1;
    const isInside = block.endOffset > startOffset && block.startOffset < endOffset;
    return isInside
      ? [
          {
            ...block,
            kind: 'paragraph' as const,
            page: 1,
            level: null,
            box: null,
            language: null,
            table: null,
            lines: null,
          },
        ]
      : [];
  });
  const document = { id, versionId: id, textLength: whole.length } as DocumentView['document'];
  return {
    document,
    versionId: id,
    startOffset,
    endOffset,
    text: whole.slice(startOffset, endOffset),
    blocks,
    pages: [],
    hasPageImages: false,
  };
};

it('grows to both sides without losing or doubling anything', () => {
  const loaded = join(join(loadedOf(view(300, 500)), view(450, 700)), view(0, 320));
  expect(loaded.text).toBe(whole.slice(0, 700));
  expect(loaded.blocks.map(({ startOffset }) => startOffset)).toEqual(
    [...new Set(loaded.blocks.map(({ startOffset }) => startOffset))].sort((a, b) => a - b),
  );
  expect(sliceOf(loaded, 310, 330)).toBe(whole.slice(310, 330));
});

it('takes a far window alone instead of leaving a hole', () => {
  expect(join(loadedOf(view(0, 100)), view(400, 500))).toMatchObject({ startOffset: 400, endOffset: 500 });
});

it('draws text that belongs to no block', () => {
  const loaded = { ...loadedOf(view(0, 200)), blocks: loadedOf(view(0, 200)).blocks.slice(2, 4) };
  const drawn = withGaps(loaded)
    .map((block) => sliceOf(loaded, block.startOffset, block.endOffset))
    .join('\n');
  for (const line of whole.slice(0, 150).split('\n').slice(0, -1)) expect(drawn).toContain(line);
});
