/** The endpoint with a scripted model behind it, and the official client in front, for tests. */
import fastify from 'fastify';
import OpenAI from 'openai';
import { silentLog } from '../../../../core/kernel/log.ts';
import {
  createEndpoint,
  type Endpoint,
  type EndpointEmbedder,
} from '../../../../core/services/gateway/endpoint.ts';
import type { ModelCall } from '../../../../core/services/gateway/model-call.ts';
import { createProviderLlm, usualBaseUrl } from '../../../../core/adapters/llm/providers/index.ts';
import { createFakeDoor } from '../../../../core/adapters/llm/providers/testing/fake-door.ts';
import { createSetUp } from '../../../../core/services/gateway/testing/set-up.ts';
import { registerOpenAi } from '../index.ts';

const setUp = createSetUp({ createProviderLlm, createFakeDoor, usualBaseUrl });

type Audit = { action: string; outcome: string; subject: string | null };

export const serve = async (
  more: {
    says?: (call: ModelCall) => Promise<object>;
    embed?: EndpointEmbedder['embed'];
    scopes?: ('models' | 'chat' | 'embeddings' | 'audio')[];
    dataClass?: 'internal' | 'confidential';
    rate?: () => number;
    locked?: boolean;
    maxRetries?: number;
  } = {},
) => {
  const calls: ModelCall[] = [];
  const scene = setUp({
    local: async (call) => {
      calls.push(call);
      return (await more.says?.(call)) ?? {};
    },
  });
  const audit: Audit[] = [];
  const endpoint: Endpoint = createEndpoint({
    gateway: scene.gateway,
    takeRate: more.rate ?? (() => 0),
    audit: ({ action, outcome, subject }) => void audit.push({ action, outcome, subject }),
    embedder: more.embed
      ? { model: async () => ({ id: 'small', name: 'small', dimensions: 3 }), embed: more.embed }
      : null,
  });
  const { secret, key } = scene.gateway.endpointKeys.create(scene.owner, {
    name: 'test',
    scopes: more.scopes ?? ['models', 'chat', 'embeddings', 'audio'],
    dataClass: more.dataClass ?? 'confidential',
  });
  const app = fastify({ forceCloseConnections: true });
  await registerOpenAi(app, {
    endpoint: () => (more.locked ? null : endpoint),
    log: silentLog,
    failed: () => 0,
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const client = (apiKey = secret) =>
    new OpenAI({ apiKey, baseURL: `${origin}/v1`, maxRetries: more.maxRetries ?? 0 });
  const close = async () => app.close();
  return {
    ...scene,
    client: client(),
    clientWith: client,
    calls,
    audit,
    key,
    origin,
    secret,
    close,
    [Symbol.asyncDispose]: close,
  };
};

/** What the client throws. */
export const failure = async (promise: PromiseLike<unknown>) =>
  Promise.resolve(promise).then(
    () => {
      throw new Error('no failure');
    },
    (error: unknown) => error as InstanceType<typeof OpenAI.APIError>,
  );
