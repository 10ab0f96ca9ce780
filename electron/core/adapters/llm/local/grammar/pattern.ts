/**
 * A regular expression as a grammar over the inside of a JSON string. Open ends are closed: an unlimited repetition and
 * what an unanchored pattern leaves open get the longest size that still respects the length limits.
 */
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { common, minus, plainRanges } from './characters.ts';
import {
  alt,
  type CharRange,
  chars,
  includesPoint,
  isNothing,
  type Node,
  nothing,
  repeat,
  seq,
  text,
} from './node.ts';

export type LengthLimits = { minLength: number; maxLength: number };

/** In code points, which is how JSON Schema counts. */
type Piece = { node: Node; min: number; max: number };
/** How often something unlimited is repeated: at least and at most. */
type Openness = { least: number; most: number };

const largestOpenness = 200;

/** `null`: outside what can be promised (look-around, back references), or no text of that length is in sight. */
export const patternNode = (pattern: string, { minLength, maxLength }: LengthLimits): Node | null => {
  const parsed = parse(pattern);
  if (parsed === null) return null;
  try {
    for (let least = 0; least <= Math.min(minLength, largestOpenness); least += 1) {
      if (alternatives(parsed.alternatives, { least, most: least }, true).min < minLength) continue;
      for (
        let most = Math.max(least, largestOpenness);
        most >= least;
        most = Math.min(most - 1, Math.floor(most * 0.8))
      ) {
        const piece = alternatives(parsed.alternatives, { least, most }, true);
        if (piece.min >= minLength && piece.max <= maxLength) return piece.node;
      }
    }
    return null;
  } catch (error) {
    if (error instanceof Unpromised) return null;
    throw error;
  }
};

class Unpromised extends Error {}

const parse = (pattern: string): AST.Pattern | null => {
  for (const unicode of [true, false]) {
    try {
      return new RegExpParser({ ecmaVersion: 2025 }).parsePattern(pattern, 0, pattern.length, { unicode });
    } catch {
      // Many patterns in the wild are valid only without the flag.
    }
  }
  return null;
};

const alternatives = (all: readonly AST.Alternative[], openness: Openness, outermost: boolean): Piece => {
  const pieces = all.map((one) => sequence(one.elements, openness, outermost));
  const possible = pieces.filter((one) => !isNothing(one.node));
  return {
    node: alt(...possible.map((piece) => piece.node)),
    min: Math.min(...possible.map((piece) => piece.min)),
    max: Math.max(...possible.map((piece) => piece.max)),
  };
};

const sequence = (elements: readonly AST.Element[], openness: Openness, outermost: boolean): Piece => {
  const [first] = elements;
  const last = elements.at(-1);
  const fromStart = isAnchor(first, 'start');
  const toEnd = isAnchor(last, 'end');
  const inner = elements.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined);
  if ((fromStart || toEnd) && !outermost) throw new Unpromised();
  const pieces = inner.map((element) => elementPiece(element, openness));
  const { least, most } = openness;
  const filler = piece(repeat(chars(plainRanges), least, most), least, most);
  if (outermost && !fromStart) pieces.unshift(filler);
  if (outermost && !toEnd && (inner.length > 0 || fromStart)) pieces.push(filler);
  return joined(pieces);
};

const isAnchor = (element: AST.Element | undefined, kind: 'start' | 'end'): boolean =>
  element?.type === 'Assertion' && element.kind === kind;

const piece = (node: Node, min: number, max: number): Piece => ({ node, min, max });

const joined = (pieces: Piece[]): Piece =>
  piece(
    seq(...pieces.map(({ node }) => node)),
    pieces.reduce((sum, { min }) => sum + min, 0),
    pieces.reduce((sum, { max }) => sum + max, 0),
  );

const elementPiece = (element: AST.Element, openness: Openness): Piece => {
  switch (element.type) {
    case 'Character':
      return charsPiece([[element.value, element.value]], true);
    case 'CharacterSet':
      return charsPiece(setRanges(element), false);
    case 'CharacterClass':
      return classPiece(element);
    case 'Group':
    case 'CapturingGroup':
      return alternatives(element.alternatives, openness, false);
    case 'Quantifier': {
      const least = element.min + (element.max === Number.POSITIVE_INFINITY ? openness.least : 0);
      const most = Math.max(least, Math.min(element.max, element.min + openness.most));
      const inner = elementPiece(element.element, openness);
      return piece(repeat(inner.node, least, most), inner.min * least, inner.max * most);
    }
    default:
      throw new Unpromised();
  }
};

const classPiece = (element: AST.CharacterClass): Piece => {
  const ranges = element.elements.flatMap((one): CharRange[] => {
    if (one.type === 'Character') return [[one.value, one.value]];
    if (one.type === 'CharacterClassRange') return [[one.min.value, one.max.value]];
    if (one.type === 'CharacterSet') return setRanges(one);
    throw new Unpromised();
  });
  return element.negate ? charsPiece(minus(plainRanges, ranges), false) : charsPiece(ranges, true);
};

/** `escapes`: quotes, backslashes and line breaks are meant, and written as JSON wants them. */
const charsPiece = (ranges: readonly CharRange[], escapes: boolean): Piece => {
  const escaped = escapes
    ? jsonEscapes.filter(([point]) => includesPoint(ranges, point)).map(([, written]) => text(written))
    : [];
  const node = alt(chars(common(ranges, plainRanges)), ...escaped);
  return isNothing(node) ? piece(nothing, 0, 0) : piece(node, 1, 1);
};

const jsonEscapes: readonly (readonly [number, string])[] = [
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
];

const digits: CharRange[] = [[0x30, 0x39]];
const words: CharRange[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
const spaces: CharRange[] = [
  [0x20, 0x20],
  [0x09, 0x0d],
  [0xa0, 0xa0],
];
/** Letters of the Latin script, which every language here can be written with. */
const capitals: CharRange[] = [
  [0x41, 0x5a],
  [0xc0, 0xd6],
  [0xd8, 0xde],
];
const smallLetters: CharRange[] = [
  [0x61, 0x7a],
  [0xdf, 0xf6],
  [0xf8, 0xff],
];

const setRanges = (set: AST.CharacterSet): CharRange[] => {
  switch (set.kind) {
    case 'any':
      return [...plainRanges];
    case 'digit':
      return set.negate ? minus(plainRanges, digits) : digits;
    case 'word':
      return set.negate ? minus(plainRanges, words) : words;
    case 'space':
      return set.negate ? minus(plainRanges, spacesInUnicode) : spaces;
    case 'property':
      return propertyRanges(set);
  }
};

/** All that `\s` means, so that `\S` never yields one of them. */
const spacesInUnicode: CharRange[] = [
  ...spaces,
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

const properties: Record<string, CharRange[]> = {
  L: [...capitals, ...smallLetters],
  Letter: [...capitals, ...smallLetters],
  Alphabetic: [...capitals, ...smallLetters],
  Lu: capitals,
  Uppercase_Letter: capitals,
  Ll: smallLetters,
  Lowercase_Letter: smallLetters,
  N: digits,
  Nd: digits,
  Number: digits,
};

const propertyRanges = (set: AST.CharacterSet): CharRange[] => {
  const ranges =
    set.kind === 'property' && !set.negate && set.value === null ? properties[set.key] : undefined;
  if (ranges === undefined) throw new Unpromised();
  return ranges;
};
