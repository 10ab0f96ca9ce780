/** The contract, implemented: each handler takes parsed input, calls one use case, returns. */
import type { Change } from '../contract/events.ts';
import type { VaultStatus } from '../contract/system.ts';
import type { Broadcast } from './kernel/broadcast.ts';
import { crawlerRoutes } from './crawler-routes.ts';
import { guard, open, os } from './middleware.ts';
import { agentsRoutes, charactersRoutes } from './routes/agents.ts';
import { intelligenceRoutes } from './routes/intelligence.ts';
import { answersRoutes, ingestionRoutes, knowledgeRoutes } from './routes/knowledge.ts';

export type RouterOptions = {
  info: { version: string; host: 'desktop' | 'headless' | 'memory'; locales: string[]; platform: string };
  changes: Broadcast<Change>;
  vault: {
    status(): VaultStatus;
    create(passphrase: string): Promise<VaultStatus>;
    unlock(passphrase: string): Promise<VaultStatus>;
  };
};

export type Router = ReturnType<typeof createRouter>;

export const createRouter = ({ info, changes, vault }: RouterOptions) =>
  os.router({
    agents: agentsRoutes,
    characters: charactersRoutes,
    intelligence: intelligenceRoutes,
    answers: answersRoutes,
    chat: {
      list: guard.chat.list.handler(({ input, context: { services, caller } }) =>
        services.chat.list(caller, input),
      ),
      get: guard.chat.get.handler(({ input, context: { services, caller } }) =>
        services.chat.get(caller, input.conversationId),
      ),
      create: guard.chat.create.handler(({ input, context: { services, caller } }) =>
        services.chat.create(caller, input),
      ),
      update: guard.chat.update.handler(({ input, context: { services, caller } }) =>
        services.chat.update(caller, input),
      ),
      remove: guard.chat.remove.handler(({ input, context: { services, caller } }) =>
        services.chat.remove(caller, input.conversationId),
      ),
      send: guard.chat.send.handler(({ input, context: { services, caller } }) =>
        services.chat.send(caller, input),
      ),
      regenerate: guard.chat.regenerate.handler(({ input, context: { services, caller } }) =>
        services.chat.regenerate(caller, input.messageId),
      ),
      edit: guard.chat.edit.handler(({ input, context: { services, caller } }) =>
        services.chat.edit(caller, input),
      ),
      selectBranch: guard.chat.selectBranch.handler(({ input, context: { services, caller } }) =>
        services.chat.selectBranch(caller, input.messageId),
      ),
      seen: guard.chat.seen.handler(({ input, context: { services, caller } }) =>
        services.chat.seen(caller, input.messageId),
      ),
      export: guard.chat.export.handler(({ input, context: { services, caller } }) =>
        services.chat.export(caller, input),
      ),
    },
    crawler: crawlerRoutes,
    events: {
      watch: open.events.watch.handler(({ signal }) => asStream(changes.listen(signal))),
    },
    gateway: {
      models: guard.gateway.models.handler(({ context: { services, caller } }) =>
        services.gateway.models(caller),
      ),
      providers: guard.gateway.providers.handler(({ context: { services, caller } }) =>
        services.gateway.providers.list(caller),
      ),
      addProvider: guard.gateway.addProvider.handler(({ input, context: { services, caller } }) =>
        services.gateway.providers.add(caller, input),
      ),
      updateProvider: guard.gateway.updateProvider.handler(({ input, context: { services, caller } }) =>
        services.gateway.providers.update(caller, input),
      ),
      enableProvider: guard.gateway.enableProvider.handler(({ input, context: { services, caller } }) =>
        services.gateway.providers.enable(caller, input),
      ),
      removeProvider: guard.gateway.removeProvider.handler(({ input, context: { services, caller } }) =>
        services.gateway.providers.remove(caller, input.providerId),
      ),
      setProviderKey: guard.gateway.setProviderKey.handler(({ input, context: { services, caller } }) =>
        services.gateway.providers.setKey(caller, input),
      ),
      checkProvider: guard.gateway.checkProvider.handler(({ input, context: { services, caller }, signal }) =>
        services.gateway.providers.check(caller, input.providerId, signal ?? AbortSignal.timeout(60_000)),
      ),
      usage: guard.gateway.usage.handler(({ input, context: { services, caller } }) =>
        services.gateway.usage(caller, input),
      ),
      budgets: guard.gateway.budgets.handler(({ context: { services, caller } }) =>
        services.gateway.budgets.list(caller),
      ),
      setBudget: guard.gateway.setBudget.handler(({ input, context: { services, caller } }) =>
        services.gateway.budgets.set(caller, input),
      ),
      removeBudget: guard.gateway.removeBudget.handler(({ input, context: { services, caller } }) =>
        services.gateway.budgets.remove(caller, input.budgetId),
      ),
      label: guard.gateway.label.handler(({ input, context: { services, caller } }) =>
        services.gateway.labels.get(caller, input.subject, input.subjectId),
      ),
      setLabel: guard.gateway.setLabel.handler(({ input, context: { services, caller } }) =>
        services.gateway.labels.set(caller, input.subject, input.subjectId, input.dataClass),
      ),
      endpointStatus: guard.gateway.endpointStatus.handler(({ context: { services } }) =>
        services.endpointSwitch.status(),
      ),
      endpointKeys: guard.gateway.endpointKeys.handler(({ context: { services, caller } }) =>
        services.gateway.endpointKeys.list(caller),
      ),
      createEndpointKey: guard.gateway.createEndpointKey.handler(({ input, context: { services, caller } }) =>
        services.gateway.endpointKeys.create(caller, input),
      ),
      revokeEndpointKey: guard.gateway.revokeEndpointKey.handler(({ input, context: { services, caller } }) =>
        services.gateway.endpointKeys.revoke(caller, input.keyId),
      ),
    },
    ingestion: ingestionRoutes,
    knowledge: knowledgeRoutes,
    models: {
      list: guard.models.list.handler(({ context: { services } }) => services.models.list()),
      runtime: guard.models.runtime.handler(({ context: { services } }) => services.llmRuntime()),
      pull: guard.models.pull.handler(({ input, context: { services, caller } }) =>
        services.models.pull(caller, input.modelId),
      ),
      pause: guard.models.pause.handler(({ input, context: { services } }) =>
        services.models.pause(input.modelId),
      ),
      importFile: guard.models.importFile.handler(({ input, context: { services, caller } }) =>
        services.models.importFile(caller, input.path),
      ),
      scanFolder: guard.models.scanFolder.handler(({ input, context: { services } }) =>
        services.models.scanFolder(input.path),
      ),
      importFolder: guard.models.importFolder.handler(({ input, context: { services, caller } }) =>
        services.models.importFolder(caller, input),
      ),
      remove: guard.models.remove.handler(({ input, context: { services } }) =>
        services.models.remove(input.modelId, input.evenIfUsed),
      ),
      benchmark: guard.models.benchmark.handler(({ input, context: { services, caller } }) =>
        services.models.benchmark(caller, input.modelId),
      ),
    },
    privacy: {
      policy: guard.privacy.policy.handler(({ input, context: { services, caller } }) =>
        services.privacy.policy(caller.tenantId, input.spaceId),
      ),
      setPolicy: guard.privacy.setPolicy.handler(({ input, context: { services, caller } }) =>
        services.privacy.setPolicy(caller.tenantId, input.spaceId, input.policy),
      ),
      review: guard.privacy.review.handler(({ input, context: { services, caller } }) =>
        services.privacy.review(caller.tenantId, input.documentId),
      ),
      decide: guard.privacy.decide.handler(({ input, context: { services, caller } }) =>
        services.privacy.decide(caller, input.documentId, input.findingId, input.decision),
      ),
      addFinding: guard.privacy.addFinding.handler(({ input, context: { services, caller } }) =>
        services.privacy.addFinding(caller, input),
      ),
      restore: guard.privacy.restore.handler(({ input, context: { services, caller } }) =>
        services.privacy.restore(caller.tenantId, input.pseudonymId),
      ),
      inspect: guard.privacy.inspect.handler(({ input, context: { services }, signal }) =>
        services.privacy.inspect(input.path, signal ?? AbortSignal.timeout(600_000)),
      ),
    },
    runs: {
      get: guard.runs.get.handler(({ input, context: { services, caller } }) =>
        services.runs.get(caller.tenantId, input.runId),
      ),
      list: guard.runs.list.handler(({ input, context: { services, caller } }) =>
        services.runs.list(caller.tenantId, input),
      ),
      watch: guard.runs.watch.handler(({ input, context: { services, caller }, signal }) =>
        services.runs.watch(caller.tenantId, input.runId, input.after, signal),
      ),
      cancel: guard.runs.cancel.handler(({ input, context: { services, caller } }) =>
        services.runs.cancel(caller.tenantId, input.runId),
      ),
    },
    settings: {
      get: guard.settings.get.handler(({ context: { services, caller } }) => services.settings.get(caller)),
      update: guard.settings.update.handler(({ input, context: { services, caller } }) =>
        services.settings.update(caller, input),
      ),
    },
    system: {
      info: open.system.info.handler(() => info),
      hardware: guard.system.hardware.handler(({ context: { services } }) => services.system.hardware()),
      doctor: guard.system.doctor.handler(({ context: { services } }) => services.system.doctor()),
      workers: guard.system.workers.handler(({ context: { services } }) => services.system.workers()),
      resetWorker: guard.system.resetWorker.handler(({ input, context: { services } }) =>
        services.system.resetWorker(input.name),
      ),
      ledger: guard.system.ledger.handler(({ input, context: { services } }) =>
        services.system.ledger(input),
      ),
    },
    vault: {
      status: open.vault.status.handler(() => vault.status()),
      create: open.vault.create.handler(({ input }) => vault.create(input.passphrase)),
      unlock: open.vault.unlock.handler(({ input }) => vault.unlock(input.passphrase)),
    },
  });

async function* asStream<T>(iterator: AsyncIterableIterator<T>) {
  yield* iterator;
}
