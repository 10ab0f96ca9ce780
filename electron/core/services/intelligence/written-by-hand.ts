/** What a person writes: their own texts are theirs, and evidence they name must exist. */
import type { Persona, TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { OwnStatement } from '../../../contract/intelligence-hand.ts';
import type { Trait } from '../../../contract/intelligence-traits.ts';
import type { Db } from '../../db/open.ts';
import { newId } from '../../kernel/ids.ts';
import * as store from './store.ts';

const knownIds = (db: Db, analysisId: string, ids: readonly string[]): Set<string> =>
  new Set(store.evidenceOf(db, analysisId, [...new Set(ids)]).map(({ id }) => id));

/** Those that are stored, each once, in the given order. */
export const existingEvidence = (db: Db, analysisId: string, ids: readonly string[]): string[] => {
  const known = knownIds(db, analysisId, ids);
  return [...new Set(ids)].filter((id) => known.has(id));
};

export const ownTraits = (db: Db, analysisId: string, statements: readonly OwnStatement[]): Trait[] =>
  statements.map(({ text, evidence }) => {
    const existing = existingEvidence(db, analysisId, evidence);
    return {
      id: `own-${newId()}`,
      text,
      basis: existing.length > 0 ? 'evidence' : 'assumption',
      evidence: existing,
      origin: 'person',
    };
  });

export const asWrittenByHand = <T extends object>(db: Db, change: T, before: TargetGroup | Persona): T => {
  const named = JSON.stringify(change).match(/\be[0-9a-f]{15}\b/g) ?? [];
  const known = knownIds(db, before.analysisId, named);
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
