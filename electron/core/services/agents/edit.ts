/** What people do to an agent: change it, confirm it, take a change back. What they changed, a repeat leaves as it is. */
import { z } from 'zod';
import {
  type Agent,
  agent,
  type AgentHistoryEntry,
  agentInput,
  type AgentInput,
} from '../../../contract/agents.ts';
import type { Db } from '../../db/open.ts';
import { changesBetween } from '../../kernel/changes-between.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import * as history from './history.ts';
import * as store from './store.ts';

type Change = Partial<AgentInput> & { locked?: boolean };

/** Of another agent than the one that was tested. */
const testedFields: readonly string[] = ['language', 'instructions', 'knowledge', 'modelId', 'abstention'];

/** The fields of a person's hand stay what they are. */
export const withEdits = (input: AgentInput, known: Agent, edited: readonly string[]): AgentInput => ({
  ...input,
  ...Object.fromEntries(Object.entries(known).filter(([field]) => field in input && edited.includes(field))),
});

export const createAgentEditing = (options: {
  db: Db;
  clock: Clock;
  find(tenantId: string, agentId: string): Agent;
  /** Throws for one that does not exist. */
  checkCharacter(tenantId: string, characterId: string): void;
  onChange(agentId: string): void;
}) => {
  const { db, clock, find, checkCharacter, onChange } = options;

  const save = (
    tenantId: string,
    known: Agent,
    change: Change,
    action: AgentHistoryEntry['action'],
    edited: string[],
  ): Agent => {
    const next: Agent = { ...known, ...change, updatedAt: isoNow(clock) };
    const changes = changesBetween(known, next);
    if (changes.length === 0) return known;
    const isOther = changes.some(({ field }) => testedFields.includes(field));
    const saved = { ...next, passport: isOther ? null : next.passport };
    db.transaction(() => {
      history.insert(db, tenantId, {
        id: newId(),
        agentId: known.id,
        action,
        at: saved.updatedAt,
        changes,
        before: { agent: known, edited: store.editedFields(db, known.id) },
      });
      store.putAgent(db, tenantId, saved);
      store.setEditedFields(db, known.id, edited);
    })();
    onChange(known.id);
    return saved;
  };

  return {
    update: (tenantId: string, agentId: string, change: Change): Agent => {
      const known = find(tenantId, agentId);
      if (known.locked && change.locked !== false)
        throw appError('intelligence.LOCKED', { name: known.name });
      if (change.characterId !== undefined && change.characterId !== null)
        checkCharacter(tenantId, change.characterId);
      const { locked, ...fields } = change;
      const touched = changesBetween(known, { ...known, ...fields }).map(({ field }) => field);
      const edited = [...new Set([...store.editedFields(db, agentId), ...touched])];
      const action = touched.length > 0 || locked === undefined ? 'edited' : locked ? 'locked' : 'unlocked';
      return save(tenantId, known, change, action, edited);
    },

    history: (tenantId: string, agentId: string): AgentHistoryEntry[] =>
      history
        .ofAgent(db, tenantId, find(tenantId, agentId).id)
        .map(({ agentId: _agent, before: _before, ...entry }) => entry),

    /** Its words and sources; whether it is published is not part of it. */
    restore: (tenantId: string, historyId: string): Agent => {
      const entry = history.find(db, tenantId, historyId);
      if (entry === null) throw appError('intelligence.HISTORY_NOT_FOUND', {});
      const known = find(tenantId, entry.agentId);
      if (known.locked) throw appError('intelligence.LOCKED', { name: known.name });
      const { agent: before, edited } = z.object({ agent, edited: z.array(z.string()) }).parse(entry.before);
      return save(
        tenantId,
        known,
        { ...agentInput.parse(before), characterId: known.characterId },
        'restored',
        edited,
      );
    },
  };
};
