/**
 * Turns a file into text with structure, in limited processes that end soon. Whatever the file does (endless loop, bomb,
 * crash of the parser), the caller gets a document or a coded error in bounded time.
 */
import {
  documentError,
  type DocumentFailure,
  type Limits,
  limits as limitsSchema,
  type OcrOptions,
  type ParsedDocument,
} from '../../../adapters/parser/kind.ts';
import { appError } from '../../../kernel/errors.ts';
import type { Log } from '../../../kernel/log.ts';
import type { FromWorker, WorkerProcess } from '../../../kernel/worker-line.ts';
import {
  type ParseParams,
  mostTime,
  type ParseProgress,
  parseEvent,
  parseResult,
  type RenderParams,
  renderResult,
} from './protocol.ts';

export type DocumentSource = { path: string } | { bytes: Uint8Array };

export type ParseRequest = {
  /** Shown to the parser as a hint only. */
  fileName: string;
  signal: AbortSignal;
  limits?: Partial<Limits>;
  /** `null` or missing: images and scanned pages stay unread and the document says so. */
  ocr?: OcrOptions | null;
  /** Pages read by OCR, which is the only slow part. */
  onProgress?(progress: ParseProgress): void;
} & DocumentSource;

export type RenderRequest = {
  fileName: string;
  /** From 1. */
  page: number;
  widthPx: number;
  signal: AbortSignal;
} & DocumentSource;

export type PageImage = { png: Uint8Array; widthPx: number; heightPx: number };

export type DocumentParsing = {
  /** Rejects with `documents.*` or `request.CANCELLED`; never takes longer than `mostTime` by more than two seconds. */
  parseDocument(request: ParseRequest): Promise<ParsedDocument>;
  /** A page of a PDF as a picture. Rejects as above. */
  renderPage(request: RenderRequest): Promise<PageImage>;
  /** Ends all processes; what is running is cancelled. */
  close(): void;
};

export type DocumentParsingOptions = {
  spawn: () => WorkerProcess;
  log: Log;
  /** Files parsed at the same time. */
  processes: number;
};

/** State of hostile files does not pile up in a process, and the start of one is paid only once in a while. */
const filesPerProcess = 40;
const idleStopMs = 10_000;
/** A busy machine may take long to start a process, or a thread in it, and that is not the file's fault. */
const startMs = 120_000;
/** Beyond the limit the process itself watches. */
const graceMs = 1500;

type Slot = { process: WorkerProcess; files: number; idleTimer: NodeJS.Timeout | null };
type Call = { method: 'parse'; params: ParseParams } | { method: 'render'; params: RenderParams };
type Outcome =
  | { message: Extract<FromWorker, { type: 'result' | 'error' }> }
  | { ended: 'exit' | 'late' | 'cancelled' };

export const createDocumentParsing = (options: DocumentParsingOptions): DocumentParsing => {
  const { log } = options;
  const idle: Slot[] = [];
  const all = new Set<Slot>();
  const queue: (() => void)[] = [];
  const closing = new AbortController();
  let busy = 0;

  const enter = async (signal: AbortSignal): Promise<void> => {
    while (busy >= options.processes && !signal.aborted) {
      await new Promise<void>((resolve) => {
        queue.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    busy += 1;
  };
  const leave = (): void => {
    busy -= 1;
    for (const wake of queue.splice(0)) wake();
  };

  const retire = (slot: Slot): void => {
    if (slot.idleTimer !== null) clearTimeout(slot.idleTimer);
    all.delete(slot);
    const at = idle.indexOf(slot);
    if (at >= 0) idle.splice(at, 1);
    slot.process.kill();
  };
  const take = (): Slot => {
    const waiting = idle.pop();
    if (waiting !== undefined) {
      if (waiting.idleTimer !== null) clearTimeout(waiting.idleTimer);
      return waiting;
    }
    const slot: Slot = { process: options.spawn(), files: 0, idleTimer: null };
    slot.process.onMessage((message) => listeners.get(slot)?.(message));
    slot.process.onExit(() => {
      exits.get(slot)?.();
      retire(slot);
    });
    all.add(slot);
    return slot;
  };
  const giveBack = (slot: Slot): void => {
    slot.idleTimer = setTimeout(() => retire(slot), idleStopMs);
    slot.idleTimer.unref();
    idle.push(slot);
  };
  const listeners = new Map<Slot, (message: FromWorker) => void>();
  const exits = new Map<Slot, () => void>();

  const ask = (
    slot: Slot,
    { method, params }: Call,
    { signal, onProgress }: { signal: AbortSignal; onProgress: ParseRequest['onProgress'] },
  ): Promise<Outcome> =>
    new Promise((resolve) => {
      slot.files += 1;
      const id = slot.files;
      const settle = (outcome: Outcome): void => {
        clearTimeout(timer);
        listeners.delete(slot);
        exits.delete(slot);
        signal.removeEventListener('abort', cancel);
        resolve(outcome);
      };
      const cancel = (): void => settle({ ended: 'cancelled' });
      const post = (): void => {
        waitAtMost(startMs);
        slot.process.post({ type: 'request', id, method, params });
      };
      const { timeoutMs, pageTimeoutMs } = params.limits;
      const late = (): void => settle({ ended: 'late' });
      // The file's time does not run while the process that reads it starts, nor while the thread in there does.
      let timer = setTimeout(late, startMs);
      const waitAtMost = (ms: number): void => {
        clearTimeout(timer);
        timer = setTimeout(late, ms);
      };
      exits.set(slot, () => settle({ ended: 'exit' }));
      listeners.set(slot, (message) => {
        if (message.type === 'ready') post();
        else if (message.type === 'log') log[message.level]({ worker: 'parse' }, message.message);
        else if (message.type === 'event' && message.id === id) {
          const { data: event } = parseEvent.safeParse(message.event);
          if (event === undefined) return;
          if (event === 'begun') {
            waitAtMost(mostTime(timeoutMs) + graceMs);
            return;
          }
          waitAtMost(mostTime(Math.max(timeoutMs, pageTimeoutMs)) + graceMs);
          onProgress?.(event);
        } else if ((message.type === 'result' || message.type === 'error') && message.id === id)
          settle({ message });
      });
      signal.addEventListener('abort', cancel, { once: true });
      if (slot.files > 1) post();
      if (signal.aborted) cancel();
    });

  /** One call in a process of its own for that time; `judge` says what became of it. */
  const inProcess = async <T>(
    call: Call,
    { signal: wanted, onProgress }: { signal: AbortSignal; onProgress?: ParseRequest['onProgress'] },
    judge: (outcome: Outcome, limits: Limits, log: Log) => Judged<T>,
  ): Promise<T> => {
    const signal = AbortSignal.any([wanted, closing.signal]);
    await enter(signal);
    try {
      if (signal.aborted) throw appError('request.CANCELLED', {});
      const slot = take();
      const judged = judge(await ask(slot, call, { signal, onProgress }), call.params.limits, log);
      if (judged.reuse && slot.files < filesPerProcess) giveBack(slot);
      else retire(slot);
      if (judged.failure !== null) throw judged.failure;
      return judged.value;
    } finally {
      leave();
    }
  };

  const sourceOf = (request: DocumentSource): ParseParams['source'] =>
    'path' in request ? { path: request.path } : { bytes: request.bytes };

  const parseDocument = (request: ParseRequest): Promise<ParsedDocument> => {
    const limits = limitsSchema.parse(request.limits ?? {});
    const { fileName, signal, onProgress, ocr = null } = request;
    return inProcess(
      { method: 'parse', params: { source: sourceOf(request), fileName, limits, ocr } },
      { signal, onProgress },
      judgeDocument,
    );
  };

  const renderPage = (request: RenderRequest): Promise<PageImage> => {
    const { fileName, signal, page, widthPx } = request;
    const limits = limitsSchema.parse({});
    return inProcess(
      { method: 'render', params: { source: sourceOf(request), fileName, limits, page, widthPx } },
      { signal },
      judgeImage,
    );
  };

  return {
    parseDocument,
    renderPage,
    close: () => {
      closing.abort();
      for (const slot of [...all]) retire(slot);
    },
  };
};

type Judged<T> = { value: T; failure: null; reuse: boolean } | { failure: Error; reuse: boolean };

const failed = (failure: Error): { failure: Error; reuse: boolean } => ({ failure, reuse: false });

/** What the process said, if it said anything. What one says that read a hostile file is checked like anything from outside. */
const answerOf = (
  outcome: Outcome,
  limits: Limits,
): { result: unknown; detail: string } | { failure: Error } => {
  if ('message' in outcome) {
    const { message } = outcome;
    return message.type === 'result'
      ? { result: message.result, detail: '' }
      : { result: null, detail: message.detail };
  }
  if (outcome.ended === 'cancelled') return { failure: appError('request.CANCELLED', {}) };
  if (outcome.ended === 'late')
    return { failure: documentError('documents.TIMEOUT', { limitMs: limits.timeoutMs }) };
  return { failure: documentError('documents.PARSER_CRASHED', {}) };
};

const nonsense = (log: Log, detail: string): { failure: Error; reuse: boolean } => {
  log.error({ worker: 'parse', detail }, 'parser answered nonsense');
  return failed(documentError('documents.PARSER_CRASHED', {}));
};

const refused = (
  data: { failure: DocumentFailure; detail: string; worn: boolean },
  log: Log,
): { failure: Error; reuse: boolean } => {
  log.info({ worker: 'parse', code: data.failure.code, detail: data.detail }, 'file not parsed');
  return { failure: rebuild(data.failure), reuse: !data.worn };
};

const judgeDocument = (outcome: Outcome, limits: Limits, log: Log): Judged<ParsedDocument> => {
  const answer = answerOf(outcome, limits);
  if ('failure' in answer) return failed(answer.failure);
  const parsed = parseResult.safeParse(answer.result);
  if (!parsed.success) return nonsense(log, answer.detail || parsed.error.message);
  const { data } = parsed;
  if ('failure' in data) return refused(data, log);
  if (!rangesHold(data.document)) return nonsense(log, 'ranges outside its text');
  return { value: data.document, failure: null, reuse: !data.worn };
};

const judgeImage = (outcome: Outcome, limits: Limits, log: Log): Judged<PageImage> => {
  const answer = answerOf(outcome, limits);
  if ('failure' in answer) return failed(answer.failure);
  const parsed = renderResult.safeParse(answer.result);
  if (!parsed.success) return nonsense(log, answer.detail || parsed.error.message);
  const { data } = parsed;
  return 'failure' in data ? refused(data, log) : { value: data.image, failure: null, reuse: !data.worn };
};

const rebuild = ({ code, data }: DocumentFailure): Error =>
  documentError(code, data as Parameters<typeof documentError>[1]);

/** Blocks in order, within the text, cells within their block. */
const rangesHold = (document: ParsedDocument): boolean => {
  let at = 0;
  for (const { startOffset, endOffset, table } of document.blocks) {
    if (startOffset < at || endOffset < startOffset || endOffset > document.text.length) return false;
    for (const row of table ?? [])
      for (const cell of row)
        if (cell.startOffset < startOffset || cell.endOffset < cell.startOffset || cell.endOffset > endOffset)
          return false;
    at = endOffset;
  }
  return document.attachments.every(
    (attachment) => !('document' in attachment) || rangesHold(attachment.document),
  );
};
