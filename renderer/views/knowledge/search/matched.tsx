/** Text with the matched words marked. */
import type { ReactNode } from 'react';

const special = /[.*+?^${}()|[\]\\/]/g;

/** Splits at whole words that begin with one of `words`: the engine matches stems, a reader looks for words. */
export const matchedParts = (
  text: string,
  words: readonly string[],
): { text: string; isMatch: boolean }[] => {
  const wanted = words.filter((word) => word.trim() !== '').map((word) => word.replace(special, '\\$&'));
  if (wanted.length === 0 || text === '') return text === '' ? [] : [{ text, isMatch: false }];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join('|')})[\\p{L}\\p{N}]*`, 'giu');
  const parts: { text: string; isMatch: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), isMatch: false });
    parts.push({ text: match[0], isMatch: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMatch: false });
  return parts;
};

export function Matched({ text, words }: { text: string; words: readonly string[] }): ReactNode {
  return matchedParts(text, words).map((part, index) =>
    part.isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one string have no other identity
      <mark key={index} className="rounded-[2px] bg-brand-soft font-[560] text-brand-ink">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
