/** Knowledge spaces: named, tenant-scoped, with a data class that decides which models may read them. */
import type { DataClass } from '../../../contract/gateway.ts';
import type { KnowledgeSpace } from '../../../contract/knowledge.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { knowledgeError } from './failure.ts';
import * as store from './store.ts';

/** Who may read what is kept elsewhere; here only the class of a space matters. */
export type SpaceLabels = {
  get(tenantId: string, spaceId: string): DataClass;
  set(tenantId: string, spaceId: string, dataClass: DataClass): void;
};

export type SpaceChange = { name?: string; description?: string; dataClass?: DataClass };

export const createSpaces = ({ db, clock, labels }: { db: Db; clock: Clock; labels: SpaceLabels }) => {
  const find = (tenantId: string, spaceId: string): store.SpaceRow => {
    const found = store.findSpace(db, tenantId, spaceId);
    if (found === null) throw knowledgeError('knowledge.SPACE_NOT_FOUND', {});
    return found;
  };

  const checkName = (tenantId: string, name: string, own: string | null): void => {
    const taken = store.findSpaceByName(db, tenantId, name);
    if (taken !== null && taken.id !== own) throw knowledgeError('knowledge.SPACE_NAME_TAKEN', { name });
  };

  const describe = (tenantId: string, row: store.SpaceRow): KnowledgeSpace => ({
    ...row,
    dataClass: labels.get(tenantId, row.id),
    ...store.countsOfSpace(db, row.id),
  });

  return {
    find,
    list: (tenantId: string): KnowledgeSpace[] =>
      store.listSpaces(db, tenantId).map((row) => describe(tenantId, row)),
    create: (tenantId: string, input: { name: string; description?: string }): KnowledgeSpace => {
      checkName(tenantId, input.name, null);
      const at = isoNow(clock);
      const { name, description = '' } = input;
      const created = { id: newId(), name, description, createdAt: at, updatedAt: at };
      store.insertSpace(db, tenantId, created);
      return describe(tenantId, created);
    },
    update: (tenantId: string, spaceId: string, change: SpaceChange): KnowledgeSpace => {
      const { dataClass, name, description } = change;
      const before = find(tenantId, spaceId);
      const changed = {
        ...before,
        name: name ?? before.name,
        description: description ?? before.description,
        updatedAt: isoNow(clock),
      };
      checkName(tenantId, changed.name, spaceId);
      db.transaction(() => {
        store.updateSpace(db, tenantId, changed);
        if (dataClass !== undefined) labels.set(tenantId, spaceId, dataClass);
      })();
      return describe(tenantId, changed);
    },
  };
};
export type Spaces = ReturnType<typeof createSpaces>;
