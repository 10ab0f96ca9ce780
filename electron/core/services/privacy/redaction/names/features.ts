/**
 * What the name model sees of a word: its neighbours, its shape, its endings, and whether name lists know it. Features are
 * hashed (feature hashing, Weinberger et al. 2009) into `featureSpace` places; training and use share this file.
 */
import type { NameLists } from './name-lists.ts';
import { isCapitalised, isWord, type Token } from './tokens.ts';

/** A power of two. */
export const featureSpace = 2 ** 19;

const bytesOfHash = 0x01000193;

/** FNV-1a over UTF-16 units. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), bytesOfHash);
  return (value ^ (value >>> 15)) >>> 0;
};

/** All initials are one word to the model, and so are all numbers of a length. */
const normal = (token: Token | undefined): string => {
  if (token === undefined) return '∅';
  const { text } = token;
  if (/^\p{Lu}$/u.test(text)) return '§L';
  if (/^\p{N}/u.test(text)) return `§${text.length}`;
  return text.toLowerCase();
};

const shape = (token: Token | undefined): string => {
  if (token === undefined) return '∅';
  const { text } = token;
  if (/^\p{N}/u.test(text)) return '9';
  if (!/^\p{L}/u.test(text)) return text;
  if (/^\p{Lu}$/u.test(text)) return 'L';
  if (/^\p{Lu}+$/u.test(text)) return text.length < 4 ? 'LL' : 'LLL';
  if (/^\p{Lu}\p{Ll}$/u.test(text)) return 'Ll';
  if (/^\p{Lu}\p{Ll}+$/u.test(text)) return 'Lll';
  if (/^\p{Ll}+$/u.test(text)) return 'l';
  return /^\p{Lu}/u.test(text) ? 'L-x' : 'l-x';
};

export type Context = {
  tokens: readonly Token[];
  normals: readonly string[];
  shapes: readonly string[];
  listed: readonly string[];
};

export const contextOf = (tokens: readonly Token[], lists: NameLists): Context => ({
  tokens,
  normals: tokens.map(normal),
  shapes: tokens.map(shape),
  listed: tokens.map((token) => (isWord(token) ? listedAs(token.text, lists) : '-')),
});

const listedAs = (word: string, lists: NameLists): string => {
  const parts = word.split(/[-‑]/).map((part) => part.toLowerCase());
  const given = parts.some(lists.isGivenName);
  const family = parts.some(lists.isFamilyName);
  return given ? (family ? 'b' : 'g') : family ? 'f' : 'n';
};

/** A text without any capital has no names by capitals: then every word may be one. */
export const isCandidate = (token: Token | undefined, caseless: boolean): boolean =>
  caseless ? isWord(token) && token.text.length > 1 : isCapitalised(token);

export const isCaseless = (text: string): boolean => !/\p{Lu}/u.test(text) && /\p{Ll}/u.test(text);

const bagReach = 7;

/** Places in the feature space, for the word at `index`. */
export const featuresAt = ({ tokens, normals, shapes, listed }: Context, index: number): Uint32Array => {
  const token = tokens[index];
  if (token === undefined) return new Uint32Array();
  // Nothing reaches across the border of a paragraph.
  const reach = (direction: 1 | -1, limit: number): number => {
    for (let steps = 1; steps <= limit; steps += 1) {
      const border = direction === 1 ? index + steps : index - steps + 1;
      if (tokens[border] === undefined || tokens[border].gap === '¶') return steps - 1;
    }
    return limit;
  };
  const left = reach(-1, bagReach);
  const right = reach(1, 4);
  const pick = (list: readonly string[], offset: number): string =>
    (offset < 0 ? -offset <= left : offset <= right) ? (list[index + offset] ?? '∅') : '∅';
  const n = (offset: number): string => pick(normals, offset);
  const s = (offset: number): string => pick(shapes, offset);
  const g = (offset: number): string => pick(listed, offset);
  const word = token.text.toLowerCase();
  const raw = token.text;
  const next = tokens[index + 1];
  const attached = next?.text === '.' && next.gap === '' ? '.' : next?.gap === '' ? next.text : '_';

  const features = [
    'bias',
    `s0 ${s(0)}`,
    `raw ${raw}`,
    `gap ${token.gap}`,
    `att ${s(0)} ${attached}`,
    `g0 ${g(0)} ${s(0)}`,
    `g-1 ${g(-1)} ${g(0)} ${s(-1)} ${s(0)}`,
    `g1 ${g(0)} ${g(1)} ${s(0)} ${s(1)}`,
    `gn-1 ${g(0)} ${n(-1)}`,
    `gn1 ${g(0)} ${n(1)}`,
    `gs ${s(-1)} ${g(0)} ${s(1)}`,
    `g-2 ${g(-2)} ${g(-1)} ${g(0)}`,
    `g2 ${g(0)} ${g(1)} ${g(2)}`,
    `gap-g ${token.gap} ${g(0)} ${s(1)}`,
  ];
  for (let offset = -4; offset <= 4; offset += 1) features.push(`w${offset} ${n(offset)}`);
  for (let offset = -3; offset <= 3; offset += 1) features.push(`s${offset} ${s(0)} ${s(offset)}`);
  features.push(
    `-2-1 ${n(-2)} ${n(-1)} ${s(0)}`,
    `-10 ${n(-1)} ${n(0)}`,
    `01 ${n(0)} ${n(1)}`,
    `12 ${n(1)} ${n(2)} ${s(0)}`,
    `-11 ${n(-1)} ${n(1)} ${s(0)}`,
    `-3-2-1 ${n(-3)} ${n(-2)} ${n(-1)} ${s(0)}`,
    `-2-10 ${n(-2)} ${n(-1)} ${n(0)}`,
    `-101 ${n(-1)} ${n(0)} ${n(1)}`,
    `012 ${n(0)} ${n(1)} ${n(2)}`,
    `-2-11 ${n(-2)} ${n(-1)} ${n(1)} ${s(0)}`,
    `-112 ${n(-1)} ${n(1)} ${n(2)} ${s(0)}`,
    `s0n-1 ${s(0)} ${n(-1)} ${attached}`,
    `s0n1 ${s(0)} ${n(1)} ${token.gap}`,
    `s0n-2 ${s(0)} ${n(-2)} ${s(-1)}`,
    `s0n2 ${s(0)} ${n(2)} ${s(1)}`,
    `s0n-3 ${s(0)} ${n(-3)} ${s(-2)} ${s(-1)}`,
    `s0n3 ${s(0)} ${n(3)} ${s(1)} ${s(2)}`,
    `sss ${s(-1)} ${s(0)} ${s(1)}`,
    `ssss- ${s(-3)} ${s(-2)} ${s(-1)} ${s(0)}`,
    `ssss+ ${s(0)} ${s(1)} ${s(2)} ${s(3)}`,
    `suf-1 ${n(-1).slice(-3)} ${s(0)}`,
    `suf1 ${n(1).slice(-3)} ${s(0)}`,
    `suf-2 ${n(-2).slice(-3)} ${n(-1).slice(-3)} ${s(0)}`,
  );
  for (let length = 1; length <= 5 && length <= word.length; length += 1)
    features.push(`suf ${word.slice(-length)}`, `pre ${word.slice(0, length)}`);
  for (let offset = -left; offset < -1; offset += 1)
    if (s(offset) !== 'l') features.push(`bag ${n(offset)} ${s(0)}`);
  const places = new Uint32Array(features.length);
  for (const [at, feature] of features.entries()) places[at] = hash(feature) & (featureSpace - 1);
  return places;
};
