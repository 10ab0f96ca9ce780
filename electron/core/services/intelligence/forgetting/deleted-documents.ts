/** The texts of documents and conversations about to be deleted, in all versions, and whether other sources say the same words. */
import type { AnalysisSources } from '../../../../contract/intelligence.ts';
import { contentLanguages } from '../../../../contract/intelligence-traits.ts';
import type { Db } from '../../../db/open.ts';
import { askedIn } from '../asked.ts';
import type { SourceBlock } from '../reading/source.ts';

export type DeletedDocument = {
  id: string;
  title: string;
  versions: { text: string; language: string; blocks: SourceBlock[] }[];
};

type BlockRow = {
  kind: SourceBlock['kind'];
  startOffset: number;
  endOffset: number;
  language: string | null;
};

export const deletedDocuments = (
  db: Db,
  tenantId: string,
  documentIds: readonly string[],
): DeletedDocument[] => {
  const texts = db
    .prepare('SELECT text FROM document_texts WHERE version_id = ? ORDER BY start_offset')
    .pluck();
  const blocks = db.prepare(
    'SELECT kind, start_offset AS startOffset, end_offset AS endOffset, language FROM blocks WHERE version_id = ? ORDER BY ordinal',
  );
  const versions = db.prepare('SELECT id FROM document_versions WHERE document_id = ?').pluck();
  const documents = db
    .prepare(
      'SELECT id, title, language FROM documents WHERE tenant_id = ? AND id IN (SELECT value FROM json_each(?))',
    )
    .all(tenantId, JSON.stringify(documentIds)) as { id: string; title: string; language: string }[];
  return documents.map(({ id, title, language }) => ({
    id,
    title,
    versions: (versions.all(id) as string[]).map((versionId) => ({
      text: (texts.all(versionId) as string[]).join(''),
      language,
      blocks: (blocks.all(versionId) as BlockRow[]).map(({ language: spoken, ...block }) => ({
        ...block,
        ...(spoken === null ? {} : { language: spoken }),
      })),
    })),
  }));
};

/** As an analysis reads it. The language it was taken for depends on how long the conversation was then. */
export const deletedConversation = (
  db: Db,
  tenantId: string,
  conversationId: string,
): DeletedDocument | null => {
  const asked = askedIn(db, tenantId, conversationId);
  return asked === null
    ? null
    : {
        id: conversationId,
        title: asked.title,
        versions: contentLanguages.map((language) => ({ text: asked.text, language, blocks: [] })),
      };
};

/** SQLite folds the case of ASCII letters only: as written, in small letters, and with a capital. */
export const saidElsewhere = (
  db: Db,
  { spaceIds, documentIds, conversationIds }: AnalysisSources,
  deleted: readonly DeletedDocument[],
  phrase: string,
): boolean => {
  const lower = phrase.toLowerCase();
  return (
    db
      .prepare(
        `SELECT 1 FROM documents JOIN document_texts ON document_texts.version_id = documents.version_id
           WHERE (space_id IN (SELECT value FROM json_each(@spaces)) OR documents.id IN (SELECT value FROM json_each(@documents)))
             AND documents.id NOT IN (SELECT value FROM json_each(@deleted))
             AND (instr(text, @phrase) > 0 OR instr(text, @lower) > 0 OR instr(text, @upper) > 0)
         UNION ALL SELECT 1 FROM messages
           WHERE role = 'user' AND conversation_id IN (SELECT value FROM json_each(@conversations))
             AND conversation_id NOT IN (SELECT value FROM json_each(@deleted))
             AND (instr(text, @phrase) > 0 OR instr(text, @lower) > 0 OR instr(text, @upper) > 0)
         LIMIT 1`,
      )
      .get({
        spaces: JSON.stringify(spaceIds),
        documents: JSON.stringify(documentIds),
        conversations: JSON.stringify(conversationIds),
        deleted: JSON.stringify(deleted.map(({ id }) => id)),
        phrase,
        lower,
        upper: lower.charAt(0).toUpperCase() + lower.slice(1),
      }) !== undefined
  );
};
