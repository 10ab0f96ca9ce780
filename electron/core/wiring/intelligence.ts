/** Wires customer intelligence and agents: what they know of words, sources and files comes from the other services. */
import type { ChangeTopic } from '../../contract/events.ts';
import type { Db } from '../db/open.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Runs } from '../runs/runs.ts';
import { type Agents, createAgents, readRoleTemplates } from '../services/agents/index.ts';
import { exportDocument } from '../services/chat/export/index.ts';
import type { Gateway } from '../services/gateway/index.ts';
import type { DocumentParsing } from '../services/ingestion/parse/index.ts';
import {
  createIntelligence,
  createSampleInstaller,
  createTestQuestions,
  type Intelligence,
  readIntelligenceResources,
} from '../services/intelligence/index.ts';
import type { Answers } from '../services/knowledge/answers/index.ts';
import type { Knowledge } from '../services/knowledge/index.ts';
import type { Privacy } from '../services/privacy/index.ts';
import { createAgentAnswers } from '../services/agents/sourced.ts';
import { createWords } from '../services/knowledge/analysis/words.ts';
import { addRedacted } from './redaction.ts';

export type IntelligenceWiring = {
  db: Db;
  clock: Clock;
  log: Log;
  runs: Runs;
  gateway: Gateway;
  knowledge: Knowledge;
  answers: Answers;
  parsing: Pick<DocumentParsing, 'parseDocument'>;
  privacy: Pick<Privacy, 'redact' | 'keep'>;
  programDir: string;
  announce(topic: ChangeTopic, id?: string | null): void;
};

export const wireIntelligence = (
  wiring: IntelligenceWiring,
): { agents: Agents; intelligence: Intelligence } => {
  const { db, clock, log, runs, gateway, knowledge, answers, parsing, programDir, announce } = wiring;
  const storeDocument = addRedacted(wiring.privacy, knowledge);
  const words = createWords();
  const resources = readIntelligenceResources(programDir);
  const agents = createAgents({
    ...{ db, clock, runs, knowledge, storeDocument },
    answer: createAgentAnswers({ answers, gateway, detectLanguage: words.detectLanguage, log }),
    templates: readRoleTemplates(programDir),
    detectLanguage: words.detectLanguage,
    notFound: (language) => resources.say(language, 'agent.abstention'),
    questionsFor: createTestQuestions(db, resources),
    onChange: (agentId) => announce('agents', agentId),
  });
  const intelligence = createIntelligence({
    ...{ db, clock, log, runs, knowledge, gateway, agents, resources, words },
    speaks: async (tenantId, modelId, language) =>
      (await answers.chooseModel({ tenantId, userId: '' }, modelId, language)) !== null,
    writeDocument: exportDocument,
    installSample: createSampleInstaller({
      programDir,
      knowledge,
      storeDocument,
      readFile: async (path, bytes, signal) => {
        const parsed = await parsing.parseDocument({ fileName: path, bytes, signal });
        if (!/\p{L}/u.test(parsed.text)) return null;
        return {
          title: parsed.title ?? path,
          text: parsed.text,
          blocks: parsed.blocks,
          pages: parsed.pages ?? [],
          format: parsed.format,
          warnings: parsed.warnings,
          ...(parsed.language === null ? {} : { language: parsed.language }),
        };
      },
    }),
    onChange: (analysisId) => announce('intelligence', analysisId),
    onAgents: () => announce('agents'),
  });
  intelligence.recover();
  return { agents, intelligence };
};
