/** Small documents of every format, made here, through the shared cases. */
import { CFB, utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { archiveParser } from './archive/index.ts';
import { calendarParser } from './calendar/index.ts';
import { type ParserSample, parserConformance, recordingContext } from './conformance.ts';
import { contactsParser } from './contacts/index.ts';
import { docParser } from './doc/index.ts';
import { docxParser } from './docx/index.ts';
import { epubParser } from './epub/index.ts';
import { htmlParser } from './html/index.ts';
import { mailParser } from './mail/index.ts';
import { markdownParser } from './markdown/index.ts';
import { msgParser } from './msg/index.ts';
import { odfParser } from './odf/index.ts';
import { storeZip } from './parts/store-zip.ts';
import { pdfParser } from './pdf/index.ts';
import { plainParser } from './plain/index.ts';
import { pptParser } from './ppt/index.ts';
import { pptxParser } from './pptx/index.ts';
import { rtfParser } from './rtf/index.ts';
import { sheetParser } from './sheet/index.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const zip = (files: Record<string, string>): Uint8Array =>
  storeZip(Object.entries(files).map(([name, text]) => [name, utf8(text)]));
const relationships = (entries: string): string => `<Relationships>${entries}</Relationships>`;
const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="x/${type}" Target="${target}"/>`;

const compound = (streams: Record<string, Buffer>): Uint8Array => {
  const container = CFB.utils.cfb_new();
  for (const [path, content] of Object.entries(streams)) CFB.utils.cfb_add(container, path, content);
  return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer);
};

const word = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>';
const docx = zip({
  '[Content_Types].xml': '<Types/>',
  '_rels/.rels': relationships(relationship('r1', 'officeDocument', 'word/document.xml')),
  'word/_rels/document.xml.rels': relationships(
    relationship('r1', 'styles', 'styles.xml') +
      relationship('r2', 'numbering', 'numbering.xml') +
      relationship('r3', 'footnotes', 'footnotes.xml'),
  ),
  'word/styles.xml':
    '<w:styles><w:style w:type="paragraph" w:styleId="b1"><w:name w:val="heading 1"/></w:style></w:styles>',
  'word/numbering.xml':
    '<w:numbering><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>',
  'word/footnotes.xml': `<w:footnotes><w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>${word('Fußnote zur Satzung')}</w:footnote></w:footnotes>`,
  'word/document.xml': `<w:document><w:body>${word('Satzung', '<w:pStyle w:val="b1"/>')}${word('Der Rat beschließt.')}${word('erstens', numbered)}${word('zweitens', numbered)}<w:tbl><w:tr><w:tc>${word('Gebühr')}</w:tc><w:tc>${word('5 Euro')}</w:tc></w:tr></w:tbl><w:p><w:del><w:r><w:delText>gestrichen</w:delText></w:r></w:del><w:ins><w:r><w:t>eingefügt</w:t></w:r></w:ins></w:p></w:body></w:document>`,
});

const slide =
  '<p:sld><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Haushalt 2025</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody><a:p><a:r><a:t>Einnahmen steigen</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>';
const pptx = zip({
  '_rels/.rels': relationships(relationship('r1', 'officeDocument', 'ppt/presentation.xml')),
  'ppt/presentation.xml':
    '<p:presentation><p:sldIdLst><p:sldId id="256" r:id="r9"/></p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/></p:presentation>',
  'ppt/_rels/presentation.xml.rels': relationships(relationship('r9', 'slide', 'slides/slide1.xml')),
  'ppt/slides/slide1.xml': slide,
});

const odt = zip({
  mimetype: 'application/vnd.oasis.opendocument.text',
  'content.xml':
    '<office:document-content><office:body><office:text><text:h text:outline-level="2">Öffnungszeiten</text:h><text:p>Montag<text:s text:c="2"/>bis<text:line-break/>Freitag<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>außer an Feiertagen</text:p></text:note-body></text:note></text:p><table:table><table:table-row><table:table-cell><text:p>Mo</text:p></table:table-cell><table:table-cell><text:p>8–12 Uhr</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>',
});

const epub = zip({
  mimetype: 'application/epub+zip',
  'META-INF/container.xml':
    '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
  'OPS/book.opf':
    '<package><metadata><dc:title>Wegweiser</dc:title></metadata><manifest><item id="b" href="b.xhtml"/><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
  'OPS/a.xhtml': '<html><body><h1>Erstes Kapitel</h1><p>Anfang</p></body></html>',
  'OPS/b.xhtml': '<html><body><p>Ende</p></body></html>',
});

const rtf = utf8(
  String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset162 Arial;}}{\stylesheet{\s1 heading 1;}}{\info{\title Bescheid}}\pard\s1 Bescheid\par\pard {\listtext 1.\tab}Gr\'fc\'dfe\par\pard T{\f1 \'fd}rk\'e7e \u8211?\par\pard\intbl A\cell B\cell\row\pard Ende\par}`,
);

const content =
  'BT /F1 20 Tf 72 760 Td (Bekanntmachung) Tj /F1 11 Tf 0 -40 Td (Die Stra\\337e wird ab Montag gesperrt und der Ver-) Tj 0 -13 Td (kehr umgeleitet, solange die Bauarbeiten dauern.) Tj 0 -30 Td (Ein zweiter Absatz mit gen\\374gend vielen W\\366rtern.) Tj ET';
const pdf = Buffer.from(
  `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>endobj\n4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
  'latin1',
);

const workbook = (bookType: 'xlsx' | 'biff8' | 'ods'): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['Posten', 'Betrag'],
      ['Gewerbesteuer', 1_234_567_890_123],
    ]),
    'Haushalt',
  );
  return new Uint8Array(write(book, { bookType, type: 'buffer' }) as Buffer);
};

/** The least a Word 97 file needs: header, text, piece table. */
const wordFile = (text: string): Uint8Array => {
  const main = Buffer.alloc(1024 + text.length * 2);
  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(0xc1, 2);
  main.writeInt32LE(text.length, 76);
  main.write(text, 1024, 'utf16le');
  const pieces = Buffer.alloc(21);
  pieces[0] = 2;
  pieces.writeUInt32LE(16, 1);
  pieces.writeUInt32LE(text.length, 9);
  pieces.writeUInt32LE(1024, 15);
  main.writeUInt32LE(0, 154 + 33 * 8);
  main.writeUInt32LE(pieces.length, 154 + 33 * 8 + 4);
  return compound({ '/WordDocument': main, '/0Table': pieces });
};

const atom = (type: number, body: Buffer, version = 0): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};
const ppt = compound({
  '/PowerPoint Document': atom(
    1006,
    Buffer.concat([
      atom(3999, Buffer.alloc(4)),
      atom(4000, Buffer.from('Bürgerversammlung', 'utf16le')),
      atom(3999, Buffer.from([4, 0, 0, 0])),
      atom(4008, Buffer.from('Tagesordnung', 'latin1')),
    ]),
    15,
  ),
});

const msg = compound({
  '/__properties_version1.0': Buffer.alloc(32),
  '/__substg1.0_0037001F': Buffer.from('Ihre Anfrage', 'utf16le'),
  '/__substg1.0_0C1A001F': Buffer.from('Amt für Bürgerdienste', 'utf16le'),
  '/__substg1.0_1000001F': Buffer.from('Guten Tag,\r\n\r\nIhr Ausweis liegt bereit.', 'utf16le'),
});

const samples: ParserSample[] = [
  {
    parser: docxParser,
    fileName: 'a.docx',
    bytes: docx,
    says: [
      'Satzung',
      'beschließt',
      '(b) erstens',
      '(c) zweitens',
      'Gebühr\t5 Euro',
      'eingefügt',
      'Fußnote zur Satzung',
    ],
    kinds: ['heading', 'list-item', 'table'],
  },
  {
    parser: pptxParser,
    fileName: 'a.pptx',
    bytes: pptx,
    says: ['Haushalt 2025', 'Einnahmen steigen'],
    kinds: ['heading'],
  },
  {
    parser: odfParser,
    fileName: 'a.odt',
    bytes: odt,
    says: ['Öffnungszeiten', 'Montag bis\nFreitag', 'außer an Feiertagen', 'Mo\t8–12 Uhr'],
    kinds: ['heading', 'table'],
  },
  {
    parser: epubParser,
    fileName: 'a.epub',
    bytes: epub,
    says: ['Erstes Kapitel', 'Anfang', 'Ende'],
    kinds: ['heading'],
  },
  {
    parser: rtfParser,
    fileName: 'a.rtf',
    bytes: rtf,
    says: ['Bescheid', '1. Grüße', 'Tırkçe –', 'A\tB', 'Ende'],
    kinds: ['heading', 'list-item', 'table'],
  },
  {
    parser: pdfParser,
    fileName: 'a.pdf',
    bytes: new Uint8Array(pdf),
    says: ['Bekanntmachung', 'der Verkehr umgeleitet', 'genügend vielen Wörtern'],
    kinds: ['heading', 'paragraph'],
  },
  {
    parser: sheetParser,
    fileName: 'a.xlsx',
    bytes: workbook('xlsx'),
    says: ['Haushalt', 'Gewerbesteuer\t1234567890123'],
    kinds: ['heading', 'table'],
  },
  {
    parser: sheetParser,
    fileName: 'a.xls',
    bytes: workbook('biff8'),
    says: ['Haushalt', 'Gewerbesteuer\t1234567890123'],
    kinds: ['table'],
  },
  {
    parser: sheetParser,
    fileName: 'a.ods',
    bytes: workbook('ods'),
    says: ['Haushalt', 'Gewerbesteuer\t1234567890123'],
    kinds: ['table'],
  },
  {
    parser: sheetParser,
    fileName: 'a.csv',
    bytes: utf8('Name;Betrag\r\n"Müller; Söhne";"12,50 ""netto"""\r\n'),
    says: ['Name\tBetrag', 'Müller; Söhne\t12,50 "netto"'],
    kinds: ['table'],
  },
  {
    parser: docParser,
    fileName: 'a.doc',
    bytes: wordFile(
      'Protokoll der Sitzung\rDer Antrag \u0013 HYPERLINK x \u0014auf Zuschuss\u0015 ist angenommen.\r',
    ),
    says: ['Protokoll der Sitzung', 'Der Antrag auf Zuschuss ist angenommen.'],
  },
  {
    parser: pptParser,
    fileName: 'a.ppt',
    bytes: ppt,
    says: ['Bürgerversammlung', 'Tagesordnung'],
    kinds: ['heading'],
  },
  {
    parser: msgParser,
    fileName: 'a.msg',
    bytes: msg,
    says: ['Ihre Anfrage', 'Amt für Bürgerdienste', 'Guten Tag,', 'Ihr Ausweis liegt bereit.'],
    kinds: ['heading'],
  },
  {
    parser: mailParser,
    fileName: 'a.eml',
    bytes: utf8(
      'From: Amt <amt@example.org>\r\nTo: b@example.org\r\nSubject: =?utf-8?q?Geb=C3=BChren?=\r\nDate: Mon, 1 Jul 2024 10:00:00 +0200\r\n\r\nDie Gebühr beträgt 5 Euro.\r\n',
    ),
    says: ['Gebühren', 'Amt <amt@example.org>', '2024-07-01 10:00 +02:00', 'Die Gebühr beträgt 5 Euro.'],
    kinds: ['heading', 'table'],
  },
  {
    parser: mailParser,
    fileName: 'a.mbox',
    bytes: utf8(
      'From a@b Mon Jul  1 10:00:00 2024\nSubject: Eins\n\nerste\n\nFrom here on it is prose.\n\nFrom a@b Mon Jul  1 11:00:00 2024\nSubject: Zwei\n\nzweite\n',
    ),
    says: ['Eins', 'erste', 'From here on', 'Zwei', 'zweite'],
  },
  {
    parser: htmlParser,
    fileName: 'a.html',
    bytes: utf8(
      '<html lang="de"><title>Amt</title><body><h2>Bürgerbüro</h2><script>var hidden=1</script><ol start="3"><li>Ausweis<li>Pass</ol><table><tr><th>Tag<th>Zeit<tr><td>Mo<td>8&nbsp;Uhr</table><p>Rathaus&shy;platz 1',
    ),
    says: ['Bürgerbüro', '3. Ausweis', '4. Pass', 'Tag\tZeit\nMo\t8 Uhr', 'Rathausplatz 1'],
    kinds: ['heading', 'list-item', 'table'],
  },
  {
    parser: markdownParser,
    fileName: 'a.md',
    bytes: utf8(
      '---\ntitle: Gesetz\n---\n# § 1 Zweck\n\nDas **Gesetz** regelt [dies](http://x).\n\n- eins\n- zwei\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
    ),
    says: ['§ 1 Zweck', 'Das Gesetz regelt dies.', 'eins', 'zwei', 'a\tb\n1\t2'],
    kinds: ['heading', 'list-item', 'table'],
  },
  {
    parser: plainParser,
    fileName: 'a.txt',
    bytes: new Uint8Array(Buffer.from('Erster Absatz\r\nweiter\r\n\r\nStra\xdfe und \xdcbung\r\n', 'latin1')),
    says: ['Erster Absatz\nweiter', 'Straße und Übung'],
  },
  {
    parser: calendarParser,
    fileName: 'a.ics',
    bytes: utf8(
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Sitzung\\, öffentlich\r\nDTSTART:20240701T180000Z\r\nLOCATION:Rat\r\n haus\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    ),
    says: ['Sitzung, öffentlich', '2024-07-01 18:00', 'Rathaus'],
    kinds: ['heading', 'table'],
  },
  {
    parser: contactsParser,
    fileName: 'a.vcf',
    bytes: utf8(
      'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Erika Mustermann\r\nTEL;TYPE=WORK:+49 30 123\r\nEND:VCARD\r\n',
    ),
    says: ['Erika Mustermann', 'TEL (work)\t+49 30 123'],
    kinds: ['heading', 'table'],
  },
  {
    parser: archiveParser,
    fileName: 'a.zip',
    bytes: zip({ 'ordner/notiz.txt': 'Inhalt', 'zweite.txt': 'mehr' }),
    says: ['ordner/notiz.txt', 'zweite.txt'],
    kinds: ['list-item'],
  },
];

/** Formats that say themselves where they end; the rest of a text or a mail cannot be missed. */
const cutNoticed = [
  'a.docx',
  'a.pptx',
  'a.odt',
  'a.epub',
  'a.rtf',
  'a.pdf',
  'a.xlsx',
  'a.ods',
  'a.doc',
  'a.ppt',
  'a.ics',
];
describe.each(samples.filter(({ fileName }) => cutNoticed.includes(fileName)))(
  '$fileName',
  ({ parser, fileName, bytes }) => {
    it('is damaged when its end is missing, and not when it is whole', async () => {
      const whole = recordingContext(fileName);
      await parser.parse(bytes.slice(), whole);
      expect([...whole.warnings]).not.toContain('damaged');
      const cut = recordingContext(fileName);
      const outcome = await parser
        .parse(bytes.slice(0, Math.floor(bytes.length * 0.8)), cut)
        .catch((error: unknown) => error);
      expect(outcome instanceof Error || cut.warnings.has('damaged')).toBe(true);
    });
  },
);

for (const sample of samples) {
  describe(`parser of ${sample.fileName}`, () => {
    for (const { name, run } of parserConformance) it(name, () => run(sample));
  });
}

describe('archive', () => {
  it('hands over the files it holds', async () => {
    const context = recordingContext('a.zip');
    await archiveParser.parse(zip({ 'a.txt': 'eins' }), context);
    expect(
      context.attached.map(({ fileName, bytes }) => [fileName, new TextDecoder().decode(bytes)]),
    ).toEqual([['a.txt', 'eins']]);
  });
});

describe('docx', () => {
  it('does not show deleted text, and expands no entity of a document type', async () => {
    const bytes = zip({
      '_rels/.rels': relationships(relationship('r1', 'officeDocument', 'word/document.xml')),
      'word/document.xml': `<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document><w:body>${word('vor &e; nach')}<w:p><w:del><w:r><w:t>weg</w:t></w:r></w:del></w:p></w:body></w:document>`,
    });
    const { text } = await docxParser.parse(bytes, recordingContext('a.docx'));
    expect(text).toBe('vor &e; nach');
  });
});

describe('doc', () => {
  it('is damaged when zeros stand where its text was, and not when it has no words', async () => {
    const read = (text: string) => docParser.parse(wordFile(text), recordingContext('a.doc'));
    await expect(read('\0'.repeat(40))).rejects.toThrow();
    expect((await read('\r\r\r\r\r\r\r\r\r\r')).text).toBe('');
  });
});

describe('what a reader sees', () => {
  it('of a comment in Word names who wrote it', async () => {
    const bytes = zip({
      '_rels/.rels': relationships(relationship('r1', 'officeDocument', 'word/document.xml')),
      'word/_rels/document.xml.rels': relationships(relationship('r1', 'comments', 'comments.xml')),
      'word/comments.xml': `<w:comments><w:comment w:author="Amt 3">${word('Bitte prüfen')}${word('bis Freitag')}</w:comment><w:comment w:author="Amt 4">${word('')}</w:comment></w:comments>`,
      'word/document.xml': `<w:document><w:body>${word('Die Gebühr')}</w:body></w:document>`,
    });
    const { text } = await docxParser.parse(bytes, recordingContext('a.docx'));
    expect(text).toBe('Die Gebühr\n\nAmt 3: Bitte prüfen\n\nbis Freitag');
  });

  it('of slides leaves out prompts for headers nobody filled in, and says a footer once', async () => {
    const margin = (type: string, text: string): string =>
      `<p:sp><p:nvSpPr><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
    const tree = (shapes: string): string => `<p:cSld><p:spTree>${shapes}</p:spTree></p:cSld>`;
    const bytes = zip({
      '_rels/.rels': relationships(relationship('r1', 'officeDocument', 'ppt/presentation.xml')),
      'ppt/presentation.xml':
        '<p:presentation><p:sldIdLst><p:sldId r:id="r9"/></p:sldIdLst></p:presentation>',
      'ppt/_rels/presentation.xml.rels': relationships(
        relationship('r9', 'slide', 'slides/slide1.xml') +
          relationship('r8', 'notesMaster', 'notes/master.xml'),
      ),
      'ppt/slides/slide1.xml': `<p:sld>${tree(margin('title', 'Haushalt') + margin('hdr', '&lt;Kopfzeile&gt;') + margin('ftr', 'Stadt Musterhausen'))}</p:sld>`,
      'ppt/notes/master.xml': `<p:notesMaster>${tree(margin('hdr', '&lt;header&gt;') + margin('ftr', 'Stadt Musterhausen'))}</p:notesMaster>`,
    });
    const { text } = await pptxParser.parse(bytes, recordingContext('a.pptx'));
    expect(text).toBe('Haushalt\n\nStadt Musterhausen');
  });

  it('of an old presentation leaves out the pattern for notes', async () => {
    const notes = (slide: readonly number[], text: string): Buffer =>
      atom(
        1008,
        Buffer.concat([
          atom(1009, Buffer.from([...slide, 0, 0, 0, 0])),
          atom(4000, Buffer.from(text, 'utf16le')),
        ]),
        15,
      );
    const bytes = compound({
      '/PowerPoint Document': Buffer.concat([
        notes([0, 0, 0, 0x80], 'Click to edit Master text styles'),
        notes([0, 0, 0, 0], 'Second level'),
        notes([0, 1, 0, 0], 'Bitte langsam sprechen'),
      ]),
    });
    const { text } = await pptParser.parse(bytes, recordingContext('a.ppt'));
    expect(text).toBe('Bitte langsam sprechen');
  });
});

describe('pdf', () => {
  it('gives names and values of form fields, notes, and hands over embedded files', async () => {
    const objects = [
      '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R 6 0 R]>>/Names<</EmbeddedFiles<</Names[(anlage.txt)8 0 R]>>>>>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R 6 0 R 7 0 R]>>',
      '<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream',
      '<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/TU(Familienname)/V(Mustermann)/Rect[72 700 200 720]/P 3 0 R>>',
      '<</Type/Annot/Subtype/Widget/FT/Btn/T(ja)/V/Yes/AS/Yes/AP<</N<</Yes 4 0 R>>>>/Rect[72 660 90 680]/P 3 0 R>>',
      '<</Type/Annot/Subtype/Text/Contents(Bitte pr\\374fen)/T(Amt)/Rect[300 700 320 720]>>',
      '<</Type/Filespec/F(anlage.txt)/EF<</F 9 0 R>>>>',
      '<</Type/EmbeddedFile/Length 6>>stream\nInhalt\nendstream',
    ];
    const source = `%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj ${object} endobj\n`).join('')}trailer<</Root 1 0 R>>\n%%EOF`;
    const context = recordingContext('antrag.pdf');
    const { text, blocks } = await pdfParser.parse(new Uint8Array(Buffer.from(source, 'latin1')), context);
    const fields = blocks
      .filter(({ kind }) => kind === 'form-field')
      .map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset));
    expect(fields).toEqual(['Familienname (name): Mustermann', 'ja: ☒']);
    expect(text).toContain('Amt: Bitte prüfen');
    expect(blocks[0]?.box).toEqual([72, 122, 200, 142]);
    expect(context.attached.map(({ fileName, bytes }) => [fileName, Buffer.from(bytes).toString()])).toEqual([
      ['anlage.txt', 'Inhalt'],
    ]);
  });

  it('gives page and box of a heading where a reader would see it', async () => {
    const { blocks, pages } = await pdfParser.parse(new Uint8Array(pdf), recordingContext('a.pdf'));
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = blocks[0]?.box ?? [];
    expect(blocks[0]).toMatchObject({ kind: 'heading', page: 1 });
    expect([x0, y0 < 82, y1 > 82, x1 > 150]).toEqual([72, true, true, true]);
    expect(blocks[1]?.lines).toHaveLength(2);
    expect(pages).toMatchObject([{ widthPt: 595, heightPt: 842 }]);
  });
});
