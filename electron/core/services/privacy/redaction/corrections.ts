/**
 * What people decided about findings, applied to new ones: a rejected text is no finding, a confirmed one is found for sure, an
 * added one is looked for wherever it stands. Decisions hold for the same text in the whole space.
 */
import { resolveOverlaps } from './resolve.ts';
import type { PiiClass, Span } from './span.ts';

export type Correction =
  | { kind: 'confirm' | 'reject'; class: PiiClass; value: string }
  /** `class` is the right one; it was found as `from`. */
  | { kind: 'change'; from: PiiClass; class: PiiClass; value: string }
  | { kind: 'add'; class: PiiClass; value: string };

/** Blanks and line ends do not make another text. */
export const sameText = (value: string): string => value.trim().replace(/\s+/gu, ' ');

export const applyCorrections = (
  text: string,
  spans: readonly Span[],
  corrections: readonly Correction[],
): Span[] => {
  if (corrections.length === 0) return [...spans];
  const byValue = new Map<string, Correction[]>();
  for (const correction of corrections) {
    const key = sameText(correction.value);
    byValue.set(key, [...(byValue.get(key) ?? []), correction]);
  }
  const corrected = spans.flatMap((span) => {
    const value = sameText(text.slice(span.startOffset, span.endOffset));
    // The latest decision counts.
    return (byValue.get(value) ?? []).reduce<Span[]>(
      (current, correction) => current.flatMap((one) => decide(one, correction)),
      [span],
    );
  });
  const added = corrections.flatMap((correction) =>
    correction.kind === 'add' || correction.kind === 'change'
      ? placesOf(text, correction.value).map((range): Span => certain(correction.class, range))
      : [],
  );
  return resolveOverlaps(text, [...corrected, ...added]);
};

const certain = (piiClass: PiiClass, [startOffset, endOffset]: readonly [number, number]): Span => ({
  class: piiClass,
  startOffset,
  endOffset,
  confidence: 1,
  status: 'found',
  reason: 'correction',
});

const decide = (span: Span, correction: Correction): Span[] => {
  switch (correction.kind) {
    case 'confirm':
      return [{ ...span, confidence: 1, status: 'found', reason: 'correction' }];
    case 'reject':
      return span.class === correction.class && span.reason !== 'correction' ? [] : [span];
    case 'change':
      return span.class === correction.from
        ? [{ ...span, class: correction.class, confidence: 1, status: 'found', reason: 'correction' }]
        : [span];
    case 'add':
      return [span];
  }
};

/** Whole words only. */
const placesOf = (text: string, value: string): [number, number][] => {
  const pattern = sameText(value)
    .split(' ')
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`))
    .join(String.raw`\s+`);
  const edge = (sign: string, side: string): string => (/[\p{L}\p{N}]/u.test(sign) ? side : '');
  const first = edge(value.trim().slice(0, 1), String.raw`(?<![\p{L}\p{N}])`);
  const last = edge(value.trim().slice(-1), String.raw`(?![\p{L}\p{N}])`);
  return pattern === ''
    ? []
    : [...text.matchAll(new RegExp(`${first}${pattern}${last}`, 'gu'))].map((match) => [
        match.index,
        match.index + match[0].length,
      ]);
};
