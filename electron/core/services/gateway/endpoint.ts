/**
 * What a program gets that comes with an endpoint key: the same models, with the same guard in front of them as everyone
 * else: who is it, may they, how often, then the audit entry. What the key's data class says decides what may leave.
 */
import type { EndpointKey, EndpointScope, GatewayModel } from '../../../contract/gateway.ts';
import { appError, isAppError } from '../../kernel/errors.ts';
import type { Gateway } from './index.ts';
import type { GatewayAnswer, ModelCall, Owner } from './model-call.ts';

export type EndpointCaller = { key: EndpointKey; owner: Owner };

export type Embedding = {
  modelId: string;
  /** In the order of the texts. */
  vectors: number[][];
  promptTokens: number;
};

export type EndpointOptions = {
  gateway: Pick<Gateway, 'answer' | 'models'> & {
    endpointKeys: Pick<Gateway['endpointKeys'], 'authenticate'>;
  };
  /** Takes one call from the client's allowance; milliseconds to wait when there is none. */
  takeRate(client: string): number;
  audit(entry: {
    owner: Owner;
    action: string;
    subject: string | null;
    outcome: string;
    durationMs: number;
  }): void;
  /** `null`: this host has none. */
  embedder: EndpointEmbedder | null;
};

export type EndpointEmbedder = {
  /** `null` while no embedding model is installed. */
  model(): Promise<{ id: string; name: string; dimensions: number } | null>;
  /** Throws `models.NOT_FOUND` for any other model. */
  embed(texts: string[], wish: { modelId: string; signal: AbortSignal }): Promise<Embedding>;
};

export type Endpoint = ReturnType<typeof createEndpoint>;

export const createEndpoint = ({ gateway, takeRate, audit, embedder }: EndpointOptions) => {
  const guarded = async <T>(
    caller: EndpointCaller,
    scope: EndpointScope,
    action: string,
    work: () => Promise<T>,
    outcomeOf: (result: T) => string = () => 'ok',
  ): Promise<T> => {
    const startedAt = performance.now();
    const entry = (outcome: string) =>
      audit({
        owner: caller.owner,
        action: `endpoint.${action}`,
        subject: caller.key.id,
        outcome,
        durationMs: Math.round(performance.now() - startedAt),
      });
    try {
      if (!caller.key.scopes.includes(scope))
        throw appError('request.FORBIDDEN', { permission: `endpoint.${scope}` });
      const waitMs = takeRate(caller.owner.userId);
      if (waitMs > 0) throw appError('request.RATE_LIMITED', { retryAfterMs: waitMs }, { retry: true });
      const result = await work();
      entry(outcomeOf(result));
      return result;
    } catch (error) {
      entry(isAppError(error) ? error.code : 'failed');
      throw error;
    }
  };

  /** Only what this key can really reach. */
  const modelsFor = async ({ key, owner }: EndpointCaller): Promise<GatewayModel[]> =>
    (await gateway.models(owner)).filter(
      (model) => model.location === 'local' || key.dataClass === 'internal',
    );

  const embedding = async (): Promise<GatewayModel[]> => {
    const model = (await embedder?.model()) ?? null;
    if (model === null) return [];
    const { id, name } = model;
    const here = { location: 'local', reach: 'program', providerName: null } as const;
    return [{ id, name, ...here, contextTokens: null, price: { input: 0, output: 0 } }];
  };

  return {
    /** Throws `request.UNAUTHENTICATED`. */
    authenticate: (secret: string): EndpointCaller => gateway.endpointKeys.authenticate(secret),

    models: (caller: EndpointCaller) =>
      guarded(caller, 'models', 'models', async () => [...(await modelsFor(caller)), ...(await embedding())]),

    /** Throws `models.NOT_FOUND` for a model this key cannot reach. */
    chat: (caller: EndpointCaller, call: ModelCall): Promise<GatewayAnswer> =>
      guarded(
        caller,
        'chat',
        'chat',
        async () => {
          const known = (await modelsFor(caller)).some((model) => model.id === call.modelId);
          if (!known) throw appError('models.NOT_FOUND', {});
          return gateway.answer({
            ...call,
            owner: caller.owner,
            origin: { kind: 'declared', dataClass: caller.key.dataClass, endpointKeyId: caller.key.id },
          });
        },
        (answer) => (answer.finish === 'cancelled' ? 'request.CANCELLED' : 'ok'),
      ),

    embed: (
      caller: EndpointCaller,
      texts: string[],
      wish: { modelId: string; signal: AbortSignal },
    ): Promise<Embedding> =>
      guarded(caller, 'embeddings', 'embeddings', async () => {
        if (embedder === null || (await embedder.model()) === null)
          throw appError('gateway.UNSUPPORTED', { modelId: wish.modelId, feature: 'embeddings' });
        return embedder.embed(texts, wish);
      }),

    /** Neither transcription nor speech is there yet. */
    audio: (caller: EndpointCaller, modelId: string): Promise<never> =>
      guarded(caller, 'audio', 'audio', async () => {
        throw appError('gateway.UNSUPPORTED', { modelId, feature: 'audio' });
      }),
  };
};
