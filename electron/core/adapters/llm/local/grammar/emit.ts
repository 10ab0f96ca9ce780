/**
 * Turns a shape into a grammar of JSON texts. The texts are compact: at most one space after a comma or a colon. Nesting
 * is limited, so that a schema that refers to itself ends too, and what is unlimited in the schema gets a limit here.
 */
import { arrayNode } from './emit-array.ts';
import { objectNode } from './emit-object.ts';
import type { EmitOptions, Emitter } from './emitter.ts';
import { alt, isNothing, type Node, nothing, oneOfTexts, text } from './node.ts';
import { numberNode } from './numbers.ts';
import { anyLazy, type Lazy, type Variant } from './shape.ts';
import { stringNode } from './strings.ts';

/** Levels of nesting: enough for what people write; more only for schemas that demand it. */
const depths = [12, 48];
/** Values without any schema are kept flat. */
const anyStep = 5;

export type Emitted = { node: Node; tidy: boolean };

export const emit = (root: Lazy, options: EmitOptions): Emitted => {
  for (const deepest of depths) {
    const emitted = emitTo(root, deepest, options);
    if (!isNothing(emitted.node)) return emitted;
  }
  return { node: nothing, tidy: false };
};

const emitTo = (root: Lazy, deepest: number, options: EmitOptions): Emitted => {
  const known = new Map<Lazy, Map<number, Node>>();
  const scalars = new Map<Variant, Node>();
  let tidy = false;

  const valueNode = (value: Lazy, depth: number): Node => {
    if (depth > deepest) return nothing;
    const levels = known.get(value) ?? new Map<number, Node>();
    known.set(value, levels);
    let node = levels.get(depth);
    if (node === undefined) {
      node = unionNode(value, depth);
      levels.set(depth, node);
    }
    return node;
  };

  const unionNode = (value: Lazy, depth: number): Node => {
    const { variants } = value.get();
    const below = depth + (value === anyLazy ? anyStep : 1);
    const emitter: Emitter = {
      ...options,
      inner: (one) => valueNode(one, below),
      needsTidying: () => {
        tidy = true;
      },
    };
    const literals = variants.flatMap((one) => (one.kind === 'literal' ? [JSON.stringify(one.value)] : []));
    return alt(
      literals.length === 0 ? nothing : oneOfTexts(literals),
      ...variants.map((one) => shared(one, emitter)),
    );
  };

  /** Strings and numbers are the same at every depth. */
  const shared = (variant: Variant, emitter: Emitter): Node => {
    if (variant.kind !== 'string' && variant.kind !== 'number') return variantNode(variant, emitter);
    const node = scalars.get(variant) ?? variantNode(variant, emitter);
    scalars.set(variant, node);
    return node;
  };

  const node = valueNode(root, 0);
  return { node, tidy };
};

const booleans = oneOfTexts(['true', 'false']);
const nullText = text('null');

const variantNode = (variant: Variant, emitter: Emitter): Node => {
  switch (variant.kind) {
    case 'literal':
      return nothing;
    case 'null':
      return nullText;
    case 'boolean':
      return booleans;
    case 'number':
      return numberNode(variant);
    case 'string':
      return stringNode(variant, emitter);
    case 'array':
      return arrayNode(variant, emitter);
    case 'object':
      return objectNode(variant, emitter);
  }
};
