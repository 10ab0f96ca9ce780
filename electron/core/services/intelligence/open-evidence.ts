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

const place = (evidence: Evidence, state: 'found' | 'moved', text: string, start: number): OpenedEvidence => {
  const from = Math.max(0, start - around);
  return {
    evidence,
    state,
    context: text.slice(from, start + evidence.quote.length + around),
    quoteStart: start - from,
    quoteEnd: start - from + evidence.quote.length,
  };
};
