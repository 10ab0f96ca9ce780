/** Agents: who they are, what they know, how well they do, and how they travel. Their answers come from sources or not at all. */
import type { Agent, AgentInput, AgentAnswer } from '../../../contract/agents.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Runs } from '../../runs/runs.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { type AnswerFromSources, askAgent } from './ask.ts';
import { contentLanguage, type ContentLanguage } from '../../../contract/intelligence-traits.ts';
import { abstentionFor } from './abstain.ts';
import { createCharacters } from './characters.ts';
import { createPackages, type PackagePiece, type StoreDocument } from './packages.ts';
import { createAgentEditing, withEdits } from './edit.ts';
import { type TestQuestion, testAgent } from './passport.ts';
import * as store from './store.ts';
import type { RoleTemplates } from './templates.ts';

export type { AnswerFromSources } from './ask.ts';
export { readRoleTemplates } from './templates.ts';
export type { TestQuestion } from './passport.ts';

export type AgentsOptions = {
  db: Db;
  clock: Clock;
  runs: Pick<Runs, 'start'>;
  knowledge: Pick<Knowledge, 'createSpace' | 'getDocument' | 'getSummary' | 'listSpaces' | 'removeSpace'>;
  /** Stores a document as the privacy policy of its space wants it. */
  storeDocument: StoreDocument;
  answer: AnswerFromSources;
  templates: RoleTemplates;
  detectLanguage(text: string): string;
  /** “I cannot find this in the sources.” */
  notFound(language: ContentLanguage): string;
  /** Questions made from the agent's own sources. */
  questionsFor(tenantId: string, agent: Agent): TestQuestion[];
  onChange(agentId: string | null): void;
};

export type Agents = ReturnType<typeof createAgents>;

export const createAgents = (options: AgentsOptions) => {
  const { db, clock, runs, knowledge, answer, templates, onChange } = options;
  const characters = createCharacters({ db, clock, onChange: () => onChange(null) });

  const find = (tenantId: string, agentId: string): Agent => {
    const found = store.findAgent(db, tenantId, agentId);
    if (found === null) throw appError('agents.NOT_FOUND', {});
    return found;
  };
  const save = (tenantId: string, one: Agent): Agent => {
    store.putAgent(db, tenantId, one);
    onChange(one.id);
    return one;
  };
  const fresh = (input: AgentInput, more: Partial<Agent> = {}): Agent => {
    const at = isoNow(clock);
    return {
      ...input,
      id: newId(),
      analysisId: null,
      groupId: null,
      personaId: null,
      template: null,
      published: false,
      locked: false,
      passport: null,
      createdAt: at,
      updatedAt: at,
      ...more,
    };
  };
  const abstain = (one: Pick<Agent, 'language' | 'abstention'>, question: string): string => {
    const asked = contentLanguage.safeParse(options.detectLanguage(question));
    return abstentionFor(one, asked.data ?? null, options.notFound);
  };
  const ask = (tenantId: string, one: Agent, question: string, signal: AbortSignal): Promise<AgentAnswer> =>
    askAgent(one, question, answer, abstain, tenantId, signal);

  const packages = createPackages({
    ...{ db, knowledge, characters, storeDocument: options.storeDocument },
    create: (tenantId, input) => save(tenantId, fresh(input)),
  });

  return {
    characters,
    /** What this agent says to a question that its sources do not answer. */
    abstain,
    list: (tenantId: string, filter: { analysisId: string | null; published: boolean | null }): Agent[] =>
      store.listAgents(db, tenantId, filter),
    get: find,
    /** What chat and kiosk may offer: `null` for one that is not published, or no longer there. */
    findPublished: (tenantId: string, agentId: string): Agent | null => {
      const found = store.findAgent(db, tenantId, agentId);
      return found?.published ? found : null;
    },
    create: (tenantId: string, input: AgentInput): Agent => save(tenantId, fresh(input)),
    ...createAgentEditing({
      ...{ db, clock, find, onChange },
      checkCharacter: (tenantId, characterId) => void characters.find(tenantId, characterId),
    }),
    publish: (tenantId: string, agentId: string, published: boolean): Agent => {
      const known = find(tenantId, agentId);
      if (published && known.knowledge.spaceIds.length === 0) throw appError('agents.NO_KNOWLEDGE', {});
      if (published && store.isOfRemovedPersona(db, agentId)) throw appError('agents.PERSONA_REMOVED', {});
      return save(tenantId, { ...known, published, updatedAt: isoNow(clock) });
    },
    remove: (tenantId: string, agentId: string): { removed: boolean } => {
      const removed = store.deleteAgent(db, tenantId, agentId);
      if (!removed) throw appError('agents.NOT_FOUND', {});
      onChange(null);
      return { removed };
    },

    /** Inside a transaction of an analysis. Renews the agent made before; one that is locked or published keeps its words. */
    generate: (
      tenantId: string,
      made: { analysisId: string; groupId: string; personaId: string; input: AgentInput },
    ): Agent => {
      const { input, ...from } = made;
      const known = store.generatedAgent(db, tenantId, made.personaId, input.language);
      if (known !== null && (known.locked || known.published)) return known;
      const one: Agent =
        known === null
          ? fresh(input, from)
          : {
              ...known,
              ...withEdits(input, known, store.editedFields(db, known.id)),
              characterId: known.characterId,
              ...from,
              updatedAt: isoNow(clock),
            };
      store.putAgent(db, tenantId, one);
      store.putGeneration(db, tenantId, {
        personaId: made.personaId,
        language: input.language,
        agentId: one.id,
        at: one.updatedAt,
      });
      return one;
    },

    /** Inside a transaction of an analysis, when all of its personas have theirs. */
    dropLoose: (tenantId: string, analysisId: string): void =>
      store.deleteLooseAgents(db, tenantId, analysisId),

    ask: (tenantId: string, agentId: string, question: string, signal: AbortSignal): Promise<AgentAnswer> =>
      ask(tenantId, find(tenantId, agentId), question, signal),

    /** The passport is stored when the run ends. */
    test: (tenantId: string, agentId: string): { runId: string; done: Promise<unknown> } => {
      const one = find(tenantId, agentId);
      if (one.knowledge.spaceIds.length === 0) throw appError('agents.NO_KNOWLEDGE', {});
      return runs.start({ kind: 'agents.test', subjectId: agentId, tenantId }, async (run) => {
        const passport = await testAgent({
          agent: one,
          questions: options.questionsFor(tenantId, one),
          ask: (question) => ask(tenantId, one, question, run.signal),
          detectLanguage: options.detectLanguage,
          signal: run.signal,
          at: isoNow(clock),
          onProgress: (done, total) => run.progress({ phase: 'questions', done, total, unit: 'items' }),
        });
        store.setPassport(db, agentId, passport);
        onChange(agentId);
        return undefined;
      });
    },

    templates: (language: 'de' | 'en') => templates[language],
    createFromTemplate: (
      tenantId: string,
      wish: { key: string; language: 'de' | 'en'; spaceIds: string[] },
    ): Agent => {
      const found = templates[wish.language].find(({ key }) => key === wish.key);
      if (found === undefined) throw appError('agents.TEMPLATE_NOT_FOUND', { name: wish.key });
      const { key, name, role, instructions, starterQuestions, abstention, tone, tools } = found;
      const input: AgentInput = {
        ...{ name, role, instructions, starterQuestions, tone, tools, language: wish.language },
        knowledge: { spaceIds: wish.spaceIds, languages: [], tags: [] },
        abstention: { text: abstention, contact: null },
        characterId: null,
        modelId: null,
      };
      return save(tenantId, fresh(input, { template: key }));
    },

    exportPackage: (tenantId: string, wish: { agentIds: string[]; withDocuments: boolean }) =>
      packages.export(
        tenantId,
        wish.agentIds.map((id) => find(tenantId, id)),
        wish.withDocuments,
      ),
    openPackage: (tenantId: string, piece: PackagePiece) => packages.receive(tenantId, piece),
    importPackage: (tenantId: string, packageId: string, signal: AbortSignal) =>
      packages.takeOver(tenantId, packageId, signal),
  };
};
