/**
 * 4-bit codes of rotated unit vectors, and the 8-bit form of a query that is scored against them. A nibble n stands for
 * n − 7.5. `scale` makes the score an unbiased estimate of the cosine: dividing by ⟨code, vector⟩ cancels on average what
 * rounding took away (RaBitQ). Layout: see native/vector-scan/scan.wat.
 */

/** Bytes of a stored code: the nibbles, then the scale as float32, little endian. */
export const codeBytes = (dimension: number): number => dimension / 2 + 4;

/** Half widths of the coded range, in standard deviations of a coordinate, that are tried for each vector. */
const clips = [2, 2.4, 2.8, 3.2, 3.6] as const;

export const encode = (rotated: Float32Array): Uint8Array => {
  const dimension = rotated.length;
  const deviation = norm(rotated) / Math.sqrt(dimension) || 1;
  let best: { levels: Uint8Array; cosine: number; dot: number } | null = null;
  for (const clip of clips) {
    const step = (clip * deviation) / 7.5;
    const levels = new Uint8Array(dimension);
    let dot = 0;
    let square = 0;
    for (let d = 0; d < dimension; d += 1) {
      const value = rotated[d] ?? 0;
      const level = Math.min(15, Math.max(0, Math.round(value / step + 7.5)));
      levels[d] = level;
      dot += (level - 7.5) * value;
      square += (level - 7.5) ** 2;
    }
    const cosine = dot / Math.sqrt(square);
    if (best === null || cosine > best.cosine) best = { levels, cosine, dot };
  }
  const bytes = new Uint8Array(codeBytes(dimension));
  if (best !== null) {
    const { levels, dot } = best;
    for (let group = 0; group < dimension / 32; group += 1)
      for (let b = 0; b < 16; b += 1)
        bytes[group * 16 + b] = (levels[group * 32 + b] ?? 0) | ((levels[group * 32 + 16 + b] ?? 0) << 4);
    new DataView(bytes.buffer).setFloat32(dimension / 2, dot > 0 ? norm(rotated) / dot : 0, true);
  }
  return bytes;
};

export type QueryCode = {
  /** One signed byte per dimension, in the order of `rotated`. */
  values: Int8Array;
  /** 7.5 × the sum of `values`. */
  bias: number;
  /** Multiply a score by this to get a cosine. */
  scale: number;
};

export const encodeQuery = (rotated: Float32Array): QueryCode => {
  let largest = 0;
  for (const value of rotated) largest = Math.max(largest, Math.abs(value));
  const step = largest / 127 || 1;
  const values = Int8Array.from(rotated, (value) => Math.round(value / step));
  return { values, bias: 7.5 * values.reduce((sum, value) => sum + value, 0), scale: step };
};

const norm = (vector: Float32Array): number =>
  Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
