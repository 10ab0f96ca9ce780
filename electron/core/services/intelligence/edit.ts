/** What people do to groups and personas: add, edit, lock, merge, split, remove, and take it back. Every step leaves a history entry. */
import type { Persona, TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { RemovedByHand } from '../../../contract/intelligence-hand.ts';
import type { Db } from '../../db/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import { createAdding } from './add-by-hand.ts';
import * as holdings from './holdings.ts';
import { createKeeper, type GroupChange, type PersonaChange } from './keeper.ts';
import { createRegrouping } from './regroup.ts';
import type { IntelligenceResources } from './resources.ts';
import { createTakingBack } from './take-back.ts';
import { asWrittenByHand } from './written-by-hand.ts';

export const createEditing = (options: {
  db: Db;
  clock: Clock;
  resources: IntelligenceResources;
  onChange(analysisId: string): void;
}) => {
  const { db, clock, resources, onChange } = options;
  const keeper = createKeeper({ db, clock, onChange });

  return {
    ...createAdding({ db, clock, resources, keeper }),
    ...createRegrouping({ db, clock, keeper }),
    ...createTakingBack({ db, keeper }),

    updateGroup: (tenantId: string, groupId: string, change: GroupChange): TargetGroup => {
      const held = keeper.group(tenantId, groupId);
      keeper.unlocked(held.item);
      return keeper.saveGroup(tenantId, held, asWrittenByHand(db, change, held.item), 'edited');
    },
    lockGroup: (tenantId: string, groupId: string, locked: boolean): TargetGroup =>
      keeper.saveGroup(tenantId, keeper.group(tenantId, groupId), { locked }, locked ? 'locked' : 'unlocked'),
    /** With its personas, in one step. */
    removeGroup: (tenantId: string, groupId: string): { removed: boolean } => {
      const held = keeper.group(tenantId, groupId);
      keeper.unlocked(held.item);
      const members = holdings
        .personasOf(db, held.item.analysisId)
        .filter((one) => one.item.groupId === groupId && !one.removed);
      for (const one of members) keeper.unlocked(one.item);
      keeper.inOneStep(() => {
        for (const one of members) keeper.savePersona(tenantId, one, {}, 'removed', { removed: true });
        keeper.saveGroup(tenantId, held, {}, 'removed', { removed: true });
      });
      return { removed: true };
    },

    updatePersona: (tenantId: string, personaId: string, change: PersonaChange): Persona => {
      const held = keeper.persona(tenantId, personaId);
      keeper.unlocked(held.item);
      return keeper.savePersona(tenantId, held, asWrittenByHand(db, change, held.item), 'edited');
    },
    lockPersona: (tenantId: string, personaId: string, locked: boolean): Persona =>
      keeper.savePersona(
        tenantId,
        keeper.persona(tenantId, personaId),
        { locked },
        locked ? 'locked' : 'unlocked',
      ),
    removePersona: (tenantId: string, personaId: string): { removed: boolean } => {
      const held = keeper.persona(tenantId, personaId);
      keeper.unlocked(held.item);
      keeper.savePersona(tenantId, held, {}, 'removed', { removed: true });
      return { removed: true };
    },
    findGroup: (tenantId: string, groupId: string): TargetGroup => keeper.group(tenantId, groupId).item,
    findPersona: (tenantId: string, personaId: string): Persona => keeper.persona(tenantId, personaId).item,
  };
};

/** What is gone by a person's hand and can come back; a persona that went with its group comes back with it. */
export const removedByHand = (db: Db, analysisId: string): RemovedByHand[] => {
  const groups = new Map(holdings.groupsOf(db, analysisId).map((held) => [held.item.id, held]));
  const personas = new Map(holdings.personasOf(db, analysisId).map((held) => [held.item.id, held]));
  const seen = new Set<string>();
  return holdings.removalsOf(db, analysisId).flatMap(({ id, kind, subjectId, at }): RemovedByHand[] => {
    if (kind === 'agent' || seen.has(subjectId)) return [];
    seen.add(subjectId);
    const held = kind === 'group' ? groups.get(subjectId) : personas.get(subjectId);
    if (held?.removed !== true) return [];
    const home = 'groupId' in held.item ? groups.get(held.item.groupId) : undefined;
    if (home?.removed) return [];
    return [{ kind, id: subjectId, name: held.item.name, at, historyId: id }];
  });
};
