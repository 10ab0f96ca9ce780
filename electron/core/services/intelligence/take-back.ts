/**
 * The way back: the subject of a history entry becomes what it was, and whatever else the same step has changed gets back
 * just that. What was made in the step goes away again. Nothing that is confirmed is rewritten.
 */
import type { HistoryEntry } from '../../../contract/intelligence-history.ts';
import {
  type Persona,
  persona,
  type TargetGroup,
  targetGroup,
} from '../../../contract/intelligence-groups.ts';
import type { Db } from '../../db/open.ts';
import { appError } from '../../kernel/errors.ts';
import * as holdings from './holdings.ts';
import type { Keeper } from './keeper.ts';

type Entry = holdings.HistoryRecord;

export const createTakingBack = ({ db, keeper }: { db: Db; keeper: Keeper }) => {
  const gone = () => appError('intelligence.HISTORY_NOT_FOUND', {});

  const groupStays = (tenantId: string, groupId: string): boolean =>
    holdings.findGroup(db, tenantId, groupId)?.removed === false;

  const restoreGroup = (tenantId: string, entry: Entry): void => {
    const held = holdings.findGroup(db, tenantId, entry.subjectId);
    if (held === null) throw gone();
    if (!held.removed) keeper.unlocked(held.item);
    const change: TargetGroup = targetGroup.parse(entry.before);
    keeper.saveGroup(tenantId, held, change, 'restored', back(entry));
  };

  const restorePersona = (tenantId: string, entry: Entry): void => {
    const held = holdings.findPersona(db, tenantId, entry.subjectId);
    if (held === null) throw gone();
    if (!held.removed) keeper.unlocked(held.item);
    const before: Persona = persona.parse(entry.before);
    // Where its group has gone since, it stays in the one it is in now.
    const groupId = groupStays(tenantId, before.groupId) ? before.groupId : held.item.groupId;
    keeper.savePersona(tenantId, held, { ...before, groupId }, 'restored', back(entry));
  };

  /** Of another subject in the same step: only what the step did to it. */
  const undo = (tenantId: string, entry: Entry, step: readonly Entry[]): void => {
    if (entry.kind === 'group') {
      const held = holdings.findGroup(db, tenantId, entry.subjectId);
      if (held === null) return;
      if (entry.before === null) takeAway(tenantId, held, step);
      else if (tookAway(entry)) keeper.saveGroup(tenantId, held, {}, 'restored', { removed: false });
      else restoreGroup(tenantId, entry);
      return;
    }
    const held = holdings.findPersona(db, tenantId, entry.subjectId);
    if (held === null || entry.before === null) return;
    if (tookAway(entry)) keeper.savePersona(tenantId, held, {}, 'restored', { removed: false });
    else keeper.savePersona(tenantId, held, { groupId: persona.parse(entry.before).groupId }, 'restored');
  };

  /** A group a split has made: whoever lives in it goes back to where the others are. */
  const takeAway = (tenantId: string, held: holdings.Held<TargetGroup>, step: readonly Entry[]): void => {
    const home = step.find(({ kind, before }) => kind === 'group' && before !== null)?.subjectId;
    for (const one of holdings.personasOf(db, held.item.analysisId))
      if (one.item.groupId === held.item.id && home !== undefined)
        keeper.savePersona(tenantId, one, { groupId: home }, 'restored');
    if (!held.removed) keeper.saveGroup(tenantId, held, {}, 'restored', { removed: true });
  };

  return {
    history: (tenantId: string, subjectId: string): HistoryEntry[] =>
      holdings
        .historyOf(db, tenantId, subjectId)
        .map(
          ({ analysisId: _analysis, before: _before, operationId: _step, edited: _edited, ...entry }) =>
            entry,
        ),

    restore: (tenantId: string, historyId: string): { kind: 'group' | 'persona'; subjectId: string } => {
      const entry = holdings.findHistory(db, tenantId, historyId);
      if (entry === null || entry.kind === 'agent') throw gone();
      const { kind, subjectId, operationId } = entry;
      const step = operationId === null ? [entry] : holdings.historyOfOperation(db, tenantId, operationId);
      // Before something was added there is nothing to go back to: it can be removed.
      if (step.every(({ before }) => before === null)) throw gone();
      return keeper.inOneStep(() => {
        for (const one of step) {
          if (one.id !== entry.id || one.before === null) undo(tenantId, one, step);
          else if (one.kind === 'group') restoreGroup(tenantId, one);
          else restorePersona(tenantId, one);
        }
        return { kind, subjectId };
      });
    },
  };
};

/** A group that went into another has no changes of its own. */
const tookAway = ({ action, changes }: Entry): boolean =>
  action === 'removed' || (action === 'merged' && changes.length === 0);

const back = ({ edited }: Entry) => ({ removed: false, ...(edited === null ? {} : { edited }) });
