/**
 * Two-stage search over one read connection, synchronous: it runs in the retrieval thread, or in place for tests. Coarse:
 * candidates from the full text and from the vectors. Fine: exact BM25 plus exact cosine, weighed by what the embedding
 * model is worth in the question's language; equal passages folded, few passages per document. Measured and left out,
 * because no set gained: scores of whole pages, of a passage with its neighbours, of its best sentences.
 */
import type { Db } from '../../../db/open.ts';
import type { Language } from '../analysis/languages.ts';
import { passageText } from '../document-text.ts';
import { createCatalogue, type DocumentFacts, type Filters, type ResolvedScope } from './catalogue.ts';
import { createWordCounts, totalsOf, type Totals } from './corpus.ts';
import { createLexicalSearch } from './lexical.ts';
import { analyseQuery, type LexicalQuery, scoreBag } from './query.ts';
import { countIn } from './bag.ts';
import { createVectorSearch } from './vector-search.ts';

export type SearchRequest = {
  tenantId: string;
  text: string;
  /** `null`: all spaces of the tenant. */
  spaceIds: readonly string[] | null;
  filters: Filters;
  limit: number;
  /** `null`: find out. */
  language: Language | null;
  /** The question's vector and what its similarity may weigh, 0 to 1 and a bit; `null`: full text alone. */
  meaning: { modelId: string; vector: Float32Array; trust: number } | null;
};

export type SearchScores = {
  /** BM25, as a share of the highest possible. */
  fullText: number;
  /** Cosine to the question; `null` where vectors took no part. */
  meaning: number | null;
  /** Set by the reranker. */
  reranker: number | null;
};

export type SearchHit = {
  documentId: string;
  versionId: string;
  spaceId: string;
  title: string;
  source: string;
  date: string | null;
  language: string;
  headingPath: string[];
  page: number | null;
  /** UTF-16 code units of the version's text. */
  startOffset: number;
  endOffset: number;
  text: string;
  score: number;
  scores: SearchScores;
  /** Words of the question that stand in the passage, in any form. */
  matchedWords: string[];
  /** Documents with the very same passage. */
  duplicates: { documentId: string; title: string; startOffset: number; endOffset: number }[];
};

export type SearchResult = {
  language: Language;
  hits: SearchHit[];
  /** Whether a reranker has had the last word; `late`, `failed`: it should have. */
  reranking: 'none' | 'done' | 'late' | 'failed';
  timings: { fullTextMs: number; vectorsMs: number; fineMs: number; rerankMs: number };
};

/** Per stage. What ranks below 200 in both never ranked in the first ten in any measurement. */
const lexicalLimit = 200;
/** So small a scope is scored in full: no budget, no coarse stage. */
const smallScope = 1_000;
/** Of one document among the hits, so that a long one does not crowd out the others. */
const hitsPerDocument = 3;

type Candidate = { seq: number; fullText: number; meaning: number | null; score: number };
type ChunkRow = {
  seq: number;
  version_id: string;
  page: number | null;
  start_offset: number;
  end_offset: number;
  heading_path_json: string;
  language: string;
  text_hash: Buffer;
};

export const createSearchEngine = (db: Db) => {
  const words = createWordCounts(db);
  const catalogue = createCatalogue(db);
  const lexical = createLexicalSearch(db);
  const vectors = createVectorSearch(db);
  const readBag = db.prepare('SELECT token_count AS tokens, bag FROM chunk_bags WHERE chunk_seq = ?');
  const readChunk = db.prepare('SELECT * FROM chunks WHERE seq = ?');
  const readTitle = db.prepare('SELECT title FROM documents WHERE seq = ?').pluck();

  const chunkRange = (documentSeq: number): [number, number] => {
    const document = catalogue.document(documentSeq);
    return document === undefined ? [0, 0] : [document.firstChunkSeq, document.chunkCount];
  };

  const lexicalCandidates = (query: LexicalQuery, scope: ResolvedScope): number[] => {
    if (scope.chunks > smallScope) return lexical(query, scope, lexicalLimit);
    return [...scope.documents].flatMap((documentSeq) => {
      const [first, count] = chunkRange(documentSeq);
      return Array.from({ length: count }, (_, at) => first + at);
    });
  };

  type StoredBag = { tokens: number; bag: Buffer };
  /** Bags of one search, read once. */
  const bagReader = () => {
    const bags = new Map<number, StoredBag | undefined>();
    return (seq: number): StoredBag | undefined => {
      if (!bags.has(seq)) bags.set(seq, readBag.get(seq) as StoredBag | undefined);
      return bags.get(seq);
    };
  };

  /** Exact BM25 of chunks. */
  const scoreTexts = (
    seqs: Iterable<number>,
    query: LexicalQuery,
    totals: Totals,
    bagAt: ReturnType<typeof bagReader>,
  ): { seq: number; fullText: number }[] => {
    const average = totals.tokens / Math.max(1, totals.chunks);
    const scored: { seq: number; fullText: number }[] = [];
    for (const seq of seqs) {
      const stored = bagAt(seq);
      if (stored !== undefined)
        scored.push({ seq, fullText: scoreBag(query, stored.bag, { tokens: stored.tokens, average }) });
    }
    return scored;
  };

  const toHit = (
    candidate: Candidate,
    row: ChunkRow,
    owner: DocumentFacts,
    query: LexicalQuery,
    bag: Buffer | undefined,
  ): SearchHit => ({
    documentId: owner.id,
    versionId: row.version_id,
    spaceId: owner.spaceId,
    title: (readTitle.get(owner.seq) as string | undefined) ?? '',
    source: owner.source,
    date: owner.date,
    language: row.language,
    headingPath: JSON.parse(row.heading_path_json) as string[],
    page: row.page,
    startOffset: row.start_offset,
    endOffset: row.end_offset,
    text: passageText(db, row.version_id, row.start_offset, row.end_offset),
    score: candidate.score,
    scores: {
      fullText: candidate.fullText,
      meaning: candidate.meaning,
      reranker: null,
    },
    matchedWords:
      bag === undefined
        ? []
        : [...new Set(query.terms.filter((term) => countIn(bag, term.hash) > 0).map((term) => term.word))],
    duplicates: [],
  });

  /** Best first; a passage that says word for word the same as a better one is named there instead. */
  const collect = (
    candidates: readonly Candidate[],
    most: { limit: number; perDocument: number },
    query: LexicalQuery,
    bagAt: ReturnType<typeof bagReader>,
  ): SearchHit[] => {
    const hits = new Map<string, SearchHit>();
    const taken = new Map<number, number>();
    let considered = 0;
    for (const candidate of candidates) {
      if (hits.size >= most.limit && considered >= most.limit * 3) break;
      considered += 1;
      const row = readChunk.get(candidate.seq) as ChunkRow | undefined;
      const owner = catalogue.ownerOf(candidate.seq);
      if (row === undefined || owner === undefined) continue;
      const key = row.text_hash.toString('base64');
      const first = hits.get(key);
      if (first !== undefined) {
        const title = (readTitle.get(owner.seq) as string | undefined) ?? '';
        first.duplicates.push({
          documentId: owner.id,
          title,
          startOffset: row.start_offset,
          endOffset: row.end_offset,
        });
        continue;
      }
      const before = taken.get(owner.seq) ?? 0;
      if (hits.size >= most.limit || before >= most.perDocument) continue;
      taken.set(owner.seq, before + 1);
      hits.set(key, toHit(candidate, row, owner, query, bagAt(candidate.seq)?.bag));
    }
    return [...hits.values()];
  };

  const search = (request: SearchRequest): SearchResult => {
    const startedMs = performance.now();
    const { tenantId, meaning } = request;
    const totals = totalsOf(db, tenantId);
    const query = analyseQuery(db, words, {
      tenantId,
      text: request.text,
      language: request.language,
      totals,
    });
    const scope = catalogue.scope({ tenantId, spaceIds: request.spaceIds, filters: request.filters });
    const bagAt = bagReader();
    const texts = scoreTexts(lexicalCandidates(query, scope), query, totals, bagAt)
      .filter((one) => one.fullText > 0)
      .sort((x, y) => y.fullText - x.fullText)
      .slice(0, lexicalLimit);
    const textMs = performance.now();
    const found = new Set(texts.map((one) => one.seq));
    const trust = meaning?.trust ?? 0;
    const meanings =
      meaning === null || trust === 0
        ? new Map<number, number>()
        : vectors.search({ tenantId, ...meaning }, scope, chunkRange, [...found]);
    const vectorsMs = performance.now();
    const near = scoreTexts(
      [...meanings.keys()].filter((seq) => !found.has(seq)),
      query,
      totals,
      bagAt,
    );
    const ranked = [...texts, ...near]
      .map((one): Candidate => {
        const cosine = meanings.get(one.seq) ?? null;
        return { ...one, meaning: cosine, score: one.fullText + trust * (cosine ?? 0) };
      })
      .filter((one) => one.score > 0)
      .sort(byScore);
    const perDocument = scope.documents.size === 1 ? request.limit : hitsPerDocument;
    const hits = collect(ranked, { limit: request.limit, perDocument }, query, bagAt);
    return {
      language: query.language,
      hits,
      timings: {
        fullTextMs: textMs - startedMs,
        vectorsMs: vectorsMs - textMs,
        fineMs: performance.now() - vectorsMs,
        rerankMs: 0,
      },
      reranking: 'none',
    };
  };

  return {
    search,
    /** A document was added, changed or removed. */
    documentChanged: (documentSeq: number): void => {
      catalogue.refresh(documentSeq);
      vectors.removed();
      words.forget();
    },
    vectorsAdded: vectors.added,
    vectorSetsChanged: vectors.refreshSets,
    servingModel: vectors.servingModel,
    memoryBytes: vectors.bytes,
  };
};

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score || a.seq - b.seq;
