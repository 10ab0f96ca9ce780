/** A language model that continues a conversation. */
import type { AnswerMetrics } from '../../../contract/runs.ts';

export type ChatTurn = { role: 'system' | 'user' | 'assistant'; text: string };

export type AnswerRequest = {
  modelId: string;
  /** Ends with a user turn. A system turn, if any, comes first. */
  turns: ChatTurn[];
  temperature: number;
  maxTokens: number;
  /** Fixes the sampler; for tests and measuring. */
  seed?: number;
  signal: AbortSignal;
  /** Called with each further piece of the answer, in order, at most about 30 times per second. */
  onText(piece: string): void;
  /** Called when the model has to be brought into memory first. */
  onLoading?(): void;
};

export type Answer = {
  text: string;
  finish: 'stop' | 'length' | 'cancelled';
  metrics: AnswerMetrics;
  /** Number of the oldest non-system turns left out because the context was full. */
  droppedTurns: number;
};

export type LlmAdapter = {
  readonly location: 'local' | 'cloud';
  /**
   * After an abort it settles within 300 ms with what was written so far (`finish: 'cancelled'`).
   * Throws `models.*` when the model cannot be used, `chat.CONTEXT_OVERFLOW` when the last turn alone does not fit,
   * `worker.CRASHED` when the process died on the way (pieces already handed to `onText` stay valid).
   */
  answer(request: AnswerRequest): Promise<Answer>;
  close(): Promise<void>;
};
