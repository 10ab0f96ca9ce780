/** Ingestion: files, folders and watched folders become documents of a space, through a queue that survives everything. */
import { z } from 'zod';
import { id, page, pageInput, reads, writes } from './base.ts';
import { errorEnvelope } from './errors.ts';

const fileStates = ['waiting', 'reading', 'indexing', 'done', 'unchanged', 'failed', 'skipped'] as const;

export const ingestionFile = z.object({
  id,
  spaceId: id,
  /** Shown to the person; an absolute path on this computer, or the name of an uploaded file. */
  path: z.string(),
  fileName: z.string(),
  sizeBytes: z.int().nullable(),
  state: z.enum(fileStates),
  /** Pages read by OCR so far. */
  progress: z.object({ done: z.int(), total: z.int() }).nullable(),
  documentId: id.nullable(),
  error: errorEnvelope.nullable(),
  attempts: z.int(),
  /** It was in a watched folder and is gone; its document stays. */
  missing: z.boolean(),
  updatedAt: z.iso.datetime(),
});
export type IngestionFile = z.infer<typeof ingestionFile>;

export const ingestionState = z.object({
  /** By a person, or by what `stoppedBy` says. */
  paused: z.boolean(),
  /** Nothing can be stored right now, e.g. the disk is full. It is tried again from time to time, and when a person says so. */
  stoppedBy: errorEnvelope.nullable(),
  waiting: z.int(),
  active: z.int(),
  done: z.int(),
  failed: z.int(),
  /** Folders that are still being looked through: `waiting` will grow. */
  walking: z.int(),
  /** The work that is under way; `null`: nothing to do, or paused. */
  runId: id.nullable(),
  /** Estimated from the last files; `null` until known. */
  timeLeftMs: z.int().nullable(),
  filesPerMinute: z.number().nullable(),
});
export type IngestionState = z.infer<typeof ingestionState>;

export const watchedFolder = z.object({
  id,
  spaceId: id,
  path: z.string(),
  /** `missing`: not there right now (a stick, a share). */
  state: z.enum(['watching', 'missing']),
  files: z.int(),
  lastScanAt: z.iso.datetime().nullable(),
});
export type WatchedFolder = z.infer<typeof watchedFolder>;

export const ingestionContract = {
  /** Files and folders by path on the computer of the engine. Returns at once; the queue does the work. `added` and `known` count the files
   * named, not those in folders. `runId` is `null` while the queue is paused. */
  add: writes('knowledge.write')
    .input(
      z.object({
        spaceId: id,
        paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000),
        priority: z.enum(['normal', 'first']).default('normal'),
      }),
    )
    .output(z.object({ added: z.int(), known: z.int(), runId: id.nullable() })),
  /** A file from the browser, at most 512 MB, in pieces of at most 4 MB; the last one (`last`) queues it. */
  upload: writes('knowledge.write')
    .input(
      z.object({
        spaceId: id,
        uploadId: id,
        fileName: z.string().min(1).max(255),
        startByte: z.int().min(0),
        contentBase64: z.base64().max(6_000_000),
        last: z.boolean(),
      }),
    )
    .output(z.object({ receivedBytes: z.int(), fileId: id.nullable() })),
  state: reads('knowledge.read')
    .input(z.object({ spaceId: id.nullable().default(null) }))
    .output(ingestionState),
  files: reads('knowledge.read')
    .input(
      pageInput.extend({
        spaceId: id.nullable().default(null),
        states: z.array(z.enum(fileStates)).optional(),
      }),
    )
    .output(page(ingestionFile)),
  pause: writes('knowledge.write').output(ingestionState),
  resume: writes('knowledge.write').output(ingestionState),
  retry: writes('knowledge.write')
    .input(
      z.object({
        fileId: id.nullable().describe('null: all failed'),
        /** Of all failed ones only those for this space. */
        spaceId: id.nullable().default(null),
      }),
    )
    .output(z.object({ retried: z.int() })),
  prioritise: writes('knowledge.write')
    .input(z.object({ fileId: id }))
    .output(ingestionFile),
  skip: writes('knowledge.write')
    .input(z.object({ fileId: id }))
    .output(ingestionFile),
  /** Takes a file that never became a document off the list, with its name and what was uploaded of it. */
  forget: writes('knowledge.write')
    .input(z.object({ fileId: id }))
    .output(z.object({ removed: z.boolean() })),
  /** Read and index again, e.g. after OCR data was installed. */
  reindex: writes('knowledge.write')
    .input(z.object({ documentId: id }))
    .output(ingestionFile),
  watchedFolders: reads('knowledge.read').output(z.array(watchedFolder)),
  watchFolder: writes('knowledge.write')
    .input(z.object({ spaceId: id, path: z.string().min(1).max(4096) }))
    .output(watchedFolder),
  unwatchFolder: writes('knowledge.write')
    .input(z.object({ folderId: id }))
    .output(z.object({ removed: z.boolean() })),
};
