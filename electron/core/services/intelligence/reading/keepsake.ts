/**
 * Strings that outlive the text they were cut from. V8 keeps a slice as a window into its parent, so one word would hold a
 * whole document in memory; and of most sentences only their being known is wanted, which a number says as well. Pure.
 */

/** The same letters in memory of their own. */
export const ownCopy = (text: string): string => structuredClone(text);

/** Hands out one copy for all equal strings. */
export const createPool = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const copy = ownCopy(text);
    known.set(copy, copy);
    return copy;
  };
};

/** 53 bits of a text (two 32-bit Murmur-style lanes): a million sentences collide with a chance of one in twenty thousand. */
export const fingerprintOf = (text: string): number => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return 4_294_967_296 * (0x1fffff & low) + (high >>> 0);
};
