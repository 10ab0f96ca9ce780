/**
 * Narrows a shape until nothing of it is allowed by another: for `oneOf`, `not` and `else`. What cannot be told apart for
 * sure is left out; the result may be empty.
 */
import { acceptsVariant } from './accepts.ts';
import {
  anyLazy,
  type Lazy,
  lazy,
  noneLazy,
  type NumberVariant,
  type ObjectVariant,
  type Shape,
  type Variant,
} from './shape.ts';

export const separate = (shape: Shape, from: Shape): Shape => {
  if (!from.exact) return { variants: [], exact: false };
  let narrowed = false;
  const variants = shape.variants.flatMap((variant) => {
    let kept: Variant | null = variant;
    for (const other of from.variants) kept = kept === null ? null : apart(kept, other);
    if (kept !== variant) narrowed = true;
    return kept === null ? [] : [kept];
  });
  return { variants, exact: shape.exact && !narrowed };
};

/** `variant`, or a part of it that `other` surely does not allow; `null` when there is none to be found. */
const apart = (variant: Variant, other: Variant): Variant | null => {
  if (variant.kind === 'literal') return acceptsVariant(other, variant.value) === 'no' ? variant : null;
  if (other.kind === 'literal') return acceptsVariant(variant, other.value) === 'no' ? variant : null;
  if (variant.kind === 'number' && other.kind === 'number')
    return numbersApart(variant, other) ? variant : belowOrAbove(variant, other);
  if (variant.kind === 'string' && other.kind === 'string') {
    const [shorter, longer] = outside(
      [variant.minLength, variant.maxLength],
      [other.minLength, other.maxLength],
    );
    if (shorter !== null) return { ...variant, maxLength: shorter };
    return longer === null ? null : { ...variant, minLength: longer };
  }
  if (variant.kind === 'array' && other.kind === 'array') {
    const [shorter, longer] = outside([variant.minItems, variant.maxItems], [other.minItems, other.maxItems]);
    if (shorter !== null) return { ...variant, maxItems: shorter };
    return longer === null ? null : { ...variant, minItems: longer };
  }
  if (variant.kind === 'object' && other.kind === 'object') return objectsApart(variant, other);
  return variant.kind === other.kind ? null : variant;
};

/** The largest size under the other's sizes, and the smallest over them; `null` where there is none. */
const outside = (
  [min, max]: [number, number],
  [otherMin, otherMax]: [number, number],
): [number | null, number | null] => [
  min < otherMin ? Math.min(max, otherMin - 1) : null,
  max > otherMax ? Math.max(min, otherMax + 1) : null,
];

const numbersApart = (a: NumberVariant, b: NumberVariant): boolean => below(a, b) || below(b, a);

const below = ({ max }: NumberVariant, { min }: NumberVariant): boolean =>
  max !== null &&
  min !== null &&
  (max.value < min.value || (max.value === min.value && (max.exclusive || min.exclusive)));

/** The part under the other's range, or else the part over it. */
const belowOrAbove = (variant: NumberVariant, { min, max }: NumberVariant): NumberVariant | null => {
  if (min !== null && (variant.min === null || variant.min.value < min.value))
    return { ...variant, max: { value: min.value, exclusive: !min.exclusive } };
  if (max !== null && (variant.max === null || variant.max.value > max.value))
    return { ...variant, min: { value: max.value, exclusive: !max.exclusive } };
  return null;
};

const objectsApart = (variant: ObjectVariant, other: ObjectVariant): ObjectVariant | null => {
  if (variant.minProperties > other.maxProperties || other.minProperties > variant.maxProperties)
    return variant;
  const closed = other.additional === noneLazy && other.patterns.length === 0;
  if (closed && [...variant.required].some((name) => !other.properties.has(name))) return variant;
  // Best: a property both need, with values that differ; then one the other needs and this one can do without.
  for (const name of variant.required) {
    const mine = variant.properties.get(name);
    const theirs = other.properties.get(name);
    if (mine === undefined || theirs === undefined || theirs === anyLazy) continue;
    const narrowed = separateLazy(mine, theirs);
    if (narrowed !== null) return withProperty(variant, name, narrowed);
  }
  for (const name of other.required) {
    if (variant.required.has(name)) continue;
    return withProperty(variant, name, noneLazy);
  }
  return null;
};

const separateLazy = (mine: Lazy, theirs: Lazy): Lazy | null => {
  const [a, b] = [mine.peek(), theirs.peek()];
  if (a === null || b === null) return null;
  const left = separate(a, b);
  return left.variants.length === 0 ? null : lazy(() => left);
};

const withProperty = (variant: ObjectVariant, name: string, value: Lazy): ObjectVariant => ({
  ...variant,
  properties: new Map([...variant.properties, [name, value]]),
});
