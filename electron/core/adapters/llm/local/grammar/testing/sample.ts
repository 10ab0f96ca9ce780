/** For tests: a random text of a grammar. What it yields a model could write. */
import type { Node } from '../node.ts';

/** `random` yields numbers from 0 to below 1. Long repetitions are mostly kept short. */
export const sample = (node: Node, random: () => number): string => {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const write = (one: Node): string => {
    switch (one.kind) {
      case 'text':
        return one.text;
      case 'chars': {
        const [from, to] = pick(one.ranges) ?? [0x78, 0x78];
        return String.fromCodePoint(from + Math.floor(random() * (Math.min(to, from + 200) - from + 1)));
      }
      case 'seq':
        return one.items.map(write).join('');
      case 'alt': {
        const chosen = pick(one.items);
        if (chosen === undefined) throw new Error('an impossible grammar has no text');
        return write(chosen);
      }
      case 'repeat': {
        const span = random() < 0.1 ? Math.min(one.max - one.min, 40) : Math.min(one.max - one.min, 3);
        const count = one.min + Math.floor(random() * (span + 1));
        return Array.from({ length: count }, () => write(one.item)).join('');
      }
    }
  };
  return write(node);
};

/** Repeatable random numbers (mulberry32). */
export const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};
