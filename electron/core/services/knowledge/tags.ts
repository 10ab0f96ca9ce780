/** Tags of documents: which there are, and giving or taking them from several documents at once. */
import type { TagCount } from '../../../contract/knowledge.ts';
import type { Db } from '../../db/open.ts';
import type { Retrieval } from './retrieval.ts';
import { prepared } from './statements.ts';

/** More than anybody reads in a list. */
const mostTags = 500;

/** The most used first. `spaceIds`: `null` for all. */
export const listTags = (db: Db, tenantId: string, spaceIds: readonly string[] | null): TagCount[] =>
  prepared(
    db,
    `SELECT tag, count(*) AS documents FROM document_tags JOIN documents ON documents.id = document_id
       WHERE documents.tenant_id = @tenantId
         AND (@spaceIds IS NULL OR space_id IN (SELECT value FROM json_each(@spaceIds)))
       GROUP BY tag ORDER BY documents DESC, tag LIMIT @limit`,
  ).all({
    tenantId,
    spaceIds: spaceIds === null ? null : JSON.stringify(spaceIds),
    limit: mostTags,
  }) as TagCount[];

export type TagChange = { documentIds: readonly string[]; add: readonly string[]; remove: readonly string[] };

/** In one transaction. Documents that are gone by now are passed over. Returns how many have changed. */
export const changeTags = (
  { db, retrieval, onChange }: { db: Db; retrieval: Retrieval; onChange: (spaceId: string) => void },
  tenantId: string,
  { documentIds, add, remove }: TagChange,
): number => {
  const give = prepared(
    db,
    'INSERT OR IGNORE INTO document_tags (tenant_id, document_id, tag) VALUES (?, ?, ?)',
  );
  const take = prepared(db, 'DELETE FROM document_tags WHERE document_id = ? AND tag = ?');
  const find = prepared(db, 'SELECT seq, space_id AS spaceId FROM documents WHERE tenant_id = ? AND id = ?');
  const changed: { seq: number; spaceId: string }[] = [];
  db.transaction(() => {
    for (const documentId of new Set(documentIds)) {
      const found = find.get(tenantId, documentId) as { seq: number; spaceId: string } | undefined;
      if (found === undefined) continue;
      let changes = 0;
      for (const tag of remove) changes += take.run(documentId, tag).changes;
      for (const tag of add) changes += give.run(tenantId, documentId, tag).changes;
      if (changes > 0) changed.push(found);
    }
  })();
  for (const { seq } of changed) retrieval.documentChanged(seq);
  for (const spaceId of new Set(changed.map((one) => one.spaceId))) onChange(spaceId);
  return changed.length;
};
