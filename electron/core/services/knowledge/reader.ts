/** A window of a stored version around an offset: what a reader draws. */
import type { DocumentView } from '../../../contract/knowledge.ts';
import type { Db } from '../../db/open.ts';
import { blocksWithin, pagesOf } from './block-store.ts';
import { passageText } from './document-text.ts';
import type { Documents } from './documents.ts';
import { knowledgeError } from './failure.ts';
import type { Originals } from './originals.ts';
import { prepared } from './statements.ts';

export type ViewQuery = {
  documentId: string;
  versionId: string | null;
  aroundOffset: number;
  length: number;
};

export const createReader =
  (db: Db, documents: Documents, originals: Originals | null) =>
  (tenantId: string, query: ViewQuery): DocumentView => {
    const document = documents.summary(tenantId, query.documentId);
    const versionId = query.versionId ?? document.versionId;
    const textLength = prepared(
      db,
      'SELECT text_length FROM document_versions WHERE id = ? AND document_id = ? AND tenant_id = ?',
    )
      .pluck()
      .get(versionId, document.id, tenantId) as number | undefined;
    if (textLength === undefined) throw knowledgeError('knowledge.DOCUMENT_NOT_FOUND', {});
    const room = Math.max(0, textLength - query.length);
    const wanted = Math.max(0, query.aroundOffset - Math.floor(query.length / 2));
    const startOffset = Math.min(room, wanted);
    const endOffset = Math.min(textLength, startOffset + query.length);
    return {
      document,
      versionId,
      startOffset,
      endOffset,
      text: passageText(db, versionId, startOffset, endOffset),
      blocks: blocksWithin(db, versionId, startOffset, endOffset).map((block) => ({
        kind: block.kind,
        startOffset: block.startOffset,
        endOffset: block.endOffset,
        page: block.page ?? null,
        level: block.level ?? null,
        box: block.box === undefined ? null : [...block.box],
        language: block.language ?? null,
        table: block.table?.map((row) => [...row]) ?? null,
        lines: block.lines?.map((line) => ({ ...line, box: [...line.box] })) ?? null,
      })),
      pages: pagesOf(db, versionId),
      hasPageImages: originals !== null && originals.ofVersion(tenantId, versionId) !== null,
    };
  };
