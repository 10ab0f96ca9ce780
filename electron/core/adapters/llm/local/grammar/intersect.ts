/** What two shapes both allow. Children are met lazily, and each pair only once, so that recursive schemas end. */
import { acceptsVariant, patternMatches } from './accepts.ts';
import {
  type ArrayVariant,
  anyLazy,
  type Lazy,
  lazy,
  noneLazy,
  type NumberVariant,
  type ObjectVariant,
  type Shape,
  type StringVariant,
  unsupported,
  type Variant,
} from './shape.ts';

export type Meet = ReturnType<typeof createMeet>;

export const createMeet = () => {
  const known = new Map<Lazy, Map<Lazy, Lazy>>();

  const meetLazy = (a: Lazy, b: Lazy): Lazy => {
    if (a === b || b === anyLazy) return a;
    if (a === anyLazy) return b;
    if (a === noneLazy || b === noneLazy) return noneLazy;
    const partners = known.get(a) ?? new Map<Lazy, Lazy>();
    known.set(a, partners);
    let met = partners.get(b);
    if (met === undefined) {
      met = lazy(() => meet(a.get(), b.get()));
      partners.set(b, met);
    }
    return met;
  };

  const meet = (a: Shape, b: Shape): Shape => {
    const unsure = { yes: false };
    const variants = a.variants.flatMap((one) =>
      b.variants.flatMap((other) => meetVariants(one, other, unsure)),
    );
    return { variants, exact: a.exact && b.exact && !unsure.yes };
  };

  const meetVariants = (a: Variant, b: Variant, unsure: { yes: boolean }): Variant[] => {
    if (a.kind === 'literal' || b.kind === 'literal') {
      const [literal, other] = a.kind === 'literal' ? [a, b] : [b, a];
      if (literal.kind !== 'literal') return [];
      const verdict = acceptsVariant(other, literal.value);
      if (verdict === 'maybe') unsure.yes = true;
      return verdict === 'yes' ? [literal] : [];
    }
    if (a.kind === 'number' && b.kind === 'number') return [meetNumbers(a, b)];
    if (a.kind === 'string' && b.kind === 'string') return [meetStrings(a, b)];
    if (a.kind === 'array' && b.kind === 'array') return [meetArrays(a, b)];
    if (a.kind === 'object' && b.kind === 'object') return [meetObjects(a, b)];
    return a.kind === b.kind ? [a] : [];
  };

  const meetArrays = (a: ArrayVariant, b: ArrayVariant): ArrayVariant => ({
    kind: 'array',
    prefix: Array.from({ length: Math.max(a.prefix.length, b.prefix.length) }, (_, index) =>
      meetLazy(a.prefix[index] ?? a.rest, b.prefix[index] ?? b.rest),
    ),
    rest: meetLazy(a.rest, b.rest),
    minItems: Math.max(a.minItems, b.minItems),
    maxItems: Math.min(a.maxItems, b.maxItems),
    unique: a.unique || b.unique,
  });

  const meetObjects = (a: ObjectVariant, b: ObjectVariant): ObjectVariant => ({
    kind: 'object',
    properties: new Map(
      [...new Set([...a.properties.keys(), ...b.properties.keys()])].map((name) => [
        name,
        meetLazy(propertyShape(a, name), propertyShape(b, name)),
      ]),
    ),
    required: new Set([...a.required, ...b.required]),
    patterns: [...metPatterns(a, b), ...metPatterns(b, a)],
    additional: meetLazy(a.additional, b.additional),
    additionalWanted: a.additionalWanted || b.additionalWanted,
    names: [...new Set([...a.names, ...b.names])],
    minProperties: Math.max(a.minProperties, b.minProperties),
    maxProperties: Math.min(a.maxProperties, b.maxProperties),
  });

  const metPatterns = (a: ObjectVariant, b: ObjectVariant): ObjectVariant['patterns'] =>
    a.patterns.map(({ pattern, value }) => {
      if (b.patterns.length > 0 && b.additional !== anyLazy) throw unsupported('patternProperties', '');
      return { pattern, value: meetLazy(value, b.additional) };
    });

  /** The shape of a property, declared or not. */
  const propertyShape = (variant: ObjectVariant, name: string): Lazy => {
    const declared = variant.properties.get(name);
    if (declared !== undefined) return declared;
    return meetPatterns(variant.patterns, name) ?? variant.additional;
  };

  /** What the patterns that fit a name say together; `null` when none fits. */
  const meetPatterns = (patterns: ObjectVariant['patterns'], name: string): Lazy | null => {
    let met: Lazy | null = null;
    for (const { pattern, value } of patterns) {
      const verdict = patternMatches(pattern, name);
      if (verdict === 'maybe') throw unsupported('patternProperties', '');
      if (verdict === 'yes') met = met === null ? value : meetLazy(met, value);
    }
    return met;
  };

  return { meet, meetLazy, meetPatterns };
};

const meetNumbers = (a: NumberVariant, b: NumberVariant): NumberVariant => ({
  kind: 'number',
  integer: a.integer || b.integer,
  min: tighter(a.min, b.min, (one, other) => one > other),
  max: tighter(a.max, b.max, (one, other) => one < other),
  multiples: [...new Set([...a.multiples, ...b.multiples])],
});

const tighter = (
  a: NumberVariant['min'],
  b: NumberVariant['min'],
  wins: (a: number, b: number) => boolean,
): NumberVariant['min'] => {
  if (a === null || b === null) return a ?? b;
  if (a.value === b.value) return { value: a.value, exclusive: a.exclusive || b.exclusive };
  return wins(a.value, b.value) ? a : b;
};

const meetStrings = (a: StringVariant, b: StringVariant): StringVariant => ({
  kind: 'string',
  minLength: Math.max(a.minLength, b.minLength),
  maxLength: Math.min(a.maxLength, b.maxLength),
  patterns: [...new Set([...a.patterns, ...b.patterns])],
  formats: [...new Set([...a.formats, ...b.formats])],
});
