import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: a build script without types
import { compile } from '../../../../../native/vector-scan/build.mjs';
import { encode, encodeQuery } from './codes.ts';
import { createCoarseIndex } from './coarse-index.ts';
import { createRotation } from './rotation.ts';
import { scanWasm, scanWasmSha256 } from './scan-wasm.ts';

const dot = (a: Float32Array, b: Float32Array) => {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
};
const unit = (vector: Float32Array) => {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
};
let state = 1;
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32 - 0.5;
};
/** A few strong directions, as embeddings have: the hard case for a quantiser that treats dimensions alike. */
const skewed = (dimension: number) =>
  unit(Float32Array.from({ length: dimension }, (_, d) => random() * (d < 8 ? 20 : 1)));

describe('the compiled scan', () => {
  it('is what its source says', async () => {
    const binary: Buffer = await compile();
    expect(binary.toString('base64')).toBe(scanWasm);
    expect(createHash('sha256').update(binary).digest('hex')).toBe(scanWasmSha256);
  });
});

describe('createRotation', () => {
  it('keeps lengths and angles in every dimension we meet', () => {
    for (const dimension of [384, 768, 1_024]) {
      const rotate = createRotation(dimension);
      const [a, b] = [skewed(dimension), skewed(dimension)];
      expect(dot(rotate(a), rotate(a))).toBeCloseTo(1, 4);
      expect(dot(rotate(a), rotate(b))).toBeCloseTo(dot(a, b), 4);
    }
  });

  it('is the same for ever: codes on disk depend on it', () => {
    const rotated = createRotation(384)(Float32Array.from({ length: 384 }, (_, d) => (d % 7) - 3));
    expect(
      createHash('sha256')
        .update(Int32Array.from(rotated, (value) => Math.round(value * 1_000)))
        .digest('hex'),
    ).toBe('411582702ce5a06c3357a180b8fca93d4751399767feb7069e5079b24576c48f');
  });
});

describe('createCoarseIndex', () => {
  for (const [dimension, size] of [
    [384, 9_000],
    [1_024, 1_000],
  ] as const)
    it(`finds nearly all true neighbours among ${size} vectors of ${dimension} dimensions`, () => {
      const rotate = createRotation(dimension);
      const vectors = Array.from({ length: size }, () => skewed(dimension));
      const index = createCoarseIndex(dimension);
      for (const vector of vectors) index.add(encode(rotate(vector)));
      const slots = Uint32Array.from(vectors, (_, at) => at);
      let found = 0;
      for (let n = 0; n < 10; n += 1) {
        const query = skewed(dimension);
        const exact = vectors
          .map((vector, slot) => ({ slot, score: dot(vector, query) }))
          .sort((a, b) => b.score - a.score)
          .slice(0, 10);
        const hits = index.search(encodeQuery(rotate(query)), slots, 100);
        expect(hits[0]?.score).toBeCloseTo(dot(vectors[hits[0]?.slot ?? 0] ?? query, query), 1);
        found += exact.filter(({ slot }) => hits.some((hit) => hit.slot === slot)).length;
      }
      expect(found).toBeGreaterThanOrEqual(98);
    });

  it('looks only at the slots it is given', () => {
    const rotate = createRotation(384);
    const index = createCoarseIndex(384);
    const vectors = Array.from({ length: 50 }, () => skewed(384));
    for (const vector of vectors) index.add(encode(rotate(vector)));
    const hits = index.search(encodeQuery(rotate(vectors[3] ?? skewed(384))), Uint32Array.of(7, 9), 10);
    expect(hits.map((hit) => hit.slot).sort()).toEqual([7, 9]);
  });
});
