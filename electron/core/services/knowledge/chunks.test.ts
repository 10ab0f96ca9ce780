import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finished } from './analyse-document.ts';
import { layOutText } from './blocks.ts';
import { chunkDocument, chunkLimits } from './chunks.ts';
import { piecesOf } from './document-text.ts';

const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('chunkDocument', () => {
  it('loses no word and says none twice, whatever the text', () => {
    const line = fc.oneof(
      fc.lorem({ maxCount: 60 }),
      fc.string(),
      fc.constant('Überschrift'),
      fc.constant('a'.repeat(3_000)),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const text = lines.join('\n');
        const chunks = finished(chunkDocument(layOutText(text), 'de'));
        expect(chunks.flatMap((chunk) => words(text.slice(chunk.startOffset, chunk.endOffset)))).toEqual(
          words(text),
        );
        for (const [at, chunk] of chunks.entries())
          expect(chunk.startOffset).toBeGreaterThanOrEqual(chunks[at - 1]?.endOffset ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  it('cuts a table without full stops into readable parts', () => {
    const text = Array.from({ length: 2_000 }, (_, n) => `Zelle ${n}`).join(' ');
    for (const chunk of finished(chunkDocument(layOutText(text), 'de')))
      expect(words(text.slice(chunk.startOffset, chunk.endOffset)).length).toBeLessThanOrEqual(
        chunkLimits.maxWords,
      );
  });

  it('lets others have their turn while it cuts a book, also one without a line break', () => {
    const sentence = 'Die Gemeinde regelt in dieser Sammlung, wer wofür zuständig ist. ';
    for (const text of [sentence.repeat(20_000), `${sentence}\n`.repeat(20_000), 'Wort '.repeat(300_000)]) {
      const work = chunkDocument(layOutText(text), 'de');
      let turns = 0;
      while (!work.next().done) turns += 1;
      expect(turns).toBeGreaterThanOrEqual(Math.floor(text.length / 120_000));
    }
  });

  it('keeps the headings above a passage', () => {
    const long = 'Dies ist ein Satz mit genau neun Wörtern darin. '.repeat(20);
    const text = ['Satzung', 'Gebühren', long, 'Fristen', long].join('\n');
    const heading = (word: string, level: number) => ({
      kind: 'heading' as const,
      startOffset: text.indexOf(word),
      endOffset: text.indexOf(word) + word.length,
      level,
    });
    const body = (from: number) => ({
      kind: 'paragraph' as const,
      startOffset: from,
      endOffset: from + long.length,
      page: 3,
    });
    const blocks = [
      heading('Satzung', 1),
      heading('Gebühren', 2),
      body(text.indexOf(long)),
      heading('Fristen', 2),
      body(text.lastIndexOf(long)),
    ];
    const chunks = finished(chunkDocument({ text, blocks }, 'de'));
    expect(chunks.map((chunk) => chunk.headingPath.at(-1))).toEqual(['Gebühren', 'Fristen']);
    expect(chunks[0]?.headingPath).toEqual(['Satzung', 'Gebühren']);
  });
});

describe('piecesOf', () => {
  it('joins to the very text, also where an emoji stands at a border', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(40_000), (piece, length) => {
        const text = `${piece}😀x`.repeat(Math.ceil(length / (piece.length + 3)));
        const pieces = piecesOf(text, [7, 20_000]);
        expect(pieces.map((one) => Buffer.from(one.text, 'utf8').toString('utf8')).join('').length).toBe(
          text.length,
        );
        expect(pieces.map((one) => one.text).join('')).toBe(text);
      }),
      { numRuns: 30 },
    );
  });
});
