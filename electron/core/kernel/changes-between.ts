/** Which fields differ between two states of a thing, in words a history can show. Pure. */

export type FieldChange = { field: string; before: string; after: string };

const longest = 2_000;

const shown = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value))
    return value
      .map((one) =>
        typeof one === 'object' && one !== null && 'text' in one ? String(one.text) : String(one),
      )
      .join('\n');
  if (typeof value === 'object' && value !== null && 'text' in value) return String(value.text);
  return JSON.stringify(value) ?? '';
};

/** Without `updatedAt`, which always differs. */
export const changesBetween = (before: object, after: object): FieldChange[] => {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([field, value]: [string, unknown]) =>
    field === 'updatedAt' || JSON.stringify(old.get(field)) === JSON.stringify(value)
      ? []
      : [
          {
            field,
            before: shown(old.get(field)).slice(0, longest),
            after: shown(value).slice(0, longest),
          },
        ],
  );
};
