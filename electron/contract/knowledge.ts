/** Knowledge: spaces of documents, the passage that answers a question, and the reader that shows where it stands. */
import { z } from 'zod';
import { id, page, pageInput, reads, writes } from './base.ts';
import { errorEnvelope } from './errors.ts';

const isoDateTime = z.iso.datetime();
/** UTF-16 code units of the version's text, end exclusive. */
const range = { startOffset: z.int().min(0), endOffset: z.int().min(0) };

export const knowledgeSpace = z.object({
  id,
  name: z.string(),
  description: z.string(),
  /** `confidential`: its passages reach local models only. */
  dataClass: z.enum(['internal', 'confidential']),
  documents: z.int(),
  /** Files of this space that are waiting, failed. */
  waiting: z.int(),
  failed: z.int(),
  createdAt: isoDateTime,
  updatedAt: isoDateTime,
});
export type KnowledgeSpace = z.infer<typeof knowledgeSpace>;

export const documentSummary = z.object({
  id,
  spaceId: id,
  title: z.string(),
  /** ISO 639-1. */
  language: z.string(),
  date: z.string().nullable(),
  /** An address or a path. */
  source: z.string(),
  format: z.string().nullable(),
  tags: z.array(z.string()),
  pages: z.int().nullable(),
  textLength: z.int(),
  version: z.int(),
  versionId: id,
  /** The document it was attached to or packed in. */
  parentId: id.nullable(),
  /** What is true of it although it was read: `truncated`, `needs-ocr`, … */
  warnings: z.array(z.string()),
  createdAt: isoDateTime,
  updatedAt: isoDateTime,
});
export type DocumentSummary = z.infer<typeof documentSummary>;

const documentBlock = z.object({
  kind: z.enum(['heading', 'paragraph', 'list-item', 'table', 'form-field']),
  ...range,
  page: z.int().nullable(),
  level: z.int().nullable(),
  /** x0, y0, x1, y1 in points, origin top left. */
  box: z.array(z.number()).length(4).nullable(),
  language: z.string().nullable(),
  /** Rows of cells. */
  table: z.array(z.array(z.object(range))).nullable(),
  /** Where its lines stand on the page, for highlighting a passage. */
  lines: z.array(z.object({ ...range, box: z.array(z.number()).length(4) })).nullable(),
});

/** A window of a document around an offset: what the reader draws. */
export const documentView = z.object({
  document: documentSummary,
  /** The version shown; the newest unless another was asked for. */
  versionId: id,
  /** `text` is [startOffset, endOffset) of the version. */
  ...range,
  text: z.string(),
  blocks: z.array(documentBlock),
  /** Sizes in points; empty where the format has none. */
  pages: z.array(z.object({ number: z.int(), widthPt: z.number(), heightPt: z.number(), ...range })),
  /** The original is kept and a page of it can be drawn. */
  hasPageImages: z.boolean(),
});
export type DocumentView = z.infer<typeof documentView>;

export const searchHit = z.object({
  documentId: id,
  versionId: id,
  spaceId: id,
  title: z.string(),
  source: z.string(),
  date: z.string().nullable(),
  language: z.string(),
  headingPath: z.array(z.string()),
  page: z.int().nullable(),
  ...range,
  text: z.string(),
  score: z.number(),
  scores: z.object({ fullText: z.number(), meaning: z.number().nullable(), reranker: z.number().nullable() }),
  matchedWords: z.array(z.string()),
  duplicates: z.array(z.object({ documentId: id, title: z.string(), ...range })),
});
export type SearchHit = z.infer<typeof searchHit>;

const tag = z.string().trim().min(1).max(60);
export const tagCount = z.object({ tag: z.string(), documents: z.int() });
export type TagCount = z.infer<typeof tagCount>;

export const searchFilters = z.object({
  languages: z.array(z.string()).optional(),
  dateFrom: z.string().optional(),
  dateTo: z.string().optional(),
  sources: z.array(z.string()).optional(),
  /** All of them. */
  tags: z.array(z.string()).optional(),
});

export const knowledgeContract = {
  spaces: reads('knowledge.read').output(z.array(knowledgeSpace)),
  createSpace: writes('knowledge.write')
    .input(
      z.object({ name: z.string().trim().min(1).max(120), description: z.string().max(2000).default('') }),
    )
    .output(knowledgeSpace),
  updateSpace: writes('knowledge.write')
    .input(
      z.object({
        spaceId: id,
        name: z.string().trim().min(1).max(120).optional(),
        description: z.string().max(2000).optional(),
        dataClass: z.enum(['internal', 'confidential']).optional(),
      }),
    )
    .output(knowledgeSpace),
  /** With everything in it. */
  removeSpace: writes('knowledge.write')
    .input(z.object({ spaceId: id }))
    .output(z.object({ removed: z.boolean() })),
  documents: reads('knowledge.read')
    .input(
      pageInput.extend({
        spaceId: id.nullable().default(null),
        query: z.string().max(300).default(''),
        /** All of them. */
        tags: z.array(z.string()).max(20).default([]),
        order: z.enum(['updated', 'title']).default('updated'),
      }),
    )
    .output(page(documentSummary)),
  document: reads('knowledge.read')
    .input(
      z.object({
        documentId: id,
        /** `null`: the newest. */
        versionId: id.nullable().default(null),
        aroundOffset: z.int().min(0).default(0),
        /** UTF-16 units. */
        length: z.int().min(1).max(200_000).default(60_000),
      }),
    )
    .output(documentView),
  /** A page of the kept original. A PDF's page is painted; an image is given as it is. */
  pageImage: reads('knowledge.read')
    .input(
      z.object({ documentId: id, versionId: id, page: z.int().min(1), widthPx: z.int().min(64).max(2400) }),
    )
    .output(
      z.object({
        contentBase64: z.base64(),
        mimeType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
        /** `null`: an image says so itself. */
        widthPx: z.int().nullable(),
        heightPx: z.int().nullable(),
      }),
    ),
  setTags: writes('knowledge.write')
    .input(z.object({ documentId: id, tags: z.array(tag).max(50) }))
    .output(documentSummary),
  /** Of several documents at once; what one has already, or has not, is no mistake. */
  changeTags: writes('knowledge.write')
    .input(
      z.object({
        documentIds: z.array(id).min(1).max(1000),
        add: z.array(tag).max(50).default([]),
        remove: z.array(tag).max(50).default([]),
      }),
    )
    .output(z.object({ changed: z.int() })),
  /** Those in use, the most used first. */
  tags: reads('knowledge.read')
    .input(z.object({ spaceIds: z.array(id).max(200).nullable().default(null) }))
    .output(z.array(tagCount)),
  removeDocument: writes('knowledge.write')
    .input(z.object({ documentId: id }))
    .output(z.object({ removed: z.boolean() })),
  search: reads('knowledge.read')
    .input(
      z.object({
        query: z.string().trim().min(1).max(2000),
        /** `null`: all. */
        spaceIds: z.array(id).max(200).nullable().default(null),
        filters: searchFilters.default({}),
        limit: z.int().min(1).max(100).default(10),
      }),
    )
    .output(
      z.object({
        language: z.string(),
        hits: z.array(searchHit),
        /** Whether a reranker has had the last word; `late`, `failed`: it should have, and the order of the search stands. */
        reranking: z.enum(['none', 'done', 'late', 'failed']),
        timings: z.object({
          fullTextMs: z.number(),
          vectorsMs: z.number(),
          fineMs: z.number(),
          rerankMs: z.number(),
        }),
      }),
    ),
  /** How far vectors are behind, and which embedding model serves. */
  indexState: reads('knowledge.read').output(
    z.object({
      modelId: z.string().nullable(),
      chunks: z.int(),
      embedded: z.int(),
      runId: id.nullable(),
      error: errorEnvelope.nullable(),
    }),
  ),
};
