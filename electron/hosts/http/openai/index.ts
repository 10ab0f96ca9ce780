/**
 * The OpenAI-compatible endpoint under `/v1`: models, chat completions, embeddings; transcription and speech as soon as
 * they exist. Programs come with an endpoint key; pages of other origins are refused before they get here.
 */
import { PassThrough } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayModel } from '../../../contract/gateway.ts';
import { appError } from '../../../core/kernel/errors.ts';
import { newId } from '../../../core/kernel/ids.ts';
import type { Log } from '../../../core/kernel/log.ts';
import type { Endpoint, EndpointCaller } from '../../../core/services/gateway/endpoint.ts';
import { bearerOf } from '../access.ts';
import { createChunks, event, newHead, wholeAnswer } from './chat.ts';
import { badRequest, internalError, type OpenAiError, toOpenAiError } from './error.ts';
import { type ChatRequest, readChatRequest, readEmbeddingsRequest } from './read-request.ts';

export type OpenAiOptions = {
  /** `null` while the database is locked. */
  endpoint(): Endpoint | null;
  log: Log;
  /** Counts a failed attempt of an address; milliseconds to wait, 0 while it is within the limit. */
  failed(address: string): number;
};

/** The host's own check of its secrets does not apply: these routes have keys of their own. */
const ownKeys = { config: { open: true } };

export const registerOpenAi = async (app: FastifyInstance, options: OpenAiOptions): Promise<void> => {
  const callers = new WeakMap<FastifyRequest, EndpointCaller>();

  const endpoint = (): Endpoint => {
    const present = options.endpoint();
    if (present === null) throw appError('vault.LOCKED', {});
    return present;
  };
  const callerOf = (request: FastifyRequest): EndpointCaller => {
    const caller = callers.get(request);
    if (caller === undefined) throw appError('request.UNAUTHENTICATED', {});
    return caller;
  };

  const authenticate = (request: FastifyRequest): void => {
    const present = endpoint();
    try {
      callers.set(request, present.authenticate(bearerOf(request.headers.authorization) ?? ''));
    } catch (error) {
      const waitMs = options.failed(request.ip);
      throw waitMs > 0 ? appError('request.RATE_LIMITED', { retryAfterMs: waitMs }) : error;
    }
  };

  await app.register(
    async (v1) => {
      v1.addHook('onRequest', async (request, reply) => {
        reply.header('cache-control', 'no-store');
        authenticate(request);
      });
      // Uploads are read away, so that their sender gets an answer instead of a broken connection.
      v1.addContentTypeParser('multipart/form-data', (_request, payload, done) => {
        payload
          .on('error', done)
          .on('end', () => done(null, undefined))
          .resume();
      });

      v1.get('/models', ownKeys, async (request) => ({
        object: 'list',
        data: (await endpoint().models(callerOf(request))).map(modelOf),
      }));
      v1.get<{ Params: { '*': string } }>('/models/*', ownKeys, async (request) => {
        const model = (await endpoint().models(callerOf(request))).find(
          (one) => one.id === request.params['*'],
        );
        if (model === undefined) throw appError('models.NOT_FOUND', {});
        return modelOf(model);
      });
      v1.post('/chat/completions', ownKeys, async (request, reply) => {
        const caller = callerOf(request);
        const asked = readChatRequest(request.body);
        const signal = goneSignal(reply);
        return asked.stream ? stream(caller, asked, reply, signal) : whole(caller, asked, signal);
      });
      v1.post('/embeddings', ownKeys, async (request, reply) => {
        const asked = readEmbeddingsRequest(request.body);
        const made = await endpoint().embed(callerOf(request), asked.texts, {
          modelId: asked.modelId,
          signal: goneSignal(reply),
        });
        const length = made.vectors[0]?.length ?? 0;
        // Shortened vectors are another model's promise.
        if (asked.dimensions !== null && asked.dimensions !== length)
          throw badRequest('dimensions', `This model's embeddings have ${length} dimensions.`);
        return {
          object: 'list',
          model: made.modelId,
          data: made.vectors.map((vector, index) => ({
            object: 'embedding',
            index,
            embedding: asked.base64
              ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
              : vector,
          })),
          usage: { prompt_tokens: made.promptTokens, total_tokens: made.promptTokens },
        };
      });
      for (const path of ['/audio/transcriptions', '/audio/translations', '/audio/speech'])
        v1.post(path, ownKeys, async (request) =>
          endpoint().audio(callerOf(request), modelOfBody(request.body)),
        );
      v1.all('/*', ownKeys, async (request) => {
        throw Object.assign(
          badRequest(null, `Unknown request URL: ${request.method} ${request.url.split('?')[0]}`),
          { statusCode: 404 },
        );
      });

      v1.setErrorHandler<FastifyError>((error, request, reply) => {
        const shown = describe(error, request);
        reply.code(error.statusCode === 404 ? 404 : shown.status).headers(shown.headers);
        return reply.send(shown.body);
      });
    },
    { prefix: '/v1' },
  );

  const describe = (error: FastifyError, request: FastifyRequest): OpenAiError => {
    const known = toOpenAiError(error);
    if (known !== null) return known;
    const { statusCode } = error;
    if (statusCode !== undefined && statusCode < 500) {
      const refused = toOpenAiError(badRequest(null, error.code ?? 'The request is malformed.'));
      if (refused !== null) return { ...refused, status: statusCode };
    }
    const reference = newId();
    options.log.error({ reference, route: request.routeOptions.url, error }, 'endpoint request failed');
    return internalError(reference);
  };

  const whole = async (
    caller: EndpointCaller,
    { stream: _, includeUsage: __, ...asked }: ChatRequest,
    signal: AbortSignal,
  ) => {
    const answer = await endpoint().chat(caller, { ...asked, signal, onText: () => {} });
    return wholeAnswer(newHead(asked.modelId), answer);
  };

  /** Until the first piece a failure still has its status; later ones become an event in the stream. */
  const stream = async (
    caller: EndpointCaller,
    { stream: _, includeUsage, ...asked }: ChatRequest,
    reply: FastifyReply,
    signal: AbortSignal,
  ) => {
    const chunks = createChunks(newHead(asked.modelId), { includeUsage });
    const out = new PassThrough();
    // A client that has gone destroys it; what would still be written has no reader.
    out.on('error', () => {});
    const opened = Promise.withResolvers<void>();
    let open = false;
    const write = (text: string) => {
      if (!open) out.write(chunks.start());
      open = true;
      if (!out.destroyed) out.write(text);
      opened.resolve();
    };
    const answering = endpoint().chat(caller, {
      ...asked,
      signal,
      onText: (piece) => write(chunks.text(piece)),
    });
    const ended = answering.then(
      (answer) => {
        write(chunks.end(answer));
        out.end();
      },
      (error: FastifyError) => {
        if (!open) throw error;
        write(event(describe(error, reply.request).body));
        out.end();
      },
    );
    await Promise.race([opened.promise, ended]);
    ended.catch(() => {});
    return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(out);
  };
};

/** Aborts when the client goes away before it has its answer. */
const goneSignal = (reply: FastifyReply): AbortSignal => {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
};

const modelOf = (model: GatewayModel) => ({
  id: model.id,
  object: 'model',
  /** We do not know when a model was made; the field must be there. */
  created: 0,
  owned_by: model.providerName ?? 'local',
  wattos: { location: model.location, reach: model.reach, context_tokens: model.contextTokens },
});

const modelOfBody = (body: unknown): string =>
  body !== null && typeof body === 'object' && 'model' in body && typeof body.model === 'string'
    ? body.model.slice(0, 300)
    : '';
