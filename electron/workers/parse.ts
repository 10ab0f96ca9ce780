/**
 * Worker process of the parsers: reads one file at a time in a thread of its own and holds it to the file's limits.
 * It ends soon: core replaces it after some files, after every failure and whenever it says it is worn.
 */
import { open } from 'node:fs/promises';
import { isMainThread } from 'node:worker_threads';
import {
  documentError,
  type DocumentFailure,
  failureOf,
  isDocumentError,
} from '../core/adapters/parser/kind.ts';
import {
  type ParseParams,
  type ParseEvent,
  type ParseResult,
  parseParams,
  renderParams,
  type RenderResult,
} from '../core/services/ingestion/parse/protocol.ts';
import { type RequestContext, serve } from './line.ts';
import { runThread } from './parse/thread.ts';
import { createWatcher } from './parse/watch.ts';
import { leaveRoomForTheWindow } from './priority.ts';

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

const readBytes = async ({ source, limits }: Pick<ParseParams, 'source' | 'limits'>): Promise<Uint8Array> => {
  if ('bytes' in source) {
    checkSize(source.bytes.length, limits.fileBytes);
    return source.bytes;
  }
  try {
    await using file = await open(source.path, 'r');
    const { size } = await file.stat();
    checkSize(size, limits.fileBytes);
    const bytes = new Uint8Array(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytesRead === size ? bytes : bytes.slice(0, bytesRead);
  } catch (error) {
    if (isDocumentError(error)) throw error;
    throw documentError('documents.UNREADABLE', {}, { cause: error });
  }
};

const checkSize = (size: number, limit: number): void => {
  if (size > limit)
    throw documentError('documents.TOO_LARGE', {
      sizeMb: megabytes(size),
      limitMb: Math.floor(limit / 2 ** 20),
    });
};

const refused = (error: unknown): { failure: DocumentFailure; detail: string; worn: boolean } => {
  if (!isDocumentError(error)) throw error;
  return { failure: failureOf(error), detail: String(error.cause ?? error), worn: false };
};

const createHandlers = () => {
  const watcher = createWatcher(import.meta.filename);
  return {
    parse: async (raw: unknown, { signal, emit }: RequestContext): Promise<ParseResult> => {
      const params = parseParams.parse(raw);
      const { fileName, limits, ocr } = params;
      try {
        const result = await watcher.run(
          { kind: 'parse', bytes: await readBytes(params), fileName, limits, ocr },
          signal,
          (event: ParseEvent) => emit(event),
        );
        if ('image' in result) throw new TypeError('asked for a text, got a picture');
        return { ...result, worn: watcher.worn(limits) };
      } catch (error) {
        return refused(error);
      }
    },
    render: async (raw: unknown, { signal, emit }: RequestContext): Promise<RenderResult> => {
      const params = renderParams.parse(raw);
      const { fileName, limits, page, widthPx } = params;
      try {
        const bytes = await readBytes(params);
        const job = { kind: 'render' as const, bytes, fileName, limits, page, widthPx };
        const result = await watcher.run(job, signal, (event: ParseEvent) => emit(event));
        if ('document' in result) throw new TypeError('asked for a picture, got a text');
        return { ...result, worn: watcher.worn(limits) };
      } catch (error) {
        return refused(error);
      }
    },
  };
};

// Reading files is background work: a chat and the window come first, but it is not to starve beside a busy machine.
leaveRoomForTheWindow('reading');

if (isMainThread) serve(createHandlers);
else runThread();
