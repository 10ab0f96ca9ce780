/** Spaces, documents and their versions in SQL. What belongs to the indexes is in `indexing.ts` and `embedding.ts`. */
import { createHash } from 'node:crypto';
import type { Db } from '../../db/open.ts';
import type { Block, LaidOut } from './blocks.ts';
import { piecesOf } from './document-text.ts';
import { prepared } from './statements.ts';

export type KnowledgeSpace = {
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
  createdAt: string;
  updatedAt: string;
};

export type StoredDocument = KnowledgeDocument & { seq: number; firstChunkSeq: number; chunkCount: number };

const spaceColumns = 'id, name, description, created_at AS createdAt, updated_at AS updatedAt';
const documentColumns = `seq, id, space_id AS spaceId, title, language, date, source, version_id AS versionId,
  first_chunk_seq AS firstChunkSeq, chunk_count AS chunkCount, created_at AS createdAt, updated_at AS updatedAt`;

export const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

export const insertSpace = (db: Db, tenantId: string, space: KnowledgeSpace): void => {
  prepared(
    db,
    'INSERT INTO knowledge_spaces (id, tenant_id, name, description, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(space.id, tenantId, space.name, space.description, space.createdAt, space.updatedAt);
};

export const updateSpace = (db: Db, tenantId: string, space: KnowledgeSpace): void => {
  prepared(
    db,
    'UPDATE knowledge_spaces SET name = ?, description = ?, updated_at = ? WHERE id = ? AND tenant_id = ?',
  ).run(space.name, space.description, space.updatedAt, space.id, tenantId);
};

export const findSpace = (db: Db, tenantId: string, spaceId: string): KnowledgeSpace | null =>
  (prepared(db, `SELECT ${spaceColumns} FROM knowledge_spaces WHERE id = ? AND tenant_id = ?`).get(
    spaceId,
    tenantId,
  ) as KnowledgeSpace | undefined) ?? null;

export const findSpaceByName = (db: Db, tenantId: string, name: string): KnowledgeSpace | null =>
  (prepared(db, `SELECT ${spaceColumns} FROM knowledge_spaces WHERE name = ? AND tenant_id = ?`).get(
    name,
    tenantId,
  ) as KnowledgeSpace | undefined) ?? null;

export const listSpaces = (db: Db, tenantId: string): (KnowledgeSpace & { documents: number })[] =>
  prepared(
    db,
    `SELECT ${spaceColumns}, (SELECT count(*) FROM documents WHERE space_id = knowledge_spaces.id) AS documents
       FROM knowledge_spaces WHERE tenant_id = ? ORDER BY name`,
  ).all(tenantId) as (KnowledgeSpace & { documents: number })[];

export const deleteSpace = (db: Db, tenantId: string, spaceId: string): void => {
  prepared(db, 'DELETE FROM knowledge_spaces WHERE id = ? AND tenant_id = ?').run(spaceId, tenantId);
};

export const findDocument = (db: Db, tenantId: string, documentId: string): StoredDocument | null =>
  (prepared(db, `SELECT ${documentColumns} FROM documents WHERE id = ? AND tenant_id = ?`).get(
    documentId,
    tenantId,
  ) as StoredDocument | undefined) ?? null;

export const documentsOfSpace = (db: Db, tenantId: string, spaceId: string): StoredDocument[] =>
  prepared(
    db,
    `SELECT ${documentColumns} FROM documents WHERE space_id = ? AND tenant_id = ? ORDER BY updated_at DESC`,
  ).all(spaceId, tenantId) as StoredDocument[];

/** Returns the new row's seq. Its chunks are set later in the same transaction. */
export const insertDocument = (db: Db, tenantId: string, document: KnowledgeDocument): number =>
  Number(
    prepared(
      db,
      `INSERT INTO documents (id, tenant_id, space_id, title, language, date, source, version_id, first_chunk_seq, chunk_count,
         created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)`,
    ).run(
      document.id,
      tenantId,
      document.spaceId,
      document.title,
      document.language,
      document.date,
      document.source,
      document.versionId,
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

/** The version's text and blocks, both exactly as given. */
export const insertVersion = (
  db: Db,
  tenantId: string,
  version: { id: string; documentId: string; spaceId: string; createdAt: string },
  { text, blocks }: LaidOut,
): void => {
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
  for (const piece of piecesOf(text, pageStarts(blocks)))
    insertText.run(
      version.id,
      piece.startOffset,
      piece.startOffset + piece.text.length,
      tenantId,
      piece.text,
    );
  const insertBlock = prepared(
    db,
    `INSERT INTO blocks (version_id, ordinal, tenant_id, kind, level, page, start_offset, end_offset, box_json, language)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  blocks.forEach((block, ordinal) => {
    const { kind, level = null, page = null, startOffset, endOffset, box, language = null } = block;
    const boxJson = box === undefined ? null : JSON.stringify(box);
    insertBlock.run(
      version.id,
      ordinal,
      tenantId,
      kind,
      level,
      page,
      startOffset,
      endOffset,
      boxJson,
      language,
    );
  });
};

const pageStarts = (blocks: readonly Block[]): number[] =>
  blocks.filter((block, index) => block.page !== blocks[index - 1]?.page).map((block) => block.startOffset);

type BlockRow = {
  kind: Block['kind'];
  level: number | null;
  page: number | null;
  start_offset: number;
  end_offset: number;
  box_json: string | null;
  language: string | null;
};

export const blocksOf = (db: Db, versionId: string): Block[] =>
  (
    prepared(db, 'SELECT * FROM blocks WHERE version_id = ? ORDER BY ordinal').all(versionId) as BlockRow[]
  ).map((row) => ({
    kind: row.kind,
    startOffset: row.start_offset,
    endOffset: row.end_offset,
    ...(row.level === null ? {} : { level: row.level }),
    ...(row.page === null ? {} : { page: row.page }),
    ...(row.box_json === null ? {} : { box: JSON.parse(row.box_json) as [number, number, number, number] }),
    ...(row.language === null ? {} : { language: row.language }),
  }));
