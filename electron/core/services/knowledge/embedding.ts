/**
 * Brings the vectors up to the texts, in the background. A set holds all vectors of one model; when the installed model
 * changes, a new set is built while the old one serves, then they change places in one transaction. What is missing is
 * read from the tables, so a stop or a crash at any point costs at most one batch.
 */
import type { Embedder, EmbedderInfo } from '../../adapters/embedder/kind.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { passageText } from './document-text.ts';
import { totalsOf } from './search/corpus.ts';
import { encode } from './vectors/codes.ts';
import { createRotation } from './vectors/rotation.ts';
import { prepared } from './statements.ts';

/** Chunks per step. */
const batchSize = 64;

export type EmbeddingProgress = { done: number; total: number };

export type EmbeddingOptions = {
  db: Db;
  embedder: Embedder;
  clock: Clock;
  /** Called between batches: resolves when others do not need the processor more. */
  makeWay: (signal: AbortSignal) => Promise<void>;
  onVectors: (setSeq: number, firstChunkSeq: number) => void;
  onSetsChanged: () => void;
};

type Pending = {
  seq: number;
  documentSeq: number;
  versionId: string;
  startOffset: number;
  endOffset: number;
  headingPathJson: string;
  title: string;
};

/** Does all there is to do for a tenant; `false` when no model is installed. Throws `request.CANCELLED` on abort. */
export const embedMissing = async (
  { db, embedder, clock, makeWay, onVectors, onSetsChanged }: EmbeddingOptions,
  tenantId: string,
  options: { signal: AbortSignal; onProgress?: (progress: EmbeddingProgress) => void },
): Promise<boolean> => {
  const info = await embedder.info();
  if (info === null) return false;
  const opened = openSet(db, tenantId, info, isoNow(clock));
  if (opened.fresh) onSetsChanged();
  const { setSeq } = opened;
  const rotate = createRotation(info.dimension);
  const total = totalsOf(db, tenantId).chunks;
  let done = prepared(db, 'SELECT count(*) FROM chunk_vectors WHERE set_seq = ?')
    .pluck()
    .get(setSeq) as number;
  for (
    let batch = nextBatch(db, tenantId, setSeq);
    batch.length > 0;
    batch = nextBatch(db, tenantId, setSeq)
  ) {
    const texts = batch.map((chunk) => embeddedText(db, chunk));
    const vectors = await embedder.embed(texts, { role: 'passage', signal: options.signal });
    for (const [from, to] of runsOfOneDocument(batch)) {
      const first = storeVectors(
        db,
        tenantId,
        setSeq,
        batch.slice(from, to),
        vectors.slice(from, to),
        rotate,
      );
      if (first !== null) onVectors(setSeq, first);
    }
    done += batch.length;
    options.onProgress?.({ done, total });
    await makeWay(options.signal);
  }
  if (serveSet(db, tenantId, setSeq)) onSetsChanged();
  return true;
};

/** Chunks of a tenant and how many of them have a vector of this model; `serving`: searches use that model's vectors. */
export const vectorCounts = (
  db: Db,
  tenantId: string,
  model: Pick<EmbedderInfo, 'modelId' | 'dimension'> | null,
): { chunks: number; embedded: number; serving: boolean } => {
  const set = prepared(
    db,
    'SELECT seq, state FROM vector_sets WHERE tenant_id = ? AND model_id = ? AND dimension = ?',
  ).get(tenantId, model?.modelId ?? '', model?.dimension ?? 0) as { seq: number; state: string } | undefined;
  return {
    chunks: totalsOf(db, tenantId).chunks,
    embedded: prepared(db, 'SELECT count(*) FROM chunk_vectors WHERE set_seq = ?')
      .pluck()
      .get(set?.seq ?? 0) as number,
    serving: set?.state === 'serving',
  };
};

/** Title and headings say what a passage is about where it does not say so itself. */
const embeddedText = (db: Db, chunk: Pending): string => {
  const text = passageText(db, chunk.versionId, chunk.startOffset, chunk.endOffset);
  const path = (JSON.parse(chunk.headingPathJson) as string[]).filter(
    (heading) => heading !== chunk.title && !text.startsWith(heading),
  );
  return [chunk.title, ...path, text].join('\n');
};

/** The set of this model, made when it is new. The first of a tenant serves from its first vector on. */
const openSet = (
  db: Db,
  tenantId: string,
  info: EmbedderInfo,
  at: string,
): { setSeq: number; fresh: boolean } => {
  const sets = prepared(
    db,
    'SELECT seq, model_id AS modelId, dimension FROM vector_sets WHERE tenant_id = ?',
  ).all(tenantId) as {
    seq: number;
    modelId: string;
    dimension: number;
  }[];
  const known = sets.find((set) => set.modelId === info.modelId && set.dimension === info.dimension);
  if (known !== undefined) return { setSeq: known.seq, fresh: false };
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO vector_sets (tenant_id, model_id, dimension, state, created_at) VALUES (?, ?, ?, ?, ?)',
  ).run(tenantId, info.modelId, info.dimension, sets.length === 0 ? 'serving' : 'building', at);
  return { setSeq: Number(lastInsertRowid), fresh: true };
};

/** The next chunks that have no vector yet: seqs only grow, and vectors are made in their order. */
const nextBatch = (db: Db, tenantId: string, setSeq: number): Pending[] =>
  prepared(
    db,
    `SELECT chunks.seq, document_seq AS documentSeq, chunks.version_id AS versionId, start_offset AS startOffset,
         end_offset AS endOffset, heading_path_json AS headingPathJson, title
       FROM chunks JOIN documents ON documents.seq = document_seq
       WHERE chunks.tenant_id = ? AND chunks.seq > (SELECT coalesce(max(chunk_seq), 0) FROM chunk_vectors WHERE set_seq = ?)
       ORDER BY chunks.seq LIMIT ?`,
  ).all(tenantId, setSeq, batchSize) as Pending[];

const runsOfOneDocument = (batch: readonly Pending[]): [number, number][] => {
  const starts = batch.flatMap((chunk, at) => (chunk.documentSeq === batch[at - 1]?.documentSeq ? [] : [at]));
  return starts.map((start, at) => [start, starts[at + 1] ?? batch.length]);
};

/** Returns the first chunk's seq; `null` when the document went away meanwhile. */
const storeVectors = (
  db: Db,
  tenantId: string,
  setSeq: number,
  batch: readonly Pending[],
  vectors: readonly Float32Array[],
  rotate: (vector: Float32Array) => Float32Array,
): number | null =>
  db.transaction(() => {
    const [first] = batch;
    if (
      first === undefined ||
      prepared(db, 'SELECT 1 FROM chunks WHERE seq = ?').get(first.seq) === undefined
    )
      return null;
    const insert = prepared(
      db,
      'INSERT INTO chunk_vectors (tenant_id, set_seq, chunk_seq, vector) VALUES (?, ?, ?, ?)',
    );
    const seqs = batch.map((chunk, at) => {
      const vector = vectors[at] ?? new Float32Array();
      const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
      return Number(insert.run(tenantId, setSeq, chunk.seq, bytes).lastInsertRowid);
    });
    const codes = Buffer.concat(vectors.map((vector) => encode(rotate(vector))));
    prepared(
      db,
      'INSERT INTO vector_codes (set_seq, first_chunk_seq, tenant_id, document_seq, first_vector_seq, codes) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(setSeq, first.seq, tenantId, first.documentSeq, seqs[0], codes);
    return first.seq;
  })();

/** Lets the set serve and drops the one before it. `false` when it served already. */
const serveSet = (db: Db, tenantId: string, setSeq: number): boolean =>
  db.transaction(() => {
    const state = prepared(db, 'SELECT state FROM vector_sets WHERE seq = ?').pluck().get(setSeq);
    if (state !== 'building') return false;
    prepared(db, 'DELETE FROM vector_sets WHERE tenant_id = ? AND seq <> ?').run(tenantId, setSeq);
    prepared(db, "UPDATE vector_sets SET state = 'serving' WHERE seq = ?").run(setSeq);
    return true;
  })();
