/**
 * The coarse vector index: 4-bit codes of all vectors of one model in WebAssembly memory, scanned in full for each query.
 * No training, no graph to keep, nothing to rebuild: adding is appending, removing is forgetting a slot. 1,000,000 × 384
 * take 200 MB. Scores are estimates; the caller rescores the best few hundred in full precision.
 */
import { codeBytes, type QueryCode } from './codes.ts';
import { scanWasm } from './scan-wasm.ts';

export type CoarseHit = { slot: number; score: number };

export type CoarseIndex = {
  readonly dimension: number;
  /** Slots in use or forgotten: the next slot's number. */
  readonly size: number;
  readonly bytes: number;
  /** `code` as made by `encode`; returns its slot. Throws a `RangeError` beyond 4 GB. */
  add(code: Uint8Array): number;
  /** The `limit` best of the slots listed, best first. `slots` ascending is fastest. */
  search(query: QueryCode, slots: Uint32Array, limit: number): CoarseHit[];
};

type Scan = (
  ids: number,
  count: number,
  codes: number,
  scales: number,
  query: number,
  groups: number,
  bias: number,
  threshold: number,
  out: number,
) => number;

const pageBytes = 65_536;
/** Ids handed over per call; the threshold rises between calls. */
const idsPerCall = 8_192;
const idsAt = 0;
const outAt = idsAt + idsPerCall * 4;
const queryAt = outAt + idsPerCall * 8;
const largestDimension = 4_096;
const dataAt = queryAt + largestDimension;

/** The part of WebAssembly used here; Node's types leave it to the DOM's. */
type Memory = { buffer: ArrayBuffer; grow(pages: number): number };
type Runtime = {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (limits: { initial: number; maximum: number }) => Memory;
  Instance: new (module: object, imports: { env: { memory: Memory } }) => { exports: { scan: Scan } };
};
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: Runtime };
const compiled = new wasm.Module(Buffer.from(scanWasm, 'base64'));

export const createCoarseIndex = (dimension: number, expected = 1_024): CoarseIndex => {
  if (dimension % 32 !== 0 || dimension > largestDimension) throw new RangeError(`dimension ${dimension}`);
  const stride = dimension / 2;
  const bytesFor = (slots: number): number => dataAt + slots * (stride + 4);
  let capacity = Math.max(idsPerCall, expected);
  let size = 0;
  const memory = new wasm.Memory({ initial: Math.ceil(bytesFor(capacity) / pageBytes), maximum: 65_536 });
  const { scan } = new wasm.Instance(compiled, { env: { memory } }).exports;
  /** Codes first, then scales: growing moves only these, 4 bytes per slot. */
  const codesAt = (): number => dataAt;
  const scalesAt = (): number => dataAt + capacity * stride;

  const grow = (): void => {
    const scales = new Float32Array(memory.buffer, scalesAt(), size).slice();
    capacity = Math.ceil(capacity * 1.25);
    const missing = Math.ceil(bytesFor(capacity) / pageBytes) - memory.buffer.byteLength / pageBytes;
    if (missing > 0) memory.grow(missing);
    new Float32Array(memory.buffer, scalesAt(), size).set(scales);
  };

  return {
    dimension,
    get size() {
      return size;
    },
    get bytes() {
      return memory.buffer.byteLength;
    },
    add: (code) => {
      if (code.length !== codeBytes(dimension)) throw new RangeError(`code of ${code.length} bytes`);
      if (size === capacity) grow();
      const slot = size;
      size += 1;
      new Uint8Array(memory.buffer, codesAt() + slot * stride, stride).set(code.subarray(0, stride));
      const scale = new DataView(code.buffer, code.byteOffset, code.byteLength).getFloat32(stride, true);
      new DataView(memory.buffer).setFloat32(scalesAt() + slot * 4, scale, true);
      return slot;
    },
    search: (query, slots, limit) => {
      const best = createBest(limit);
      const ids = new Uint32Array(memory.buffer, idsAt, idsPerCall);
      const out = new DataView(memory.buffer, outAt, idsPerCall * 8);
      new Int8Array(memory.buffer, queryAt, dimension).set(query.values);
      for (let from = 0; from < slots.length; from += idsPerCall) {
        const some = slots.subarray(from, from + idsPerCall);
        ids.set(some);
        const found = scan(
          idsAt,
          some.length,
          codesAt(),
          scalesAt(),
          queryAt,
          dimension / 32,
          query.bias,
          best.threshold(),
          outAt,
        );
        for (let hit = 0; hit < found; hit += 1)
          best.offer(out.getUint32(hit * 8, true), out.getFloat32(hit * 8 + 4, true));
      }
      return best.take().map(({ slot, score }) => ({ slot, score: score * query.scale }));
    },
  };
};

/** Keeps the best `limit`; sorts only when twice as many have come together. */
const createBest = (limit: number) => {
  let kept: CoarseHit[] = [];
  let threshold = Number.NEGATIVE_INFINITY;
  const shrink = (): void => {
    kept.sort((a, b) => b.score - a.score);
    kept = kept.slice(0, limit);
    if (kept.length === limit) threshold = kept.at(-1)?.score ?? threshold;
  };
  return {
    threshold: () => threshold,
    offer: (slot: number, score: number): void => {
      if (score <= threshold) return;
      kept.push({ slot, score });
      if (kept.length >= limit * 2) shrink();
    },
    take: (): CoarseHit[] => {
      shrink();
      return kept;
    },
  };
};
