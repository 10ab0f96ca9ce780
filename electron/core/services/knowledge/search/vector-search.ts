/**
 * Nearest chunks by meaning, in two stages: the coarse index in memory names candidates, the full-precision vectors on
 * disk put them in order. Holds the serving set of each tenant.
 */
import type { Db } from '../../../db/open.ts';
import { codeBytes, encodeQuery } from '../vectors/codes.ts';
import { type CoarseIndex, createCoarseIndex } from '../vectors/coarse-index.ts';
import { createRotation, type Rotation } from '../vectors/rotation.ts';
import type { ResolvedScope } from './catalogue.ts';

/** Rescored per search. Recall@10 at a million vectors is 1.000 from 50 on; the rest is for corpora we have not seen. */
const coarseLimit = 200;

export type VectorSet = { seq: number; tenantId: string; modelId: string; dimension: number };

type Loaded = VectorSet & {
  index: CoarseIndex;
  rotate: Rotation;
  /** Index: slot. */
  chunkOf: Uint32Array;
  vectorOf: Uint32Array;
  /** Index: chunk seq; slot + 1, 0 for none. */
  slotOf: Uint32Array;
  /** Slots of all chunks that still are, ascending; rebuilt when one goes. */
  alive: Uint32Array | null;
};

type CodesRow = { first_chunk_seq: number; first_vector_seq: number; codes: Buffer };

export const createVectorSearch = (db: Db) => {
  const sets = new Map<string, Loaded>();
  const readVector = db.prepare('SELECT vector FROM chunk_vectors WHERE seq = ?').pluck();

  const put = (set: Loaded, row: CodesRow): void => {
    const size = codeBytes(set.dimension);
    for (let at = 0; at * size < row.codes.length; at += 1) {
      const slot = set.index.add(row.codes.subarray(at * size, (at + 1) * size));
      const chunkSeq = row.first_chunk_seq + at;
      set.chunkOf = assign(set.chunkOf, slot, chunkSeq);
      set.vectorOf = assign(set.vectorOf, slot, row.first_vector_seq + at);
      set.slotOf = assign(set.slotOf, chunkSeq, slot + 1);
    }
    set.alive = null;
  };

  const load = (set: VectorSet): void => {
    const expected = db
      .prepare('SELECT coalesce(sum(length(codes)), 0) FROM vector_codes WHERE set_seq = ?')
      .pluck()
      .get(set.seq) as number;
    const loaded: Loaded = {
      ...set,
      index: createCoarseIndex(set.dimension, Math.ceil(expected / codeBytes(set.dimension)) + 1),
      rotate: createRotation(set.dimension),
      chunkOf: new Uint32Array(1_024),
      vectorOf: new Uint32Array(1_024),
      slotOf: new Uint32Array(1_024),
      alive: null,
    };
    const rows = db
      .prepare(
        'SELECT first_chunk_seq, first_vector_seq, codes FROM vector_codes WHERE set_seq = ? ORDER BY first_chunk_seq',
      )
      .iterate(set.seq) as Iterable<CodesRow>;
    for (const row of rows) put(loaded, row);
    sets.set(set.tenantId, loaded);
  };

  /** Reads which sets serve; loads those that are new. */
  const refreshSets = (): void => {
    const serving = db
      .prepare(
        "SELECT seq, tenant_id AS tenantId, model_id AS modelId, dimension FROM vector_sets WHERE state = 'serving'",
      )
      .all() as VectorSet[];
    for (const tenantId of [...sets.keys()])
      if (!serving.some((set) => set.tenantId === tenantId)) sets.delete(tenantId);
    for (const set of serving) if (sets.get(set.tenantId)?.seq !== set.seq) load(set);
  };
  refreshSets();

  const slotsIn = (
    set: Loaded,
    scope: ResolvedScope,
    firstChunkOf: (documentSeq: number) => [number, number],
  ): Uint32Array => {
    if (scope.everything) {
      set.alive ??= Uint32Array.from({ length: set.index.size }, (_, slot) => slot).filter((slot) =>
        scope.has(set.chunkOf[slot] ?? 0),
      );
      return set.alive;
    }
    const slots = new Uint32Array(scope.chunks);
    let count = 0;
    for (const documentSeq of scope.documents) {
      const [first, chunks] = firstChunkOf(documentSeq);
      for (let seq = first; seq < first + chunks; seq += 1) {
        const slot = set.slotOf[seq] ?? 0;
        if (slot > 0) slots[count++] = slot - 1;
      }
    }
    return slots.subarray(0, count).sort();
  };

  const cosine = (set: Loaded, query: Float32Array, slot: number): number | null => {
    const stored = readVector.get(set.vectorOf[slot] ?? 0) as Buffer | undefined;
    if (stored === undefined) return null;
    const vector =
      stored.byteOffset % 4 === 0
        ? new Float32Array(stored.buffer, stored.byteOffset, set.dimension)
        : new Float32Array(new Uint8Array(stored).buffer);
    let sum = 0;
    for (let d = 0; d < set.dimension; d += 1) sum += (vector[d] ?? 0) * (query[d] ?? 0);
    return sum;
  };

  return {
    refreshSets,
    servingModel: (tenantId: string): string | null => sets.get(tenantId)?.modelId ?? null,
    bytes: (): number => [...sets.values()].reduce((sum, set) => sum + set.index.bytes, 0),
    /** Codes that were written for these chunks since the set was loaded. */
    added: (setSeq: number, firstChunkSeq: number): void => {
      const set = [...sets.values()].find((one) => one.seq === setSeq);
      if (set === undefined) return;
      const row = db
        .prepare(
          'SELECT first_chunk_seq, first_vector_seq, codes FROM vector_codes WHERE set_seq = ? AND first_chunk_seq = ?',
        )
        .get(setSeq, firstChunkSeq) as CodesRow | undefined;
      if (row !== undefined && (set.slotOf[firstChunkSeq] ?? 0) === 0) put(set, row);
    },
    /** After documents went: their slots are skipped from now on. */
    removed: (): void => {
      for (const set of sets.values()) set.alive = null;
    },
    /** Chunk seq → cosine, in full precision. `alsoFor` are chunks other stages found. Empty without a set of this model. */
    search: (
      about: { tenantId: string; modelId: string; vector: Float32Array },
      scope: ResolvedScope,
      firstChunkOf: (documentSeq: number) => [number, number],
      alsoFor: readonly number[],
    ): Map<number, number> => {
      const found = new Map<number, number>();
      const set = sets.get(about.tenantId);
      if (set === undefined || set.modelId !== about.modelId || set.dimension !== about.vector.length)
        return found;
      const coarse = set.index.search(
        encodeQuery(set.rotate(about.vector)),
        slotsIn(set, scope, firstChunkOf),
        coarseLimit,
      );
      const slots = new Set(coarse.map((hit) => hit.slot));
      for (const seq of alsoFor) if ((set.slotOf[seq] ?? 0) > 0) slots.add((set.slotOf[seq] ?? 0) - 1);
      for (const slot of slots) {
        const exact = cosine(set, about.vector, slot);
        if (exact !== null) found.set(set.chunkOf[slot] ?? 0, exact);
      }
      return found;
    },
  };
};

const assign = (array: Uint32Array, index: number, value: number): Uint32Array => {
  let target = array;
  if (index >= array.length) {
    target = new Uint32Array(Math.ceil((index + 1) * 1.5));
    target.set(array);
  }
  target[index] = value;
  return target;
};
