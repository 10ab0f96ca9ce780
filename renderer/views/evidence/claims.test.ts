import { expect, it } from 'vitest';
import type { Claim } from '../../../electron/contract/answers.ts';
import { claimsIn, markClaims } from './claims.ts';

type Tree = Parameters<ReturnType<ReturnType<typeof markClaims>>>[0];

const claim = (startOffset: number, endOffset: number, more: Partial<Claim> = {}): Claim => ({
  startOffset,
  endOffset,
  text: '',
  citations: [],
  status: 'verified',
  unsupported: [],
  contradictions: [],
  ...more,
});

/** A paragraph of one text node, as the parser makes it. */
const paragraph = (source: string): Tree => ({
  type: 'root',
  children: [
    {
      type: 'element',
      tagName: 'p',
      children: [
        { type: 'text', value: source, position: { start: { offset: 0 }, end: { offset: source.length } } },
      ],
    },
  ],
});

/** `<1:…>` a claim, `(1)` a citation, `(?1)` not proven. */
const drawn = (node: Tree): string => {
  if (node.type === 'text') return node.value ?? '';
  const inside = (node.children ?? []).map(drawn).join('');
  if (node.tagName === 'mark') return `<${node.properties?.['data-claim']}:${inside}>`;
  if (node.tagName !== 'cite') return inside;
  const { 'data-number': number, 'data-unverified': unverified } = node.properties ?? {};
  return number === undefined ? `(?${unverified})` : `(${number})`;
};

const mark = (source: string, claims: Claim[], known: number[]) => {
  const tree = paragraph(source);
  markClaims({ source, claims: claimsIn(claims, 0, source.length), numbers: new Set(known) })()(tree);
  return drawn(tree);
};

it('marks each claim and puts its citation behind it', () => {
  const source = 'Es kostet 37 Euro. Das dauert lange. Bitte sehr.';
  const claims = [
    claim(0, 18, { citations: [1] }),
    claim(19, 36, { status: 'unverified' }),
    claim(37, source.length, { status: 'no-claim' }),
  ];
  expect(mark(source, claims, [1])).toBe('<0:Es kostet 37 Euro.>(1) <1:Das dauert lange.>(?1) Bitte sehr.');
});

it('turns written references into citations where they stand, once', () => {
  const source = 'Es kostet 37 Euro [1, 2]. Siehe [9].';
  expect(mark(source, [claim(0, 25, { citations: [1, 2] })], [1, 2])).toBe(
    '<0:Es kostet 37 Euro.(1)(2)> Siehe [9].',
  );
});

it('never marks text whose place in the source is not certain', () => {
  const source = 'Müller &amp; Söhne.';
  const tree = paragraph(source);
  const text = tree.children?.[0]?.children?.[0];
  if (text) text.value = 'Müller & Söhne.';
  markClaims({ source, claims: claimsIn([claim(0, 10)], 0, source.length), numbers: new Set() })()(tree);
  expect(drawn(tree)).toBe('Müller & Söhne.');
});

it('moves ranges of the answer into the block and leaves the others out', () => {
  const placed = claimsIn([claim(0, 10), claim(100, 120), claim(130, 300)], 95, 50);
  expect(placed.map(({ index, startOffset, endOffset }) => [index, startOffset, endOffset])).toEqual([
    [1, 5, 25],
    [2, 35, 50],
  ]);
});

it('tells behind which claim a citation stands, also where two claims rest on the same one', () => {
  const source = 'Es kostet 37 Euro [1]. Es dauert drei Wochen.';
  const claims = [claim(0, 22, { citations: [1] }), claim(23, source.length, { citations: [1] })];
  const tree = paragraph(source);
  markClaims({ source, claims: claimsIn(claims, 0, source.length), numbers: new Set([1]) })()(tree);
  const cites = (node: Tree): unknown[] =>
    node.tagName === 'cite' ? [node.properties] : (node.children ?? []).flatMap(cites);
  expect(cites(tree)).toEqual([
    { 'data-number': 1, 'data-claim': 0 },
    { 'data-number': 1, 'data-claim': 1 },
  ]);
});
