/**
 * Given and family names as Bloom filters: a list knows every name it was built with, and takes about one other word in a
 * hundred for one. Names are lower case. A list alone finds nothing well (recall .33, precision .21 on court decisions); it
 * is one feature among many.
 */
export type NameLists = {
  isGivenName(word: string): boolean;
  isFamilyName(word: string): boolean;
};

const probes = 6;
const bitsPerName = 10;

/** Kirsch and Mitzenmacher 2006: two hashes make all probes. */
function* placesOf(word: string, bitCount: number): Generator<number> {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let index = 0; index < word.length; index += 1) {
    first = Math.imul(first ^ word.charCodeAt(index), 0x01000193);
    second = Math.imul(second ^ word.charCodeAt(index), 0x5bd1e995) ^ (second >>> 13);
  }
  for (let probe = 0; probe < probes; probe += 1)
    yield ((first >>> 0) + probe * ((second | 1) >>> 0)) % bitCount;
}

export const buildFilter = (names: Iterable<string>): Uint8Array => {
  const all = [...names];
  const bits = new Uint8Array(Math.ceil((all.length * bitsPerName) / 8));
  for (const name of all)
    for (const place of placesOf(name, bits.length * 8))
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  return bits;
};

const has = (bits: Uint8Array, word: string): boolean => {
  for (const place of placesOf(word, bits.length * 8))
    if (((bits[place >> 3] ?? 0) & (1 << (place & 7))) === 0) return false;
  return true;
};

export const nameLists = (given: Uint8Array, family: Uint8Array): NameLists => ({
  isGivenName: (word) => word.length > 1 && has(given, word),
  isFamilyName: (word) => word.length > 1 && has(family, word),
});
