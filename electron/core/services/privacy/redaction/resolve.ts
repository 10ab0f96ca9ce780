/** One finding for each stretch of text: where recognisers overlap, the surer one keeps it whole and the other what is left. */
import type { Span } from './span.ts';

/** A written form that holds is worth more than a guess of the model: a street named after a person is a street. */
const guessWorth = 0.75;

const worth = ({ reason, confidence }: Span): number =>
  reason === 'model' ? confidence * guessWorth : confidence;

/** Spans ascend and do not overlap afterwards. What is left of one must hold a letter or digit. */
export const resolveOverlaps = (text: string, spans: readonly Span[]): Span[] => {
  const order = [...spans].sort(
    (a, b) =>
      worth(b) - worth(a) ||
      b.endOffset - b.startOffset - (a.endOffset - a.startOffset) ||
      a.startOffset - b.startOffset,
  );
  // Whose each code unit is; 0 is nobody's.
  const owners = new Uint32Array(text.length);
  const kept: Span[] = [];
  for (const [index, one] of order.entries()) {
    let from = -1;
    for (let at = one.startOffset; at <= one.endOffset; at += 1) {
      const free = at < one.endOffset && owners[at] === 0;
      if (free) {
        owners[at] = index + 1;
        if (from < 0) from = at;
      } else if (from >= 0) {
        if (/[\p{L}\p{N}]/u.test(text.slice(from, at)))
          kept.push({ ...one, startOffset: from, endOffset: at });
        from = -1;
      }
    }
  }
  return kept.sort((a, b) => a.startOffset - b.startOffset);
};
