/** What lies around the cells of an Excel workbook: headers and footers, text boxes, charts, diagrams, links, embedded files. */
import type { ParseContext } from '../kind.ts';
import { attachEmbedded, chartRows, type Package } from '../parts/ooxml.ts';
import type { Writer } from '../parts/writer.ts';
import { attribute, descendants, textOf, type XmlElement } from '../parts/xml.ts';

const marginNames = ['oddHeader', 'evenHeader', 'firstHeader', 'oddFooter', 'evenFooter', 'firstFooter'];

export const writeSheetExtras = (pack: Package, writer: Writer, context: ParseContext): void => {
  const workbook = pack.related('', 'officeDocument')[0] ?? 'xl/workbook.xml';
  const seen = new Set<string>();
  for (const path of [...pack.related(workbook, 'worksheet'), ...pack.related(workbook, 'chartsheet')]) {
    writeMargins(pack.zip.read(path), writer);
    for (const threaded of pack.related(path, 'threadedComment'))
      for (const text of descendants(pack.xml(threaded) ?? undefined, 'text')) writer.paragraph(textOf(text));
    for (const drawing of pack.related(path, 'drawing')) writeDrawing(pack, drawing, writer, context, seen);
    attachEmbedded(pack, path, context, seen);
  }
  for (const link of pack.related(workbook, 'externalLink')) {
    for (const target of descendants(pack.xml(link) ?? undefined, 'ddeLink'))
      writer.paragraph(`${attribute(target, 'ddeService') ?? ''}|${attribute(target, 'ddeTopic') ?? ''}`);
  }
};

/** Only the end of a sheet's part is read: the cells before it are known already. */
const writeMargins = (sheet: Uint8Array | null, writer: Writer): void => {
  if (sheet === null) return;
  const buffer = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength);
  const start = Math.max(buffer.lastIndexOf('<headerFooter'), buffer.lastIndexOf(':headerFooter'));
  if (start < 0) return;
  const tail = buffer.toString('utf8', start, Math.min(buffer.length, start + 20_000));
  for (const name of marginNames) {
    const text = new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]*)<`).exec(tail)?.[1];
    if (text !== undefined) writer.paragraph(marginText(text));
  }
};

/** `&L`, `&C`, `&R` part it; `&"Font,Style"`, `&12`, `&P`, `&D` … are codes (ECMA-376, 18.3.1.46). */
export const marginText = (coded: string): string =>
  coded
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/&[LCR]/g, '\n')
    .replace(/&"[^"]*"|&K[0-9A-F]{6}|&\d+|&[A-Z]/gi, '')
    .trim();

const writeDrawing = (
  pack: Package,
  path: string,
  writer: Writer,
  context: ParseContext,
  seen: Set<string>,
): void => {
  for (const body of descendants(pack.xml(path) ?? undefined, 'txBody')) writer.paragraph(drawingText(body));
  for (const chart of pack.related(path, 'chart')) {
    const { title, rows } = chartRows(pack.xml(chart));
    writer.paragraph(title);
    writer.table(rows);
  }
  for (const data of pack.related(path, 'diagramData'))
    for (const point of descendants(pack.xml(data) ?? undefined, 'pt')) writer.listItem(drawingText(point));
  attachEmbedded(pack, path, context, seen);
};

const drawingText = (element: XmlElement): string =>
  descendants(element, 'p')
    .map((paragraph) => descendants(paragraph, 't').map(textOf).join(''))
    .join('\n');
