import { describe, expect, it } from 'vitest';
import { matches } from './complete.ts';
import { compileSchema } from './index.ts';
import type { SchemaObject } from './reader.ts';
import { randomFrom, sample } from './testing/sample.ts';
import { validatorFor } from './testing/validator.ts';

const compile = (schema: SchemaObject, lenient = false) => compileSchema(schema, { textLimit: 40, lenient });

/** Random texts of the grammar, whole and cut off anywhere: all must be values the schema allows. */
const checkAll = (schema: SchemaObject, count = 100): void => {
  const { node, finish } = compile(schema);
  const validate = validatorFor(schema);
  const random = randomFrom(7);
  for (let round = 0; round < count; round += 1) {
    const whole = sample(node, random);
    const cut = whole.slice(0, Math.floor(random() * (whole.length + 1)));
    for (const written of [whole, cut]) {
      const finished = finish(written);
      expect({ written, finished, problem: validate(JSON.parse(finished)) }).toMatchObject({ problem: null });
    }
  }
};

const person = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1 }, age: { type: 'integer', minimum: 0, maximum: 130 } },
  required: ['name'],
  additionalProperties: false,
};

describe('every text of a grammar is a value of the schema', () => {
  const schemas: Record<string, SchemaObject> = {
    'optional properties': person,
    'numbers with odd limits': {
      type: 'array',
      items: { type: 'number', exclusiveMinimum: -3.25, maximum: 17.5 },
    },
    'whole numbers with odd limits': {
      type: 'array',
      items: { type: 'integer', minimum: -1234, exclusiveMaximum: 98_765 },
    },
    'narrow fractions': { type: 'number', minimum: 0.123456, maximum: 0.12346 },
    multiples: {
      type: 'array',
      items: {
        anyOf: [
          { type: 'integer', multipleOf: 25 },
          { type: 'number', multipleOf: 0.5, minimum: 0 },
          { type: 'integer', multipleOf: 7 },
        ],
      },
    },
    'patterns with and without anchors': {
      type: 'array',
      items: {
        anyOf: [
          { type: 'string', pattern: '^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9]\\d{0,3}$' },
          { type: 'string', pattern: 'Straße|"', maxLength: 20 },
          { type: 'string', pattern: '^\\S+$', minLength: 5, maxLength: 8 },
          { type: 'string', pattern: '^(a|bc)*\\\\$' },
        ],
      },
    },
    formats: {
      type: 'array',
      items: {
        anyOf: [
          'date',
          'time',
          'date-time',
          'duration',
          'email',
          'hostname',
          'ipv4',
          'ipv6',
          'uri',
          'uri-reference',
          'uuid',
          'json-pointer',
          'regex',
        ].map((format) => ({ type: 'string', format })),
      },
    },
    'references to itself': {
      $ref: '#/$defs/tree',
      $defs: {
        tree: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            children: { type: 'array', items: { $ref: '#/$defs/tree' } },
          },
          required: ['name', 'children'],
        },
      },
    },
    'exactly one of': {
      oneOf: [
        {
          type: 'object',
          properties: { kind: { const: 'dog' }, bark: { type: 'string' } },
          required: ['kind', 'bark'],
        },
        {
          type: 'object',
          properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
          required: ['kind'],
        },
      ],
    },
    'exactly one of overlapping ranges': { type: 'integer', oneOf: [{ minimum: 5 }, { maximum: 10 }] },
    'exactly one property': {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    conditions: {
      type: 'object',
      properties: { country: { enum: ['DE', 'TR'] }, zip: { type: 'string' } },
      required: ['country', 'zip'],
      if: { properties: { country: { const: 'DE' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { zip: { pattern: '^[0-9]{5}$' } } },
      else: { properties: { zip: { maxLength: 3 } } },
    },
    exclusions: {
      allOf: [{ enum: ['a', 'b', 'c', 1] }, { not: { enum: ['b'] } }, { not: { type: 'number' } }],
    },
    'merged objects': {
      allOf: [person, { type: 'object', properties: { age: { minimum: 18 } }, required: ['age'] }],
    },
    'free names beside declared ones': {
      type: 'object',
      properties: { total: { type: 'integer' } },
      required: ['total'],
      additionalProperties: { type: 'string' },
      minProperties: 4,
    },
    'names by pattern': {
      type: 'object',
      patternProperties: { '^[a-z]{2}$': { type: 'boolean' } },
      additionalProperties: false,
    },
    'names from a list': {
      type: 'object',
      propertyNames: { enum: ['x', 'y', 'z'] },
      additionalProperties: { type: 'integer' },
      minProperties: 2,
    },
    'dependent properties': {
      type: 'object',
      properties: { card: { type: 'string' }, address: { type: 'string' } },
      dependentRequired: { card: ['address'] },
    },
    tuples: {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'integer' }],
      items: { type: 'boolean' },
      minItems: 1,
      maxItems: 5,
    },
    'items that differ': {
      type: 'object',
      properties: {
        days: { type: 'array', uniqueItems: true, minItems: 2, items: { enum: ['mo', 'di', 'mi', 'do'] } },
        tags: { type: 'array', uniqueItems: true, items: { type: 'string' } },
        ids: { type: 'array', uniqueItems: true, minItems: 3, items: { type: 'integer', minimum: 1 } },
      },
      required: ['days', 'tags', 'ids'],
    },
    'what must be contained': {
      type: 'array',
      items: { type: 'integer' },
      contains: { const: 42 },
      minContains: 2,
      maxContains: 3,
    },
    'any object': { type: 'object' },
    anything: {},
  };
  for (const [name, schema] of Object.entries(schemas)) it(name, () => checkAll(schema));
});

describe('a text that was cut off', () => {
  it('is closed with as little as possible, also in the middle of a name, a number or a character', () => {
    const { finish } = compile(person);
    expect(finish('')).toBe('{"name":"-"}');
    expect(finish('{"na')).toBe('{"name":"-"}');
    expect(finish('{"name": "Gr')).toBe('{"name": "Gr"}');
    expect(finish('{"name": "Gr", "age": 1')).toBe('{"name": "Gr", "age": 1}');
    expect(finish('{"name":"a","age":7}')).toBe('{"name":"a","age":7}');
  });
});

describe('nothing is endless', () => {
  it('has no text with idle whitespace, an endless number or an endless string', () => {
    const { node } = compile({ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } });
    expect(matches(node, '["a", 1]')).toBe(true);
    expect(matches(node, '["a",  1]')).toBe(false);
    expect(matches(node, '[ "a"]')).toBe(false);
    expect(matches(node, `["${'a'.repeat(41)}"]`)).toBe(false);
    expect(matches(node, `[${'1'.repeat(40)}]`)).toBe(false);
    expect(matches(node, `[0.${'3'.repeat(40)}]`)).toBe(false);
  });
});

describe('what cannot be promised is refused by name', () => {
  const refusals: [string, SchemaObject][] = [
    ['pattern', { type: 'string', pattern: '^(?=a)[a-z]+$' }],
    ['pattern', { type: 'string', pattern: '^a{3}$', minLength: 9 }],
    ['$ref', { $ref: 'https://example.org/schema.json' }],
    ['$ref', { $ref: '#' }],
    [
      'oneOf',
      {
        oneOf: [
          { type: 'string', pattern: '^a' },
          { type: 'string', pattern: 'b$' },
        ],
      },
    ],
    [
      'uniqueItems',
      {
        type: 'array',
        minItems: 2,
        uniqueItems: true,
        items: { type: 'object', properties: { a: { type: 'string' } } },
      },
    ],
    ['$dynamicRef', { $dynamicRef: '#node' }],
  ];
  for (const [keyword, schema] of refusals)
    it(`${keyword} in ${JSON.stringify(schema)}`, () => {
      expect(() => compile(schema)).toThrow(
        expect.objectContaining({
          code: 'models.SCHEMA_UNSUPPORTED',
          data: expect.objectContaining({ keyword }),
        }),
      );
    });

  it('tells a schema that contradicts itself', () => {
    expect(() => compile({ type: 'integer', minimum: 5, maximum: 4 })).toThrow('models.SCHEMA_UNSATISFIABLE');
    expect(() =>
      compile({
        $ref: '#/$defs/a',
        $defs: { a: { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, required: ['a'] } },
      }),
    ).toThrow('models.SCHEMA_UNSATISFIABLE');
  });

  it('comes as close as it can for a tool that does not insist', () => {
    const { node } = compile(
      { type: 'object', properties: { a: { type: 'string', pattern: '^(?=a)' } }, required: ['a'] },
      true,
    );
    expect(matches(node, '{"a":"x"}')).toBe(true);
  });
});
