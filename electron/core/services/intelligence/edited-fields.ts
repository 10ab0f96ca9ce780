/**
 * What of a group or persona is a person's own, for the next repeat: the names of changed fields, and for lists of statements
 * and of evidence which ones were taken away (`needs-need-money`, `evidence-e…`), and which statements came from another group
 * (`needs+need-money`). Pure.
 */
import type { Trait } from '../../../contract/intelligence-traits.ts';

const isTraits = (value: unknown): value is Trait[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'basis' in one);

const takenAway = (field: string, id: string): string => `${field}-${id}`;
const takenIn = (field: string, id: string): string => `${field}+${id}`;

/** Of statements; evidence is ids already. */
const idsOf = (field: string, value: unknown): string[] =>
  field === 'evidence' && Array.isArray(value)
    ? value.filter((one) => typeof one === 'string')
    : isTraits(value)
      ? value.map(({ id }) => id)
      : [];

export const takenAwayOf = (field: string, edited: readonly string[]): string[] => {
  const start = takenAway(field, '');
  return edited.flatMap((mark) => (mark.startsWith(start) ? [mark.slice(start.length)] : []));
};

export const withoutTakenAway = (
  field: string,
  ids: readonly string[],
  edited: readonly string[],
): string[] => {
  const gone = new Set(takenAwayOf(field, edited));
  return ids.filter((id) => !gone.has(id));
};

/** After a change by hand. `merge`: added statements come from elsewhere, so that a repeat will not find them here. */
export const editedAfter = (
  edited: readonly string[],
  before: object,
  change: object,
  wish: { merge: boolean },
): string[] => {
  const old = new Map<string, unknown>(Object.entries(before));
  const next = new Set(edited);
  for (const [field, value] of Object.entries(change)) {
    next.add(field);
    const had = new Set(idsOf(field, old.get(field)));
    const has = new Set(idsOf(field, value));
    for (const id of had)
      if (!has.has(id)) {
        next.delete(takenIn(field, id));
        next.add(takenAway(field, id));
      }
    for (const id of has)
      if (!had.has(id)) {
        next.delete(takenAway(field, id));
        if (wish.merge && isTraits(value)) next.add(takenIn(field, id));
      }
  }
  return [...next];
};

/** Edited fields stay; in lists a person's own statements stay and the rest is renewed, without what was taken away. */
export const keptFields = <T extends object>(held: T, fresh: T, edited: readonly string[]): Partial<T> => {
  const kept: Partial<T> = {};
  const marks = new Set(edited);
  for (const field of edited) {
    if (!(field in held)) continue;
    const key = field as keyof T;
    const before = held[key];
    const after = fresh[key];
    kept[key] =
      isTraits(before) && isTraits(after)
        ? ([
            ...before.filter(
              ({ id, origin }) =>
                origin === 'person' || (marks.has(takenIn(field, id)) && !after.some((one) => one.id === id)),
            ),
            ...after.filter(
              ({ id }) =>
                !marks.has(takenAway(field, id)) &&
                !before.some((one) => one.origin === 'person' && one.id === id),
            ),
          ] as T[keyof T])
        : before;
  }
  return kept;
};
