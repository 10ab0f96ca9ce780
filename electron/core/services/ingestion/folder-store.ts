/** Watched folders and walks in SQL, and what a walk finds out about files that are gone. */
import type { Db } from '../../db/open.ts';
import { newId } from '../../kernel/ids.ts';

export type Walk = {
  seq: number;
  tenantId: string;
  spaceId: string;
  path: string;
  priority: number;
  asked: number;
};

export const addWalk = (db: Db, walk: Omit<Walk, 'seq' | 'asked'> & { asked: boolean }): void => {
  db.prepare(
    `INSERT INTO ingestion_walks (tenant_id, space_id, path, priority, asked) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (space_id, path) DO UPDATE SET priority = max(priority, excluded.priority), asked = max(asked, excluded.asked)`,
  ).run(walk.tenantId, walk.spaceId, walk.path, walk.priority, walk.asked ? 1 : 0);
};

export const nextWalk = (db: Db, tenantId: string): Walk | null =>
  (db
    .prepare(
      `SELECT seq, tenant_id AS tenantId, space_id AS spaceId, path, priority, asked FROM ingestion_walks
       WHERE tenant_id = ? ORDER BY asked DESC, seq LIMIT 1`,
    )
    .get(tenantId) as Walk | undefined) ?? null;

export const endWalk = (db: Db, seq: number): void => {
  db.prepare('DELETE FROM ingestion_walks WHERE seq = ?').run(seq);
};

export type FolderRow = {
  id: string;
  tenantId: string;
  spaceId: string;
  path: string;
  lastScanAt: string | null;
};

const folderColumns = 'id, tenant_id AS tenantId, space_id AS spaceId, path, last_scan_at AS lastScanAt';

export const addFolder = (
  db: Db,
  folder: { tenantId: string; spaceId: string; path: string },
  at: string,
): FolderRow => {
  db.prepare(
    'INSERT OR IGNORE INTO watched_folders (id, tenant_id, space_id, path, created_at) VALUES (?, ?, ?, ?, ?)',
  ).run(newId(), folder.tenantId, folder.spaceId, folder.path, at);
  return db
    .prepare(`SELECT ${folderColumns} FROM watched_folders WHERE space_id = ? AND path = ?`)
    .get(folder.spaceId, folder.path) as FolderRow;
};

/** `null`: of all tenants. */
export const listFolders = (db: Db, tenantId: string | null): FolderRow[] =>
  db
    .prepare(
      `SELECT ${folderColumns} FROM watched_folders WHERE (@tenantId IS NULL OR tenant_id = @tenantId) ORDER BY path`,
    )
    .all({ tenantId }) as FolderRow[];

export const removeFolder = (db: Db, tenantId: string, folderId: string): boolean =>
  db.prepare('DELETE FROM watched_folders WHERE id = ? AND tenant_id = ?').run(folderId, tenantId).changes >
  0;

export const folderScanned = (db: Db, spaceId: string, path: string, at: string): void => {
  db.prepare('UPDATE watched_folders SET last_scan_at = ? WHERE space_id = ? AND path = ?').run(
    at,
    spaceId,
    path,
  );
};

/** U+10FFFF sorts behind everything a name can hold. */
const lastSign = '\u{10ffff}';

export const filesBelow = (db: Db, spaceId: string, folder: string, separator: string): number =>
  db
    .prepare('SELECT count(*) FROM ingestion_files WHERE space_id = ? AND path >= ? AND path < ?')
    .pluck()
    .get(spaceId, `${folder}${separator}`, `${folder}${separator}${lastSign}`) as number;

/** Known files below a folder that are not marked yet, in steps; `after` is the last path of the step before. */
export const knownBelow = (
  db: Db,
  spaceId: string,
  folder: string,
  after: string | null,
  separator: string,
): { seq: number; path: string }[] =>
  db
    .prepare(
      `SELECT seq, path FROM ingestion_files WHERE space_id = ? AND path > ? AND path < ? AND missing = 0 ORDER BY path LIMIT 1000`,
    )
    .all(spaceId, after ?? `${folder}${separator}`, `${folder}${separator}${lastSign}`) as {
    seq: number;
    path: string;
  }[];

/** Gone files keep their documents; what was never read has nothing to keep. */
export const markMissing = (db: Db, seqs: readonly number[], at: string): void => {
  const mark = db.prepare('UPDATE ingestion_files SET missing = 1, updated_at = ? WHERE seq = ?');
  const drop = db.prepare(
    "DELETE FROM ingestion_files WHERE seq = ? AND document_id IS NULL AND state IN ('waiting', 'failed', 'skipped')",
  );
  db.transaction(() => {
    for (const seq of seqs) if (drop.run(seq).changes === 0) mark.run(at, seq);
  })();
};

export const isIgnored = (db: Db, spaceId: string, hash: Buffer): boolean =>
  db.prepare('SELECT 1 FROM ingestion_ignored WHERE space_id = ? AND path_hash = ?').get(spaceId, hash) !==
  undefined;

export const stopIgnoring = (db: Db, spaceId: string, hash: Buffer): void => {
  db.prepare('DELETE FROM ingestion_ignored WHERE space_id = ? AND path_hash = ?').run(spaceId, hash);
};

export const hasIgnored = (db: Db, spaceId: string): boolean =>
  db.prepare('SELECT 1 FROM ingestion_ignored WHERE space_id = ? LIMIT 1').get(spaceId) !== undefined;
