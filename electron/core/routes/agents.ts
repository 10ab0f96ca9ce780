/** Agents and characters over the contract. */
import { guard } from '../middleware.ts';

const at = guard.agents;

export const agentsRoutes = {
  list: at.list.handler(({ input, context: { services, caller } }) =>
    services.agents.list(caller.tenantId, input),
  ),
  get: at.get.handler(({ input, context: { services, caller } }) =>
    services.agents.get(caller.tenantId, input.agentId),
  ),
  create: at.create.handler(({ input, context: { services, caller } }) =>
    services.agents.create(caller.tenantId, input),
  ),
  update: at.update.handler(({ input: { agentId, ...change }, context: { services, caller } }) =>
    services.agents.update(caller.tenantId, agentId, defined(change)),
  ),
  history: at.history.handler(({ input, context: { services, caller } }) =>
    services.agents.history(caller.tenantId, input.agentId),
  ),
  restore: at.restore.handler(({ input, context: { services, caller } }) =>
    services.agents.restore(caller.tenantId, input.historyId),
  ),
  publish: at.publish.handler(({ input, context: { services, caller } }) =>
    services.agents.publish(caller.tenantId, input.agentId, input.published),
  ),
  remove: at.remove.handler(({ input, context: { services, caller } }) =>
    services.agents.remove(caller.tenantId, input.agentId),
  ),
  ask: at.ask.handler(({ input, context: { services, caller }, signal }) =>
    services.agents.ask(
      caller.tenantId,
      input.agentId,
      input.question,
      signal ?? new AbortController().signal,
    ),
  ),
  test: at.test.handler(({ input, context: { services, caller } }) => {
    const { runId } = services.agents.test(caller.tenantId, input.agentId);
    return { runId };
  }),
  templates: at.templates.handler(({ input, context: { services } }) =>
    services.agents.templates(input.language),
  ),
  createFromTemplate: at.createFromTemplate.handler(({ input, context: { services, caller } }) =>
    services.agents.createFromTemplate(caller.tenantId, input),
  ),
  exportPackage: at.exportPackage.handler(({ input, context: { services, caller } }) =>
    services.agents.exportPackage(caller.tenantId, input),
  ),
  openPackage: at.openPackage.handler(({ input, context: { services, caller } }) =>
    services.agents.openPackage(caller.tenantId, input),
  ),
  importPackage: at.importPackage.handler(({ input, context: { services, caller }, signal }) =>
    services.agents.importPackage(caller.tenantId, input.packageId, signal ?? new AbortController().signal),
  ),
};

export const charactersRoutes = {
  list: guard.characters.list.handler(({ context: { services, caller } }) =>
    services.agents.characters.list(caller.tenantId),
  ),
  create: guard.characters.create.handler(({ input, context: { services, caller } }) =>
    services.agents.characters.create(caller.tenantId, input),
  ),
  update: guard.characters.update.handler(
    ({ input: { characterId, ...change }, context: { services, caller } }) =>
      services.agents.characters.update(caller.tenantId, characterId, defined(change)),
  ),
  remove: guard.characters.remove.handler(({ input, context: { services, caller } }) =>
    services.agents.characters.remove(caller.tenantId, input.characterId),
  ),
};

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** An absent field is no change. */
const defined = <T extends object>(change: T): Defined<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<T>;
