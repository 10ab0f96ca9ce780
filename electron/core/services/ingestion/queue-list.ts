/** What is shown of the queue: files with their state, and how many there are in each. */
import type { IngestionFile, IngestionState } from '../../../contract/ingestion.ts';
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { Db } from '../../db/open.ts';

type FileRow = {
  id: string;
  spaceId: string;
  path: string;
  sizeBytes: number | null;
  state: IngestionFile['state'];
  progressJson: string | null;
  documentId: string | null;
  errorJson: string | null;
  attempts: number;
  missing: number;
  updatedAt: string;
};

const fileColumns = `id, space_id AS spaceId, path, size_bytes AS sizeBytes, state, progress_json AS progressJson,
  document_id AS documentId, error_json AS errorJson, attempts, missing, updated_at AS updatedAt`;

const toFile = ({ progressJson, errorJson, missing, ...row }: FileRow): IngestionFile => ({
  ...row,
  fileName: row.path.split(/[\\/]/).at(-1) ?? row.path,
  missing: missing === 1,
  progress: progressJson === null ? null : (JSON.parse(progressJson) as IngestionFile['progress']),
  error: errorJson === null ? null : (JSON.parse(errorJson) as ErrorEnvelope),
});

export const getFile = (db: Db, tenantId: string, fileId: string): IngestionFile | null => {
  const row = db
    .prepare(`SELECT ${fileColumns} FROM ingestion_files WHERE tenant_id = ? AND id = ?`)
    .get(tenantId, fileId) as FileRow | undefined;
  return row === undefined ? null : toFile(row);
};

/** Newest first. */
export const listFiles = (
  db: Db,
  tenantId: string,
  query: {
    spaceId: string | null;
    states: readonly string[] | undefined;
    cursor: string | null;
    limit: number;
  },
): { items: IngestionFile[]; nextCursor: string | null } => {
  const rows = db
    .prepare(
      `SELECT ${fileColumns} FROM ingestion_files WHERE tenant_id = @tenantId
         AND (@spaceId IS NULL OR space_id = @spaceId)
         AND (@states IS NULL OR state IN (SELECT value FROM json_each(@states)))
         AND (@cursor IS NULL OR seq < (SELECT seq FROM ingestion_files WHERE id = @cursor))
       ORDER BY seq DESC LIMIT @limit`,
    )
    .all({
      ...{ tenantId, spaceId: query.spaceId, cursor: query.cursor, limit: query.limit + 1 },
      states: query.states === undefined ? null : JSON.stringify(query.states),
    }) as FileRow[];
  const items = rows.slice(0, query.limit).map(toFile);
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
};

export type Counts = Pick<IngestionState, 'waiting' | 'active' | 'done' | 'failed' | 'walking'>;

export const counts = (db: Db, tenantId: string, spaceId: string | null): Counts => {
  const rows = db
    .prepare(
      `SELECT state, count(*) AS files FROM ingestion_files
       WHERE tenant_id = @tenantId AND (@spaceId IS NULL OR space_id = @spaceId) GROUP BY state`,
    )
    .all({ tenantId, spaceId }) as { state: string; files: number }[];
  const of = (...states: string[]): number =>
    rows.reduce((sum, row) => sum + (states.includes(row.state) ? row.files : 0), 0);
  return {
    waiting: of('waiting'),
    active: of('reading', 'indexing'),
    done: of('done', 'unchanged'),
    failed: of('failed'),
    walking: db
      .prepare(
        'SELECT count(*) FROM ingestion_walks WHERE tenant_id = @tenantId AND (@spaceId IS NULL OR space_id = @spaceId)',
      )
      .pluck()
      .get({ tenantId, spaceId }) as number,
  };
};
