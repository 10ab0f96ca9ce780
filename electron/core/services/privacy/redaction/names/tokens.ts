/**
 * Words and single marks with their places. A word keeps its inner hyphens and apostrophes (“Müller-Lüdenscheidt”,
 * “O'Brien”); a full stop is a mark of its own, also after an initial.
 */
export type Token = {
  text: string;
  startOffset: number;
  endOffset: number;
  /** What stands before it: nothing, a blank, a line end, or the border of a paragraph. */
  gap: '' | ' ' | '\n' | '¶';
};

const pattern = /\p{L}[\p{L}\p{M}\p{N}]*(?:[-'’‑]\p{L}[\p{L}\p{M}\p{N}]*)*|\p{N}+|[^\s\p{L}\p{N}]/gu;

export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const between = text.slice(at, match.index);
    at = match.index + match[0].length;
    tokens.push({
      text: match[0],
      startOffset: match.index,
      endOffset: at,
      gap: tokens.length === 0 ? '¶' : gapOf(between),
    });
  }
  return tokens;
};

const gapOf = (between: string): Token['gap'] => {
  if (between === '') return '';
  const first = between.indexOf('\n');
  if (first < 0) return ' ';
  return between.includes('\n', first + 1) ? '¶' : '\n';
};

export const isWord = (token: Token | undefined): token is Token =>
  token !== undefined && /^\p{L}/u.test(token.text);

export const isCapitalised = (token: Token | undefined): token is Token =>
  token !== undefined && /^\p{Lu}/u.test(token.text);
