/** Takes repeated items out of arrays that must not have any. The first of each stays; all else keeps its place. */
import { acceptsVariant, canonical } from './accepts.ts';
import type { ArrayVariant, Json, Lazy, ObjectVariant, Shape } from './shape.ts';

export const tidied = (value: Json, shape: Shape): Json => {
  if (Array.isArray(value)) return tidyArray(value, shape);
  if (value === null || typeof value !== 'object') return value;
  const variants = shape.variants.filter((one): one is ObjectVariant => one.kind === 'object');
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      within(
        one,
        variants.map((variant) => variant.properties.get(name) ?? variant.additional),
      ),
    ]),
  );
};

const tidyArray = (value: Json[], { variants }: Shape): Json[] => {
  const arrays = variants.filter((one): one is ArrayVariant => one.kind === 'array');
  const items = value.map((item, index) =>
    within(
      item,
      arrays.map(({ prefix, rest }) => prefix[index] ?? rest),
    ),
  );
  if (
    !arrays.some(({ unique }) => unique) ||
    arrays.some((one) => !one.unique && acceptsVariant(one, items) === 'yes')
  )
    return items;
  const seen = new Set<string>();
  return items.filter((item) => {
    const written = canonical(item);
    const isNew = !seen.has(written);
    seen.add(written);
    return isNew;
  });
};

/** In each of the shapes that may have been meant. */
const within = (value: Json, shapes: Lazy[]): Json =>
  shapes.reduce<Json>((tidy, shape) => tidied(tidy, shape.get()), value);
