/**
 * An answer given by an agent, as `agents.ask` gives it: from the agent's own sources and nothing else, quoted first. Its model
 * may word it, but not a word of that is shown before it has been checked: prose of which nothing is verified is worth less
 * than the quotation. Where the sources say nothing, the agent says so in its own words.
 */
import type { AnswerRoute } from '../../../contract/gateway.ts';
import { isAppError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { RunHandle } from '../../runs/runs.ts';
import type { ChatAgent, Place } from './options.ts';
import { originOf, type QuestionAt, questionIn, type SourcedAnswer } from './sourced.ts';

export type AgentRequest = QuestionAt & {
  agent: ChatAgent;
  abstain(agent: ChatAgent, question: string): string;
  log: Log;
};

export const answerAsAgent = async (run: RunHandle, request: AgentRequest): Promise<SourcedAnswer> => {
  const { sources, owner, agent, branch, log } = request;
  const { spaceIds, languages, tags } = agent.knowledge;
  const asked = questionIn(branch);
  const found = await sources.find(owner.tenantId, {
    ...asked,
    spaceIds,
    filters: {
      ...(languages.length > 0 ? { languages } : {}),
      ...(tags.length > 0 ? { tags } : {}),
    },
    onlyFromSources: true,
    signal: run.signal,
  });
  const { evidence } = found;
  const subject = { subject: 'message', id: request.answerId } as const;
  sources.evidence.put(request.at.db, owner.tenantId, subject, found);
  request.onEvidence();
  if (evidence.abstained) {
    run.text(request.abstain(agent, asked.question));
    return { evidence, result: null };
  }
  if (agent.modelId === null || !sources.worthProse(found)) return { evidence, result: null };
  const startedMs = performance.now();
  let text = '';
  let route: AnswerRoute | null = null;
  const stream = sources.createPlainStream();
  try {
    const model = await sources.chooseModel(owner, agent.modelId, found.language);
    if (model === null) return { evidence, result: null };
    const result = await request.llm.answer({
      modelId: model.id,
      turns: sources.promptOf(asked.question, found, agent.instructions),
      temperature: 0,
      maxTokens: request.maxTokens,
      signal: run.signal,
      owner,
      origin: originOf(sources, withSources(request.at, spaceIds), [], found.dataClass),
      onRoute: (taken) => {
        route = taken;
      },
      onText: (piece) => {
        text += stream.push(piece);
      },
      onLoading: () => run.progress({ phase: 'loading-model', done: 0, total: null, unit: 'items' }),
    });
    text += stream.end();
    const checked = sources.check(evidence, text, found.language);
    if (result.finish === 'cancelled') return { evidence, result };
    if (!checked.claims.some(({ status }) => status === 'verified')) return { evidence, result: null };
    if (route !== null) request.onRoute(route);
    run.text(text);
    const proven = { ...checked, timings: { ...checked.timings, proseMs: performance.now() - startedMs } };
    sources.evidence.update(request.at.db, subject, proven);
    return { evidence: proven, result };
  } catch (error) {
    if (run.signal.aborted || !isAppError(error)) throw error;
    log.warn({ code: error.code }, 'agent answers without its model');
    return { evidence, result: null };
  }
};

const withSources = (at: Place, spaceIds: string[]): Place => ({
  ...at,
  conversation: { ...at.conversation, spaceIds },
});
