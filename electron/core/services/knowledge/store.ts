/** Spaces, documents and their versions in SQL. What belongs to the indexes is in `indexing.ts` and `embedding.ts`. */
import { createHash } from 'node:crypto';
import type { Db } from '../../db/open.ts';
import type { LaidOut } from './blocks.ts';
import { insertBlocks, insertPages } from './block-store.ts';
import { piecesOf } from './document-text.ts';
import { prepared } from './statements.ts';

export type SpaceRow = {
  id: string;
  name: string;
  description: string;
  createdAt: string;
  updatedAt: string;
};

export type KnowledgeDocument = {
  id: string;
  spaceId: string;
  title: string;
  language: string;
  date: string | null;
  source: string;
  versionId: string;
  /** The document it was attached to or packed in. */
  parentId: string | null;
  createdAt: string;
  updatedAt: string;
};

export type StoredDocument = KnowledgeDocument & { seq: number; firstChunkSeq: number; chunkCount: number };

const spaceColumns = 'id, name, description, created_at AS createdAt, updated_at AS updatedAt';
const documentColumns = `seq, id, space_id AS spaceId, title, language, date, source, version_id AS versionId, parent_id AS parentId,
  first_chunk_seq AS firstChunkSeq, chunk_count AS chunkCount, created_at AS createdAt, updated_at AS updatedAt`;

export const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

export const insertSpace = (db: Db, tenantId: string, space: SpaceRow): void => {
  prepared(
    db,
    'INSERT INTO knowledge_spaces (id, tenant_id, name, description, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(space.id, tenantId, space.name, space.description, space.createdAt, space.updatedAt);
};

export const updateSpace = (db: Db, tenantId: string, space: SpaceRow): void => {
  prepared(
    db,
    'UPDATE knowledge_spaces SET name = ?, description = ?, updated_at = ? WHERE id = ? AND tenant_id = ?',
  ).run(space.name, space.description, space.updatedAt, space.id, tenantId);
};

export const findSpace = (db: Db, tenantId: string, spaceId: string): SpaceRow | null =>
  (prepared(db, `SELECT ${spaceColumns} FROM knowledge_spaces WHERE id = ? AND tenant_id = ?`).get(
    spaceId,
    tenantId,
  ) as SpaceRow | undefined) ?? null;

export const findSpaceByName = (db: Db, tenantId: string, name: string): SpaceRow | null =>
  (prepared(db, `SELECT ${spaceColumns} FROM knowledge_spaces WHERE name = ? AND tenant_id = ?`).get(
    name,
    tenantId,
  ) as SpaceRow | undefined) ?? null;

export const listSpaces = (db: Db, tenantId: string): SpaceRow[] =>
  prepared(
    db,
    `SELECT ${spaceColumns} FROM knowledge_spaces WHERE tenant_id = ? ORDER BY name COLLATE NOCASE`,
  ).all(tenantId) as SpaceRow[];

export const countsOfSpace = (
  db: Db,
  spaceId: string,
): { documents: number; waiting: number; failed: number } =>
  prepared(
    db,
    `SELECT (SELECT count(*) FROM documents WHERE space_id = @spaceId) AS documents,
       (SELECT count(*) FROM ingestion_files WHERE space_id = @spaceId AND state IN ('waiting', 'reading', 'indexing')) AS waiting,
       (SELECT count(*) FROM ingestion_files WHERE space_id = @spaceId AND state = 'failed') AS failed`,
  ).get({ spaceId }) as { documents: number; waiting: number; failed: number };

export const deleteSpace = (db: Db, tenantId: string, spaceId: string): void => {
  prepared(db, 'DELETE FROM knowledge_spaces WHERE id = ? AND tenant_id = ?').run(spaceId, tenantId);
};

export const findDocument = (db: Db, tenantId: string, documentId: string): StoredDocument | null =>
  (prepared(db, `SELECT ${documentColumns} FROM documents WHERE id = ? AND tenant_id = ?`).get(
    documentId,
    tenantId,
  ) as StoredDocument | undefined) ?? null;

export const documentsOfSpace = (
  db: Db,
  tenantId: string,
  spaceId: string,
  limit: number,
): StoredDocument[] =>
  prepared(db, `SELECT ${documentColumns} FROM documents WHERE space_id = ? AND tenant_id = ? LIMIT ?`).all(
    spaceId,
    tenantId,
    limit,
  ) as StoredDocument[];

/** Returns the new row's seq. Its chunks are set later in the same transaction. */
export const insertDocument = (db: Db, tenantId: string, document: KnowledgeDocument): number =>
  Number(
    prepared(
      db,
      `INSERT INTO documents (id, tenant_id, space_id, title, language, date, source, version_id, parent_id, first_chunk_seq, chunk_count,
         created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)`,
    ).run(
      document.id,
      tenantId,
      document.spaceId,
      document.title,
      document.language,
      document.date,
      document.source,
      document.versionId,
      document.parentId,
      document.createdAt,
      document.updatedAt,
    ).lastInsertRowid,
  );

export const updateDocument = (db: Db, seq: number, document: KnowledgeDocument): void => {
  prepared(
    db,
    'UPDATE documents SET title = ?, language = ?, date = ?, source = ?, version_id = ?, updated_at = ? WHERE seq = ?',
  ).run(
    document.title,
    document.language,
    document.date,
    document.source,
    document.versionId,
    document.updatedAt,
    seq,
  );
};

export const setTags = (db: Db, tenantId: string, documentId: string, tags: readonly string[]): void => {
  prepared(db, 'DELETE FROM document_tags WHERE document_id = ?').run(documentId);
  const insert = prepared(
    db,
    'INSERT OR IGNORE INTO document_tags (tenant_id, document_id, tag) VALUES (?, ?, ?)',
  );
  for (const tag of tags) insert.run(tenantId, documentId, tag);
};

export const deleteDocument = (db: Db, seq: number): void => {
  prepared(db, 'DELETE FROM documents WHERE seq = ?').run(seq);
};

export const versionHash = (db: Db, versionId: string): Buffer | null =>
  (prepared(db, 'SELECT text_hash FROM document_versions WHERE id = ?').pluck().get(versionId) as
    | Buffer
    | undefined) ?? null;

/** Children first, so that nobody is left without a parent on the way. */
export const withAttachments = (db: Db, tenantId: string, document: StoredDocument): StoredDocument[] => {
  const children = prepared(
    db,
    `SELECT ${documentColumns} FROM documents WHERE parent_id = ? AND tenant_id = ?`,
  ).all(document.id, tenantId) as StoredDocument[];
  return [...children.flatMap((child) => withAttachments(db, tenantId, child)), document];
};

export const setVersionFacts = (db: Db, versionId: string, facts: VersionFacts): void => {
  prepared(
    db,
    'UPDATE document_versions SET format = ?, metadata_json = ?, warnings_json = ? WHERE id = ?',
  ).run(facts.format, JSON.stringify(facts.metadata), JSON.stringify(facts.warnings), versionId);
};

/** What a parser says of a text beside the text. */
export type VersionFacts = {
  format: string | null;
  metadata: Readonly<Record<string, string>>;
  warnings: readonly string[];
};

/** The version's text, blocks and pages, exactly as given. */
export const insertVersion = (
  db: Db,
  tenantId: string,
  version: { id: string; documentId: string; spaceId: string; createdAt: string },
  laidOut: LaidOut,
): void => {
  const { text, blocks } = laidOut;
  prepared(
    db,
    `INSERT INTO document_versions (id, tenant_id, space_id, document_id, number, text_hash, text_length, created_at)
     SELECT ?, ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM document_versions WHERE document_id = ?`,
  ).run(
    version.id,
    tenantId,
    version.spaceId,
    version.documentId,
    sha256(text),
    text.length,
    version.createdAt,
    version.documentId,
  );
  const insertText = prepared(
    db,
    'INSERT INTO document_texts (version_id, start_offset, end_offset, tenant_id, text) VALUES (?, ?, ?, ?, ?)',
  );
  const pages = blocks.filter((block, index) => block.page !== blocks[index - 1]?.page);
  for (const piece of piecesOf(
    text,
    pages.map((block) => block.startOffset),
  ))
    insertText.run(
      version.id,
      piece.startOffset,
      piece.startOffset + piece.text.length,
      tenantId,
      piece.text,
    );
  insertBlocks(db, tenantId, version.id, blocks);
  insertPages(db, tenantId, version.id, laidOut.pages ?? []);
};
