/** Plain text: paragraphs between empty lines, in whatever encoding it came. */
import type { Parser } from '../kind.ts';
import { decodeText } from '../parts/decode.ts';
import { createWriter } from '../parts/writer.ts';

/** `• item`, `- item`, `1. item`, `a) item` */
const listMark = /^\s{0,12}(?:[•*\-–]|\d{1,3}[.)]|[a-z]\))\s+\S/;

export const plainParser: Parser = {
  formats: ['text'],
  parse: async (bytes, context) => {
    const { text, encoding } = decodeText(bytes);
    const writer = createWriter(context);
    for (const paragraph of text.split(/\r?\n[^\S\n]*(?:\r?\n)+|\r\r+|\f/)) {
      if (writer.full) break;
      const lines = paragraph.split(/\r\n?|\n/);
      // A list only when every item begins a line; otherwise it is prose that happens to start with a dash.
      if (
        lines.length > 1 &&
        lines.filter((line) => listMark.test(line)).length >= Math.max(2, lines.length / 2)
      )
        writeItems(lines, writer.listItem);
      else writer.paragraph(paragraph);
    }
    return { ...writer.finish(), metadata: { encoding } };
  },
};

const writeItems = (lines: readonly string[], write: (text: string) => void): void => {
  let item: string[] = [];
  for (const line of lines) {
    if (listMark.test(line) && item.length > 0) {
      write(item.join('\n'));
      item = [];
    }
    item.push(line);
  }
  write(item.join('\n'));
};
