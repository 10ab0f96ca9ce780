/** Questions for an agent's passport: some its sources answer, because the sources ask and answer them, and some nobody there answers. */
import type { Agent } from '../../../contract/agents.ts';
import type { Db } from '../../db/open.ts';
import type { TestQuestion } from '../agents/index.ts';
import * as holdings from './holdings.ts';
import { inOwnWords } from './making/questions.ts';
import type { IntelligenceResources } from './resources.ts';
import * as store from './store.ts';
import { storedTopics } from './view.ts';

const most = 8;

export const createTestQuestions =
  (db: Db, resources: IntelligenceResources) =>
  (tenantId: string, agent: Agent): TestQuestion[] => {
    const unanswerable = resources
      .list(agent.language, 'unanswerable')
      .map((question): TestQuestion => ({ question, kind: 'unanswerable', documentId: null }));
    if (agent.analysisId === null) return [...fromStarters(agent), ...unanswerable];
    const { questions } = storedTopics(db, agent.analysisId);
    const held = agent.personaId === null ? null : holdings.findPersona(db, tenantId, agent.personaId);
    const own = new Set(held?.item.questions.flatMap(({ evidence }) => evidence) ?? []);
    const answered = questions
      .filter(({ answer, language }) => answer !== null && language === agent.language)
      .sort((a, b) => Number(own.has(b.evidence)) - Number(own.has(a.evidence)))
      .slice(0, most);
    const cited = new Map(
      store
        .evidenceOf(
          db,
          agent.analysisId,
          answered.map(({ evidence }) => evidence),
        )
        .map((one) => [one.id, one]),
    );
    const asked = answered.flatMap((one): TestQuestion[] => {
      const question = inOwnWords(one.text, one.language) ?? one.text;
      const documentId = cited.get(one.evidence)?.documentId;
      return documentId === undefined ? [] : [{ question, kind: 'answerable', documentId }];
    });
    return [...(asked.length > 0 ? asked : fromStarters(agent)), ...unanswerable];
  };

const fromStarters = (agent: Agent): TestQuestion[] =>
  agent.starterQuestions
    .slice(0, most)
    .map((question) => ({ question, kind: 'answerable', documentId: null }));
