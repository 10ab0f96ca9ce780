/**
 * A fixed random rotation. It spreads the information of an embedding evenly over its dimensions, so that one quantiser
 * fits all of them and all models (as in RaBitQ, Gao & Long 2024). Two rounds of random signs and a Walsh–Hadamard
 * transform over the largest power-of-two blocks, with a shuffle between, in O(d log d). Same dimension, same rotation,
 * on every computer and for ever: codes on disk depend on it.
 */
export type Rotation = (vector: Float32Array) => Float32Array;

/** `dimension` must be a multiple of 32. Lengths and angles are kept. */
export const createRotation = (dimension: number): Rotation => {
  const random = mulberry32(dimension);
  const signs = [0, 1].map(() => Float32Array.from({ length: dimension }, () => (random() < 0.5 ? -1 : 1)));
  const order = shuffled(dimension, random);
  const block = dimension & -dimension;
  const norm = 1 / Math.sqrt(block);
  return (vector) => {
    let current = vector;
    for (const [round, sign] of signs.entries()) {
      const next = new Float32Array(dimension);
      for (let d = 0; d < dimension; d += 1) {
        const from = round === 0 ? d : (order[d] ?? 0);
        next[d] = (current[from] ?? 0) * (sign[d] ?? 0) * norm;
      }
      for (let from = 0; from < dimension; from += block) hadamard(next, from, block);
      current = next;
    }
    return current;
  };
};

/** In place, without normalisation. */
const hadamard = (values: Float32Array, from: number, length: number): void => {
  for (let half = 1; half < length; half *= 2)
    for (let i = from; i < from + length; i += half * 2)
      for (let j = i; j < i + half; j += 1) {
        const a = values[j] ?? 0;
        const b = values[j + half] ?? 0;
        values[j] = a + b;
        values[j + half] = a - b;
      }
};

const shuffled = (length: number, random: () => number): Uint32Array => {
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let i = length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
};

/** Tommy Ettinger's mulberry32: small, fixed, good enough to choose signs. */
const mulberry32 = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};
