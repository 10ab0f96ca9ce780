/** Pages per second on born-digital PDF with offsets and boxes: long laws set with the PDF library the product exports with. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
/// <reference path="../electron/core/services/chat/export/pdfmake.d.ts" />
import pdfmake from 'pdfmake';
import { silentLog } from '../electron/core/kernel/log.ts';
import { createDocumentParsing } from '../electron/core/services/ingestion/parse/index.ts';
import { cpuSecondsOf, spawnParser } from './documents-process.ts';

const laws = ['g/gg', 'v/vwvfg', 'b/bmg', 't/tierschg', 's/sgb_1', 'w/wogg'];

export const measurePdfSpeed = async (data: string) => {
  const pids = new Set<number>();
  const parsing = createDocumentParsing({
    spawn: spawnParser(pids, { bytes: 0 }),
    log: silentLog,
    processes: 2,
  });
  const folder = mkdtempSync(join(tmpdir(), 'wattos-documents-'));
  try {
    const path = join(folder, 'laws.pdf');
    writeFileSync(
      path,
      await typeset(
        laws.map((law) => readFileSync(join(data, 'documents/german-laws', law, 'index.md'), 'utf8')),
      ),
    );
    const parse = async (): Promise<number> => {
      const document = await parsing.parseDocument({
        path,
        fileName: 'laws.pdf',
        signal: AbortSignal.timeout(120_000),
      });
      return document.pages?.length ?? 0;
    };
    // Two at once also warm both processes up.
    await Promise.all([parse(), parse()]);
    const alone = performance.now();
    const pages = await parse();
    const aloneSeconds = (performance.now() - alone) / 1000;
    const cpuBefore = cpuSecondsOf(pids);
    const both = performance.now();
    const all = (await Promise.all([parse(), parse(), parse(), parse()])).reduce(
      (sum, count) => sum + count,
      0,
    );
    const bothSeconds = (performance.now() - both) / 1000;
    return {
      pagesPerSecondOneProcess: pages / aloneSeconds,
      pagesPerSecond: all / bothSeconds,
      // What a busy machine does not change.
      pagesPerCpuSecond: all / (cpuSecondsOf(pids) - cpuBefore),
    };
  } finally {
    parsing.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const typeset = async (markdown: readonly string[]): Promise<Uint8Array> => {
  const roboto = join(
    dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
    'fonts',
    'Roboto',
  );
  pdfmake.setFonts({
    Roboto: {
      normal: join(roboto, 'Roboto-Regular.ttf'),
      bold: join(roboto, 'Roboto-Medium.ttf'),
      italics: join(roboto, 'Roboto-Italic.ttf'),
      bolditalics: join(roboto, 'Roboto-MediumItalic.ttf'),
    },
  });
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(roboto));
  pdfmake.setUrlAccessPolicy(() => false);
  const content = markdown.flatMap((law) =>
    law.split(/\n{2,}/).map((raw) => {
      const heading = /^(#+)\s+(.*)/.exec(raw.trim());
      if (heading === null)
        return {
          text: raw.trim().replace(/\n/g, ' ').slice(0, 5000),
          margin: [0, 0, 0, 6] as [number, number, number, number],
        };
      return {
        text: heading[2] ?? '',
        bold: true,
        fontSize: 20 - 2 * (heading[1]?.length ?? 1),
        margin: [0, 8, 0, 4] as [number, number, number, number],
      };
    }),
  );
  return pdfmake
    .createPdf({
      content,
      pageSize: 'A4',
      pageMargins: [40, 40, 40, 40],
      language: 'de',
      displayTitle: true,
      info: { title: 'Gesetze', creator: 'eval', producer: 'eval', creationDate: new Date(0) },
      defaultStyle: { fontSize: 11 },
      footer: (page, pages) => ({ text: `${page} / ${pages}`, alignment: 'center' }),
    })
    .getBuffer();
};
