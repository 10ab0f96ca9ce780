/**
 * A grammar as data: finite languages over characters, without recursion, so that every text of it ends. One tree serves
 * the sampler (`gbnf.ts`), the shortest way to an end (`complete.ts`) and tests. Nodes are shared by identity.
 */

/** First and last code point, both included. */
export type CharRange = readonly [number, number];

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'chars'; readonly ranges: readonly CharRange[] }
  | { readonly kind: 'seq'; readonly items: readonly Node[] }
  /** Without items: no text at all. */
  | { readonly kind: 'alt'; readonly items: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly min: number; readonly max: number };

/** The language without any text; what needs it is impossible, what may leave it out does. */
export const nothing: Node = { kind: 'alt', items: [] };
export const empty: Node = { kind: 'seq', items: [] };

export const isNothing = (node: Node): boolean => node.kind === 'alt' && node.items.length === 0;
const isEmpty = (node: Node): boolean => node.kind === 'seq' && node.items.length === 0;

export const text = (value: string): Node => (value === '' ? empty : { kind: 'text', text: value });

export const chars = (ranges: readonly CharRange[]): Node =>
  ranges.length === 0 ? nothing : { kind: 'chars', ranges };

export const seq = (...items: Node[]): Node => {
  if (items.some(isNothing)) return nothing;
  const kept = items.filter((item) => !isEmpty(item));
  const [only] = kept;
  return kept.length === 1 && only !== undefined ? only : { kind: 'seq', items: kept };
};

export const alt = (...items: Node[]): Node => {
  const kept = [...new Set(items)].filter((item) => !isNothing(item));
  const [only] = kept;
  return kept.length === 1 && only !== undefined ? only : { kind: 'alt', items: kept };
};

export const repeat = (item: Node, min: number, max: number): Node => {
  if (max < min) return nothing;
  if (max === 0 || (isNothing(item) && min === 0)) return empty;
  if (isNothing(item) || (min === 1 && max === 1)) return item;
  return { kind: 'repeat', item, min, max };
};

export const optional = (item: Node): Node => repeat(item, 0, 1);

/** Any one of these texts; common beginnings are shared, so that few alternatives are open at a time. */
export const oneOfTexts = (values: readonly string[]): Node => {
  const groups = new Map<string, string[]>();
  for (const value of new Set(values)) {
    const [first = ''] = value;
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [value]);
    else group.push(value);
  }
  const branches = [...groups]
    .filter(([first]) => first !== '')
    .map(([, group]) => {
      const prefix = commonPrefix(group);
      return seq(
        text(prefix),
        group.length === 1 ? empty : oneOfTexts(group.map((one) => one.slice(prefix.length))),
      );
    });
  const joined = alt(...branches);
  return groups.has('') ? optional(joined) : joined;
};

/** Never ends within a surrogate pair. */
const commonPrefix = ([first = '', ...rest]: string[]): string => {
  let prefix = '';
  for (const character of first) {
    if (!rest.every((one) => one.startsWith(prefix + character))) break;
    prefix += character;
  }
  return prefix;
};

export const includesPoint = (ranges: readonly CharRange[], point: number): boolean =>
  ranges.some(([from, to]) => from <= point && point <= to);

const shortestTexts = new WeakMap<Node, string>();

/** A shortest text of the language. Not for `nothing`. */
export const shortest = (node: Node): string => {
  const known = shortestTexts.get(node);
  if (known !== undefined) return known;
  const found = findShortest(node);
  shortestTexts.set(node, found);
  return found;
};

const findShortest = (node: Node): string => {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'chars':
      return String.fromCodePoint(plainest(node.ranges));
    case 'seq':
      return node.items.map(shortest).join('');
    case 'alt':
      return node.items.map(shortest).reduce((best, one) => (one.length < best.length ? one : best));
    case 'repeat':
      return shortest(node.item).repeat(node.min);
  }
};

/** What reads as a placeholder where any character will do. */
const preferred = ['-', 'x', 'X', '0', '1'].map((one) => one.codePointAt(0) ?? 0);
const plainest = (ranges: readonly CharRange[]): number =>
  preferred.find((point) => includesPoint(ranges, point)) ?? ranges[0]?.[0] ?? 0;
