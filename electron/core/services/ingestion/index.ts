/**
 * Ingestion: files, folders and watched folders become documents of a space, through a queue that survives everything.
 * Hostile files are read in limited processes; the same bytes twice in a space are one document, changed bytes a new version.
 */
import { stat } from 'node:fs/promises';
import { isAbsolute, normalize, sep } from 'node:path';
import type { IngestionFile, IngestionState, WatchedFolder } from '../../../contract/ingestion.ts';
import { isoNow } from '../../kernel/clock.ts';
import { appError, envelopeOf } from '../../kernel/errors.ts';
import { pathHash } from '../../kernel/path-hash.ts';
import type { Runs } from '../../runs/runs.ts';
import type { Knowledge } from '../knowledge/index.ts';
import * as folders from './folder-store.ts';
import { createQueue } from './queue.ts';
import { createPageImages } from './page-image.ts';
import type { DocumentParsing } from './parse/index.ts';
import { getFile, listFiles } from './queue-list.ts';
import * as queue from './queue-store.ts';
import { createFileReader, type FileReaderOptions } from './read-file.ts';
import { createUploads, type Piece } from './uploads.ts';
import { describe } from './walk.ts';
import { createWalker } from './walker.ts';

export type { Prepare } from './read-file.ts';

export type IngestionOptions = Omit<FileReaderOptions, 'knowledge'> & {
  knowledge: Pick<
    Knowledge,
    'addDocuments' | 'analyse' | 'finishIndex' | 'getSpace' | 'getSummary' | 'checkIndex' | 'forgetFile'
  >;
  /** Paints pages without waiting behind files that are read. */
  rendering: Pick<DocumentParsing, 'renderPage'>;
  runs: Pick<Runs, 'start'>;
  filesAtOnce: number;
  onChange: () => void;
};

export type Ingestion = ReturnType<typeof createIngestion>;

export const createIngestion = (options: IngestionOptions) => {
  const { db, knowledge, originals, clock, log, runs, filesAtOnce, onChange } = options;
  const walker = createWalker({ db, clock, log, onWork: (tenantId) => void work.wake(tenantId) });
  const work = createQueue({
    ...{ db, runs, walker, filesAtOnce, clock, log, onChange },
    readFile: createFileReader(options),
    onIdle: knowledge.checkIndex,
  });
  const uploads = createUploads({ db, originals, clock });

  const file = (tenantId: string, fileId: string): IngestionFile => {
    const found = getFile(db, tenantId, fileId);
    if (found === null) throw appError('ingestion.FILE_NOT_FOUND', {});
    return found;
  };

  /** A relative path would mean something else to the engine than to whoever wrote it. */
  const absolute = (path: string): string => {
    if (!isAbsolute(path)) throw appError('request.INVALID', { issues: [{ path: 'paths', problem: path }] });
    const normal = normalize(path);
    return normal.length > 1 && normal.endsWith(sep) ? normal.slice(0, -1) : normal;
  };

  const add = async (
    tenantId: string,
    input: { spaceId: string; paths: readonly string[]; priority: 'normal' | 'first' },
  ): Promise<{ added: number; known: number; runId: string | null }> => {
    const { id: spaceId } = knowledge.getSpace(tenantId, input.spaceId);
    const priority = input.priority === 'first' ? queue.firstPriority : queue.normalPriority;
    const asked = { tenantId, spaceId, priority, asked: true, at: isoNow(clock) };
    const paths = [...new Set(input.paths.map(absolute))];
    const files = await describe(paths);
    const plain = new Set(files.map((one) => one.path));
    for (const path of paths) {
      folders.stopIgnoring(db, spaceId, pathHash(path));
      if (plain.has(path)) continue;
      if ((await stat(path).catch(() => null))?.isDirectory()) folders.addWalk(db, { ...asked, path });
      else queue.addFailure(db, path, envelopeOf(appError('documents.UNREADABLE', {})), asked);
    }
    const added = queue.addFiles(db, files, asked);
    work.news();
    return { added, known: files.length - added, runId: work.wake(tenantId) };
  };

  const again = (tenantId: string, change: () => number): number => {
    const changed = change();
    if (changed > 0) work.wake(tenantId);
    work.news();
    return changed;
  };

  return {
    /** Once, after opening. */
    start: (tenantId: string): void => {
      queue.recover(db);
      void originals.sweep().catch((error: unknown) => log.warn({ error }, 'originals not swept'));
      walker.start();
      work.wake(tenantId);
    },
    /** Files are being read right now. */
    isWorking: work.isWorking,
    add,
    upload: async (tenantId: string, piece: Piece) => {
      knowledge.getSpace(tenantId, piece.spaceId);
      const received = await uploads.receive(tenantId, piece);
      if (received.fileId !== null) again(tenantId, () => 1);
      return received;
    },
    state: (tenantId: string, spaceId: string | null): IngestionState => work.state(tenantId, spaceId),
    files: (
      tenantId: string,
      query: {
        spaceId: string | null;
        states?: readonly string[] | undefined;
        cursor: string | null;
        limit: number;
      },
    ) => listFiles(db, tenantId, { ...query, states: query.states }),
    pause: (tenantId: string): IngestionState => {
      work.pause(tenantId);
      return work.state(tenantId, null);
    },
    resume: (tenantId: string): IngestionState => {
      work.resume(tenantId);
      return work.state(tenantId, null);
    },
    retry: (
      tenantId: string,
      { fileId, spaceId }: { fileId: string | null; spaceId: string | null },
    ): number => {
      if (fileId !== null) file(tenantId, fileId);
      const states = fileId === null ? ['failed'] : ['failed', 'skipped'];
      return again(tenantId, () => queue.requeue(db, tenantId, { fileId, spaceId, states }, isoNow(clock)));
    },
    prioritise: (tenantId: string, fileId: string): IngestionFile => {
      file(tenantId, fileId);
      queue.prioritise(db, tenantId, fileId);
      work.news();
      return file(tenantId, fileId);
    },
    skip: (tenantId: string, fileId: string): IngestionFile => {
      file(tenantId, fileId);
      queue.skip(db, tenantId, fileId, isoNow(clock));
      work.stop(fileId);
      work.news();
      return file(tenantId, fileId);
    },
    /** What never became a document leaves nothing behind, not even its name. */
    forget: async (tenantId: string, fileId: string): Promise<boolean> => {
      file(tenantId, fileId);
      const isGone = await knowledge.forgetFile(fileId);
      work.news();
      return isGone;
    },
    /** Of an attachment: the file it came with. */
    reindex: (tenantId: string, documentId: string): IngestionFile => {
      let summary = knowledge.getSummary(tenantId, documentId);
      while (summary.parentId !== null) summary = knowledge.getSummary(tenantId, summary.parentId);
      const found = queue.fileOfDocument(db, tenantId, summary.id);
      if (found === null) throw appError('ingestion.FILE_NOT_FOUND', {});
      const states = ['done', 'unchanged', 'failed', 'skipped'];
      const wanted = { fileId: found.id, states, priority: queue.firstPriority, again: true };
      again(tenantId, () => queue.requeue(db, tenantId, wanted, isoNow(clock)));
      return file(tenantId, found.id);
    },
    pageImage: createPageImages(originals, options.rendering),
    watchedFolders: (tenantId: string): Promise<WatchedFolder[]> => walker.list(tenantId),
    watchFolder: async (tenantId: string, spaceId: string, path: string): Promise<WatchedFolder> => {
      knowledge.getSpace(tenantId, spaceId);
      const folder = absolute(path);
      if (!(await stat(folder).catch(() => null))?.isDirectory()) throw appError('documents.UNREADABLE', {});
      return walker.watchFolder(tenantId, spaceId, folder);
    },
    unwatchFolder: (tenantId: string, folderId: string): boolean => walker.unwatchFolder(tenantId, folderId),
    close: async (): Promise<void> => {
      walker.close();
      work.close();
      await uploads.close();
    },
  };
};
