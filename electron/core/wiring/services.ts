/**
 * All services over one open database, each with what it needs of the others. What was left undone is taken up again;
 * `close` ends them in the order in which they need each other.
 */
import { join } from 'node:path';
import type { ChangeTopic } from '../../contract/events.ts';
import type { VaultStatus } from '../../contract/system.ts';
import type { AnswerRequest } from '../adapters/llm/kind.ts';
import { createLocalLlm } from '../adapters/llm/local/index.ts';
import { createProviderLlm, usualBaseUrl } from '../adapters/llm/providers/index.ts';
import type { CoreOptions } from '../core-options.ts';
import { type Db, openDatabase, openMemoryDatabase, readMigrations } from '../db/open.ts';
import type { Clock } from '../kernel/clock.ts';
import { createWorkerClient } from '../kernel/worker-client.ts';
import type { RateLimit } from '../rate-limit.ts';
import { createRuns } from '../runs/runs.ts';
import type { Services } from '../services.ts';
import { createChat } from '../services/chat/index.ts';
import { createEndpoint } from '../services/gateway/endpoint.ts';
import { createEndpointSwitch } from '../services/gateway/endpoint-switch.ts';
import { createGateway, readPrices } from '../services/gateway/index.ts';
import { createModels } from '../services/models/index.ts';
import { createSettings } from '../services/settings/index.ts';
import { addAuditEntry } from '../services/system/audit.ts';
import { createLedger, createNetworkDoor, registryHosts } from '../services/system/door.ts';
import { localOwner } from '../services/system/identity.ts';
import { createSystem } from '../services/system/index.ts';
import { addLedgerEntry } from '../services/system/ledger.ts';
import { wireModels } from './models.ts';
import { createVaultSecrets } from '../services/system/vault-secrets.ts';
import { endpointEmbedder } from './endpoint-embed.ts';
import { wireCrawler } from './crawler.ts';
import { wireAnswers } from './answers.ts';
import { wireEmbedder } from './embedder.ts';
import { wireIntelligence } from './intelligence.ts';
import { wireKnowledge } from './knowledge.ts';
import { wirePrivacy } from './privacy.ts';
import { prepareWith } from './redaction.ts';

export type Opened = { services: Services; close(): Promise<void> };

type OpenOptions = CoreOptions & {
  clock: Clock;
  key: Uint8Array;
  /** A database with a passphrase keeps the secrets of its services in itself, whatever the host could keep. */
  protection: VaultStatus['protection'];
  databaseFile: string;
  announce(topic: ChangeTopic, id?: string | null): void;
  networkLimit: RateLimit;
};

export const openServices = (options: OpenOptions): Opened => {
  const { log, clock, announce, databaseFile } = options;
  const { spawn, threadFile, paths, serveEndpoint } = options.ports;
  const migrations = readMigrations(join(paths.programDir, 'electron/core/db/migrations'));
  const db = openDatabase({ file: databaseFile, key: options.key, migrations, log });
  const temporaryDb = openMemoryDatabase(migrations, log);
  const caller = localOwner(db, clock);
  copyOwner(temporaryDb, caller.tenantId, clock);

  const settings = createSettings({
    db,
    log,
    onChange: () => {
      announce('settings');
      void endpointSwitch.apply();
    },
  });
  const endpointSwitch = createEndpointSwitch({
    serve: serveEndpoint === undefined ? null : (port) => serveEndpoint(port, () => endpoint),
    wish: () => settings.get(caller).endpoint,
    log,
    onChange: () => announce('gateway'),
  });
  const runs = createRuns({ db, clock, log, onChange: (run) => announce('runs', run.id) });
  runs.recover();

  const ledger = createLedger({
    dataDir: paths.dataDir,
    clock,
    store: (entry) => {
      addLedgerEntry(db, entry);
      announce('network');
    },
  });
  const door = createNetworkDoor({
    ledger,
    policy: () => {
      const { network } = settings.get(caller);
      return { ...network, allowedPurposes: [...network.allowedPurposes, ...gateway.allowedPurposes()] };
    },
    log,
    trustedHosts: (purpose) => [...registryHosts(purpose), ...gateway.trustedHosts(purpose)],
  });
  const onModels = (): void => {
    embedding.modelsChanged();
    knowledge.checkIndex(caller.tenantId);
    announce('models');
  };
  const models = createModels({ paths, door, runs, clock, log, onChange: onModels });
  const embedding = wireEmbedder({
    models,
    spawn,
    log,
    settings: () => settings.get(caller).models,
    onStatus: () => announce('workers'),
  });
  const llmWorker = createWorkerClient({
    name: 'llm',
    spawn,
    log,
    idleStopMs: () => settings.get(caller).models.idleUnloadMinutes * 60_000,
    onStatus: () => announce('workers'),
  });
  const localLlm = createLocalLlm({
    worker: llmWorker,
    models,
    settings: () => settings.get(caller).models,
    log,
    onRuntime: () => announce('models'),
  });
  const llm = wireModels({
    models,
    llm: localLlm,
    worker: llmWorker,
    db,
    temporaryDb,
    settings: () => settings.get(caller),
  });

  const resolveLocal = async (modelId: string) => {
    const { entry } = await models.resolve(modelId);
    return { id: entry.id, name: entry.name };
  };
  const gateway = createGateway({
    db,
    temporaryDb,
    clock,
    log,
    secrets:
      options.protection === 'passphrase'
        ? createVaultSecrets(db, caller.tenantId, options.key)
        : options.ports.secrets,
    local: {
      answer: (call) => llm.answer(call as AnswerRequest),
      abilities: { tools: true, responseSchema: true },
      list: async () =>
        (await models.list()).models
          .filter((model) => model.task === 'chat' && model.install.state === 'installed')
          .map(({ id, name, contextTokens }) => ({ id, name, contextTokens })),
      resolve: resolveLocal,
      recommend: () => models.recommend(),
    },
    connect: (provider, apiKey) => createProviderLlm({ provider, apiKey, door }),
    usualBaseUrl,
    prices: readPrices(paths.programDir),
    defaultOwner: caller,
    onChange: () => announce('gateway'),
  });
  gateway.recover();
  const endpoint = createEndpoint({
    gateway,
    takeRate: (client) => options.networkLimit.take(client, clock.now().getTime()),
    audit: ({ owner, ...entry }) => addAuditEntry(db, clock, { ...owner, ...entry }),
    embedder: endpointEmbedder(embedding.embedder),
  });

  void endpointSwitch.apply();
  const { knowledge, ingestion, parsing, ...knowledgeParts } = wireKnowledge({
    ...{ db, databaseFile, key: options.key, spawn, threadFile, runs, clock, log },
    embedder: embedding.embedder,
    reranker: embedding.reranker,
    models,
    labels: gateway.labels,
    isChatting: () => llmWorker.status().state === 'busy',
    prepare: (document, about) => prepareWith(privacy)(document, about),
    originalsMaxMb: () => settings.get(caller).knowledge.originalsMaxMb,
    onRemoving: (tenantId, documentIds) => intelligence.forget(tenantId, documentIds),
    onKnowledge: (spaceId) => announce('knowledge', spaceId),
    onIngestion: () => announce('ingestion'),
  });
  const privacy = wirePrivacy({
    ...{ db, clock, programDir: paths.programDir, parsing },
    onChange: (spaceId) => announce('knowledge', spaceId),
  });
  ingestion.start(caller.tenantId);
  knowledge.checkIndex(caller.tenantId);

  const answers = wireAnswers({
    ...{ db, knowledge, gateway, models, settings, caller, runs, clock, log },
    programDir: paths.programDir,
  });
  const { agents, intelligence } = wireIntelligence({
    ...{ db, clock, log, runs, gateway, knowledge, answers, parsing, announce, programDir: paths.programDir },
    privacy,
  });

  const chat = createChat({
    db,
    temporaryDb,
    runs,
    llm: gateway,
    models: {
      resolve: (modelId) => gateway.resolve(caller, modelId),
      recommend: () => models.recommend(),
    },
    sources: answers,
    findAgent: agents.findPublished,
    abstain: agents.abstain,
    onRemoving: intelligence.forgetConversation,
    settings,
    clock,
    log,
    onChange: announce,
  });
  chat.recover();

  const crawl = wireCrawler({
    ...{ db, runs, spawn, ledger, clock, log, knowledge, privacy, parsing, version: options.version },
    secrets: options.ports.secrets,
    network: () => settings.get(caller).network,
    onChange: (crawlId) => announce('crawler', crawlId),
    onStatus: () => announce('workers'),
  });

  crawl.crawler.onFinished(({ tenantId, spaceId }) => intelligence.sourcesChanged(tenantId, spaceId));

  const system = createSystem({
    db,
    databaseFile,
    host: options.host,
    version: options.version,
    paths,
    graphics: () => llm.graphics(),
    workers: [llmWorker, embedding.worker, crawl.worker],
    models: async () =>
      (await models.list()).models.map(({ id, task, install }) => ({ id, task, state: install.state })),
    allowedPurposes: () => settings.get(caller).network.allowedPurposes,
  });

  const services: Services = {
    db,
    caller,
    answers,
    chat,
    crawler: crawl.crawler,
    gateway,
    endpoint,
    endpointSwitch,
    models,
    embedder: embedding.embedder,
    knowledge,
    ingestion,
    agents,
    intelligence,
    llmRuntime: () => llm.runtime(),
    privacy,
    runs,
    settings,
    system,
  };
  return {
    services,
    close: async () => {
      await endpointSwitch.close();
      crawl.crawler.close();
      await ingestion.close();
      await runs.close();
      await crawl.worker.close();
      await knowledgeParts.close();
      await embedding.embedder.close();
      await llm.close();
      await llmWorker.close();
      temporaryDb.close();
      db.close();
    },
  };
};

/** Temporary conversations belong to the same tenant, in a database of their own. */
const copyOwner = (temporaryDb: Db, tenantId: string, clock: Clock): void => {
  temporaryDb
    .prepare('INSERT INTO tenants VALUES (?, ?, ?)')
    .run(tenantId, 'local', clock.now().toISOString());
};
