import { describe, expect, it } from 'vitest';
import { limits } from '../../core/adapters/parser/kind.ts';
import { storeZip } from '../../core/adapters/parser/parts/store-zip.ts';
import { sniff } from './sniff.ts';

const context = { limits: limits.parse({}), spend: () => {}, warn: () => {} };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const kind = (content: string | Uint8Array, fileName = 'x'): unknown => {
  try {
    return sniff(typeof content === 'string' ? utf8(content) : content, fileName, context).format;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

describe('sniff', () => {
  it('goes by content where the name lies', () => {
    expect(kind('%PDF-1.7\n', 'rechnung.docx')).toBe('pdf');
    expect(
      kind(
        storeZip([
          ['word/document.xml', utf8('<d/>')],
          ['[Content_Types].xml', utf8('<t/>')],
        ]),
        'a.zip',
      ),
    ).toBe('docx');
    expect(kind(storeZip([['stored.pdf', utf8('%PDF-1.7\n')]]), 'a.pdf')).toBe('archive');
    expect(kind('{\\rtf1 x}', 'a.doc')).toBe('rtf');
    expect(kind('<html><body>x', 'a.xls')).toBe('html');
  });

  it('tells kinds of text by their beginnings, and lets the name decide only between them', () => {
    expect(kind('BEGIN:VCALENDAR\nEND:VCALENDAR')).toBe('ics');
    expect(kind('BEGIN:VCARD\n')).toBe('vcf');
    expect(kind('From: a@b\nTo: c@d\nSubject: e\n\ntext')).toBe('eml');
    expect(kind('From a@b Mon Jul  1 10:00:00 2024\nSubject: x\n\ny')).toBe('mbox');
    expect(kind('# Titel\n', 'a.md')).toBe('markdown');
    expect(kind('a;b\n1;2\n', 'a.csv')).toBe('csv');
    expect(kind('To: be or not to be\n\nis a question')).toBe('text');
    expect(kind('BM is how this text begins', 'a.txt')).toBe('text');
  });

  it('says what is locked before anyone parses it', () => {
    const locked = storeZip([
      ['mimetype', utf8('application/vnd.oasis.opendocument.text')],
      ['META-INF/manifest.xml', utf8('<manifest:encryption-data/>')],
    ]);
    expect(kind(locked)).toBe('documents.ENCRYPTED');
  });

  it('calls damaged what its name says should be readable', () => {
    const compound = Buffer.alloc(4096);
    compound.write('d0cf11e0a1b11ae1', 'hex');
    compound.writeUInt16LE(9, 30);
    compound.writeUInt16LE(6, 32);
    // Its directory stood behind the cut.
    compound.writeUInt32LE(40, 48);
    expect(kind(compound, 'bescheid.doc')).toBe('documents.CORRUPT');
    expect(kind(compound)).toBe('documents.CORRUPT');
    expect(kind(new Uint8Array(5000), 'bescheid.pdf')).toBe('documents.CORRUPT');
    expect(kind('4 0 obj<</Length 3>>stream\nendstream endobj\n', 'bescheid.pdf')).toBe('documents.CORRUPT');
    const rest = storeZip([['word/media/image1.png', utf8('x')]]);
    expect(kind(rest, 'bescheid.docx')).toBe('documents.CORRUPT');
    expect(kind(rest, 'bilder.zip')).toBe('archive');
  });

  it('refuses what has no text', () => {
    expect(kind(new Uint8Array(5000))).toBe('documents.UNSUPPORTED');
    expect(kind(Buffer.from('377abcaf271c0004', 'hex'))).toBe('documents.UNSUPPORTED');
  });
});
