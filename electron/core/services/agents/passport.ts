/**
 * The agent passport: the agent is asked questions made from its own sources, some of which they answer and some of which
 * they cannot, and what it made of them is counted. Nothing here asks a model whether an answer is good.
 */
import type { Agent, AgentPassport } from '../../../contract/agents.ts';
import type { AgentAnswer } from '../../../contract/agents.ts';

export type TestQuestion = {
  question: string;
  kind: 'answerable' | 'unanswerable';
  documentId: string | null;
};

type Row = AgentPassport['questions'][number];

export const testAgent = async (options: {
  agent: Agent;
  questions: readonly TestQuestion[];
  ask(question: string): Promise<AgentAnswer>;
  detectLanguage(text: string): string;
  signal: AbortSignal;
  at: string;
  onProgress(done: number, of: number): void;
}): Promise<AgentPassport> => {
  const rows: Row[] = [];
  for (const { question, kind, documentId } of options.questions) {
    options.signal.throwIfAborted();
    const answer = await options.ask(question);
    const answered = answer.state === 'answered';
    rows.push({
      question,
      kind,
      documentId,
      answered,
      cited:
        answered &&
        answer.claims.every(({ citation }) => citation !== null && answer.citations[citation] !== undefined),
      rightDocument: documentId !== null && answer.citations.some((one) => one.documentId === documentId),
      // What is quoted is in the language of its source; only what the agent says itself can be in the wrong one.
      languageRight:
        answer.modelId === null ||
        !answered ||
        options.detectLanguage(answer.text) === options.agent.language,
      latencyMs: answer.latencyMs,
    });
    options.onProgress(rows.length, options.questions.length);
  }
  return summarise(rows, options.agent.modelId, options.at);
};

const share = (rows: readonly Row[], test: (row: Row) => boolean): number | null =>
  rows.length === 0 ? null : rows.filter(test).length / rows.length;

const summarise = (rows: Row[], modelId: string | null, at: string): AgentPassport => {
  const answerable = rows.filter(({ kind }) => kind === 'answerable');
  const answered = rows.filter((row) => row.answered);
  const latencies = rows.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  const rank = (q: number): number | null =>
    latencies.length === 0
      ? null
      : (latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? null);
  return {
    at,
    modelId,
    questions: rows,
    evidenceRate: share(answered, ({ cited }) => cited),
    answerRate: share(answerable, (row) => row.answered),
    abstentionRate: share(
      rows.filter(({ kind }) => kind === 'unanswerable'),
      (row) => !row.answered,
    ),
    rightDocumentRate: share(answerable, ({ rightDocument }) => rightDocument),
    languageRate: share(answered, ({ languageRight }) => languageRight),
    medianLatencyMs: rank(0.5),
    p95LatencyMs: rank(0.95),
  };
};
