/**
 * An answer given from the sources of a conversation: the extract first, stored with the message and told at once, then
 * prose where a model may write it, with its claims checked while it streams. Without such a model the extract stands alone.
 */
import type { Evidence } from '../../../contract/answers.ts';
import type { AnswerRoute } from '../../../contract/gateway.ts';
import type { Answer } from '../../adapters/llm/kind.ts';
import type { Db } from '../../db/open.ts';
import type { RunHandle } from '../../runs/runs.ts';
import type { Answers } from '../knowledge/index.ts';
import type { ChatLlm, Origin, Owner, Place } from './options.ts';
import type * as messageStore from './message-store.ts';

/** Of every answer from sources, whoever gives it. */
export type QuestionAt = {
  sources: Answers;
  llm: ChatLlm;
  owner: Owner;
  at: Place;
  /** Ends with the question. */
  branch: readonly messageStore.MessageRecord[];
  answerId: string;
  maxTokens: number;
  onEvidence(): void;
  onRoute(route: AnswerRoute): void;
};

export type SourcedRequest = QuestionAt & {
  modelId: string | null;
  systemPrompt: string;
  temperature: number;
};

export type SourcedAnswer = {
  /** As it is to be stored with the end of the message. */
  evidence: Evidence | null;
  result: (Pick<Answer, 'metrics' | 'droppedTurns'> & { finish: string }) | null;
};

/** Claims are checked again at most this often while text arrives. */
const checkEveryMs = 1_000;

export const answerFromSources = async (run: RunHandle, request: SourcedRequest): Promise<SourcedAnswer> => {
  const { sources, owner, at, branch } = request;
  const { spaceIds, tags, onlyFromSources } = at.conversation;
  const asked = questionIn(branch);
  const found = await sources.find(owner.tenantId, {
    ...asked,
    spaceIds,
    ...(tags.length > 0 && { filters: { tags } }),
    onlyFromSources,
    signal: run.signal,
  });
  const subject = { subject: 'message', id: request.answerId } as const;
  sources.evidence.put(at.db, owner.tenantId, subject, found);
  request.onEvidence();
  let { evidence } = found;
  const refused = onlyFromSources && !sources.worthProse(found);
  const model = refused ? null : await sources.chooseModel(owner, request.modelId, found.language);
  if (model === null) return { evidence, result: null };

  const stream = sources.createPlainStream();
  const startedMs = performance.now();
  let text = '';
  let checkedMs = startedMs;
  const show = (piece: string): void => {
    if (piece === '') return;
    text += piece;
    run.text(piece);
    if (performance.now() - checkedMs < checkEveryMs) return;
    checkedMs = performance.now();
    // The sentence that is still being written claims nothing yet.
    const whole = text.slice(0, Math.max(0, text.search(/[^.!?\n]*$/)));
    sources.evidence.update(at.db, subject, sources.check(evidence, whole, found.language));
    request.onEvidence();
  };
  try {
    const result = await request.llm.answer({
      modelId: model.id,
      turns: onlyFromSources
        ? sources.promptOf(asked.question, found)
        : openTurns(request.systemPrompt, branch, sources.promptOf(asked.question, found)),
      temperature: request.temperature,
      maxTokens: request.maxTokens,
      signal: run.signal,
      owner,
      origin: originOf(sources, at, onlyFromSources ? [] : branch, found.dataClass),
      onRoute: request.onRoute,
      onText: (piece) => show(stream.push(piece)),
      onLoading: () => run.progress({ phase: 'loading-model', done: 0, total: null, unit: 'items' }),
    });
    return { evidence, result };
  } finally {
    const rest = stream.end();
    text += rest;
    run.text(rest);
    const checked = sources.check(evidence, text, found.language);
    evidence = { ...checked, timings: { ...checked.timings, proseMs: performance.now() - startedMs } };
    sources.evidence.update(at.db, subject, evidence);
  }
};

/** The question of the branch, and those before it that it may refer to. */
export const questionIn = (
  branch: readonly messageStore.MessageRecord[],
): { question: string; earlier: string[] } => ({
  question: branch.at(-1)?.text ?? '',
  earlier: branch.slice(0, -1).flatMap((one) => (one.role === 'user' ? [one.text] : [])),
});

/** What a model may know besides: the conversation so far, then the passages with the question. */
const openTurns = (
  systemPrompt: string,
  branch: readonly messageStore.MessageRecord[],
  prompt: ReturnType<Answers['promptOf']>,
): ReturnType<Answers['promptOf']> => {
  const [rules, question] = prompt;
  const history = branch
    .slice(0, -1)
    .filter((one) => one.text.trim() !== '')
    .map(({ role, text }) => ({ role, text }));
  if (rules?.role !== 'system' || question === undefined) return [...history, ...prompt];
  return [{ role: 'system', text: `${systemPrompt}\n\n${rules.text}`.trim() }, ...history, question];
};

/**
 * Where the text of these messages may go. What was written from confidential passages stays confidential, also after the
 * conversation has been given other sources.
 */
export const originOf = (
  sources: Answers | null,
  at: Place,
  branch: readonly messageStore.MessageRecord[],
  found: 'internal' | 'confidential' = 'internal',
): Origin => {
  const earlier = sources === null ? [] : branch.map((one) => evidenceOf(sources, at.db, one.id));
  if (found === 'confidential' || earlier.some((one) => one?.dataClass === 'confidential'))
    return { kind: 'declared', dataClass: 'confidential' };
  const spaceIds = new Set([
    ...at.conversation.spaceIds,
    ...earlier.flatMap((one) => one?.evidence.spaceIds ?? []),
  ]);
  return { kind: 'conversation', conversationId: at.conversation.id, spaceIds: [...spaceIds] };
};

export const evidenceOf = (sources: Answers, db: Db, messageId: string) =>
  sources.evidence.find(db, { subject: 'message', id: messageId });
