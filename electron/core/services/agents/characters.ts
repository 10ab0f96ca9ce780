/** Characters: the figure, voice and artifacts an agent may carry. */
import type { Character, CharacterInput } from '../../../contract/agents.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import * as store from './store.ts';

export const createCharacters = (options: { db: Db; clock: Clock; onChange(): void }) => {
  const { db, clock, onChange } = options;
  const save = (tenantId: string, one: Character): Character => {
    store.putCharacter(db, tenantId, one);
    onChange();
    return one;
  };
  const find = (tenantId: string, characterId: string): Character => {
    const found = store.findCharacter(db, tenantId, characterId);
    if (found === null) throw appError('agents.CHARACTER_NOT_FOUND', {});
    return found;
  };
  return {
    list: (tenantId: string): Character[] => store.listCharacters(db, tenantId),
    find,
    create: (tenantId: string, input: CharacterInput): Character => {
      const at = isoNow(clock);
      return save(tenantId, { ...input, id: newId(), createdAt: at, updatedAt: at });
    },
    update: (tenantId: string, characterId: string, change: Partial<CharacterInput>): Character =>
      save(tenantId, { ...find(tenantId, characterId), ...change, updatedAt: isoNow(clock) }),
    /** Agents that carried it go on without. */
    remove: (tenantId: string, characterId: string): { removed: boolean } => {
      find(tenantId, characterId);
      db.transaction(() => {
        for (const one of store.listAgents(db, tenantId, { analysisId: null, published: null }))
          if (one.characterId === characterId) store.putAgent(db, tenantId, { ...one, characterId: null });
        store.deleteCharacter(db, tenantId, characterId);
      })();
      onChange();
      return { removed: true };
    },
  };
};
