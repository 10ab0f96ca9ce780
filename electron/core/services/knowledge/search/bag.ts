/**
 * The tokens of a chunk as a small blob: 32-bit hashes in ascending order, then one count byte each. Scoring reads a few
 * hundred of these per search instead of analysing texts again. Two of a million tokens share a hash now and then, which
 * moves a score by a hair and nothing else.
 */

/** FNV-1a over UTF-16 code units, unsigned 32 bits. Stored: must never change. */
export const hashToken = (token: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < token.length; i += 1) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

export type Bag = { hashes: Uint32Array; counts: Uint8Array };

export const bagOf = (tokens: readonly string[]): Bag => {
  const counts = new Map<number, number>();
  for (const token of tokens) {
    const hash = hashToken(token);
    counts.set(hash, Math.min(255, (counts.get(hash) ?? 0) + 1));
  }
  const hashes = Uint32Array.from(counts.keys()).sort();
  return { hashes, counts: Uint8Array.from(hashes, (hash) => counts.get(hash) ?? 0) };
};

const bytesPerToken = 5;

export const packBag = ({ hashes, counts }: Bag): Buffer => {
  const bytes = Buffer.alloc(hashes.length * bytesPerToken);
  for (const [index, hash] of hashes.entries()) bytes.writeUInt32LE(hash, index * 4);
  bytes.set(counts, hashes.length * 4);
  return bytes;
};

export const hashesIn = (packed: Buffer): number[] =>
  Array.from({ length: packed.length / bytesPerToken }, (_, index) => packed.readUInt32LE(index * 4));

/** How often the token with this hash occurs in a packed bag. */
export const countIn = (packed: Buffer, hash: number): number => {
  const size = packed.length / bytesPerToken;
  let low = 0;
  let high = size - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = packed.readUInt32LE(middle * 4);
    if (found === hash) return packed[size * 4 + middle] ?? 0;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
};
