/** Reads what an analysis is about, one document at a time: documents of spaces, single documents, and what people asked in conversations. */
import { createHash } from 'node:crypto';
import type { AnalysisSources } from '../../../contract/intelligence.ts';
import type { Db } from '../../db/open.ts';
import { prepared } from '../../db/statements.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { askedIn } from './asked.ts';
import type { Linguistics } from './reading/scan.ts';
import type { SourceDocument } from './reading/source.ts';

export type SourceReader = {
  /** Changes whenever a document is added, changed or removed. */
  fingerprint(tenantId: string, sources: AnalysisSources): string;
  count(tenantId: string, sources: AnalysisSources): number;
  state(tenantId: string, sources: AnalysisSources): SourceState;
  /** Since then; `null`: nothing. A document that left while another came is one of each. */
  changesSince(
    tenantId: string,
    sources: AnalysisSources,
    then: SourceState,
  ): { newOrChanged: number; removed: number } | null;
  read(tenantId: string, sources: AnalysisSources): Iterable<SourceDocument>;
  /** All of these documents and conversations still exist. */
  areThere(tenantId: string, ids: readonly string[]): boolean;
  /** The newest text of a document or conversation; `null` when it is gone. */
  textOf(tenantId: string, documentId: string): string | null;
  /** The spaces that are read, also for single documents. */
  spacesOf(tenantId: string, sources: Pick<AnalysisSources, 'spaceIds' | 'documentIds'>): string[];
};

export type SourceState = { documents: number; newestVersion: string; messages: number };

type Listed = { id: string; versionId: string };

export const createSourceReader = (options: {
  db: Db;
  knowledge: Pick<Knowledge, 'getDocument'>;
  words: Linguistics;
}): SourceReader => {
  const { db, knowledge, words } = options;

  const listed = (tenantId: string, sources: AnalysisSources): Listed[] =>
    db
      .prepare(
        `SELECT id, version_id AS versionId FROM documents WHERE tenant_id = ?
           AND (space_id IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))) ORDER BY id`,
      )
      .all(tenantId, JSON.stringify(sources.spaceIds), JSON.stringify(sources.documentIds)) as Listed[];

  const chosen =
    'tenant_id = @tenantId AND (space_id IN (SELECT value FROM json_each(@spaces)) OR id IN (SELECT value FROM json_each(@documents)))';
  const state = (tenantId: string, sources: AnalysisSources): SourceState => {
    const wish = {
      tenantId,
      spaces: JSON.stringify(sources.spaceIds),
      documents: JSON.stringify(sources.documentIds),
    };
    const found = db
      .prepare(
        `SELECT count(*) AS documents, coalesce(max(version_id), '') AS newestVersion FROM documents WHERE ${chosen}`,
      )
      .get(wish) as Pick<SourceState, 'documents' | 'newestVersion'>;
    const messages = db
      .prepare(
        "SELECT count(*) FROM messages WHERE tenant_id = ? AND role = 'user' AND conversation_id IN (SELECT value FROM json_each(?))",
      )
      .pluck()
      .get(tenantId, JSON.stringify(sources.conversationIds)) as number;
    return { ...found, messages };
  };
  const changesSince: SourceReader['changesSince'] = (tenantId, sources, then) => {
    const now = state(tenantId, sources);
    if (
      now.documents === then.documents &&
      now.newestVersion === then.newestVersion &&
      now.messages === then.messages
    )
      return null;
    const newer = db
      .prepare(`SELECT count(*) FROM documents WHERE version_id > @newest AND ${chosen}`)
      .pluck()
      .get({
        tenantId,
        newest: then.newestVersion,
        spaces: JSON.stringify(sources.spaceIds),
        documents: JSON.stringify(sources.documentIds),
      }) as number;
    const added = db
      .prepare(`SELECT count(*) FROM documents WHERE id > @newest AND ${chosen}`)
      .pluck()
      .get({
        tenantId,
        newest: then.newestVersion,
        spaces: JSON.stringify(sources.spaceIds),
        documents: JSON.stringify(sources.documentIds),
      }) as number;
    return {
      newOrChanged: newer + (now.messages > then.messages ? 1 : 0),
      // Single messages are never deleted: fewer of them means that a conversation has gone.
      removed: Math.max(0, then.documents + added - now.documents) + (now.messages < then.messages ? 1 : 0),
    };
  };

  const exists = (tenantId: string, documentId: string): boolean =>
    prepared(db, 'SELECT 1 FROM documents WHERE id = ? AND tenant_id = ?').get(documentId, tenantId) !==
    undefined;

  function* read(tenantId: string, sources: AnalysisSources): Generator<SourceDocument> {
    for (const { id } of listed(tenantId, sources)) {
      // It may have been removed while others were read.
      if (!exists(tenantId, id)) continue;
      const document = knowledge.getDocument(tenantId, id);
      yield {
        id: document.id,
        versionId: document.versionId,
        spaceId: document.spaceId,
        title: document.title,
        source: document.source,
        language: document.language,
        text: document.text,
        blocks: document.blocks,
      };
    }
    for (const id of sources.conversationIds) {
      const found = askedIn(db, tenantId, id);
      if (found === null) continue;
      const language = words.detectLanguage(found.text);
      yield {
        id,
        versionId: id,
        spaceId: id,
        title: found.title,
        source: 'conversation',
        language,
        text: found.text,
        blocks: [],
      };
    }
  }

  return {
    fingerprint: (tenantId, sources) => {
      const hash = createHash('sha256');
      for (const { id, versionId } of listed(tenantId, sources)) hash.update(`${id} ${versionId}\n`);
      for (const id of sources.conversationIds)
        hash.update(`${id} ${askedIn(db, tenantId, id)?.text ?? ''}\n`);
      return hash.digest('hex');
    },
    count: (tenantId, sources) => listed(tenantId, sources).length + sources.conversationIds.length,
    areThere: (tenantId, ids) =>
      db
        .prepare(
          `SELECT count(*) FROM json_each(@ids) WHERE value IN (SELECT id FROM documents WHERE tenant_id = @tenantId)
             OR value IN (SELECT id FROM conversations WHERE tenant_id = @tenantId)`,
        )
        .pluck()
        .get({ tenantId, ids: JSON.stringify(ids) }) === ids.length,
    state,
    changesSince,
    read,
    textOf: (tenantId, documentId) => {
      if (exists(tenantId, documentId)) return knowledge.getDocument(tenantId, documentId).text;
      return askedIn(db, tenantId, documentId)?.text ?? null;
    },
    spacesOf: (tenantId, { spaceIds, documentIds }) => [
      ...new Set([
        ...spaceIds,
        ...(db
          .prepare(
            'SELECT DISTINCT space_id FROM documents WHERE tenant_id = ? AND id IN (SELECT value FROM json_each(?))',
          )
          .pluck()
          .all(tenantId, JSON.stringify(documentIds)) as string[]),
      ]),
    ],
  };
};
