import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAll, isHardWrapped, type Mark, piecesOf } from './ranges.ts';

const mark = (startOffset: number, endOffset: number, kind: Mark['kind'] = 'evidence'): Mark => ({
  startOffset,
  endOffset,
  kind,
});

describe('piecesOf', () => {
  it('cuts at the borders of the marks and nowhere else', () => {
    expect(piecesOf('Die Gebühr beträgt 37 Euro.', 100, [mark(119, 126)])).toEqual([
      { text: 'Die Gebühr beträgt ', startOffset: 100, kind: null },
      { text: '37 Euro', startOffset: 119, kind: 'evidence' },
      { text: '.', startOffset: 126, kind: null },
    ]);
  });

  it('shows a find inside of evidence', () => {
    const kinds = piecesOf('abcdef', 0, [mark(0, 6), mark(2, 4, 'found')]).map(({ text, kind }) => [
      text,
      kind,
    ]);
    expect(kinds).toEqual([
      ['ab', 'evidence'],
      ['cd', 'found'],
      ['ef', 'evidence'],
    ]);
  });

  it('loses and doubles no character, whatever the marks are', () => {
    const marks = fc.array(
      fc.record({
        startOffset: fc.nat(60),
        endOffset: fc.nat(60),
        kind: fc.constantFrom('evidence' as const, 'found' as const),
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.nat(20), marks, (text, start, all) => {
        const pieces = piecesOf(text, start, all);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        let at = start;
        for (const piece of pieces) {
          expect(piece.startOffset).toBe(at);
          at += piece.text.length;
        }
      }),
    );
  });
});

describe('findAll', () => {
  it('finds whatever the case, over line ends, and takes signs of patterns literally', () => {
    expect(findAll('Die GEBÜHR\nsatzung (alt) und die Gebühr satzung', 'gebühr satzung')).toHaveLength(2);
    expect(findAll('§ 3 (2) und § 3 x2x', '(2)')).toEqual([{ startOffset: 4, endOffset: 7 }]);
    expect(findAll('abc', '  ')).toEqual([]);
  });

  it('tells offsets of the original although lower case may be longer', () => {
    const text = 'İİİ Ankara';
    const [found] = findAll(text, 'ANKARA');
    expect(text.slice(found?.startOffset, found?.endOffset)).toBe('Ankara');
  });

  it('stops at the limit', () => {
    expect(findAll('a'.repeat(5000), 'a', 100)).toHaveLength(100);
  });
});

it('lets broken prose flow, but keeps the lines of an address', () => {
  expect(
    isHardWrapped(
      'Der Arbeitnehmer kann verlangen, dass ihm die Berechnung und\nZusammensetzung erläutert wird.',
    ),
  ).toBe(true);
  expect(isHardWrapped('Gemeinde Lindenthal\nRathausplatz 1\n12345 Lindenthal')).toBe(false);
  expect(isHardWrapped('Eine einzige Zeile, wie lang sie auch sein mag, ist keine umbrochene.')).toBe(false);
});
