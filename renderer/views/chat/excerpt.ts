/** Search excerpts: matches stand between U+E000 and U+E001. Pure. */
export type ExcerptPart = { text: string; isMatch: boolean };

export const excerptParts = (excerpt: string): ExcerptPart[] =>
  excerpt
    .replace(/\s+/g, ' ')
    .split(/(\uE000[^\uE001]*\uE001?)/)
    .filter((text) => text !== '')
    // What was found is shown without the signs of Markdown.
    .map((text) => ({
      text: text.replace(/[\uE000\uE001]|[#*`|~]+/g, ''),
      isMatch: text.startsWith('\uE000'),
    }))
    .filter(({ text }) => text !== '');
