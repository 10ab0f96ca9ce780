/** What a person changes: their own texts are theirs, evidence they name must exist, and the history says what was different. */
import type { HistoryEntry, Persona, TargetGroup } from '../../../contract/intelligence.ts';
import type { Trait } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import * as store from './store.ts';

export const asWrittenByHand = <T extends object>(db: Db, change: T, before: TargetGroup | Persona): T => {
  const named = JSON.stringify(change).match(/\be[0-9a-f]{15}\b/g) ?? [];
  const known = new Set(store.evidenceOf(db, before.analysisId, [...new Set(named)]).map(({ id }) => id));
  const tidy = (trait: Trait, old: readonly Trait[]): Trait => {
    const evidence = trait.evidence.filter((id) => known.has(id));
    const same = old.find(({ id }) => id === trait.id);
    return {
      ...trait,
      evidence,
      basis: evidence.length > 0 ? 'evidence' : 'assumption',
      origin: same === undefined || same.text !== trait.text ? 'person' : trait.origin,
    };
  };
  const entries = Object.entries(change).flatMap(([field, value]): [string, unknown][] => {
    if (value === undefined) return [];
    const old = new Map<string, unknown>(Object.entries(before)).get(field);
    if (Array.isArray(value) && field !== 'topicIds' && field !== 'signalKeys')
      return [[field, value.map((one: Trait) => tidy(one, Array.isArray(old) ? old : []))]];
    return [[field, field === 'tone' ? { ...value, origin: 'person' } : value]];
  });
  return Object.fromEntries(entries) as T;
};

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

/** In words, for the history. */
export const changesBetween = (before: object, after: object): HistoryEntry['changes'] => {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([field, value]: [string, unknown]) =>
    field === 'updatedAt' || JSON.stringify(old.get(field)) === JSON.stringify(value)
      ? []
      : [{ field, before: shown(old.get(field)).slice(0, 2_000), after: shown(value).slice(0, 2_000) }],
  );
};
