/** JSON objects: declared properties in their declared order, optional ones or not, then further ones where wanted. */
import { accepts, patternMatches } from './accepts.ts';
import { colon, comma, type Emitter } from './emitter.ts';
import { letterRanges } from './emit-array.ts';
import { alt, empty, isNothing, type Node, nothing, optional, repeat, seq, text } from './node.ts';
import { patternNode } from './pattern.ts';
import { type Lazy, type ObjectVariant, noneLazy, type Shape, unsupported } from './shape.ts';
import { otherName, quoted, stringNode } from './strings.ts';

/** Further properties that the schema does not count. */
const usualMaxFurther = 16;

type Pair = { node: Node; required: boolean };

export const objectNode = (given: ObjectVariant, emitter: Emitter): Node => {
  const variant = withListedNames(given);
  const pairs: Pair[] = [];
  for (const [name, value] of withRequired(variant)) {
    const required = variant.required.has(name);
    const allowed = variant.names.every((names) => accepts(names.get(), name) === 'yes');
    const node = allowed ? seq(text(JSON.stringify(name)), colon, emitter.inner(value)) : nothing;
    if (!isNothing(node)) pairs.push({ node, required });
    else if (required) return nothing;
  }
  const further = furtherPair(variant, emitter);
  const requiredCount = pairs.filter(({ required }) => required).length;
  const most = Math.min(
    variant.maxProperties,
    pairs.length + (further === null ? 0 : Math.max(usualMaxFurther, variant.minProperties)),
  );
  const least = variant.minProperties;
  // Counting costs one state per count; mostly it is enough to know whether anything stands there yet.
  const counted = least > requiredCount || most < pairs.length;
  const known = new Map<string, Node>();

  const from = (index: number, count: number): Node => {
    const key = `${index} ${count}`;
    let node = known.get(key);
    if (node === undefined) {
      node = step(index, count);
      known.set(key, node);
    }
    return node;
  };
  const step = (index: number, count: number): Node => {
    const pair = pairs[index];
    if (pair === undefined) return tail(count);
    const next = counted ? count + 1 : 1;
    const taken =
      count < most || !counted ? seq(count > 0 ? comma : empty, pair.node, from(index + 1, next)) : nothing;
    return pair.required ? taken : alt(taken, from(index + 1, count));
  };
  const tail = (count: number): Node => {
    const missing = Math.max(0, least - (counted ? count : Math.max(count, requiredCount)));
    const room = (counted ? most - count : most - pairs.length) - missing;
    if (further === null) return missing > 0 ? nothing : empty;
    const lead = count > 0 ? comma : empty;
    const wanted = further.wanted ? Math.max(0, room) : 0;
    if (missing === 0) {
      if (wanted === 0) return empty;
      const one = further.pair(0, 1);
      return optional(seq(lead, one, repeat(seq(comma, one), 0, wanted - 1)));
    }
    if (room < 0) return nothing;
    const demanded = Array.from({ length: missing }, (_, place) =>
      seq(place === 0 ? lead : comma, further.pair(place, missing)),
    );
    return seq(...demanded, repeat(seq(comma, further.pair(0, 1)), 0, wanted));
  };
  return seq(text('{'), from(0, 0), text('}'));
};

/** The declared properties, and those that are only demanded. */
const withRequired = (variant: ObjectVariant): [string, Lazy][] => {
  const undeclared = [...variant.required].filter((name) => !variant.properties.has(name));
  return [
    ...variant.properties,
    ...undeclared.map((name): [string, Lazy] => [name, undeclaredValue(variant, name)]),
  ];
};

const undeclaredValue = ({ patterns, additional }: ObjectVariant, name: string): Lazy => {
  const [fitting, another] = patterns.filter(({ pattern }) => patternMatches(pattern, name) !== 'no');
  if (another !== undefined) throw unsupported('patternProperties', '');
  return fitting?.value ?? additional;
};

/** Names from a list are as good as declared. */
const withListedNames = (variant: ObjectVariant): ObjectVariant => {
  const [names] = variant.names;
  if (names === undefined || variant.patterns.length > 0) return variant;
  const { variants } = names.get();
  const listed = variants.flatMap((one) =>
    one.kind === 'literal' && typeof one.value === 'string' ? [one.value] : [],
  );
  if (listed.length === 0 || variants.some((one) => one.kind === 'string')) return variant;
  const undeclared = listed.filter((name) => !variant.properties.has(name));
  const properties = new Map([
    ...variant.properties,
    ...undeclared.map((name): [string, Lazy] => [name, variant.additional]),
  ]);
  return { ...variant, properties, additional: noneLazy, names: [] };
};

type Further = {
  /** Written even when nothing demands it. */
  wanted: boolean;
  /** The `place`th of `count` pairs whose names must differ. */
  pair(place: number, count: number): Node;
};

/** `null`: no further property is possible. */
const furtherPair = (variant: ObjectVariant, emitter: Emitter): Further | null => {
  const { patterns, names } = variant;
  const taken = [...new Set([...variant.properties.keys(), ...variant.required])];
  const [pattern] = patterns;
  if (pattern !== undefined) {
    const free = taken.every((name) => patternMatches(pattern.pattern, name) === 'no');
    const name =
      patterns.length === 1 && free && names.length === 0
        ? patternNode(pattern.pattern, { minLength: 0, maxLength: 60 })
        : null;
    return name === null ? null : furtherOf(quoted(name), pattern.value, taken.length === 0, emitter);
  }
  const wanted = variant.additionalWanted || taken.length === 0;
  if (names.length > 0) {
    const name = taken.length === 0 ? nameNode(names, emitter) : null;
    return name === null ? null : furtherOf(name, variant.additional, wanted, emitter);
  }
  if (isNothing(emitter.inner(variant.additional))) return null;
  return {
    wanted,
    pair: (place, count) => {
      const first = count > 1 ? letterRanges(count)[place] : undefined;
      if (count > 26) throw unsupported('minProperties', '');
      const name = quoted(first === undefined ? otherName(taken) : otherName(taken, first));
      return seq(name, colon, emitter.inner(variant.additional));
    },
  };
};

const furtherOf = (name: Node, value: Lazy, wanted: boolean, emitter: Emitter): Further | null => {
  const pair = seq(name, colon, emitter.inner(value));
  if (isNothing(pair)) return null;
  return {
    wanted,
    pair: (_place, count) => {
      if (count > 1) throw unsupported('minProperties', '');
      return pair;
    },
  };
};

const nameNode = (names: readonly Lazy[], emitter: Emitter): Node | null => {
  const [only] = names;
  const shape: Shape | undefined = only?.get();
  if (names.length > 1 || shape === undefined) return null;
  const nodes = shape.variants.flatMap((one) =>
    one.kind === 'string' ? [stringNode(one, { ...emitter, textLimit: 40 })] : [],
  );
  const node = alt(...nodes);
  return isNothing(node) ? null : node;
};
