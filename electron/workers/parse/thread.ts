/** The thread that parses: no way out, one file at a time, everything else is its watcher's business. */
import { parentPort } from 'node:worker_threads';
import type { DocumentFailure, Limits, OcrOptions, ParsedDocument } from '../../core/adapters/parser/kind.ts';
import { type PageImage, renderPdfPage } from '../../core/adapters/parser/pdf/page-image.ts';
import { closeAllWays } from './no-way-out.ts';
import { asFailure, parseTree } from './parse-tree.ts';

export type Job = { bytes: Uint8Array; fileName: string; limits: Limits } & (
  | { kind: 'parse'; ocr: OcrOptions | null }
  | { kind: 'render'; page: number; widthPx: number }
);

export type FromThread =
  | { type: 'ready' }
  | { type: 'content'; document: ParsedDocument; pending: readonly string[] }
  | { type: 'progress'; page: number; pages: number }
  | { type: 'done'; document: ParsedDocument }
  | { type: 'rendered'; image: PageImage }
  | { type: 'failed'; failure: DocumentFailure; detail: string };

export const runThread = (): void => {
  const port = parentPort;
  if (port === null) throw new Error('the parsing thread has no watcher');
  closeAllWays();
  const post = (message: FromThread): void => port.postMessage(message);
  const details: string[] = [];
  port.on('message', async (job: Job) => {
    details.length = 0;
    try {
      if (job.kind === 'render') {
        post({ type: 'rendered', image: await renderPdfPage(job.bytes, job.page, job.widthPx) });
        return;
      }
      const document = await parseTree(job.bytes, job.fileName, {
        limits: job.limits,
        ocr: job.ocr,
        signal: new AbortController().signal,
        onContent: (content, pending) => post({ type: 'content', document: content, pending }),
        onProgress: (page, pages) => post({ type: 'progress', page, pages }),
        log: (message) => details.push(message),
      });
      post({ type: 'done', document });
    } catch (error) {
      post({ type: 'failed', failure: asFailure(error), detail: details.join('\n') || String(error) });
    }
  });
  post({ type: 'ready' });
};
