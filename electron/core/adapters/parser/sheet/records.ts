/** What old Excel files (BIFF) say outside their cells: headers and footers, titles of charts, text boxes. Source: [MS-XLS]. */
import type { Compound } from '../parts/compound.ts';
import { decodeCodePage } from '../parts/decode.ts';

const record = {
  header: 0x0014,
  footer: 0x0015,
  codePage: 0x0042,
  textObject: 0x01b6,
  continued: 0x003c,
  seriesText: 0x100d,
  begin: 0x0809,
} as const;
const maxRecords = 5_000_000;

/** In the order they stand in the file; codes of headers and footers still in them. */
export const readBiffTexts = (compound: Compound): { margins: string[]; texts: string[] } => {
  const stream = compound.read('Workbook') ?? compound.read('Book') ?? Buffer.alloc(0);
  const margins: string[] = [];
  const texts: string[] = [];
  let codePage = 1252;
  let wide = true;
  let expectsText = false;
  let count = 0;
  for (let at = 0; at + 4 <= stream.length && count < maxRecords; count += 1) {
    const type = stream.readUInt16LE(at);
    const body = stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2));
    at += 4 + body.length;
    if (type === 0 && body.length === 0) break;
    if (type === record.begin && body.length >= 2) wide = body.readUInt16LE(0) >= 0x0600;
    else if (type === record.codePage && body.length >= 2) codePage = body.readUInt16LE(0);
    else if ((type === record.header || type === record.footer) && body.length > 3)
      margins.push(wide ? unicode(body, 2) : narrow(body, codePage));
    else if (type === record.seriesText && body.length > 3)
      texts.push(wide ? unicode(body, 3, body[2]) : narrow(body.subarray(2), codePage));
    else if (type === record.continued && expectsText && body.length > 1) {
      texts.push(body[0] === 1 ? body.toString('utf16le', 1) : body.toString('latin1', 1));
      expectsText = false;
    }
    if (type === record.textObject) expectsText = body.length >= 12 && body.readUInt16LE(10) > 0;
  }
  return { margins, texts };
};

/** A byte says whether characters have one byte or two. */
const unicode = (body: Buffer, flagAt: number, length = body.readUInt16LE(0)): string =>
  ((body[flagAt] ?? 0) & 1) === 1
    ? body.toString('utf16le', flagAt + 1, Math.min(body.length, flagAt + 1 + length * 2))
    : body.toString('latin1', flagAt + 1, Math.min(body.length, flagAt + 1 + length));

const narrow = (body: Buffer, codePage: number): string =>
  decodeCodePage(body.subarray(1, 1 + (body[0] ?? 0)), codePage);
