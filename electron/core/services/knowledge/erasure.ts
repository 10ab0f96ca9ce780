/**
 * What deleting a document leaves beside its rows, and how that goes: tokens in old segments of the full-text index, the
 * original's file, pages of the write-ahead log, copies of the database from before an update. Freed pages of the database
 * are overwritten by SQLite itself (`secure_delete`).
 */
import { type Db, removeBackups } from '../../db/open.ts';
import type { Log } from '../../kernel/log.ts';
import { pathHash } from '../../kernel/path-hash.ts';
import { purgeStep } from './indexing.ts';
import { nextTurn } from './next-turn.ts';
import type { Originals } from './originals.ts';
import { prepared } from './statements.ts';

/** A reader that is just searching is not waited for longer; the next deletion or start does the rest. */
const checkpointWaitMs = 200;
const usualWaitMs = 5_000;

export const createErasure = ({ db, originals, log }: { db: Db; originals: Originals | null; log: Log }) => {
  let last: Promise<void> = Promise.resolve();

  const erase = async (): Promise<void> => {
    for (let first = true; purgeStep(db, first); first = false) await nextTurn();
    await originals?.sweep();
    if (db.memory) return;
    removeBackups(db.name);
    db.pragma(`busy_timeout = ${checkpointWaitMs}`);
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      log.warn({ error }, 'write-ahead log not emptied yet');
    } finally {
      db.pragma(`busy_timeout = ${usualWaitMs}`);
    }
  };

  /** One after the other. */
  return (): Promise<void> => {
    last = last.then(erase, erase);
    return last;
  };
};

/** Inside the transaction that deletes the document: a file of a watched folder does not bring it back. */
export const forgetFiles = (db: Db, documentId: string): void => {
  forget(db, 'document_id = ?', documentId);
};

/** A file that never became a document, with its name and what was uploaded of it. `false`: it has one, or is being read. */
export const forgetFile = (db: Db, fileId: string): boolean =>
  forget(db, "id = ? AND document_id IS NULL AND state NOT IN ('reading', 'indexing')", fileId) > 0;

const forget = (db: Db, which: string, value: string): number => {
  const files = prepared(
    db,
    `SELECT seq, tenant_id AS tenantId, space_id AS spaceId, path,
       EXISTS (SELECT 1 FROM watched_folders WHERE watched_folders.space_id = ingestion_files.space_id
         AND substr(ingestion_files.path, 1, length(watched_folders.path)) = watched_folders.path) AS watched
     FROM ingestion_files WHERE ${which}`,
  ).all(value) as { seq: number; tenantId: string; spaceId: string; path: string; watched: number }[];
  const ignore = prepared(
    db,
    'INSERT OR IGNORE INTO ingestion_ignored (space_id, path_hash, tenant_id) VALUES (?, ?, ?)',
  );
  const remove = prepared(db, 'DELETE FROM ingestion_files WHERE seq = ?');
  for (const { seq, tenantId, spaceId, path, watched } of files) {
    if (watched === 1) ignore.run(spaceId, pathHash(path), tenantId);
    remove.run(seq);
  }
  return files.length;
};
