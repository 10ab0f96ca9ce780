/** A call of a provider's model: what every adapter gets, and tools, forced output and counts besides. */
import type {
  ModelFinish,
  ModelRequest,
  ModelToolCall,
  TokenUsage,
} from '../../../../contract/model-call.ts';
import type { Answer, AnswerRequest } from '../kind.ts';

export type ModelCall = ModelRequest & Pick<AnswerRequest, 'signal' | 'onText' | 'onLoading'>;

export type ModelAnswer = Omit<Answer, 'finish'> & {
  finish: ModelFinish;
  toolCalls: ModelToolCall[];
  /** As the provider counted; `null` when it did not say. */
  usage: TokenUsage | null;
};
