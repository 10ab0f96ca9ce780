/** Prepares one block for the Markdown parser: the ways models write formulas become one, footnotes stay visible. Pure. */

// Alternatives in order: code span or escaped sign (kept), \( … \), \[ … \], $$ … $$ (kept), $ … $.
// The rule for single dollars is pandoc's: no blank inside next to them and no digit behind, so that prices stay prices.
const formulas =
  /(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|\\[$\\]|\\\(([\s\S]{1,2000}?)\\\)|\\\[([\s\S]{1,4000}?)\\\]|\$\$[\s\S]*?\$\$|\$(?![\s$\d])([^$\n]{1,400}?)(?<![\s\\])\$(?![\d$])/g;

export const prepare = (text: string): string =>
  withFormulas(text)
    // A footnote stands far from its mark, often in another block: both are shown as written.
    .replace(/^( {0,3})\[\^/gm, '$1\\[^');

const withFormulas = (text: string): string => {
  if (!/[$\\]/.test(text)) return text;
  return text.replace(
    formulas,
    (whole: string, _ticks, round?: string, square?: string, dollars?: string) => {
      if (square !== undefined) return `\n$$\n${square.trim()}\n$$\n`;
      const tex = round ?? dollars;
      return tex === undefined ? whole : `$$${tex.trim()}$$`;
    },
  );
};

/** The parser's time grows with the square of this count: 40,000 marks in one paragraph take 12 s, 2,500 take 50 ms. */
const maxMarks = 2500;
const tooDeep = /^(?:[ \t]*(?:>|[-*+]|\d+[.)])){60}/m;

/** Text no healthy model writes, which would hold the page up; it is shown as it is. */
export const isEntangled = (text: string): boolean =>
  tooDeep.test(text) || (text.length > maxMarks && (text.match(/[*_~[\]`$<!]/g)?.length ?? 0) > maxMarks);

/** The words of an answer for reading aloud: without the signs of Markdown. */
export const spoken = (text: string): string =>
  text
    .replace(/^ {0,3}(?:`{3,}|~{3,}).*$/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+]) +/gm, '')
    .replace(/^[ \t|:-]+$/gm, '')
    .replace(/[*_~`]+/g, '')
    .replaceAll('|', ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
