/** A language model that continues a conversation. */
import type { ModelFinish, ModelRequest, ModelToolCall, ModelTurn } from '../../../contract/model-call.ts';
import type { AnswerMetrics } from '../../../contract/runs.ts';

export type ChatTurn = ModelTurn;

/**
 * With `responseSchema` the text of an answer that ends by itself, or because of `maxTokens`, is one JSON value that follows
 * the schema (`stop` is then ignored). With `tools` the answer may be tool calls instead of text, or after it.
 */
export type AnswerRequest = ModelRequest & {
  signal: AbortSignal;
  /** Called with each further piece of the answer, in order, at most about 30 times per second. */
  onText(piece: string): void;
  /** Called when the model has to be brought into memory first. */
  onLoading?(): void;
  /** Called with `true` when others have to be answered first, and with `false` when it is this one's turn. */
  onWaiting?(isWaiting: boolean): void;
};

export type Answer = {
  text: string;
  finish: ModelFinish;
  /** Whole calls only: one that was cut off is left out. */
  toolCalls?: ModelToolCall[];
  metrics: AnswerMetrics;
  /** Number of the oldest non-system turns left out because the context was full. */
  droppedTurns: number;
};

export type LlmAdapter = {
  readonly location: 'local' | 'cloud';
  /**
   * After an abort it settles within 300 ms with what was written so far (`finish: 'cancelled'`).
   * Throws `models.*` when the model cannot be used or be held to a schema, `chat.CONTEXT_OVERFLOW` when the last turn alone
   * does not fit, `worker.CRASHED` when the process died on the way (pieces already handed to `onText` stay valid).
   */
  answer(request: AnswerRequest): Promise<Answer>;
  close(): Promise<void>;
};
