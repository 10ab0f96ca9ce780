/** Whether a shape allows a value. `maybe` where only a full validator could tell, or where the shape leaves things out. */
import { formatMatches } from './formats.ts';
import {
  type ArrayVariant,
  type Json,
  type Lazy,
  lengthOf,
  type NumberVariant,
  type ObjectVariant,
  type Shape,
  type StringVariant,
  type Variant,
} from './shape.ts';

export type Verdict = 'yes' | 'no' | 'maybe';

export const accepts = (shape: Shape, value: Json): Verdict => {
  const verdicts = shape.variants.map((variant) => acceptsVariant(variant, value));
  if (verdicts.includes('yes')) return 'yes';
  return verdicts.includes('maybe') || !shape.exact ? 'maybe' : 'no';
};

export const acceptsVariant = (variant: Variant, value: Json): Verdict => {
  switch (variant.kind) {
    case 'literal':
      return sure(sameJson(variant.value, value));
    case 'null':
      return sure(value === null);
    case 'boolean':
      return sure(typeof value === 'boolean');
    case 'number':
      return typeof value === 'number' ? sure(numberFits(variant, value)) : 'no';
    case 'string':
      return typeof value === 'string' ? stringFits(variant, value) : 'no';
    case 'array':
      return Array.isArray(value) ? arrayFits(variant, value) : 'no';
    case 'object':
      return value !== null && typeof value === 'object' && !Array.isArray(value)
        ? objectFits(variant, value)
        : 'no';
  }
};

const sure = (holds: boolean): Verdict => (holds ? 'yes' : 'no');

/** All must hold; the weakest verdict counts. */
const every = (verdicts: Verdict[]): Verdict => {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('maybe') ? 'maybe' : 'yes';
};

const numberFits = ({ integer, min, max, multiples }: NumberVariant, value: number): boolean =>
  (!integer || Number.isInteger(value)) &&
  (min === null || value > min.value || (value === min.value && !min.exclusive)) &&
  (max === null || value < max.value || (value === max.value && !max.exclusive)) &&
  multiples.every((step) => Math.abs(value / step - Math.round(value / step)) < 1e-9);

const stringFits = ({ minLength, maxLength, patterns, formats }: StringVariant, value: string): Verdict => {
  const length = lengthOf(value);
  return every([
    sure(length >= minLength && length <= maxLength),
    ...patterns.map((pattern) => patternMatches(pattern, value)),
    ...formats.map((format): Verdict => (formatMatches(format, value) ? 'yes' : 'maybe')),
  ]);
};

export const patternMatches = (pattern: string, value: string): Verdict => {
  try {
    return sure(new RegExp(pattern, 'u').test(value));
  } catch {
    return 'maybe';
  }
};

const arrayFits = ({ prefix, rest, minItems, maxItems, unique }: ArrayVariant, value: Json[]): Verdict =>
  every([
    sure(value.length >= minItems && value.length <= maxItems),
    sure(!unique || new Set(value.map(canonical)).size === value.length),
    ...value.map((item, index) => within(prefix[index] ?? rest, item)),
  ]);

const objectFits = (variant: ObjectVariant, value: { [key: string]: Json }): Verdict => {
  const names = Object.keys(value);
  return every([
    sure(names.length >= variant.minProperties && names.length <= variant.maxProperties),
    sure([...variant.required].every((name) => Object.hasOwn(value, name))),
    ...names.map((name) =>
      every([
        ...variant.names.map((shape) => within(shape, name)),
        within(propertyShape(variant, name), value[name] ?? null),
      ]),
    ),
  ]);
};

const propertyShape = ({ properties, additional }: ObjectVariant, name: string): Lazy =>
  properties.get(name) ?? additional;

const within = (shape: Lazy, value: Json): Verdict => {
  const known = shape.peek();
  return known === null ? 'maybe' : accepts(known, value);
};

/** Equal values have equal texts, whatever the order of their properties. */
export const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join()}}`;
};

const sameJson = (a: Json, b: Json): boolean => canonical(a) === canonical(b);
