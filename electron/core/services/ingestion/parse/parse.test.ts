/** The whole way through a real parser process. */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeZip } from '../../../adapters/parser/parts/store-zip.ts';
import { silentLog } from '../../../kernel/log.ts';
import type { FromWorker, WorkerProcess } from '../../../kernel/worker-line.ts';
import { createDocumentParsing, type DocumentParsing, type ParseRequest } from './index.ts';

const entry = join(import.meta.dirname, '../../../../workers/parse.ts');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const started: WorkerProcess[] = [];

const spawn = (): WorkerProcess => {
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const worker: WorkerProcess = {
    pid: child.pid,
    post: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromWorker)),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  };
  started.push(worker);
  return worker;
};

let parsing: DocumentParsing;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-parse-'));
  parsing = createDocumentParsing({ spawn, log: silentLog, processes: 2 });
});
afterAll(async () => {
  parsing.close();
  await rm(folder, { recursive: true, force: true });
});

const parse = (bytes: Uint8Array, more: Partial<ParseRequest> = {}) =>
  parsing.parseDocument({
    bytes,
    fileName: 'file',
    signal: new AbortController().signal,
    ...more,
  } as ParseRequest);
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

/** A form that draws itself sixteen times in each of many levels: PDFium works on it for hours. */
const endlessPdf = (): Uint8Array => {
  const text = 'BT /F1 12 Tf (a) Tj ET '.repeat(20_000);
  const forms = Array.from({ length: 6 }, (_, index) => {
    const inner = index === 5 ? text : '/X Do '.repeat(40);
    return `${10 + index} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X ${11 + index} 0 R>>/Font<</F1 5 0 R>>>>/Length ${inner.length}>>stream\n${inner}\nendstream endobj\n`;
  });
  return utf8(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</X 10 0 R>>>>/Contents 4 0 R>>endobj\n4 0 obj<</Length 240>>stream\n${'/X Do '.repeat(40)}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n${forms.join('')}trailer<</Root 1 0 R>>`,
  );
};

describe('parseDocument', () => {
  it('reads a file by path and gives title, language and exact ranges', async () => {
    const path = join(folder, 'satzung.html');
    writeFileSync(
      path,
      '<h1>Satzung</h1><p>Die Satzung gilt für alle Bürger der Stadt und wird nicht geändert.</p>',
    );
    const document = await parsing.parseDocument({
      path,
      fileName: 'satzung.html',
      signal: new AbortController().signal,
    });
    expect(document).toMatchObject({
      format: 'html',
      title: 'Satzung',
      language: 'de',
      attachments: [],
      warnings: [],
    });
    expect(
      document.blocks.map(({ kind, startOffset, endOffset }) => [
        kind,
        document.text.slice(startOffset, endOffset),
      ]),
    ).toEqual([
      ['heading', 'Satzung'],
      ['paragraph', 'Die Satzung gilt für alle Bürger der Stadt und wird nicht geändert.'],
    ]);
  });

  it('follows what lies in a file and tells each failure beside its name', async () => {
    const inner = storeZip([
      ['tief.txt', utf8('ganz innen')],
      ['leer.bin', new Uint8Array(4000)],
    ]);
    const document = await parse(
      storeZip([
        ['innen.zip', inner],
        ['brief.txt', utf8('ein Brief')],
      ]),
    );
    expect(document.attachments).toMatchObject([
      {
        fileName: 'innen.zip',
        document: {
          attachments: [
            { fileName: 'tief.txt', document: { text: 'ganz innen' } },
            { fileName: 'leer.bin', error: { code: 'documents.UNSUPPORTED' } },
          ],
        },
      },
      { fileName: 'brief.txt', document: { text: 'ein Brief' } },
    ]);
  });

  it('stops at its depth in archives within archives', async () => {
    let bytes = utf8('Kern');
    for (let depth = 0; depth < 9; depth += 1) bytes = storeZip([[`${depth}.zip`, bytes]]);
    const document = await parse(bytes, { limits: { depth: 2 } });
    expect(JSON.stringify(document)).toContain('documents.UNPACKS_TOO_LARGE');
    expect(JSON.stringify(document)).not.toContain('Kern');
  });

  it('ends a parser that would work forever, in time, and reads the next file', async () => {
    expect(await codeOf(parse(endlessPdf(), { limits: { timeoutMs: 1500 } }))).toBe('documents.TIMEOUT');
    expect((await parse(utf8('weiter'))).text).toBe('weiter');
  });

  it('keeps the letter when its attachment never ends', async () => {
    // The letter itself needs its time too: as much as a harmless one on this machine, and then some.
    const startedMs = performance.now();
    await parse(storeZip([['kurz.txt', utf8('Anlage')]]));
    const timeoutMs = 1500 + Math.ceil(10 * (performance.now() - startedMs));
    const document = await parse(storeZip([['endlos.pdf', endlessPdf()]]), { limits: { timeoutMs } });
    expect(document).toMatchObject({
      text: 'endlos.pdf',
      attachments: [{ fileName: 'endlos.pdf', error: { code: 'documents.TIMEOUT' } }],
    });
  });

  it('refuses bombs before they fill the memory', async () => {
    expect(await codeOf(parse(gzipSync(Buffer.alloc(200 * 2 ** 20))))).toBe('documents.UNPACKS_TOO_LARGE');
  });

  it('ends a parser that wants more memory than it may have', async () => {
    const table = `<table>${'<tr><td>a<td>b'.repeat(1_500_000)}</table>`;
    expect(await codeOf(parse(utf8(table), { limits: { memoryMb: 250 } }))).toBe('documents.OUT_OF_MEMORY');
  });

  it('gives a coded error when the process dies, and lets nobody wait', async () => {
    const running = codeOf(parse(endlessPdf()));
    setTimeout(() => started.at(-1)?.kill(), 1200);
    for (const worker of started.slice(0, -1)) worker.kill();
    expect(await running).toBe('documents.PARSER_CRASHED');
  });

  it('stops at once when the caller no longer wants it', async () => {
    const abort = new AbortController();
    const running = codeOf(parse(endlessPdf(), { signal: abort.signal }));
    setTimeout(() => abort.abort(), 500);
    expect(await running).toBe('request.CANCELLED');
    expect(await codeOf(parse(utf8('x'), { signal: abort.signal }))).toBe('request.CANCELLED');
  });

  it('says when a file is missing, empty or too large', async () => {
    const signal = new AbortController().signal;
    expect(
      await codeOf(parsing.parseDocument({ path: join(folder, 'none'), fileName: 'none', signal })),
    ).toBe('documents.UNREADABLE');
    expect(await codeOf(parse(new Uint8Array()))).toBe('documents.EMPTY');
    expect(await codeOf(parse(utf8('x'.repeat(2000)), { limits: { fileBytes: 1000 } }))).toBe(
      'documents.TOO_LARGE',
    );
  });
});
