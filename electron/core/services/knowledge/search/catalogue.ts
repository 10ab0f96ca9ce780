/**
 * Every document's facts in memory, so that a filter costs no query: which document a chunk belongs to, and what is
 * known of it. About 200 bytes per document.
 */
import type { Db } from '../../../db/open.ts';
import { prepared } from '../statements.ts';

export type DocumentFacts = {
  seq: number;
  id: string;
  tenantId: string;
  spaceId: string;
  language: string;
  date: string | null;
  source: string;
  tags: ReadonlySet<string>;
  firstChunkSeq: number;
  chunkCount: number;
};

export type Filters = {
  languages?: readonly string[];
  /** ISO 8601 dates, inclusive; a document without a date matches neither. */
  dateFrom?: string;
  dateTo?: string;
  /** Beginnings of addresses or paths. */
  sources?: readonly string[];
  /** All of them. */
  tags?: readonly string[];
};

export type Scope = { tenantId: string; spaceIds: readonly string[] | null; filters: Filters };

export type Catalogue = ReturnType<typeof createCatalogue>;

type Row = Omit<DocumentFacts, 'tags'>;

const columns = `seq, id, tenant_id AS tenantId, space_id AS spaceId, language, date, source,
  first_chunk_seq AS firstChunkSeq, chunk_count AS chunkCount`;

export const createCatalogue = (db: Db) => {
  const documents = new Map<number, DocumentFacts>();
  /** Index: chunk seq. 0: no such chunk. */
  let owners = new Uint32Array(1_024);

  const own = (from: number, count: number, documentSeq: number): void => {
    if (from + count > owners.length) {
      const larger = new Uint32Array(Math.max(from + count, Math.ceil(owners.length * 1.5)));
      larger.set(owners);
      owners = larger;
    }
    owners.fill(documentSeq, from, from + count);
  };

  const add = (row: Row, tags: ReadonlySet<string>): void => {
    remove(row.seq);
    documents.set(row.seq, { ...row, tags });
    own(row.firstChunkSeq, row.chunkCount, row.seq);
  };

  const remove = (documentSeq: number): void => {
    const known = documents.get(documentSeq);
    if (known === undefined) return;
    own(known.firstChunkSeq, known.chunkCount, 0);
    documents.delete(documentSeq);
  };

  const none: ReadonlySet<string> = new Set();

  const load = (): void => {
    const tags = new Map<string, Set<string>>();
    for (const { id, tag } of db
      .prepare('SELECT document_id AS id, tag FROM document_tags')
      .iterate() as Iterable<{ id: string; tag: string }>)
      tags.set(id, (tags.get(id) ?? new Set()).add(tag));
    for (const row of db.prepare(`SELECT ${columns} FROM documents`).iterate() as Iterable<Row>)
      add(row, tags.get(row.id) ?? none);
  };
  load();

  return {
    /** Reads a document again, after it was added, changed or removed. */
    refresh: (documentSeq: number): void => {
      const row = prepared(db, `SELECT ${columns} FROM documents WHERE seq = ?`).get(documentSeq) as
        | Row
        | undefined;
      if (row === undefined) remove(documentSeq);
      else
        add(
          row,
          new Set(
            prepared(db, 'SELECT tag FROM document_tags WHERE document_id = ?')
              .pluck()
              .all(row.id) as string[],
          ),
        );
    },
    ownerOf: (chunkSeq: number): DocumentFacts | undefined => documents.get(owners[chunkSeq] ?? 0),
    /** Answers in constant time whether a chunk is inside, and how many chunks are. */
    scope: (scope: Scope) => {
      const inside = new Set<number>();
      let chunks = 0;
      for (const document of documents.values())
        if (matches(document, scope)) {
          inside.add(document.seq);
          chunks += document.chunkCount;
        }
      const everything = inside.size === documents.size;
      return {
        chunks,
        everything,
        /** Seqs of the documents inside. */
        documents: inside as ReadonlySet<number>,
        has: (chunkSeq: number): boolean => {
          const owner = owners[chunkSeq] ?? 0;
          return owner !== 0 && (everything || inside.has(owner));
        },
      };
    },
    document: (documentSeq: number): DocumentFacts | undefined => documents.get(documentSeq),
  };
};
export type ResolvedScope = ReturnType<Catalogue['scope']>;

const matches = (document: DocumentFacts, { tenantId, spaceIds, filters }: Scope): boolean =>
  document.tenantId === tenantId &&
  (spaceIds === null || spaceIds.includes(document.spaceId)) &&
  (filters.languages === undefined || filters.languages.includes(document.language)) &&
  (filters.dateFrom === undefined || (document.date !== null && document.date >= filters.dateFrom)) &&
  (filters.dateTo === undefined ||
    (document.date !== null && document.date.slice(0, filters.dateTo.length) <= filters.dateTo)) &&
  (filters.sources === undefined || filters.sources.some((source) => document.source.startsWith(source))) &&
  (filters.tags === undefined || filters.tags.every((tag) => document.tags.has(tag)));
