/** Saves what a person does to groups and personas, each step with its history entry. Throws for what is gone or confirmed. */
import type { HistoryEntry } from '../../../contract/intelligence-history.ts';
import type { Persona, TargetGroup } from '../../../contract/intelligence-groups.ts';
import type { Db } from '../../db/open.ts';
import { changesBetween } from '../../kernel/changes-between.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { editedAfter } from './edited-fields.ts';
import * as holdings from './holdings.ts';

type Held<T> = holdings.Held<T>;
type Action = HistoryEntry['action'];
export type GroupChange = Partial<Omit<TargetGroup, 'id' | 'analysisId' | 'key'>>;
export type PersonaChange = Partial<Omit<Persona, 'id' | 'analysisId' | 'key'>>;

type More = { removed?: boolean; edited?: string[] };

export type Keeper = ReturnType<typeof createKeeper>;

export const createKeeper = (options: { db: Db; clock: Clock; onChange(analysisId: string): void }) => {
  const { db, clock, onChange } = options;
  /** Of the step that is being made. */
  let operationId: string | null = null;

  const remember = (
    tenantId: string,
    kind: 'group' | 'persona',
    action: Action,
    held: Held<TargetGroup | Persona> | null,
    after: TargetGroup | Persona,
  ): void =>
    holdings.insertHistory(db, tenantId, {
      id: newId(),
      analysisId: after.analysisId,
      subjectId: after.id,
      kind,
      action,
      at: isoNow(clock),
      changes: held === null ? [] : changesBetween(held.item, after),
      before: held?.item ?? null,
      operationId,
      edited: held?.edited ?? null,
    });

  /** By hand: what a repeat must leave alone. */
  const editedBy = (action: Action, held: Held<object>, change: object): string[] => {
    const { groupId: _moved, ...fields }: { groupId?: string } = change;
    switch (action) {
      case 'edited':
      case 'split':
      case 'merged':
        return editedAfter(held.edited, held.item, fields, { merge: action === 'merged' });
      default:
        return held.edited;
    }
  };

  const rest = (action: Action, held: Held<object>, change: object, more: More) => ({
    removed: more.removed ?? held.removed,
    edited: more.edited ?? editedBy(action, held, change),
  });

  return {
    group: (tenantId: string, groupId: string): Held<TargetGroup> => {
      const found = holdings.findGroup(db, tenantId, groupId);
      if (found === null || found.removed) throw appError('intelligence.GROUP_NOT_FOUND', {});
      return found;
    },
    persona: (tenantId: string, personaId: string): Held<Persona> => {
      const found = holdings.findPersona(db, tenantId, personaId);
      if (found === null || found.removed) throw appError('intelligence.PERSONA_NOT_FOUND', {});
      return found;
    },
    unlocked: (item: { locked: boolean; name: string }): void => {
      if (item.locked) throw appError('intelligence.LOCKED', { name: item.name });
    },

    /** All that `work` changes is one step: done together, taken back together. */
    inOneStep: <T>(work: () => T): T => {
      const outer = operationId;
      operationId ??= newId();
      try {
        return db.transaction(work)();
      } finally {
        operationId = outer;
      }
    },

    addGroup: (tenantId: string, item: TargetGroup, action: Action = 'created'): TargetGroup => {
      db.transaction(() => {
        holdings.putGroup(db, tenantId, { item, removed: false, edited: [] });
        remember(tenantId, 'group', action, null, item);
      })();
      onChange(item.analysisId);
      return item;
    },
    addPersona: (tenantId: string, item: Persona): Persona => {
      db.transaction(() => {
        holdings.putPersona(db, tenantId, { item, removed: false, edited: [] });
        remember(tenantId, 'persona', 'created', null, item);
      })();
      onChange(item.analysisId);
      return item;
    },
    saveGroup: (
      tenantId: string,
      held: Held<TargetGroup>,
      change: GroupChange,
      action: Action,
      more: More = {},
    ): TargetGroup => {
      const item = { ...held.item, ...change, updatedAt: isoNow(clock) };
      db.transaction(() => {
        remember(tenantId, 'group', action, held, item);
        holdings.putGroup(db, tenantId, { item, ...rest(action, held, change, more) });
      })();
      onChange(item.analysisId);
      return item;
    },
    savePersona: (
      tenantId: string,
      held: Held<Persona>,
      change: PersonaChange,
      action: Action,
      more: More = {},
    ): Persona => {
      const item = { ...held.item, ...change, updatedAt: isoNow(clock) };
      db.transaction(() => {
        remember(tenantId, 'persona', action, held, item);
        holdings.putPersona(db, tenantId, { item, ...rest(action, held, change, more) });
      })();
      onChange(item.analysisId);
      return item;
    },
  };
};
