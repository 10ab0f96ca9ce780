/** JSON arrays: tuples, lists between two lengths, and lists whose items all differ. */
import { comma, type Emitter } from './emitter.ts';
import {
  alt,
  type CharRange,
  empty,
  isNothing,
  type Node,
  nothing,
  optional,
  repeat,
  seq,
  text,
} from './node.ts';
import { numberNode } from './numbers.ts';
import { type ArrayVariant, type Lazy, type NumberVariant, type Shape, unsupported } from './shape.ts';
import { startingWith } from './strings.ts';

/** Items of a list that the schema does not limit. */
const usualMaxItems = 50;

export const arrayNode = (variant: ArrayVariant, emitter: Emitter): Node => {
  const { prefix, minItems } = variant;
  const maxItems = Math.min(variant.maxItems, Math.max(usualMaxItems, minItems, prefix.length));
  if (maxItems < minItems) return nothing;
  const inside =
    variant.unique && maxItems > 1
      ? uniqueItems({ ...variant, maxItems }, emitter)
      : items({ ...variant, maxItems }, emitter);
  return seq(text('['), inside, text(']'));
};

const items = ({ prefix, rest, minItems, maxItems }: ArrayVariant, emitter: Emitter): Node => {
  const restNode = maxItems > prefix.length ? emitter.inner(rest) : nothing;
  const from = (index: number): Node => {
    if (index >= maxItems) return empty;
    const own = prefix[index];
    if (own === undefined) return list(restNode, Math.max(0, minItems - index), maxItems - index, index > 0);
    const here = seq(index > 0 ? comma : empty, emitter.inner(own), from(index + 1));
    return index < minItems ? here : optional(here);
  };
  return from(0);
};

/** `follows`: something stands before it, so that it begins with a comma. */
const list = (item: Node, min: number, max: number, follows: boolean): Node => {
  const further = seq(comma, item);
  if (follows) return repeat(further, min, max);
  if (max === 0 || isNothing(item)) return min === 0 ? empty : nothing;
  const all = seq(item, repeat(further, Math.max(0, min - 1), max - 1));
  return min === 0 ? optional(all) : all;
};

/**
 * A short choice is written in its own order, each at most once. Others cannot be compared by a grammar: repetitions are
 * taken out afterwards, and as many as must be there begin differently from the outset.
 */
const uniqueItems = (variant: ArrayVariant, emitter: Emitter): Node => {
  const { prefix, rest, minItems, maxItems } = variant;
  if (prefix.length > 0) {
    if (!emitter.lenient) throw unsupported('uniqueItems', '');
    return items(variant, emitter);
  }
  const choice = listedTexts(rest.get());
  if (choice !== null) return orderedChoice(choice, minItems, maxItems);
  emitter.needsTidying();
  const further = seq(comma, emitter.inner(rest));
  if (minItems < 2) return list(emitter.inner(rest), minItems, maxItems, false);
  const first = differingItems(rest, minItems, emitter.textLimit);
  if (first === null) throw unsupported('uniqueItems', '');
  return seq(
    ...first.map((item, index) => seq(index > 0 ? comma : empty, item)),
    repeat(further, 0, maxItems - minItems),
  );
};

const listedTexts = ({ variants }: Shape): string[] | null => {
  const texts: string[] = [];
  for (const variant of variants) {
    if (variant.kind === 'literal') texts.push(JSON.stringify(variant.value));
    else if (variant.kind === 'boolean') texts.push('true', 'false');
    else if (variant.kind === 'null') texts.push('null');
    else return null;
  }
  return [...new Set(texts)];
};

const orderedChoice = (texts: readonly string[], min: number, max: number): Node => {
  const known = new Map<string, Node>();
  const from = (index: number, count: number): Node => {
    const value = texts[index];
    if (value === undefined || count === max) return count >= min ? empty : nothing;
    const key = `${index} ${count}`;
    let node = known.get(key);
    if (node === undefined) {
      node = alt(
        seq(count > 0 ? comma : empty, text(value), from(index + 1, count + 1)),
        from(index + 1, count),
      );
      known.set(key, node);
    }
    return node;
  };
  return from(0, 0);
};

/** As many items, none of which can equal another; `null` where that is not to be had. */
const differingItems = (rest: Lazy, count: number, textLimit: number): Node[] | null => {
  const { variants } = rest.get();
  for (const variant of variants) {
    if (
      variant.kind === 'string' &&
      variant.patterns.length + variant.formats.length === 0 &&
      variant.maxLength > 0 &&
      count <= 26
    )
      return letterRanges(count).map((letters) => startingWith(letters, variant, textLimit));
    if (variant.kind === 'number' && variant.multiples.length === 0)
      return numberRanges(variant, count)?.map(numberNode) ?? null;
  }
  return null;
};

/** The alphabet in as many parts, capital and small. */
export const letterRanges = (count: number): CharRange[][] =>
  Array.from({ length: count }, (_, index) => {
    const [from, to] = [Math.floor((index * 26) / count), Math.floor(((index + 1) * 26) / count) - 1];
    return [
      [0x41 + from, 0x41 + to],
      [0x61 + from, 0x61 + to],
    ];
  });

const numberRanges = (variant: NumberVariant, count: number): NumberVariant[] | null => {
  const low =
    variant.min === null
      ? Math.min(0, (variant.max?.value ?? 0) - 100 * count)
      : Math.floor(variant.min.value) + 1;
  const high = variant.max === null ? low + 100 * count : Math.ceil(variant.max.value) - 1;
  const width = Math.floor((high - low + 1) / count);
  if (width < 1) return null;
  return Array.from({ length: count }, (_, index) => ({
    ...variant,
    integer: true,
    min: { value: low + index * width, exclusive: false },
    max: { value: low + (index + 1) * width - 1, exclusive: false },
  }));
};
