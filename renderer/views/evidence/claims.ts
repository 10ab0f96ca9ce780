/**
 * Marks the claims of an answer in its Markdown tree: `mark` around the words of a claim, `cite` where a citation stands. Works on
 * source positions, so that emphasis and links inside a claim stay what they are. Pure.
 */
import type { Claim } from '../../../electron/contract/answers.ts';

/** A claim with its range in the text that is drawn. */
export type PlacedClaim = Claim & { index: number };

type Point = { offset?: number | undefined };
type Node = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
  position?: { start: Point; end: Point } | undefined;
};

/** Claims that touch the block at `startOffset` of the answer, with ranges of the block. */
export const claimsIn = (claims: readonly Claim[], startOffset: number, length: number): PlacedClaim[] =>
  claims.flatMap((claim, index) => {
    const from = claim.startOffset - startOffset;
    const to = claim.endOffset - startOffset;
    return to > 0 && from < length
      ? [{ ...claim, index, startOffset: Math.max(0, from), endOffset: Math.min(length, to) }]
      : [];
  });

/** A citation as models write it. */
const reference = /\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/g;

const text = (value: string): Node => ({ type: 'text', value });
/** `claim`: the index of the one it stands behind. */
const cite = (number: number, claim?: number): Node => ({
  type: 'element',
  tagName: 'cite',
  properties: { 'data-number': number, ...(claim !== undefined && { 'data-claim': claim }) },
  children: [],
});

/** Splits `[1, 2]` off the text; numbers nobody knows stay as they are written. */
const withReferences = (
  value: string,
  known: ReadonlySet<number>,
  cited: Set<number>,
  claim?: number,
): Node[] => {
  const parts: Node[] = [];
  let at = 0;
  for (const match of value.matchAll(reference)) {
    const numbers = (match[1] ?? '').split(/[,;]/).map(Number);
    if (!numbers.every((number) => known.has(number))) continue;
    const before = value.slice(at, match.index).replace(/[ \t]+$/, '');
    if (before !== '') parts.push(text(before));
    at = match.index + match[0].length;
    // The full stop belongs to the sentence, the number behind it.
    const sign = /^[.,;:!?…]+/.exec(value.slice(at))?.[0] ?? '';
    if (sign !== '') parts.push(text(sign));
    at += sign.length;
    for (const number of numbers) {
      parts.push(cite(number, claim));
      cited.add(number);
    }
  }
  if (at < value.length) parts.push(text(value.slice(at)));
  return parts;
};

const unmarked = new Set(['code', 'pre', 'script', 'style', 'math']);

export type ClaimMarks = { source: string; claims: readonly PlacedClaim[]; numbers: ReadonlySet<number> };

/** A rehype plugin. */
export const markClaims =
  ({ source, claims, numbers }: ClaimMarks) =>
  () =>
  (tree: Node): void => {
    const cited = new Map<number, Set<number>>(claims.map(({ index }) => [index, new Set()]));
    /** Where the last piece of each claim is, to put behind it what is left to say. */
    const ends = new Map<number, { parent: Node; node: Node }>();

    const cut = (node: Node, parent: Node): Node[] => {
      const value = node.value ?? '';
      const start = node.position?.start.offset;
      const end = node.position?.end.offset;
      // An escape or an entity: the text is not what stands in the source, so no border inside of it is known.
      const isExact = start !== undefined && end !== undefined && source.slice(start, end) === value;
      if (!isExact) return withReferences(value, numbers, new Set());
      const inside = claims.filter((claim) => claim.startOffset < end && claim.endOffset > start);
      const borders = [
        ...new Set([
          start,
          ...inside.flatMap((claim) => [Math.max(start, claim.startOffset), Math.min(end, claim.endOffset)]),
          end,
        ]),
      ].sort((one, other) => one - other);
      return borders.slice(0, -1).flatMap((from, position) => {
        const to = borders[position + 1] ?? end;
        const piece = value.slice(from - start, to - start);
        const claim = inside.find((one) => one.startOffset <= from && one.endOffset >= to);
        if (!claim || claim.status === 'no-claim' || piece.trim() === '')
          return withReferences(piece, numbers, new Set());
        const made: Node = {
          type: 'element',
          tagName: 'mark',
          properties: { 'data-claim': claim.index },
          children: withReferences(piece, numbers, cited.get(claim.index) ?? new Set(), claim.index),
        };
        ends.set(claim.index, { parent, node: made });
        return [made];
      });
    };

    const walk = (node: Node): void => {
      if (!node.children || unmarked.has(node.tagName ?? '')) return;
      node.children = node.children.flatMap((child) => {
        if (child.type === 'text') return cut(child, node);
        walk(child);
        return [child];
      });
    };
    walk(tree);

    for (const claim of claims) {
      const end = ends.get(claim.index);
      if (!end) continue;
      const rest = claim.citations.filter(
        (number) => numbers.has(number) && !cited.get(claim.index)?.has(number),
      );
      const said: Node[] = rest.map((number) => cite(number, claim.index));
      if (claim.status === 'unverified')
        said.push({
          type: 'element',
          tagName: 'cite',
          properties: { 'data-unverified': claim.index },
          children: [],
        });
      const at = (end.parent.children ?? []).indexOf(end.node);
      end.parent.children?.splice(at + 1, 0, ...said);
    }
  };
