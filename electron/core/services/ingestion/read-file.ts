/**
 * One file of the queue, from its bytes to its document: read, compared with what is known, parsed in a limited process,
 * prepared (redaction), stored. The document and the file's new state are written in one transaction, so that whatever
 * ends the program in between, the file is read again and the document is there once. Of a long text the tokens follow in
 * many small ones: what is missing is known to the index, which goes on with it whether or not the file is read again.
 */
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import { isDocumentError, type OcrOptions, type ParsedDocument } from '../../adapters/parser/kind.ts';
import { isSqliteFailure } from '../../db/failures.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError, envelopeOf, isAppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import type { Analysis, Knowledge, Originals } from '../knowledge/index.ts';
import type { DocumentParsing } from './parse/index.ts';
import * as queue from './queue-store.ts';
import { isStillThere, type KeepOriginals, type Taken, takeOriginal, takePath } from './read-bytes.ts';
import { inputsOf, type Stored, storeDocument } from './store-document.ts';

/** What a space's policy makes of a document before anything of it is stored, e.g. redaction of personal data. */
export type Prepare = (
  document: ParsedDocument,
  about: { tenantId: string; spaceId: string; source: string; signal: AbortSignal },
) => Promise<{
  document: ParsedDocument;
  /** Within the transaction that stores it, for the document itself and each of its attachments. */
  onStored?: (document: ParsedDocument, stored: Stored) => void;
  /** `false`: it says what the space does not want to be said. */
  keepOriginal?: boolean;
}>;

export type FileReaderOptions = {
  db: Db;
  knowledge: Pick<Knowledge, 'addDocuments' | 'analyse' | 'finishIndex'>;
  originals: Originals;
  parsing: Pick<DocumentParsing, 'parseDocument'>;
  ocr: () => Promise<OcrOptions | null>;
  keepOriginals: () => KeepOriginals;
  prepare: Prepare;
  clock: Clock;
  log: Log;
};

/** UTF-16 units. */
const longText = 300_000;
/** A file that ends the program again and again is not tried for ever. */
const maxAttempts = 12;

export const createFileReader = (options: FileReaderOptions) => {
  const { db, knowledge, originals, parsing, clock } = options;
  /** Files with the same bytes wait for each other, so that the second finds the first's document. */
  const reading = new Map<string, Promise<void>>();

  const take = async (file: queue.QueuedFile): Promise<Taken> => {
    if (file.originalId !== null) return takeOriginal(file, file.originalId, originals);
    try {
      return await takePath(file, originals, options.keepOriginals());
    } catch (error) {
      const kept =
        file.again === 1 && file.documentId !== null ? originals.ofDocument(file.documentId) : null;
      if (kept === null) throw error;
      return takeOriginal(file, kept, originals);
    }
  };

  const outcome = (taken: Taken, state: queue.Outcome['state'], documentId: string): queue.Outcome => ({
    state,
    documentId,
    contentHash: taken.hash,
    sizeBytes: taken.sizeBytes,
    modifiedMs: taken.modifiedMs,
    at: isoNow(clock),
  });

  /** The bytes are a document already. */
  const settleKnown = (file: queue.QueuedFile, taken: Taken): boolean => {
    if (file.again === 1) return false;
    if (file.documentId !== null && file.contentHash?.equals(taken.hash) === true) {
      queue.settle(db, file.seq, outcome(taken, 'unchanged', file.documentId));
      return true;
    }
    const twin = queue.twinOf(db, file, taken.hash);
    if (twin === null) return false;
    knowledge.addDocuments(file.tenantId, (_add, drop) => {
      const own = file.documentId !== null && !queue.isShared(db, file) ? file.documentId : null;
      queue.settle(db, file.seq, outcome(taken, 'unchanged', twin.documentId));
      if (own !== null && own !== twin.documentId) drop(own);
    });
    return true;
  };

  const parseAndStore = async (file: queue.QueuedFile, taken: Taken, signal: AbortSignal): Promise<void> => {
    const parsed = await parsing.parseDocument({
      ...taken.source,
      fileName: taken.fileName,
      signal,
      ocr: await options.ocr(),
      onProgress: ({ page, pages }) => queue.setProgress(db, file.seq, { done: page, total: pages }),
    });
    const about = { tenantId: file.tenantId, spaceId: file.spaceId, source: file.path, signal };
    const { document, onStored, keepOriginal = true } = await options.prepare(parsed, about);
    if (!(await isStillThere(taken))) {
      queue.setState(db, file.seq, 'waiting', isoNow(clock));
      return;
    }
    const analyses = new Map<ParsedDocument, Analysis>();
    // Every state that is written waits for the disk; only a book is indexed long enough for anyone to see it.
    if (document.text.length > longText) queue.setState(db, file.seq, 'indexing', isoNow(clock));
    for (const [one, input] of inputsOf(document, taken.fileName))
      analyses.set(one, await knowledge.analyse(file.tenantId, input));
    if (signal.aborted) throw appError('request.CANCELLED', {});
    const isLong = [...analyses.values()].some(({ tokensLater }) => tokensLater);
    knowledge.addDocuments(file.tenantId, (add, drop) => {
      const current = queue.findFile(db, file.seq);
      // Removed or skipped meanwhile.
      if (current === null) return;
      const own =
        current.documentId !== null && !queue.isShared(db, current) ? current.documentId : undefined;
      const stored = storeDocument(
        document,
        { spaceId: file.spaceId, fileName: taken.fileName, source: file.path, documentId: own },
        {
          add,
          drop,
          analysisOf: (one) => analyses.get(one),
          attachmentsOf: (documentId) => queue.attachmentsOf(db, documentId),
          ...(onStored === undefined ? {} : { onStored }),
        },
      );
      if (!queue.settle(db, file.seq, outcome(taken, isLong ? 'indexing' : 'done', stored.id)))
        throw appError('request.CANCELLED', {});
      if (taken.originalId !== null && keepOriginal) originals.attach(taken.originalId, stored.versionId);
    });
    if (!isLong) return;
    await knowledge.finishIndex(file.tenantId, signal);
    if (signal.aborted) throw appError('request.CANCELLED', {});
    queue.setState(db, file.seq, 'done', isoNow(clock));
  };

  const readOnce = async (file: queue.QueuedFile, signal: AbortSignal): Promise<void> => {
    const taken = await take(file);
    const key = `${file.spaceId} ${taken.hash.toString('hex')}`;
    const turn = (reading.get(key) ?? Promise.resolve()).then(async () => {
      try {
        if (signal.aborted) throw appError('request.CANCELLED', {});
        if (!settleKnown(file, taken)) await parseAndStore(file, taken, signal);
      } finally {
        if (taken.originalId !== null) originals.release(taken.originalId);
      }
    });
    const quiet = turn.catch(() => {});
    reading.set(key, quiet);
    try {
      await turn;
    } finally {
      if (reading.get(key) === quiet) reading.delete(key);
    }
  };

  /** Resolves when the file has its new state; a failure is one of them. Rejects when the database cannot be written. */
  return async (file: queue.QueuedFile, signal: AbortSignal): Promise<void> => {
    try {
      if (file.attempts >= maxAttempts) throw appError('documents.PARSER_CRASHED', {});
      await readOnce(file, signal);
    } catch (error) {
      // That nothing can be stored is no fault of the file: it waits.
      if (isSqliteFailure(error)) throw error;
      if (signal.aborted) queue.setState(db, file.seq, 'waiting', isoNow(clock));
      else queue.fail(db, file.seq, envelopeFor(error, options.log), isoNow(clock));
    }
  };
};

const envelopeFor = (error: unknown, log: Log): ErrorEnvelope => {
  if (isAppError(error)) return envelopeOf(error);
  if (isDocumentError(error)) return envelopeOf(appError(error.code, error.data));
  const reference = newId();
  log.error({ reference, error }, 'a file was not read');
  return envelopeOf(appError('internal.BUG', { reference }));
};
