/** Contacts (vCard): each person a heading with a table of what is known. Source: RFC 6350. */
import type { Parser } from '../kind.ts';
import { readContentLines } from '../parts/content-lines.ts';
import { decodeText } from '../parts/decode.ts';
import { createWriter } from '../parts/writer.ts';

/** Pictures, keys and bookkeeping say nothing to a reader. */
const hidden = new Set([
  'VERSION',
  'PHOTO',
  'LOGO',
  'SOUND',
  'KEY',
  'UID',
  'REV',
  'PRODID',
  'FN',
  'N',
  'CLASS',
  'SOURCE',
]);

export const contactsParser: Parser = {
  formats: ['vcf'],
  parse: async (bytes, context) => {
    const { text } = decodeText(bytes);
    const writer = createWriter(context);
    let name = '';
    let structured = '';
    let rows: string[][] = [];
    for (const line of readContentLines(text)) {
      if (line.name === 'BEGIN') {
        name = '';
        structured = '';
        rows = [];
      } else if (line.name === 'END') {
        writer.heading(name || structured, 2);
        writer.table(rows);
      } else if (line.name === 'FN') name = line.value;
      else if (line.name === 'N')
        structured = line.value
          .split(';')
          .filter((part) => part !== '')
          .reverse()
          .join(' ');
      else if (!hidden.has(line.name) && !line.name.startsWith('X-') && line.value.length < 4000) {
        const kind = (line.parameters.TYPE ?? '').toLowerCase();
        rows.push([
          kind === '' ? line.name : `${line.name} (${kind})`,
          line.value.replace(/;+/g, ', ').replace(/^, |, $/g, ''),
        ]);
      }
    }
    return { ...writer.finish(), metadata: {} };
  },
};
