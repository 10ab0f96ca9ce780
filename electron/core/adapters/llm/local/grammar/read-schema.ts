/**
 * Reads a JSON Schema (draft 7 to 2020-12, OpenAPI's `nullable`) into a shape. Where a keyword asks for more than a grammar
 * can follow, the shape is narrowed if that is possible without a wrong value; else the keyword is named and refused.
 */
import { createMeet } from './intersect.ts';
import type { Reader, SchemaObject } from './reader.ts';
import { readVariants } from './read-variants.ts';
import { findReference } from './references.ts';
import { separate } from './separate.ts';
import {
  anyLazy,
  type Json,
  type Lazy,
  lazy,
  none,
  noneLazy,
  type Shape,
  unsupported,
  type Variant,
} from './shape.ts';

export type ReadOptions = {
  /** Leaves out what cannot be promised instead of refusing the schema. */
  lenient: boolean;
};

/** Known keywords that neither can be followed nor ignored. */
const refused = ['$dynamicRef', '$recursiveRef'];
/** Combinations beyond this would make the grammar too large to follow. */
const mostVariants = 256;

export const readSchema = (root: unknown, { lenient }: ReadOptions): Lazy => {
  const met = createMeet();
  const known = new Map<unknown, Lazy>();

  const read = (schema: unknown, path: string): Lazy => {
    if (schema === true) return anyLazy;
    if (schema === false) return noneLazy;
    if (isSchemaObject(schema) && Object.keys(schema).length === 0) return anyLazy;
    if (!isSchemaObject(schema)) throw unsupported('schema', path);
    let found = known.get(schema);
    if (found === undefined) {
      found = lazy(() => shapeOf(schema, path));
      known.set(schema, found);
    }
    return found;
  };

  const refuse = (keyword: string, path: string): void => {
    if (!lenient) throw unsupported(keyword, path);
  };
  const reader: Reader = { ...met, read, refuse };
  const { meet } = met;

  const shapeOf = (schema: SchemaObject, path: string): Shape => {
    for (const keyword of refused) if (schema[keyword] !== undefined) refuse(keyword, path);
    // A part with an address of its own resolves its references elsewhere.
    if (schema !== root && typeof schema.$id === 'string' && !schema.$id.startsWith('#')) refuse('$id', path);
    const get = (keyword: string): Shape => read(schema[keyword], `${path}/${keyword}`).get();
    const list = (keyword: string): Shape[] => {
      const all = schema[keyword];
      return Array.isArray(all)
        ? all.map((one, index) => read(one, `${path}/${keyword}/${index}`).get())
        : [];
    };
    const has = (keyword: string): boolean => schema[keyword] !== undefined;

    let shape = readVariants(schema, path, reader);
    if (schema.nullable === true) shape = { ...shape, variants: [...shape.variants, { kind: 'null' }] };
    const literals = has('const') ? [schema.const] : schema.enum;
    if (Array.isArray(literals)) shape = meet(shape, literalShape(literals));
    if (typeof schema.$ref === 'string') {
      const { target, at } = findReference(root, schema.$ref, path);
      shape = meet(shape, read(target, at).get());
    }
    const { demands, exclusions } = splitAllOf(schema, path);
    for (const one of demands) shape = meet(shape, one.get());
    if (has('anyOf')) shape = meet(shape, unionOf(list('anyOf')));
    if (has('oneOf')) shape = oneOf(shape, list('oneOf'), path);
    if (has('if'))
      shape = conditional(
        shape,
        get('if'),
        has('then') ? get('then') : null,
        has('else') ? get('else') : null,
      );
    if (has('not')) exclusions.push(read(schema.not, `${path}/not`));
    for (const one of exclusions) shape = excluded(shape, one, path);
    shape = sealed(dependent(shape, schema, path), schema);
    if (shape.variants.length > mostVariants) throw unsupported('anyOf', path);
    return shape;
  };

  /** `not` comes last: it leaves out whole variants, and the narrower they are by then, the less is lost. */
  const splitAllOf = (schema: SchemaObject, path: string) => {
    const members = Array.isArray(schema.allOf) ? schema.allOf : [];
    const exclusions: Lazy[] = [];
    const demands = members.map((member: unknown, index) => {
      const here = `${path}/allOf/${index}`;
      if (!isSchemaObject(member) || member.not === undefined) return read(member, here);
      exclusions.push(read(member.not, `${here}/not`));
      return read({ ...member, not: undefined }, here);
    });
    return { demands, exclusions };
  };

  const oneOf = (base: Shape, options: Shape[], path: string): Shape => {
    const met = options.map((one) => meet(base, one));
    const told = met.map((one, index) =>
      options.reduce((left, other, place) => (place === index ? left : separate(left, other)), one),
    );
    const result = unionOf(told);
    if (result.variants.length > 0) return result;
    // Two options that nothing tells apart cannot be promised to exclude each other.
    if (met.some((one) => one.variants.length > 0)) refuse('oneOf', path);
    return unionOf(met);
  };

  const excluded = (base: Shape, forbidden: Lazy, path: string): Shape => {
    if (forbidden === anyLazy) return none;
    const left = separate(base, forbidden.get());
    if (left.variants.length > 0 || base.variants.length === 0) return left;
    refuse('not', path);
    return base;
  };

  /** Both branches, as far as they can be told apart. */
  const conditional = (base: Shape, condition: Shape, then: Shape | null, otherwise: Shape | null): Shape => {
    if (then === null && otherwise === null) return base;
    const held = meet(base, condition);
    const failed = separate(base, condition);
    const branches = [
      then === null ? held : meet(held, then),
      otherwise === null ? failed : meet(failed, otherwise),
    ];
    return { ...unionOf(branches), exact: false };
  };

  /** Either the property that asks for more is absent, or what it asks for holds. */
  const dependent = (base: Shape, schema: SchemaObject, path: string): Shape => {
    let shape = base;
    for (const keyword of ['dependentSchemas', 'dependentRequired', 'dependencies']) {
      const all = schema[keyword];
      if (!isSchemaObject(all)) continue;
      for (const [name, wish] of Object.entries(all)) {
        const here = `${path}/${keyword}/${name}`;
        const more = read(Array.isArray(wish) ? { required: wish } : wish, here).get();
        const present = read({ type: 'object', required: [name] }, here).get();
        const absent = read({ type: 'object', not: { required: [name] } }, here).get();
        const objects = { ...shape, variants: shape.variants.filter(isObjectLike) };
        const others = shape.variants.filter((one) => !isObjectLike(one));
        const branches = [meet(meet(objects, present), more), meet(objects, absent)];
        shape = { variants: [...branches.flatMap((one) => one.variants), ...others], exact: false };
      }
    }
    return shape;
  };

  return read(root, '');
};

const isSchemaObject = (value: unknown): value is SchemaObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** `unevaluated…`: what no part of this schema has spoken of is not written, whatever its value. */
const sealed = (shape: Shape, schema: SchemaObject): Shape => {
  const says = (keyword: string): boolean => schema[keyword] !== undefined && schema[keyword] !== true;
  const [properties, items] = [says('unevaluatedProperties'), says('unevaluatedItems')];
  if (!properties && !items) return shape;
  return {
    exact: false,
    variants: shape.variants.map((one) => {
      if (one.kind === 'object' && properties && !one.additionalWanted)
        return { ...one, additional: noneLazy };
      return one.kind === 'array' && items && one.rest === anyLazy ? { ...one, rest: noneLazy } : one;
    }),
  };
};

const isObjectLike = (variant: Variant): boolean =>
  variant.kind === 'object' || (variant.kind === 'literal' && isSchemaObject(variant.value));

const literalShape = (values: unknown[]): Shape => ({
  variants: values.map((value) => ({ kind: 'literal', value: value as Json })),
  exact: true,
});

const unionOf = (shapes: Shape[]): Shape => {
  const literals = new Set<string>();
  return {
    exact: shapes.every((one) => one.exact),
    variants: shapes
      .flatMap((one) => one.variants)
      .filter((one) => {
        if (one.kind !== 'literal') return true;
        const written = JSON.stringify(one.value);
        const isNew = !literals.has(written);
        literals.add(written);
        return isNew;
      }),
  };
};
