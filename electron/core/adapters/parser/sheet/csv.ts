/** Comma-separated values (RFC 4180) with the separators people use; cells stay as they are written. */
import type { ParseContext, ParsedContent } from '../kind.ts';
import { decodeText } from '../parts/decode.ts';
import { createWriter } from '../parts/writer.ts';

const separators = [';', '\t', ',', '|', ':'] as const;
const sampleRows = 20;

export const readCsv = (bytes: Uint8Array, context: ParseContext): ParsedContent => {
  const { text, encoding } = decodeText(bytes);
  const announced = /^sep=(.)\r?\n/i.exec(text);
  const body = announced === null ? text : text.slice(announced[0].length);
  const separator = announced?.[1] ?? guessSeparator(body);
  const writer = createWriter(context);
  writer.table(splitRows(body, separator));
  return { ...writer.finish(), metadata: { encoding, separator } };
};

/** The one that parts the rows into equally many cells, most of them. */
const guessSeparator = (text: string): string => {
  let best = ',';
  let bestScore = 0;
  for (const separator of separators) {
    const counts = firstRows(text.slice(0, 20_000), separator).map((row) => row.length);
    const most = Math.max(...counts, 0);
    const score =
      most < 2 ? 0 : (counts.filter((count) => count === counts[0]).length / counts.length) * Math.log(most);
    if (score > bestScore) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
};

const firstRows = (text: string, separator: string): string[][] => {
  const rows: string[][] = [];
  for (const row of splitRows(text, separator)) {
    rows.push(row);
    if (rows.length >= sampleRows) break;
  }
  return rows;
};

function* splitRows(text: string, separator: string): Generator<string[]> {
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      let end = at + 1;
      let value = '';
      for (;;) {
        const quote = text.indexOf('"', end);
        if (quote < 0) {
          value += text.slice(end);
          end = text.length;
          break;
        }
        value += text.slice(end, quote);
        end = quote + 1;
        if (text[end] !== '"') break;
        value += '"';
        end += 1;
      }
      const rest = nextBreak(text, end, separator);
      cell = value + text.slice(end, rest);
      at = rest;
    } else {
      const end = nextBreak(text, at, separator);
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text[at] === separator) at += 1;
    else {
      if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
      at += 1;
      yield row;
      row = [];
    }
  }
  if (row.length > 0) yield row;
}

const nextBreak = (text: string, from: number, separator: string): number => {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
};
