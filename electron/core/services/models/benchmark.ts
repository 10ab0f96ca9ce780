/** A short text from a language model, for its speed alone. */
import type { AnswerMetrics } from '../../../contract/runs.ts';
import { appError } from '../../kernel/errors.ts';
import type { Progress } from '../../runs/runs.ts';

const answerTokens = 64;
/** A shorter answer is mostly start-up. */
const fewestTokens = 16;
/** Counting goes on for as long as one lets it, in every model. */
const prompt = 'Count from 1 to 200. Write each number in words, one per line, and nothing else.';

/** Lets a language model answer. The pieces only tell that it goes on. */
export type BenchmarkWriter = (
  modelId: string,
  request: {
    prompt: string;
    maxTokens: number;
    signal: AbortSignal;
    onPiece(): void;
    onLoading(): void;
  },
) => Promise<AnswerMetrics>;

export type Telling = AnswerMetrics & { tokensPerSecond: number };

export const isTelling = (metrics: AnswerMetrics): metrics is Telling =>
  metrics.tokensPerSecond !== null && metrics.tokensPerSecond > 0 && metrics.completionTokens >= fewestTokens;

/** Throws `models.LOAD_FAILED` when the model writes next to nothing. */
export const benchmark = async (
  modelId: string,
  run: { signal: AbortSignal; progress(progress: Progress): void },
  write: BenchmarkWriter,
): Promise<Telling> => {
  let pieces = 0;
  const metrics = await write(modelId, {
    prompt,
    maxTokens: answerTokens,
    signal: run.signal,
    onLoading: () => run.progress({ phase: 'loading-model', done: 0, total: null, unit: 'tokens' }),
    onPiece: () => {
      pieces = Math.min(answerTokens, pieces + 1);
      run.progress({ phase: 'measuring', done: pieces, total: answerTokens, unit: 'tokens' });
    },
  });
  run.signal.throwIfAborted();
  if (!isTelling(metrics)) throw appError('models.LOAD_FAILED', { modelId });
  return metrics;
};
