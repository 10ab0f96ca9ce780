/** Summaries of a document or a space: its central sentences, quoted, in order. */
import type { Evidence } from '../../../../contract/answers.ts';
import type { Db } from '../../../db/open.ts';
import { isLanguage } from '../analysis/languages.ts';
import { knowledgeError } from '../failure.ts';
import { prepared } from '../statements.ts';
import { citeUnits } from './extract.ts';
import { type Stretch, unitsBetween } from './read.ts';
import { centralUnits } from './summary.ts';

type DocumentRow = {
  documentId: string;
  versionId: string;
  spaceId: string;
  title: string;
  source: string;
  language: string;
  textHash: Buffer;
  textLength: number;
};

/** Of a long document its beginning, of a space its newest documents: what a summary of some sentences can stand for. */
const longestText = 400_000;
const mostDocuments = 60;
const perDocumentOfSpace = 12_000;

/** Throws `knowledge.DOCUMENT_NOT_FOUND`, `knowledge.SPACE_NOT_FOUND`. Without a whole sentence in the text it is empty. */
export const summarise = (
  db: Db,
  tenantId: string,
  input: { documentId: string | null; spaceId: string | null; sentences: number },
): { evidence: Evidence } => {
  const startedMs = performance.now();
  const rows =
    input.documentId === null
      ? ofSpace(db, tenantId, input.spaceId ?? '')
      : ofDocument(db, tenantId, input.documentId);
  const most = input.documentId === null ? perDocumentOfSpace : longestText;
  const stretches = rows.map((row, rank): Stretch => {
    const language = isLanguage(row.language) ? row.language : 'de';
    const { textHash, textLength: _length, ...about } = row;
    const units = unitsBetween(db, row.versionId, 0, Math.min(row.textLength, most), language);
    return { ...about, language, textHash: textHash.toString('hex'), rank, hits: [], units };
  });
  const cited = citeUnits(db, centralUnits(stretches, input.sentences));
  return {
    evidence: {
      spaceIds: [...new Set(rows.map((row) => row.spaceId))],
      onlyFromSources: true,
      abstained: cited.citations.length === 0,
      ...cited,
      claims: [],
      evidenceRate: null,
      timings: { searchMs: 0, extractMs: performance.now() - startedMs, proseMs: null },
    },
  };
};

const columns = `documents.id AS documentId, documents.version_id AS versionId, documents.space_id AS spaceId, title, source,
  language, text_hash AS textHash, text_length AS textLength`;

const ofDocument = (db: Db, tenantId: string, documentId: string): DocumentRow[] => {
  const row = prepared(
    db,
    `SELECT ${columns} FROM documents JOIN document_versions ON document_versions.id = documents.version_id
       WHERE documents.tenant_id = ? AND documents.id = ?`,
  ).get(tenantId, documentId) as DocumentRow | undefined;
  if (row === undefined) throw knowledgeError('knowledge.DOCUMENT_NOT_FOUND', {});
  return [row];
};

const ofSpace = (db: Db, tenantId: string, spaceId: string): DocumentRow[] => {
  const known = prepared(db, 'SELECT 1 FROM knowledge_spaces WHERE tenant_id = ? AND id = ?').get(
    tenantId,
    spaceId,
  );
  if (known === undefined) throw knowledgeError('knowledge.SPACE_NOT_FOUND', {});
  return prepared(
    db,
    `SELECT ${columns} FROM documents JOIN document_versions ON document_versions.id = documents.version_id
       WHERE documents.tenant_id = ? AND documents.space_id = ? ORDER BY documents.updated_at DESC, documents.seq LIMIT ?`,
  ).all(tenantId, spaceId, mostDocuments) as DocumentRow[];
};
