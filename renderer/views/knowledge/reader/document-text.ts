/**
 * The loaded part of a document: one connected range of its text that grows in both directions. Pure but for the hook in
 * use-document.ts, which fetches the windows.
 */
import type { DocumentView } from '../../../../electron/contract/knowledge.ts';

export type Block = DocumentView['blocks'][number];
export type PageRange = DocumentView['pages'][number];

export type LoadedText = {
  startOffset: number;
  endOffset: number;
  text: string;
  /** In the order of the text. */
  blocks: readonly Block[];
  pages: readonly PageRange[];
};

/** UTF-16 units per call; about 15 printed pages. */
export const windowLength = 40_000;

export const loadedOf = ({ startOffset, endOffset, text, blocks, pages }: DocumentView): LoadedText => ({
  startOffset,
  endOffset,
  text,
  blocks,
  pages,
});

const keyOf = (block: Block) => `${block.startOffset}-${block.endOffset}`;

/** Joins a window to what is loaded. Windows that touch nothing replace it: between them would be a hole. */
export const join = (loaded: LoadedText, view: DocumentView): LoadedText => {
  if (view.startOffset > loaded.endOffset || view.endOffset < loaded.startOffset) return loadedOf(view);
  const blocks = new Map([...loaded.blocks, ...view.blocks].map((block) => [keyOf(block), block]));
  const pages = new Map([...loaded.pages, ...view.pages].map((page) => [page.number, page]));
  const before = view.text.slice(0, Math.max(0, loaded.startOffset - view.startOffset));
  const after = view.endOffset > loaded.endOffset ? view.text.slice(loaded.endOffset - view.startOffset) : '';
  return {
    startOffset: Math.min(loaded.startOffset, view.startOffset),
    endOffset: Math.max(loaded.endOffset, view.endOffset),
    text: before + loaded.text + after,
    blocks: [...blocks.values()].sort(
      (one, other) => one.startOffset - other.startOffset || one.endOffset - other.endOffset,
    ),
    pages: [...pages.values()].sort((one, other) => one.number - other.number),
  };
};

export const sliceOf = (loaded: LoadedText, startOffset: number, endOffset: number): string =>
  loaded.text.slice(
    Math.max(0, startOffset - loaded.startOffset),
    Math.max(0, endOffset - loaded.startOffset),
  );

/** Text outside of every block is drawn too: nothing of a document may be invisible. */
export const withGaps = (loaded: LoadedText): Block[] => {
  const all: Block[] = [];
  let at = loaded.startOffset;
  const gap = (startOffset: number, endOffset: number) => {
    if (sliceOf(loaded, startOffset, endOffset).trim() === '') return;
    all.push({
      kind: 'paragraph',
      startOffset,
      endOffset,
      page: null,
      level: null,
      box: null,
      language: null,
      table: null,
      lines: null,
    });
  };
  for (const block of loaded.blocks) {
    if (block.startOffset > at) gap(at, block.startOffset);
    all.push(block);
    at = Math.max(at, block.endOffset);
  }
  if (at < loaded.endOffset) gap(at, loaded.endOffset);
  return all;
};
