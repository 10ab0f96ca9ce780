/** JSON strings: free text of bounded length, patterns, formats, and property names that must differ from others. */
import { minus, plainRanges } from './characters.ts';
import { formatPatterns } from './formats.ts';
import {
  alt,
  type CharRange,
  chars,
  includesPoint,
  isNothing,
  type Node,
  nothing,
  optional,
  repeat,
  seq,
  text,
} from './node.ts';
import { patternNode } from './pattern.ts';
import { type StringVariant, unsupported } from './shape.ts';

const quote = text('"');
const plain = chars(plainRanges);
/** No `\u`: every character can be written as itself, and an escaped half of a pair would count twice. */
const character = alt(plain, text('\\n'), text('\\"'), text('\\\\'), text('\\t'));

export const quoted = (inside: Node): Node => seq(quote, inside, quote);

/** Throws `models.SCHEMA_UNSUPPORTED` where pattern, format and length together are more than can be promised. */
export const stringNode = (variant: StringVariant, limits: { textLimit: number; lenient: boolean }): Node => {
  const inside = insideNode(variant, limits);
  return isNothing(inside) ? nothing : quoted(inside);
};

const insideNode = (
  variant: StringVariant,
  { textLimit, lenient }: { textLimit: number; lenient: boolean },
): Node => {
  const { minLength, maxLength, patterns, formats } = variant;
  if (maxLength < minLength) return nothing;
  const known = formats.filter((format) => formatPatterns[format] !== undefined);
  const sources = [...patterns, ...known.map((format) => formatPatterns[format] ?? '')];
  const keyword = patterns.length > 0 ? 'pattern' : 'format';
  if (sources.length > 0) {
    const [source] = sources;
    const node = source === undefined || sources.length > 1 ? null : patternNode(source, variant);
    if (node !== null) return node;
    if (!lenient) throw unsupported(keyword, '');
  }
  if (minLength > longestText && !lenient) throw unsupported('minLength', '');
  const least = Math.min(minLength, longestText);
  return repeat(character, least, Math.min(maxLength, Math.max(textLimit, least)));
};

/** llama.cpp keeps one rule per repetition. */
const longestText = 2000;

/** A property name that is none of these. Without escapes, so that two texts are two names. */
export const otherName = (
  taken: readonly string[],
  firstLetters: readonly CharRange[] = plainRanges,
): Node => {
  const build = (rest: readonly string[], atStart: boolean): Node => {
    const initials = [...new Set(rest.filter((name) => name !== '').map((name) => name.codePointAt(0) ?? 0))];
    const allowed = atStart ? firstLetters : plainRanges;
    const different = seq(
      chars(
        minus(
          allowed,
          initials.map((point): CharRange => [point, point]),
        ),
      ),
      repeat(plain, 0, nameTail),
    );
    const same = initials
      .filter((point) => !atStart || firstLetters.some(([from, to]) => from <= point && point <= to))
      .map((point) => {
        const initial = String.fromCodePoint(point);
        const tails = rest
          .filter((name) => name.startsWith(initial))
          .map((name) => name.slice(initial.length));
        return seq(text(initial), build(tails, false));
      });
    const going = alt(different, ...same);
    return atStart || rest.includes('') ? going : optional(going);
  };
  // Names with characters that are never written here cannot be met.
  return build(
    taken.filter((name) => [...name].every((one) => includesPoint(plainRanges, one.codePointAt(0) ?? 0))),
    true,
  );
};

const nameTail = 30;

/** Free text whose first character is one of these. */
export const startingWith = (
  first: readonly CharRange[],
  { minLength, maxLength }: StringVariant,
  textLimit: number,
): Node =>
  quoted(
    seq(
      chars(first),
      repeat(
        character,
        Math.max(0, minLength - 1),
        Math.max(0, Math.max(minLength, Math.min(maxLength, textLimit)) - 1),
      ),
    ),
  );
