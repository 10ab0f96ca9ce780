/** Opens a cited sentence in the text as it stands now: still there, elsewhere, or gone. Compared letter by letter. Pure. */
import type { Evidence } from '../../../contract/intelligence-traits.ts';

const around = 320;

export type OpenedEvidence = {
  evidence: Evidence;
  state: 'found' | 'moved' | 'gone';
  context: string;
  quoteStart: number;
  quoteEnd: number;
};

export const openIn = (evidence: Evidence, text: string | null): OpenedEvidence => {
  const { quote, startOffset, endOffset } = evidence;
  if (text === null) return { evidence, state: 'gone', context: '', quoteStart: 0, quoteEnd: 0 };
  if (text.slice(startOffset, endOffset) === quote) return place(evidence, 'found', text, startOffset);
  const elsewhere = text.indexOf(quote);
  return elsewhere < 0
    ? { evidence, state: 'gone', context: '', quoteStart: 0, quoteEnd: 0 }
    : place(evidence, 'moved', text, elsewhere);
};

/** No sentence is shown in half: the text around begins and ends with a sentence, or at least with a word. */
const contextStart = (text: string, start: number): number => {
  const from = start - around;
  if (from <= 0) return 0;
  const before = text.slice(from, start);
  const begin = /(?<=[.!?…]\s|\n)\S/.exec(before) ?? /(?<=\s)\S/.exec(before);
  return begin ? from + begin.index : start;
};
const contextEnd = (text: string, end: number): number => {
  if (end + around >= text.length) return text.length;
  const after = text.slice(end, end + around);
  const last = /^[\s\S]*(?:[.!?…](?=\s)|\S(?=\n))/.exec(after) ?? /^[\s\S]*\S(?=\s)/.exec(after);
  return end + (last?.[0].length ?? 0);
};

const place = (evidence: Evidence, state: 'found' | 'moved', text: string, start: number): OpenedEvidence => {
  const end = start + evidence.quote.length;
  const from = contextStart(text, start);
  return {
    evidence,
    state,
    context: text.slice(from, contextEnd(text, end)),
    quoteStart: start - from,
    quoteEnd: end - from,
  };
};
