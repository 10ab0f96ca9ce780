/**
 * Language models of a provider outside this program: OpenAI, Anthropic, Azure OpenAI, Google, Ollama and whatever speaks
 * OpenAI's protocol, through their maintained SDKs. One call is one attempt: who to try next, and whether at all, is the
 * gateway's business. Nothing reaches the network but through the door.
 */
import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider';
import type { ProviderKind } from '../../../../contract/gateway.ts';
import type { ModelFinish, ModelToolCall, TokenUsage } from '../../../../contract/model-call.ts';
import { appError } from '../../../kernel/errors.ts';
import type { NetworkDoor } from '../../../ports/network.ts';
import type { LlmAdapter } from '../kind.ts';
import { createCoalescer } from '../../../kernel/coalesce.ts';
import { doorFetch } from './door-fetch.ts';
import { fetchModelIds } from './list-models.ts';
import type { ModelAnswer, ModelCall } from './model-call.ts';
import { callOptions } from './prompt.ts';
import { type FailureContext, readFailure } from './read-failure.ts';
import { languageModel, needsKey, usualBaseUrl } from './sdk.ts';
import { createWatchdog, type Patience, untilAborted, type Watchdog } from './watchdog.ts';

export type { ModelAnswer, ModelCall } from './model-call.ts';
export { usualBaseUrl } from './sdk.ts';
export type { Patience } from './watchdog.ts';

export type ProviderConfig = {
  id: string;
  kind: ProviderKind;
  name: string;
  /** Empty: the kind's own. */
  baseUrl: string;
  contextTokensOf(modelId: string): number | null;
};

export type ProviderLlm = Omit<LlmAdapter, 'answer'> & {
  readonly location: 'cloud';
  /**
   * After an abort it settles within 300 ms with what was written so far (`finish: 'cancelled'`). Throws `gateway.*`,
   * `network.DENIED` without a packet sent, `chat.CONTEXT_OVERFLOW`; pieces already handed to `onText` stay valid.
   */
  answer(call: ModelCall): Promise<ModelAnswer>;
  /** `consent`: a person asked for this connection just now. */
  modelIds(options: { consent: boolean; signal: AbortSignal }): Promise<string[]>;
};

export type ProviderOptions = {
  provider: ProviderConfig;
  /** Read anew for each call. */
  apiKey(): Promise<string | null>;
  door: NetworkDoor;
  patience?: Partial<Patience>;
  now?: () => number;
};

/** A server that loads its model at the first request is silent for minutes. */
const patienceOf = (kind: ProviderKind): Patience =>
  kind === 'ollama' || kind === 'openai-compatible'
    ? { connectMs: 180_000, firstTokenMs: 180_000, idleMs: 60_000 }
    : { connectMs: 20_000, firstTokenMs: 90_000, idleMs: 45_000 };

export const createProviderLlm = (options: ProviderOptions): ProviderLlm => {
  const { provider, door, now = Date.now } = options;
  const patience = { ...patienceOf(provider.kind), ...options.patience };
  const baseUrl = provider.baseUrl === '' ? (usualBaseUrl[provider.kind] ?? '') : provider.baseUrl;
  const silenceMs = Math.max(patience.connectMs, patience.firstTokenMs, patience.idleMs) + 5_000;

  const readKey = async (): Promise<string> => {
    const key = await options.apiKey();
    if (key === null && needsKey(provider.kind))
      throw appError('gateway.KEY_MISSING', { provider: provider.name });
    return key ?? '';
  };

  const failure = (
    error: unknown,
    watchdog: Watchdog | null,
    context: Omit<FailureContext, 'provider' | 'host' | 'now'>,
  ) =>
    watchdog?.expired != null
      ? appError('gateway.TIMEOUT', { provider: provider.name, ...watchdog.expired })
      : readFailure(error, { ...context, provider: provider.name, host: hostOf(baseUrl), now });

  const answer = async (call: ModelCall): Promise<ModelAnswer> => {
    const startedAt = performance.now();
    const made: Made = { text: '', toolCalls: [], usage: null, finish: null, firstAt: null };
    const contextTokens = provider.contextTokensOf(call.modelId) ?? 0;
    const result = (finish: ModelFinish): ModelAnswer => ({
      text: made.text,
      toolCalls: finish === 'cancelled' ? [] : made.toolCalls,
      finish,
      usage: made.usage,
      droppedTurns: 0,
      metrics: metricsOf(made, startedAt, contextTokens),
    });
    if (call.signal.aborted) return result('cancelled');
    refuseOverlong(call, contextTokens);
    const apiKey = await readKey();
    const watchdog = createWatchdog(patience, call.signal);
    const out = createCoalescer(call.onText);
    let connected = false;
    const onHeaders = () => {
      connected = true;
      watchdog.saw('headers');
    };
    try {
      const fetch = doorFetch({ door, providerId: provider.id, silenceMs, onHeaders });
      const model = languageModel({ kind: provider.kind, baseUrl, apiKey, fetch }, call.modelId);
      const asked = model.doStream({ ...callOptions(call), abortSignal: watchdog.signal });
      const { stream } = await untilAborted(asked, watchdog.signal);
      for await (const part of parts(stream, watchdog.signal))
        take(part, made, { call, out, watchdog, name: provider.name });
      out.flush();
      if (made.finish === null) throw appError('gateway.STREAM_CUT', { provider: provider.name });
      return result(made.finish);
    } catch (error) {
      out.flush();
      if (call.signal.aborted) return result('cancelled');
      throw failure(error, watchdog, { modelId: call.modelId, connected });
    } finally {
      watchdog.stop();
    }
  };

  return {
    location: 'cloud',
    answer,
    modelIds: async ({ consent, signal }) => {
      const apiKey = await readKey();
      let connected = false;
      const onHeaders = () => {
        connected = true;
      };
      try {
        const fetch = doorFetch({
          door,
          providerId: provider.id,
          consent,
          silenceMs: patience.connectMs,
          onHeaders,
        });
        return await fetchModelIds({ kind: provider.kind, baseUrl, apiKey, fetch, signal });
      } catch (error) {
        if (signal.aborted) throw appError('request.CANCELLED', {}, { cause: error });
        throw failure(error, null, { modelId: '', connected });
      }
    },
    close: async () => {},
  };
};

type Made = {
  text: string;
  toolCalls: ModelToolCall[];
  usage: TokenUsage | null;
  finish: ModelFinish | null;
  firstAt: number | null;
};

type Surroundings = { call: ModelCall; out: { add(piece: string): void }; watchdog: Watchdog; name: string };

const take = (
  part: LanguageModelV4StreamPart,
  made: Made,
  { call, out, watchdog, name }: Surroundings,
): void => {
  switch (part.type) {
    case 'text-delta':
      watchdog.saw('piece');
      if (part.delta === '') return;
      made.firstAt ??= performance.now();
      made.text += part.delta;
      out.add(part.delta);
      return;
    case 'reasoning-delta':
    case 'tool-input-start':
    case 'tool-input-delta':
      watchdog.saw('piece');
      return;
    case 'tool-call':
      made.firstAt ??= performance.now();
      made.toolCalls.push(checkedToolCall(part, call, name));
      return;
    case 'error':
      throw part.error;
    case 'finish':
      made.usage = usageOf(part.usage);
      made.finish = finishOf(part.finishReason, made.toolCalls.length > 0);
      return;
    default:
      return;
  }
};

const checkedToolCall = (
  part: { toolCallId: string; toolName: string; input: string },
  call: ModelCall,
  provider: string,
): ModelToolCall => {
  const known = call.tools?.some((tool) => tool.name === part.toolName) ?? false;
  const argumentsJson = part.input === '' ? '{}' : part.input;
  if (!known || !isJsonObject(argumentsJson))
    throw appError('gateway.BAD_TOOL_CALL', { provider, tool: part.toolName });
  return { id: part.toolCallId, name: part.toolName, argumentsJson };
};

const isJsonObject = (json: string): boolean => {
  try {
    const value: unknown = JSON.parse(json);
    return value !== null && typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** `null`: the stream ended without the provider having said that it was done. */
const finishOf = (
  reason: { unified: string; raw: string | undefined },
  hasToolCalls: boolean,
): ModelFinish | null => {
  if (reason.raw === undefined || reason.unified === 'interrupted' || reason.unified === 'error') return null;
  if (hasToolCalls) return 'tool-calls';
  return reason.unified === 'length' || reason.unified === 'content-filter' ? reason.unified : 'stop';
};

const usageOf = ({ inputTokens, outputTokens }: LanguageModelV4Usage): TokenUsage | null =>
  inputTokens.total === undefined || outputTokens.total === undefined
    ? null
    : {
        promptTokens: inputTokens.total,
        cachedTokens: inputTokens.cacheRead ?? 0,
        completionTokens: outputTokens.total,
        estimated: false,
      };

const metricsOf = (made: Made, startedAt: number, contextTokens: number): ModelAnswer['metrics'] => {
  const durationMs = performance.now() - startedAt;
  const timeToFirstTokenMs = made.firstAt === null ? null : made.firstAt - startedAt;
  const writingMs = durationMs - (timeToFirstTokenMs ?? durationMs);
  const completionTokens = made.usage?.completionTokens ?? 0;
  return {
    promptTokens: made.usage?.promptTokens ?? 0,
    reusedTokens: made.usage?.cachedTokens ?? 0,
    completionTokens,
    timeToFirstTokenMs,
    tokensPerSecond: completionTokens > 0 && writingMs > 0 ? (completionTokens * 1000) / writingMs : null,
    durationMs,
    contextTokens,
    droppedMessages: 0,
  };
};

/** No tokeniser packs more than eight characters into a token on average: what is too long even so need not be sent. */
const charactersPerTokenAtMost = 8;

const refuseOverlong = (call: ModelCall, contextTokens: number): void => {
  if (contextTokens === 0) return;
  const length = call.turns.reduce((sum, turn) => sum + turn.text.length, 0);
  const needTokens = Math.ceil(length / charactersPerTokenAtMost);
  if (needTokens > contextTokens)
    throw appError('chat.CONTEXT_OVERFLOW', { needTokens, haveTokens: contextTokens });
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

/** The parts of a stream, until the end or the abort; leaving early closes it. */
async function* parts<T>(stream: ReadableStream<T>, signal: AbortSignal): AsyncGenerator<T> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
