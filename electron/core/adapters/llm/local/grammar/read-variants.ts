/** The keywords that speak of one type of value: of numbers, strings, arrays, objects. */
import type { Reader, SchemaObject } from './reader.ts';
import {
  type ArrayVariant,
  anyLazy,
  anyArray,
  type Lazy,
  type NumberVariant,
  type ObjectVariant,
  type Shape,
  type StringVariant,
  unlimited,
  type Variant,
} from './shape.ts';

const allTypes = ['string', 'number', 'boolean', 'null', 'object', 'array'];

/** One variant per type the schema allows. */
export const readVariants = (schema: SchemaObject, path: string, reader: Reader): Shape => {
  const { type = allTypes } = schema;
  const types = new Set<unknown>(Array.isArray(type) ? type : [type]);
  const unsure = { yes: false };
  const variants: Variant[] = [];
  if (types.has('string')) variants.push(stringVariant(schema));
  if (types.has('number') || types.has('integer')) variants.push(numberVariant(schema, !types.has('number')));
  if (types.has('boolean')) variants.push({ kind: 'boolean' });
  if (types.has('null')) variants.push({ kind: 'null' });
  if (types.has('object')) variants.push(objectVariant(schema, path, reader));
  if (types.has('array')) variants.push(...arrayVariants(schema, path, reader, unsure));
  for (const one of types)
    if (!allTypes.includes(String(one)) && one !== 'integer') reader.refuse('type', path);
  return { variants, exact: !unsure.yes };
};

const stringVariant = (schema: SchemaObject): StringVariant => ({
  kind: 'string',
  minLength: count(schema.minLength, 0),
  maxLength: count(schema.maxLength, unlimited),
  patterns: typeof schema.pattern === 'string' ? [schema.pattern] : [],
  formats: typeof schema.format === 'string' ? [schema.format] : [],
});

const numberVariant = (schema: SchemaObject, integer: boolean): NumberVariant => ({
  kind: 'number',
  integer,
  min: bound(schema.minimum, schema.exclusiveMinimum, Math.max),
  max: bound(schema.maximum, schema.exclusiveMaximum, Math.min),
  multiples: typeof schema.multipleOf === 'number' ? [schema.multipleOf] : [],
});

/** Draft 4 said `exclusive…: true` beside the limit; since then it is a limit of its own. */
const bound = (
  limit: unknown,
  exclusive: unknown,
  tighter: (a: number, b: number) => number,
): NumberVariant['min'] => {
  if (typeof exclusive !== 'number')
    return typeof limit === 'number' ? { value: limit, exclusive: exclusive === true } : null;
  if (typeof limit !== 'number') return { value: exclusive, exclusive: true };
  const value = tighter(limit, exclusive);
  return { value, exclusive: value === exclusive };
};

const count = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

const arrayVariants = (
  schema: SchemaObject,
  path: string,
  reader: Reader,
  unsure: { yes: boolean },
): ArrayVariant[] => {
  const tuple = Array.isArray(schema.prefixItems)
    ? 'prefixItems'
    : Array.isArray(schema.items)
      ? 'items'
      : null;
  const rest = tuple === 'items' ? 'additionalItems' : 'items';
  const listed: unknown = tuple === null ? [] : schema[tuple];
  const prefix = Array.isArray(listed)
    ? listed.map((one, index) => reader.read(one, `${path}/${tuple}/${index}`))
    : [];
  const variant: ArrayVariant = {
    ...anyArray(),
    prefix,
    rest: schema[rest] === undefined ? anyLazy : reader.read(schema[rest], `${path}/${rest}`),
    minItems: count(schema.minItems, 0),
    maxItems: count(schema.maxItems, unlimited),
    unique: schema.uniqueItems === true,
  };
  return containing(variant, schema, path, reader, unsure);
};

/** What must be contained comes first; with an upper limit nothing else comes at all. */
const containing = (
  variant: ArrayVariant,
  schema: SchemaObject,
  path: string,
  reader: Reader,
  unsure: { yes: boolean },
): ArrayVariant[] => {
  if (schema.contains === undefined) return [variant];
  const least = count(schema.minContains, 1);
  const most = count(schema.maxContains, unlimited);
  if (most < least) return [];
  unsure.yes = true;
  const wanted = reader.read(schema.contains, `${path}/contains`);
  const length = Math.max(least, variant.prefix.length);
  return [
    {
      ...variant,
      prefix: Array.from({ length }, (_, index) => {
        const own = variant.prefix[index] ?? variant.rest;
        return index < least ? reader.meetLazy(own, wanted) : own;
      }),
      minItems: Math.max(variant.minItems, least),
      maxItems: Math.min(variant.maxItems, most),
    },
  ];
};

const objectVariant = (schema: SchemaObject, path: string, reader: Reader): ObjectVariant => {
  const patterns = entries(schema.patternProperties).map(([pattern, value]) => ({
    pattern,
    value: reader.read(value, `${path}/patternProperties`),
  }));
  const additional =
    schema.additionalProperties === undefined
      ? anyLazy
      : reader.read(schema.additionalProperties, `${path}/additionalProperties`);
  const names =
    schema.propertyNames === undefined ? [] : [reader.read(schema.propertyNames, `${path}/propertyNames`)];
  const required = new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
  const properties = new Map<string, Lazy>();
  for (const [name, value] of entries(schema.properties)) {
    const own = reader.read(value, `${path}/properties/${name}`);
    const matched = reader.meetPatterns(patterns, name);
    properties.set(name, matched === null ? own : reader.meetLazy(own, matched));
  }
  return {
    kind: 'object',
    properties,
    required,
    patterns,
    additional,
    additionalWanted: typeof schema.additionalProperties === 'object',
    names,
    minProperties: count(schema.minProperties, 0),
    maxProperties: count(schema.maxProperties, unlimited),
  };
};

const entries = (value: unknown): [string, unknown][] =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];
