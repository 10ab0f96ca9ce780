/** What an agent's answer needs of the outside, and how it becomes the agent's own: its knowledge, its language, its way of abstaining. */
import type { Agent, AgentAnswer } from '../../../contract/agents.ts';
import type { Evidence } from '../../../contract/intelligence-traits.ts';

export type SourcedAnswer = {
  /** Empty: nothing in the sources supports an answer. */
  claims: { text: string; citation: number | null }[];
  citations: Evidence[];
  modelId: string | null;
};

/** Answers from sources with checked citations; arrives as an argument. */
export type AnswerFromSources = (
  tenantId: string,
  wish: {
    question: string;
    spaceIds: readonly string[];
    languages: readonly string[];
    tags: readonly string[];
    /** Worded by this model; `null`: taken from the sources word for word. */
    modelId: string | null;
    /** Role, tone and rules, for the model. */
    instructions: string;
  },
  signal: AbortSignal,
) => Promise<SourcedAnswer>;

export const askAgent = async (
  agent: Agent,
  question: string,
  answer: AnswerFromSources,
  abstain: (agent: Agent, question: string) => string,
  tenantId: string,
  signal: AbortSignal,
): Promise<AgentAnswer> => {
  const startedMs = performance.now();
  const { knowledge, instructions, modelId } = agent;
  const found: SourcedAnswer =
    knowledge.spaceIds.length === 0
      ? { claims: [], citations: [], modelId: null }
      : await answer(tenantId, { question, ...knowledge, modelId, instructions }, signal);
  const latencyMs = performance.now() - startedMs;
  if (found.claims.length === 0)
    return {
      state: 'abstained',
      text: abstain(agent, question),
      claims: [],
      citations: [],
      modelId: found.modelId,
      latencyMs,
    };
  return { ...found, state: 'answered', text: found.claims.map(({ text }) => text).join(' '), latencyMs };
};
