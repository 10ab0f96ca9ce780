/** Exported files are opened again: what was said must be in them, and nothing may be fetched, run or swallowed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type ExportRequest, exportConversation, exportDocument } from './index.ts';
import type { ExportFormat } from './transcript.ts';

type Said = ExportRequest['messages'][number];

const labels: ExportRequest['labels'] = {
  untitled: 'Unterhaltung',
  user: 'Sie',
  assistant: 'Assistent',
  exportedAt: 'Exportiert am',
  model: 'Modell',
  stopped: 'Von Ihnen angehalten',
  interrupted: 'Unterbrochen',
  sources: 'Quellen',
  abstained: 'In den Quellen steht keine Antwort.',
  page: 'Seite',
  unverified: 'nicht belegt',
};
const now = new Date(2026, 2, 9, 15, 30);
const createdAt = new Date(2026, 2, 9, 14, 5).toISOString();
const asks = (text: string): Said => ({
  role: 'user',
  text,
  status: 'complete',
  modelName: null,
  createdAt,
  evidence: null,
});
const answers = (text: string, status: Said['status'] = 'complete'): Said => ({
  role: 'assistant',
  text,
  status,
  modelName: 'TinyLlama 1.1B',
  createdAt,
  evidence: null,
});
const exported = (format: ExportFormat, messages: readonly Said[], title = 'Wärme im Rathaus') =>
  exportConversation({ conversation: { title }, messages, format, locale: 'de', labels, now });

const markdownOf = async (messages: readonly Said[], title?: string) =>
  new TextDecoder().decode((await exported('markdown', messages, title)).content);
const wordOf = async (messages: readonly Said[], part = 'word/document.xml') =>
  unzipped((await exported('docx', messages)).content, part);

/** One file of a zip archive, by its central directory. */
function unzipped(archive: Uint8Array, name: string): string {
  const zip = Buffer.from(archive);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString('utf8');
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`${name} is not in the archive`);
}

const textOf = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('|');

const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined;
function pdfText(content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), content);
    return spawnSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const everything = [
  '# Überblick',
  'Ein **fetter** Satz mit `code`, [Link](https://example.org/seite) und ![Plan](https://example.org/plan.png).',
  '- eins\n  1. zwei\n- [x] erledigt',
  '> Zitat',
  '| Amt | Zahl |\n|:--|--:|\n| Bau | 12 |',
  '```ts\nconst grenze = 3;\n```',
  '$$\n\\frac{a}{b}\n$$',
  '[böse](javascript:alert(1)) <script>alert(1)</script>',
].join('\n\n');

describe('Markdown', () => {
  test('names speaker, model and time, and moves inner headings below the speaker', async () => {
    const text = await markdownOf([asks('Was gilt?'), answers('# Antwort\n\nZweite\n=====\n\nText')]);
    expect(text).toContain('# Wärme im Rathaus\n');
    expect(text).toContain('## Sie\n');
    expect(text).toMatch(/\*Modell: TinyLlama 1\.1B · 9\. März 2026.*14:05\*/);
    expect(text).toContain('### Antwort\n');
    expect(text).toContain('### Zweite\n\nText');
  });

  test.each([
    ['code block', '```js\nlet a;', '```js\nlet a;\n```\n\n## Sie'],
    ['code block with a long fence', '~~~~\na\n~~~', '~~~~\na\n~~~\n~~~~\n\n## Sie'],
    ['formula', '$$\na+b', '$$\na+b\n$$\n\n## Sie'],
    ['comment', 'Satz\n\n<!-- offen', 'Satz\n\n\\<!-- offen\n\n## Sie'],
  ])('an open %s does not swallow the next speaker', async (_, open, expected) => {
    expect(await markdownOf([answers(open), asks('weiter')])).toContain(expected);
  });

  test('images become links: opening the file fetches nothing', async () => {
    const text = await markdownOf([
      answers('- a ![x](https://example.org/x.png)\n\n![y][1]\n\n[1]: https://example.org/y.png'),
    ]);
    expect(text).toContain('- a [x](https://example.org/x.png)');
    expect(text).not.toContain('![');
  });

  test('says when an answer is not whole', async () => {
    const text = await markdownOf([answers('Teil', 'stopped'), answers('Stück', 'failed')]);
    expect(text).toContain('Teil\n\n> *Von Ihnen angehalten*');
    expect(text).toContain('Stück\n\n> *Unterbrochen*');
  });
});

describe('Word', () => {
  test('keeps headings, lists, tables, code, links and turns formulas into equations', async () => {
    const xml = await wordOf([asks('Was\ngilt?'), answers(everything)]);
    const text = textOf(xml);
    expect(xml).toContain('<w:pStyle w:val="Heading1"/>');
    expect(xml).toContain('<w:pStyle w:val="Heading2"/>');
    expect(xml).toContain('<w:numPr>');
    expect(xml).toContain('<w:tblHeader/>');
    expect(xml).toContain('Courier New');
    expect(xml).toContain('<m:f>');
    expect(text).toContain('☑\u00A0|erledigt');
    expect(text).toContain('Plan (https://example.org/plan.png)');
    expect(text).toContain('&lt;script&gt;');
    const links = await wordOf([answers(everything)], 'word/_rels/document.xml.rels');
    expect(links).toContain('https://example.org/seite');
    expect(links).not.toContain('javascript:');
    expect(links).not.toContain('plan.png');
  });

  test('characters XML forbids are gone, right-to-left text runs right to left', async () => {
    const xml = await wordOf([answers('a\u0000b\u0007c\uD800d\uFFFEe\u202Ef'), answers('שלום')]);
    expect(textOf(xml)).toContain('abc\uFFFDdef');
    expect(xml).toContain('<w:bidi/>');
    expect(xml).toContain('<w:rtl/>');
  });

  test('numbered lists start where they say and do not run on', async () => {
    const xml = await wordOf([answers('3. drei\n4. vier\n\nText\n\n1. eins\n\nText\n\n1. eins')]);
    const lists = new Set([...xml.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map((match) => match[1]));
    expect(lists.size).toBe(3);
    expect(await wordOf([answers('3. drei')], 'word/numbering.xml')).toContain('<w:start w:val="3"/>');
  });

  test('a table with more columns than Word takes becomes lines', async () => {
    const wide = ['|a'.repeat(70), '|-'.repeat(70), '|b'.repeat(70)].map((row) => `${row}|`).join('\n');
    const xml = await wordOf([answers(wide)]);
    expect(xml).not.toContain('<w:tbl>');
    expect(textOf(xml)).toContain('b | b | b');
  });

  test('broken TeX stays readable', async () => {
    expect(textOf(await wordOf([answers('$$\n\\frac{a\n$$')]))).toContain('\\frac{a');
  });
});

describe('PDF', () => {
  test('is a PDF with pages and a title, and holds no script, form or embedded address but the safe link', async () => {
    const { content, mimeType } = await exported('pdf', [answers(everything)]);
    const raw = Buffer.from(content).toString('latin1');
    expect(mimeType).toBe('application/pdf');
    expect(raw.startsWith('%PDF-')).toBe(true);
    expect(raw.trimEnd().endsWith('%%EOF')).toBe(true);
    expect(raw).toContain('https://example.org/seite');
    expect(raw).not.toMatch(/JavaScript|javascript:|\/AcroForm|plan\.png/);
  });

  test.runIf(hasPdfToText)('says everything that was said, and marks what the font cannot show', async () => {
    const text = pdfText(
      (await exported('pdf', [asks('Was gilt?'), answers(everything), answers('Pfeil → 👩‍👩‍👧 שלום')]))
        .content,
    );
    for (const words of [
      'Wärme im Rathaus',
      'Sie',
      'Assistent',
      'Überblick',
      'erledigt',
      'Bau',
      'const grenze = 3;',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('Plan (https://example.org/plan.png)');
    expect(text).toMatch(/Pfeil -> \uFFFD \uFFFD/);
    expect(text).toMatch(/1 ?\/ ?1/);
  });
});

describe('bad input, in every format', () => {
  const formats: ExportFormat[] = ['markdown', 'docx', 'pdf'];
  const bad: [string, string][] = [
    ['nothing', ''],
    ['blanks', ' \n\n\t '],
    ['deep quotes', `${'> '.repeat(300)}tief`],
    [
      'deep lists',
      Array.from({ length: 100 }, (_, depth) => `${'  '.repeat(depth)}- Stufe ${depth}`).join('\n'),
    ],
    ['a huge table', `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(1500)}`],
    ['a table without body', '|a|b|\n|-|-|'],
    ['one endless word', 'x'.repeat(20_000)],
    ['one endless paragraph', 'Wort und '.repeat(16_000)],
    ['one endless line of code', `\`\`\`\n${'{"a":1},'.repeat(3000)}\n\`\`\``],
    ['marks without end', '**a'.repeat(20_000)],
    ['brackets without end', '[a][b]'.repeat(20_000)],
    ['emoji', '😀👍🏽🏳️‍🌈'.repeat(50)],
    ['control characters', 'a\u0000\u0008\u001B[31mrot\uFFFF'],
    ['an odd link', '[a](http://[::x) [b](https://exa mple.org) <https://example.org/%ZZ>'],
    ['an empty item and an empty cell', '-\n- \n\n||\n|-|\n||'],
    ['footnotes', 'Satz[^1].\n\n[^1]: Anmerkung'],
  ];
  for (const [name, text] of bad) {
    test(name, async () => {
      for (const format of formats)
        expect((await exported(format, [asks(text), answers(text)])).content.length).toBeGreaterThan(20);
    });
  }

  test('no message, no title', async () => {
    expect(await markdownOf([], ' \n ')).toContain('# Unterhaltung');
    for (const format of formats) expect((await exported(format, [], '')).content.length).toBeGreaterThan(20);
  });
});

test.each([
  ['../../etc/passwd', 'etc-passwd-2026-03-09.md'],
  ['CON', 'con-2026-03-09.md'],
  ['a<b>:"/\\|?*c.', 'a-b-c-2026-03-09.md'],
  ['Größe\u202Efdp.exe', 'groessefdp-exe-2026-03-09.md'],
  ['😀', 'unterhaltung-2026-03-09.md'],
  ['İstanbul é', 'istanbul-e-2026-03-09.md'],
  ['名前', '名前-2026-03-09.md'],
  ['x'.repeat(500), `${'x'.repeat(60)}-2026-03-09.md`],
])('the file name of %j is safe', async (title, expected) => {
  expect((await exported('markdown', [asks('a')], title)).fileName).toBe(expected);
});

test('3,000 lines take seconds of computing in each format', async () => {
  const messages = Array.from({ length: 120 }, (_, index) =>
    index % 2 === 0 ? asks(`Frage ${index}`) : answers(`${everything}\n\n${'Satz.\n'.repeat(30)}`),
  );
  expect(messages.reduce((lines, message) => lines + message.text.split('\n').length, 0)).toBeGreaterThan(
    3000,
  );
  for (const format of ['markdown', 'docx', 'pdf'] as const) {
    // The processor's time, not the clock's: other tests run beside this one. A fast one needs three quarters of a second.
    const before = process.cpuUsage();
    await exported(format, messages);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000, format).toBeLessThan(10_000);
  }
});

test('a document has no line of nobody, and no heading stands alone at the foot of a page', async () => {
  const markdown = Array.from({ length: 60 }, (_, at) => [
    `## Abschnitt ${at}`,
    `### Liste ${at}`,
    `- Punkt ${at}\n- Ende ${at}${'\n- weiter'.repeat(at % 4)}`,
  ])
    .flat()
    .join('\n\n');
  const wish = { title: 'Bericht', markdown, locale: 'de' as const, now: new Date(2026, 2, 9) };
  const docx = await exportDocument({ ...wish, format: 'docx' });
  const paragraphs = unzipped(docx.content, 'word/document.xml').match(/<w:p>.*?<\/w:p>/gs) ?? [];
  expect(paragraphs.filter((one) => textOf(one) === '')).toEqual([]);
  if (!hasPdfToText) return;
  const pages = pdfText((await exportDocument({ ...wish, format: 'pdf' })).content).split('\f');
  expect(pages.length).toBeGreaterThan(4);
  for (const page of pages) {
    const lines = page.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    const last = lines.at(-2) ?? '';
    expect(last).not.toMatch(/^(Abschnitt|Liste) /);
  }
});
