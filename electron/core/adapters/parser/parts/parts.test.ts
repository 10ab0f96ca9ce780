import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { limits } from '../kind.ts';
import { recordingContext } from '../conformance.ts';
import { pdfDate } from './dates.ts';
import { decodeText } from './decode.ts';
import { createListCounters, formatNumber, type ListLevel } from './numbering.ts';
import { storeZip } from './store-zip.ts';
import { openZip } from './unzip.ts';
import { createWriter } from './writer.ts';
import { descendants, parseXml, textOf } from './xml.ts';

const level = (format: ListLevel['format'], pattern: string, more: Partial<ListLevel> = {}): ListLevel => ({
  format,
  pattern,
  start: 1,
  ...more,
});
const code = (run: () => unknown): unknown => {
  try {
    run();
    return 'nothing';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

describe('writer', () => {
  it('keeps offsets exact when letters are composed, folded or dropped', () => {
    const writer = createWriter(recordingContext('a'));
    writer.paragraph('  U\u0308bung\u00ad \u00a0 macht\u0000 \ud800 ');
    writer.table([['a\nb', ' '], ['', ''], ['c']]);
    const { text, blocks } = writer.finish();
    expect(text).toBe('Übung macht \uFFFD\n\na b\t\nc');
    expect(blocks.map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset))).toEqual([
      'Übung macht \uFFFD',
      'a b\t\nc',
    ]);
  });

  it('cuts the paragraph that does not fit instead of losing it', () => {
    const context = recordingContext('a', { textLength: 10 });
    const writer = createWriter(context);
    writer.paragraph('1234567890123');
    writer.paragraph('more');
    expect(writer.finish().text).toBe('12345678');
    expect(context.warnings.has('truncated')).toBe(true);
  });
});

describe('unzip', () => {
  const bomb = (claimed: number): Uint8Array => {
    const packed = deflateRawSync(Buffer.alloc(64 * 2 ** 20));
    const zip = Buffer.from(storeZip([['a', packed]]));
    const end = zip.length - 22;
    const central = zip.readUInt32LE(end + 16);
    zip.writeUInt16LE(8, 8);
    zip.writeUInt16LE(8, central + 10);
    zip.writeUInt32LE(claimed, central + 24);
    return zip;
  };

  it('does not believe what an entry says of its size', () => {
    const context = { limits: limits.parse({ unpackRatio: 20 }), spend: () => {}, warn: () => {} };
    expect(code(() => openZip(bomb(10), context).read('a'))).toBe('documents.UNPACKS_TOO_LARGE');
  });

  it('finds the entries of an archive whose directory is cut off', () => {
    const whole = storeZip([
      ['ä.txt', Buffer.from('eins')],
      ['b.txt', Buffer.from('zwei')],
    ]);
    const cut = whole.slice(0, whole.length - 60);
    const zip = openZip(cut, recordingContext('a'));
    expect(zip.entries.map(({ name }) => name)).toEqual(['ä.txt', 'b.txt']);
    expect(Buffer.from(zip.read('b.txt') ?? []).toString()).toBe('zwei');
  });
});

describe('xml', () => {
  it('neither expands entities nor grows with nesting', () => {
    const context = recordingContext('a');
    const laughs = parseXml(
      '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>',
      context.limits,
    );
    expect(textOf(laughs)).toBe('&b;&c;');
    const deep = parseXml(`${'<a>'.repeat(5000)}x${'</a>'.repeat(5000)}<b>y</b>`, context.limits);
    expect(textOf(deep)).toBe('xy');
    expect(descendants(deep, 'b')).toHaveLength(1);
    expect(code(() => parseXml('<a>'.repeat(50_000), context.limits))).toBe('documents.UNPACKS_TOO_LARGE');
  });
});

describe('decodeText', () => {
  it('tells Western, Turkish, wide and broken UTF-8 apart', () => {
    expect(decodeText(Buffer.from('Gr\xfc\xdfe aus K\xf6ln', 'latin1')).text).toBe('Grüße aus Köln');
    expect(decodeText(Buffer.from('Say\xfdn yurtta\xfelar\xfdm\xfdz, g\xfcnayd\xfdn', 'latin1')).text).toBe(
      'Sayın yurttaşlarımız, günaydın',
    );
    expect(decodeText(Buffer.from('Grüße an alle', 'utf16le')).text).toBe('Grüße an alle');
    expect(
      decodeText(Buffer.concat([Buffer.from('Größe, Höhe, Länge '), Buffer.from([0xff])])).text,
    ).toContain('Größe, Höhe');
    expect(decodeText(Buffer.from('<meta charset="utf-8">Stra\xdfe', 'latin1')).text).toContain('Straße');
  });
});

describe('list labels', () => {
  it('start anew below a higher level and go on where they were', () => {
    const counters = createListCounters();
    const levels = [
      level('decimal', '%1.'),
      level('lowerLetter', '%1.%2)'),
      level('upperRoman', '%3', { restartAfter: 1 }),
    ];
    const label = (at: number) => counters.next('l', at, levels);
    expect([label(0), label(1), label(1), label(0), label(1)]).toEqual(['1.', '1.a)', '1.b)', '2.', '2.a)']);
    expect([label(2), label(1), label(2), label(0), label(2)]).toEqual(['I', '2.b)', 'II', '3.', 'I']);
  });

  it('write numbers as Word does', () => {
    expect([
      formatNumber(27, 'lowerLetter'),
      formatNumber(1994, 'lowerRoman'),
      formatNumber(12, 'ordinal'),
      formatNumber(3, 'decimalZero'),
    ]).toEqual(['aa', 'mcmxciv', '12th', '03']);
  });
});

describe('pdfDate', () => {
  it('reads dates with and without a zone', () => {
    expect(pdfDate("D:20240131120000+01'00'")).toBe('2024-01-31T11:00:00.000Z');
    expect(pdfDate('D:2024')).toBe('2024-01-01T00:00:00.000Z');
    expect(pdfDate('gestern')).toBeNull();
  });
});
