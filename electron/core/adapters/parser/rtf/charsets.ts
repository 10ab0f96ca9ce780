/** Character sets of RTF fonts as Windows code pages. Source: RTF Specification 1.9.1, \fcharset. */
// biome-ignore format: pairs
const codePages: Record<number, number> = {
  0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251,
  222: 874, 238: 1250, 255: 1252,
};

/** `null`: the code page of the document. */
export const codePageOf = (charset: number): number | null => codePages[charset] ?? null;

/** Control words that are one character. */
// biome-ignore format: pairs
export const characters: Record<string, string> = {
  tab: '\t', line: '\n', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•', emspace: '\u2003',
  enspace: '\u2002', qmspace: '\u2005', '~': '\u00a0', _: '\u2011', '-': '', softline: '\n', lbr: '\n', zwj: '\u200d', zwnj: '\u200c', ltrmark: '', rtlmark: '',
};
