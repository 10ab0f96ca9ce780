/** The queue of files in SQL. A file is a row of its space; what happens to it is its state. What is shown of it: `queue-list.ts`. */
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { Db } from '../../db/open.ts';
import { newId } from '../../kernel/ids.ts';

export type QueuedFile = {
  seq: number;
  id: string;
  tenantId: string;
  spaceId: string;
  path: string;
  originalId: string | null;
  sizeBytes: number | null;
  modifiedMs: number | null;
  contentHash: Buffer | null;
  documentId: string | null;
  again: number;
  attempts: number;
};

const queuedColumns = `seq, id, tenant_id AS tenantId, space_id AS spaceId, path, original_id AS originalId,
  size_bytes AS sizeBytes, modified_ms AS modifiedMs, content_hash AS contentHash, document_id AS documentId, again, attempts`;

export const normalPriority = 0;
export const firstPriority = 10;

export type FoundFile = { path: string; sizeBytes: number; modifiedMs: number };
export type Asked = { tenantId: string; spaceId: string; priority: number; asked: boolean; at: string };

/**
 * Queues what is new or has changed since it was read; `asked` (a person named it) also what has failed or was skipped.
 * Returns how many were queued.
 */
export const addFiles = (db: Db, files: readonly FoundFile[], asked: Asked): number => {
  const add = db.prepare(
    `INSERT INTO ingestion_files (id, tenant_id, space_id, path, size_bytes, modified_ms, state, priority, created_at, updated_at)
     VALUES (@id, @tenantId, @spaceId, @path, @sizeBytes, @modifiedMs, 'waiting', @priority, @at, @at)
     ON CONFLICT (space_id, path) DO UPDATE SET state = 'waiting', priority = max(priority, excluded.priority), missing = 0,
       size_bytes = excluded.size_bytes, modified_ms = excluded.modified_ms, error_json = NULL, attempts = 0,
       updated_at = excluded.updated_at
     WHERE state NOT IN ('waiting', 'reading', 'indexing') AND (missing = 1
       OR size_bytes IS NOT excluded.size_bytes OR modified_ms IS NOT excluded.modified_ms
       OR (@asked = 1 AND (state IN ('failed', 'skipped') OR document_id IS NULL)))`,
  );
  const { tenantId, spaceId, priority, at } = asked;
  return db.transaction(() => {
    let queued = 0;
    for (const file of files)
      queued += add.run({
        ...{ id: newId(), tenantId, spaceId, priority, at, asked: asked.asked ? 1 : 0 },
        ...file,
      }).changes;
    return queued;
  })();
};

/** A folder or file that could not be looked at. */
export const addFailure = (db: Db, path: string, error: ErrorEnvelope, asked: Asked): void => {
  const { tenantId, spaceId, priority, at } = asked;
  db.prepare(
    `INSERT INTO ingestion_files (id, tenant_id, space_id, path, state, priority, error_json, created_at, updated_at)
     VALUES (?, ?, ?, ?, 'failed', ?, ?, ?, ?)
     ON CONFLICT (space_id, path) DO UPDATE SET state = 'failed', error_json = excluded.error_json, updated_at = excluded.updated_at`,
  ).run(newId(), tenantId, spaceId, path, priority, JSON.stringify(error), at, at);
};

export const addUpload = (
  db: Db,
  upload: { id: string; path: string; originalId: string; sizeBytes: number },
  asked: Asked,
): void => {
  db.prepare(
    `INSERT INTO ingestion_files (id, tenant_id, space_id, path, original_id, size_bytes, state, priority, created_at, updated_at)
     VALUES (@id, @tenantId, @spaceId, @path, @originalId, @sizeBytes, 'waiting', @priority, @at, @at)`,
  ).run({
    ...upload,
    tenantId: asked.tenantId,
    spaceId: asked.spaceId,
    priority: asked.priority,
    at: asked.at,
  });
};

export const isTaken = (db: Db, spaceId: string, path: string): boolean =>
  db.prepare('SELECT 1 FROM ingestion_files WHERE space_id = ? AND path = ?').get(spaceId, path) !==
  undefined;

/** The next file, marked as being read. */
export const claim = (db: Db, tenantId: string, at: string): QueuedFile | null =>
  db.transaction(() => {
    const row = db
      .prepare(
        `SELECT ${queuedColumns} FROM ingestion_files WHERE tenant_id = ? AND state = 'waiting'
         ORDER BY priority DESC, seq LIMIT 1`,
      )
      .get(tenantId) as QueuedFile | undefined;
    if (row === undefined) return null;
    db.prepare(
      "UPDATE ingestion_files SET state = 'reading', attempts = attempts + 1, error_json = NULL, updated_at = ? WHERE seq = ?",
    ).run(at, row.seq);
    return row;
  })();

export const hasWaiting = (db: Db, tenantId: string): boolean =>
  db
    .prepare("SELECT 1 FROM ingestion_files WHERE tenant_id = ? AND state = 'waiting' LIMIT 1")
    .get(tenantId) !== undefined;

export const findFile = (db: Db, seq: number): QueuedFile | null =>
  (db.prepare(`SELECT ${queuedColumns} FROM ingestion_files WHERE seq = ?`).get(seq) as
    | QueuedFile
    | undefined) ?? null;

export const fileOfDocument = (db: Db, tenantId: string, documentId: string): QueuedFile | null =>
  (db
    .prepare(
      `SELECT ${queuedColumns} FROM ingestion_files WHERE tenant_id = ? AND document_id = ? ORDER BY missing, seq LIMIT 1`,
    )
    .get(tenantId, documentId) as QueuedFile | undefined) ?? null;

/** A file of the space with these very bytes that is a document already. */
export const twinOf = (db: Db, file: QueuedFile, hash: Buffer): { documentId: string } | null =>
  (db
    .prepare(
      `SELECT document_id AS documentId FROM ingestion_files
       WHERE space_id = ? AND content_hash = ? AND seq <> ? AND document_id IS NOT NULL LIMIT 1`,
    )
    .get(file.spaceId, hash, file.seq) as { documentId: string } | undefined) ?? null;

/** Other files have the same document, because their bytes are the same. */
export const isShared = (db: Db, file: QueuedFile): boolean =>
  file.documentId !== null &&
  db
    .prepare('SELECT 1 FROM ingestion_files WHERE document_id = ? AND seq <> ?')
    .get(file.documentId, file.seq) !== undefined;

/** Documents below one. */
export const attachmentsOf = (db: Db, documentId: string): { id: string; source: string }[] =>
  db.prepare('SELECT id, source FROM documents WHERE parent_id = ? ORDER BY seq').all(documentId) as {
    id: string;
    source: string;
  }[];

export type Outcome = {
  /** `indexing`: the document is there, its index not yet. */
  state: 'done' | 'unchanged' | 'indexing';
  documentId: string;
  contentHash: Buffer;
  sizeBytes: number;
  modifiedMs: number | null;
  at: string;
};

/** Inside the transaction that stores the document. `false`: the file was removed or skipped meanwhile. */
export const settle = (db: Db, seq: number, outcome: Outcome): boolean =>
  db
    .prepare(
      `UPDATE ingestion_files SET state = @state, document_id = @documentId, content_hash = @contentHash, size_bytes = @sizeBytes,
         modified_ms = @modifiedMs, again = 0, missing = 0, progress_json = NULL, error_json = NULL, updated_at = @at
       WHERE seq = @seq AND state IN ('reading', 'indexing')`,
    )
    .run({ seq, ...outcome }).changes > 0;

export const setState = (db: Db, seq: number, state: 'indexing' | 'waiting' | 'done', at: string): void => {
  db.prepare(
    "UPDATE ingestion_files SET state = ?, progress_json = NULL, updated_at = ? WHERE seq = ? AND state IN ('reading', 'indexing')",
  ).run(state, at, seq);
};

export const setProgress = (db: Db, seq: number, progress: { done: number; total: number }): void => {
  db.prepare('UPDATE ingestion_files SET progress_json = ? WHERE seq = ?').run(JSON.stringify(progress), seq);
};

export const fail = (db: Db, seq: number, error: ErrorEnvelope, at: string): void => {
  db.prepare(
    `UPDATE ingestion_files SET state = 'failed', error_json = ?, progress_json = NULL, again = 0, updated_at = ?
     WHERE seq = ? AND state IN ('reading', 'indexing')`,
  ).run(JSON.stringify(error), at, seq);
};

/** Called once after opening: what was being read when the last process ended waits again. */
export const recover = (db: Db): void => {
  db.prepare(
    "UPDATE ingestion_files SET state = 'waiting', progress_json = NULL WHERE state IN ('reading', 'indexing')",
  ).run();
};

export const requeue = (
  db: Db,
  tenantId: string,
  which: {
    fileId: string | null;
    spaceId?: string | null;
    states: readonly string[];
    priority?: number;
    again?: boolean;
  },
  at: string,
): number =>
  db
    .prepare(
      `UPDATE ingestion_files SET state = 'waiting', attempts = 0, error_json = NULL, updated_at = @at, missing = 0,
         priority = max(priority, @priority), again = max(again, @again)
       WHERE tenant_id = @tenantId AND (@fileId IS NULL OR id = @fileId)
         AND (@spaceId IS NULL OR space_id = @spaceId) AND state IN (SELECT value FROM json_each(@states))`,
    )
    .run({
      ...{ tenantId, fileId: which.fileId, spaceId: which.spaceId ?? null, at },
      priority: which.priority ?? normalPriority,
      again: which.again === true ? 1 : 0,
      states: JSON.stringify(which.states),
    }).changes;

export const prioritise = (db: Db, tenantId: string, fileId: string): void => {
  db.prepare(
    `UPDATE ingestion_files SET priority = 1 + (SELECT max(priority) FROM ingestion_files WHERE tenant_id = @tenantId AND state = 'waiting')
     WHERE tenant_id = @tenantId AND id = @fileId AND state = 'waiting'`,
  ).run({ tenantId, fileId });
};

export const skip = (db: Db, tenantId: string, fileId: string, at: string): void => {
  db.prepare(
    `UPDATE ingestion_files SET state = 'skipped', progress_json = NULL, updated_at = ?
     WHERE tenant_id = ? AND id = ? AND state IN ('waiting', 'reading', 'failed')`,
  ).run(at, tenantId, fileId);
};

export const isPaused = (db: Db, tenantId: string): boolean =>
  db.prepare('SELECT paused FROM ingestion_queues WHERE tenant_id = ?').pluck().get(tenantId) === 1;

export const setPaused = (db: Db, tenantId: string, paused: boolean): void => {
  db.prepare('INSERT OR REPLACE INTO ingestion_queues (tenant_id, paused) VALUES (?, ?)').run(
    tenantId,
    paused ? 1 : 0,
  );
};

/** Claimed files nobody reads any more, after a stumble: they wait again. */
export const releaseIdle = (db: Db, tenantId: string, readingIds: readonly string[]): void => {
  db.prepare(
    `UPDATE ingestion_files SET state = 'waiting' WHERE tenant_id = ? AND state IN ('reading', 'indexing')
       AND id NOT IN (SELECT value FROM json_each(?))`,
  ).run(tenantId, JSON.stringify(readingIds));
};
