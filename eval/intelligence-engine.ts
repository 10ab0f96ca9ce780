/** An engine for measuring customer intelligence: real database, knowledge, runs and resources in memory, no language model. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase, openMemoryDatabase, readMigrations } from '../electron/core/db/open.ts';
import { systemClock } from '../electron/core/kernel/clock.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { createRuns } from '../electron/core/runs/runs.ts';
import type { Gateway } from '../electron/core/services/gateway/index.ts';
import { createAnswers } from '../electron/core/services/knowledge/answers/index.ts';
import { readAnswerModels } from '../electron/core/services/knowledge/answers/models.ts';
import { createKnowledge } from '../electron/core/services/knowledge/index.ts';
import { createLocalRetrieval } from '../electron/core/services/knowledge/retrieval.ts';
import { localOwner } from '../electron/core/services/system/identity.ts';
import { createAgents, readRoleTemplates } from '../electron/core/services/agents/index.ts';
import { createAgentAnswers } from '../electron/core/services/agents/sourced.ts';
import {
  createIntelligence,
  createTestQuestions,
  readIntelligenceResources,
} from '../electron/core/services/intelligence/index.ts';
import { createWords } from '../electron/core/services/knowledge/analysis/words.ts';

const programDir = join(import.meta.dirname, '..');
const migrations = readMigrations(join(programDir, 'electron/core/db/migrations'));

export type Page = {
  title: string;
  source: string;
  text: string;
  blocks?: Parameters<ReturnType<typeof createKnowledge>['addDocument']>[1]['blocks'];
};

/** In one transaction: a commit waits for the disk. */
const pagesAtOnce = 200;

/** `file`: the database, encrypted as usual; without it all is in memory. */
export const openEngineFor = (pages: Iterable<Page>, file: string | null = null) => {
  const db =
    file === null
      ? openMemoryDatabase(migrations, silentLog)
      : openDatabase({ file, key: randomBytes(32), migrations, log: silentLog });
  const { tenantId } = localOwner(db, systemClock);
  const runs = createRuns({ db, clock: systemClock, log: silentLog, onChange: () => {} });
  const knowledge = createKnowledge({
    db,
    retrieval: createLocalRetrieval(db),
    embedder: { info: async () => null, embed: async () => [], close: async () => {} },
    reranker: null,
    labels: { get: () => 'internal', set: () => {} },
    clock: systemClock,
    log: silentLog,
  });
  const noModel = {
    answer: () => Promise.reject(new Error('no model in this measurement')),
    labels: { get: () => ({ dataClass: 'internal' }) },
  } as unknown as Gateway;
  const answers = createAnswers({
    ...{ db, runs, clock: systemClock, log: silentLog },
    models: readAnswerModels(programDir),
    search: knowledge.search,
    dataClassOf: () => 'internal',
    prose: { choose: async () => null, write: () => Promise.reject(new Error('no model')) },
  });
  const words = createWords();
  const resources = readIntelligenceResources(programDir);
  const agents = createAgents({
    ...{ db, clock: systemClock, runs, knowledge },
    storeDocument: async (tenantId, document) => knowledge.addDocument(tenantId, document),
    answer: createAgentAnswers({
      answers,
      gateway: noModel,
      detectLanguage: words.detectLanguage,
      log: silentLog,
    }),
    templates: readRoleTemplates(programDir),
    detectLanguage: words.detectLanguage,
    notFound: (language) => resources.say(language, 'agent.abstention'),
    questionsFor: createTestQuestions(db, resources),
    onChange: () => {},
  });
  const intelligence = createIntelligence({
    ...{
      db,
      clock: systemClock,
      log: silentLog,
      runs,
      knowledge,
      gateway: noModel,
      agents,
      resources,
      words,
    },
    speaks: async () => false,
    writeDocument: () => Promise.reject(new Error('no files in this measurement')),
    installSample: () => Promise.reject(new Error('no sample in this measurement')),
    onChange: () => {},
    onAgents: () => {},
  });
  const { id: spaceId } = knowledge.createSpace(tenantId, { name: 'sources' });
  for (let rest = pages[Symbol.iterator](), more = true; more; )
    knowledge.addDocuments(tenantId, (add) => {
      for (let count = 0; more && count < pagesAtOnce; count += 1) {
        const { done, value } = rest.next();
        more = done !== true;
        if (done !== true) add({ ...value, spaceId });
      }
    });
  const { id: analysisId } = intelligence.create(tenantId, {
    name: 'sources',
    sources: { spaceIds: [spaceId], documentIds: [], conversationIds: [] },
    language: null,
    agentLanguages: [],
    modelId: null,
    onSourcesChanged: 'ask',
  });
  const analyse = async (seed = 1) => {
    const startedMs = performance.now();
    const run = await intelligence.start(tenantId, analysisId, { repeat: true, seed }).done;
    return {
      view: intelligence.get(tenantId, analysisId),
      state: run.state,
      seconds: (performance.now() - startedMs) / 1000,
    };
  };
  /** Of all cited sentences: how many stand, letter for letter, at their place in the stored text. */
  const evidenceHeld = (view: ReturnType<typeof intelligence.get>): number => {
    const ids = [...new Set(JSON.stringify(view).match(/\be[0-9a-f]{15}\b/g) ?? [])];
    const opened = ids.map((id) => intelligence.openEvidence(tenantId, analysisId, id));
    const held = opened.filter(
      ({ state, context, quoteStart, quoteEnd, evidence }) =>
        state === 'found' && context.slice(quoteStart, quoteEnd) === evidence.quote,
    );
    return ids.length === 0 ? 1 : held.length / ids.length;
  };
  return { tenantId, agents, answers, intelligence, spaceId, analysisId, analyse, evidenceHeld };
};
