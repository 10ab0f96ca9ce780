/**
 * Fifty JSON Schemas of the kinds that people and programs really ask for, from a single word to forms that refer to
 * themselves, each with the request that goes with it. `models` lets the starter model answer each of them.
 */
export type SchemaCase = { request: string; schema: Record<string, unknown> };

const text = { type: 'string' };
const shortText = { type: 'string', minLength: 1, maxLength: 40 };
const whole = { type: 'integer' };
const flag = { type: 'boolean' };

/** A closed object whose properties are all required, unless named after. */
const record = (properties: Record<string, unknown>, optional: string[] = []): Record<string, unknown> => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const list = (items: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'array',
  items,
  ...more,
});
const formatted = (format: string): Record<string, unknown> => ({ type: 'string', format });

const scalars: SchemaCase[] = [
  { request: 'Is Berlin in Germany? Answer yes or no.', schema: { enum: ['yes', 'no', 'unknown'] } },
  { request: 'Is water wet?', schema: { type: 'boolean' } },
  { request: 'How many legs has a spider?', schema: { type: 'integer', minimum: 0, maximum: 1000 } },
  { request: 'What is pi?', schema: { type: 'number', exclusiveMinimum: 3, exclusiveMaximum: 4 } },
  { request: 'Name a colour.', schema: { type: 'string', minLength: 3, maxLength: 12 } },
  { request: 'Give a German postal code.', schema: { type: 'string', pattern: '^[0-9]{5}$' } },
  {
    request: 'Give a German number plate.',
    schema: { type: 'string', pattern: '^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}$' },
  },
  { request: 'When was the moon landing?', schema: formatted('date') },
  {
    request: 'What is the size of the town hall in square metres, if known?',
    schema: { type: ['integer', 'null'], minimum: 1 },
  },
  { request: 'Which version?', schema: { const: { version: 1, stable: true } } },
];

const objects: SchemaCase[] = [
  {
    request: 'Describe a person.',
    schema: record({ name: shortText, age: { type: 'integer', minimum: 0, maximum: 120 } }),
  },
  {
    request: 'Describe a city.',
    schema: record(
      { city: text, country: text, population: { type: 'integer', minimum: 0 }, coastal: flag },
      ['coastal'],
    ),
  },
  {
    request: 'Beschreibe einen Antrag auf Wohngeld.',
    schema: record({
      Antragsteller: text,
      Größe: { type: 'number', minimum: 1 },
      Straße: text,
      'gültig bis': formatted('date'),
    }),
  },
  {
    request: 'Describe a product.',
    schema: {
      type: 'object',
      properties: {
        sku: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
        price: { type: 'number', minimum: 0, multipleOf: 0.01 },
        stock: { type: 'integer', multipleOf: 5, minimum: 0 },
      },
      required: ['sku', 'price'],
    },
  },
  {
    request: 'Give contact data.',
    schema: record({ mail: formatted('email'), site: formatted('uri'), id: formatted('uuid') }, ['site']),
  },
  {
    request: 'When does the council meet?',
    schema: record({
      start: formatted('date-time'),
      end: formatted('date-time'),
      room: { type: ['string', 'null'] },
    }),
  },
  {
    request: 'Describe a server.',
    schema: record({
      host: formatted('hostname'),
      ipv4: formatted('ipv4'),
      port: { type: 'integer', minimum: 1, maximum: 65535 },
    }),
  },
  {
    request: 'Rate this text.',
    schema: record({
      score: { type: 'integer', minimum: 1, maximum: 5 },
      sentiment: { enum: ['positive', 'neutral', 'negative'] },
      confidence: { type: 'number', minimum: 0, maximum: 1 },
    }),
  },
  {
    request: 'Translate the word house.',
    schema: {
      type: 'object',
      properties: { en: text },
      required: ['en'],
      additionalProperties: { type: 'string', maxLength: 20 },
      maxProperties: 4,
    },
  },
  {
    request: 'Count the votes of three parties.',
    schema: {
      type: 'object',
      additionalProperties: { type: 'integer', minimum: 0 },
      minProperties: 3,
      maxProperties: 5,
    },
  },
  {
    request: 'Which languages are spoken? Use codes.',
    schema: {
      type: 'object',
      patternProperties: { '^[a-z]{2}$': flag },
      additionalProperties: false,
      maxProperties: 5,
    },
  },
  {
    request: 'Opening hours.',
    schema: {
      type: 'object',
      propertyNames: { enum: ['mon', 'tue', 'wed', 'thu', 'fri'] },
      additionalProperties: { type: 'string', pattern: '^\\d\\d:\\d\\d-\\d\\d:\\d\\d$' },
      minProperties: 2,
    },
  },
  { request: 'Say anything about the weather.', schema: { type: 'object' } },
  {
    request: 'Fill in the form.',
    schema: record(
      Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [
          `field_${index + 1}`,
          index % 3 === 0 ? whole : index % 3 === 1 ? flag : { type: 'string', maxLength: 12 },
        ]),
      ),
    ),
  },
];

const lists: SchemaCase[] = [
  { request: 'List three colours.', schema: list(shortText, { minItems: 3, maxItems: 3 }) },
  {
    request: 'List prime numbers.',
    schema: list({ type: 'integer', minimum: 2 }, { minItems: 1, maxItems: 8 }),
  },
  {
    request: 'Which days is the office open?',
    schema: list(
      { enum: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
      { uniqueItems: true, minItems: 1 },
    ),
  },
  {
    request: 'Tags for an article about bicycles.',
    schema: record({
      tags: list(
        { type: 'string', minLength: 2, maxLength: 15 },
        { uniqueItems: true, minItems: 2, maxItems: 6 },
      ),
    }),
  },
  {
    request: 'Coordinates of Berlin.',
    schema: {
      type: 'array',
      prefixItems: [
        { type: 'number', minimum: -90, maximum: 90 },
        { type: 'number', minimum: -180, maximum: 180 },
      ],
      items: false,
      minItems: 2,
    },
  },
  {
    request: 'A table of cities and inhabitants.',
    schema: list(
      { type: 'array', prefixItems: [shortText, { type: 'integer', minimum: 0 }], minItems: 2, maxItems: 2 },
      { minItems: 2, maxItems: 4 },
    ),
  },
  {
    request: 'A matrix.',
    schema: list(list({ type: 'number', minimum: -9, maximum: 9 }, { minItems: 2, maxItems: 2 }), {
      minItems: 2,
      maxItems: 2,
    }),
  },
  {
    request: 'Lottery numbers with the number seven.',
    schema: list({ type: 'integer', minimum: 1, maximum: 49 }, { contains: { const: 7 }, maxItems: 6 }),
  },
  {
    request: 'Who attends?',
    schema: list(record({ name: shortText, role: { enum: ['chair', 'member', 'guest'] } }), {
      minItems: 1,
      maxItems: 3,
    }),
  },
  { request: 'Nothing to list.', schema: list(text, { maxItems: 0 }) },
];

const combined: SchemaCase[] = [
  {
    request: 'Pay by card or transfer.',
    schema: {
      oneOf: [
        record({ method: { const: 'card' }, number: { type: 'string', pattern: '^\\d{4}( \\d{4}){3}$' } }),
        record({ method: { const: 'transfer' }, iban: { type: 'string', pattern: '^DE\\d{20}$' } }),
      ],
    },
  },
  {
    request: 'A word or a number.',
    schema: {
      anyOf: [
        { type: 'integer', minimum: 0 },
        { type: 'string', maxLength: 10 },
      ],
    },
  },
  {
    request: 'Contact by mail or telephone, but not both.',
    schema: {
      type: 'object',
      properties: { mail: formatted('email'), telephone: { type: 'string', pattern: '^\\+[0-9]{8,14}$' } },
      oneOf: [{ required: ['mail'] }, { required: ['telephone'] }],
    },
  },
  {
    request: 'Describe an employee.',
    schema: {
      allOf: [
        { type: 'object', properties: { name: shortText }, required: ['name'] },
        { type: 'object', properties: { office: whole }, required: ['office'] },
      ],
      unevaluatedProperties: false,
    },
  },
  {
    request: 'An address in Germany.',
    schema: {
      type: 'object',
      properties: { country: { enum: ['DE', 'AT'] }, zip: text },
      required: ['country', 'zip'],
      if: { properties: { country: { const: 'DE' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { zip: { pattern: '^\\d{5}$' } } },
      else: { properties: { zip: { pattern: '^\\d{4}$' } } },
    },
  },
  {
    request: 'Order something.',
    schema: {
      type: 'object',
      properties: { item: shortText, gift: flag, message: { type: 'string', maxLength: 30 } },
      required: ['item'],
      dependentRequired: { gift: ['message'] },
      additionalProperties: false,
    },
  },
  {
    request: 'Choose a size, but not the smallest.',
    schema: { allOf: [{ enum: ['xs', 's', 'm', 'l', 'xl'] }, { not: { const: 'xs' } }] },
  },
  {
    request: 'A number below zero or above one hundred.',
    schema: { type: 'integer', oneOf: [{ maximum: -1 }, { minimum: 101 }] },
  },
  {
    request: 'A shape.',
    schema: {
      anyOf: [
        record({ shape: { const: 'circle' }, radius: { type: 'number', exclusiveMinimum: 0 } }),
        record({
          shape: { const: 'rectangle' },
          width: { type: 'number', exclusiveMinimum: 0 },
          height: { type: 'number', exclusiveMinimum: 0 },
        }),
      ],
    },
  },
  {
    request: 'An optional remark.',
    schema: {
      type: 'object',
      properties: { remark: { type: 'string', nullable: true, maxLength: 60 } },
      required: ['remark'],
    },
  },
];

const named: SchemaCase[] = [
  {
    request: 'A parcel from one address to another.',
    schema: {
      ...record({
        from: { $ref: '#/$defs/address' },
        to: { $ref: '#/$defs/address' },
        grams: { type: 'integer', minimum: 1 },
      }),
      $defs: { address: record({ street: shortText, city: shortText }) },
    },
  },
  {
    request: 'A family tree.',
    schema: {
      $ref: '#/$defs/person',
      $defs: {
        person: record({ name: shortText, children: list({ $ref: '#/$defs/person' }, { maxItems: 2 }) }),
      },
    },
  },
  {
    request: 'The expression one plus two.',
    schema: {
      $ref: '#/definitions/expression',
      definitions: {
        expression: {
          oneOf: [
            { type: 'number', minimum: -100, maximum: 100 },
            record({
              operator: { enum: ['+', '-', '*'] },
              left: { $ref: '#/definitions/expression' },
              right: { $ref: '#/definitions/expression' },
            }),
          ],
        },
      },
    },
  },
  {
    request: 'A linked list of words.',
    schema: { ...record({ word: shortText, next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } }) },
  },
  {
    request: 'An invoice.',
    schema: record({
      number: { type: 'string', pattern: '^R-20\\d\\d-\\d{3}$' },
      date: formatted('date'),
      lines: list(
        record({
          article: shortText,
          quantity: { type: 'integer', minimum: 1, maximum: 99 },
          price: { type: 'number', minimum: 0, maximum: 9999.99 },
        }),
        { minItems: 1, maxItems: 3 },
      ),
      paid: flag,
    }),
  },
  {
    request: 'A menu with submenus.',
    schema: {
      $ref: '#/$defs/entry',
      $defs: {
        entry: {
          type: 'object',
          properties: {
            label: shortText,
            key: { $anchor: 'key', type: 'string', pattern: '^[A-Z]$' },
            entries: list({ $ref: '#/$defs/entry' }, { maxItems: 3 }),
          },
          required: ['label'],
          additionalProperties: false,
        },
      },
    },
  },
];

export const schemaCases: SchemaCase[] = [...scalars, ...objects, ...lists, ...combined, ...named];
