/** Images: one page whose text OCR reads, if it is set up; otherwise the document says that it waits for it. */
import { documentError, type Parser } from '../kind.ts';
import { imageSize, isTooLarge, type OcrLine, recognise } from '../parts/ocr.ts';
import { createWriter } from '../parts/writer.ts';

/** Points per pixel of an image that does not tell its resolution. */
const scale = 0.75;

export const imageParser: Parser = {
  formats: ['image'],
  parse: async (bytes, context) => {
    const writer = createWriter(context);
    const size = imageSize(bytes);
    const page = {
      widthPt: (size?.width ?? 0) * scale,
      heightPt: (size?.height ?? 0) * scale,
      startOffset: 0,
    };
    if (isTooLarge(size)) throw documentError('documents.UNPACKS_TOO_LARGE', { limit: 'size' });
    if (context.ocr === null) {
      context.warn('needs-ocr');
      return { ...writer.finish(), pages: [{ ...page, endOffset: 0, needsOcr: true }], metadata: {} };
    }
    const lines = await recognise(bytes, context.ocr);
    if (lines === null) throw documentError('documents.UNSUPPORTED', { kind: 'image' });
    context.progress(1, 1);
    for (const paragraph of Map.groupBy(lines, (line) => line.paragraph).values()) {
      const pieces = paragraph.map((line) => ({ text: line.text, glue: ' ', box: boxOf(line) }));
      const boxes = pieces.map(({ box }) => box);
      writer.lines('paragraph', pieces, {
        place: {
          page: 1,
          box: [
            Math.min(...boxes.map(([x0]) => x0)),
            Math.min(...boxes.map(([, y0]) => y0)),
            Math.max(...boxes.map(([, , x1]) => x1)),
            Math.max(...boxes.map(([, , , y1]) => y1)),
          ],
        },
      });
    }
    return { ...writer.finish(), pages: [{ ...page, endOffset: writer.length, ocr: true }], metadata: {} };
  },
};

const boxOf = ({ x0, y0, x1, y1 }: OcrLine): [number, number, number, number] => [
  x0 * scale,
  y0 * scale,
  x1 * scale,
  y1 * scale,
];
