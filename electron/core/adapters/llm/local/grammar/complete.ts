/**
 * Finds the shortest way to an end: what must follow a text that was cut off so that the whole belongs to the grammar.
 * Follows all ways through the grammar at once and remembers each place it has been to.
 */
import { includesPoint, type Node, shortest } from './node.ts';

/** Where the node can have ended, and the shortest continuation when the text ended within it. */
type Match = { ends: number[]; completion: string | null };

/** `null`: the text is not the beginning of any text of the grammar. Empty: it is complete already. */
export const completionOf = (root: Node, text: string): string | null => {
  const known = new Map<Node, Map<number, Match>>();

  const match = (node: Node, at: number): Match => {
    let places = known.get(node);
    if (places === undefined) {
      places = new Map();
      known.set(node, places);
    }
    let found = places.get(at);
    if (found === undefined) {
      found = find(node, at);
      places.set(at, found);
    }
    return found;
  };

  const find = (node: Node, at: number): Match => {
    switch (node.kind) {
      case 'text':
        if (text.startsWith(node.text, at)) return { ends: [at + node.text.length], completion: null };
        return {
          ends: [],
          completion: node.text.startsWith(text.slice(at)) ? node.text.slice(text.length - at) : null,
        };
      case 'chars': {
        const point = text.codePointAt(at);
        if (point === undefined) return { ends: [], completion: shortest(node) };
        return {
          ends: includesPoint(node.ranges, point) ? [at + (point > 0xffff ? 2 : 1)] : [],
          completion: null,
        };
      }
      case 'alt':
        return node.items
          .map((item) => match(item, at))
          .reduce(
            (all, one) => ({
              ends: union(all.ends, one.ends),
              completion: shorter(all.completion, one.completion),
            }),
            nowhere,
          );
      case 'seq': {
        let places = [at];
        let completion: string | null = null;
        for (const [index, item] of node.items.entries()) {
          const rest = () =>
            node.items
              .slice(index + 1)
              .map(shortest)
              .join('');
          let next: number[] = [];
          for (const place of places) {
            const one = match(item, place);
            next = union(next, one.ends);
            if (one.completion !== null) completion = shorter(completion, one.completion + rest());
          }
          places = next;
        }
        return { ends: places, completion };
      }
      case 'repeat': {
        let places = [at];
        let ends: number[] = [];
        let completion: string | null = null;
        for (let count = 0; places.length > 0; count += 1) {
          if (count >= node.min) ends = union(ends, places);
          if (count === node.max) break;
          let next: number[] = [];
          for (const place of places) {
            const one = match(node.item, place);
            next = union(
              next,
              one.ends.filter((end) => end > place || count < node.min),
            );
            if (one.completion !== null) {
              const rest = shortest(node.item).repeat(Math.max(0, node.min - count - 1));
              completion = shorter(completion, one.completion + rest);
            }
          }
          places = next;
        }
        return { ends, completion };
      }
    }
  };

  const { ends, completion } = match(root, 0);
  return ends.includes(text.length) ? '' : completion;
};

export const matches = (root: Node, text: string): boolean => completionOf(root, text) === '';

const nowhere: Match = { ends: [], completion: null };

const union = (a: number[], b: number[]): number[] => {
  if (b.length === 0) return a;
  return a.length === 0 ? b : [...new Set([...a, ...b])];
};

const shorter = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b;
  return b.length < a.length ? b : a;
};
