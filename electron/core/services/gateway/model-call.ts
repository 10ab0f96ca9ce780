/** What is asked of the gateway, and what comes back: a model's answer, and where it came from and why. */
import type { AnswerRoute, DataClass } from '../../../contract/gateway.ts';
import type { ModelFinish, ModelRequest, ModelToolCall, TokenUsage } from '../../../contract/model-call.ts';
import type { Answer, AnswerRequest } from '../../adapters/llm/kind.ts';

export type Owner = { tenantId: string; userId: string };

/** Where the text comes from, which decides where it may go. */
export type Origin =
  | { kind: 'conversation'; conversationId: string; spaceIds?: string[] }
  | { kind: 'declared'; dataClass: DataClass; endpointKeyId?: string };

/** One attempt at one model. */
export type ModelCall = ModelRequest & Pick<AnswerRequest, 'signal' | 'onText' | 'onLoading' | 'onWaiting'>;

export type GatewayCall = ModelCall & {
  owner?: Owner;
  /** Without one nothing leaves this program. */
  origin?: Origin;
  /** Called before the first piece of text. */
  onRoute?(route: AnswerRoute): void;
};

/** What an adapter returns; a plain one has neither tool calls nor its own counts. */
export type ModelAnswer = Omit<Answer, 'finish'> & {
  finish: ModelFinish;
  toolCalls?: ModelToolCall[];
  usage?: TokenUsage | null;
};

export type GatewayAnswer = Omit<ModelAnswer, 'toolCalls' | 'usage'> & {
  toolCalls: ModelToolCall[];
  usage: TokenUsage;
  route: AnswerRoute;
  /** Millionths of a US dollar; `null`: the price is not known. */
  costMicros: number | null;
};
