/**
 * A provider on this computer for tests: speaks the protocols of OpenAI (also Azure, Ollama), Anthropic and Google, and
 * fails in all the ways real ones do. Counts every connection, so that a test can prove that there was none.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type FakeAnswer, framesOf, type Protocol } from './protocols.ts';

export type Behaviour =
  | ({ type: 'answer'; firstMs?: number; everyMs?: number } & FakeAnswer)
  | { type: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Takes the request and says nothing. */
  | { type: 'hang' }
  /** Sends headers and the beginning, then nothing more. */
  | { type: 'stall'; pieces: string[] }
  /** The connection breaks after these pieces. */
  | { type: 'cut'; pieces: string[] }
  /** The response ends properly, but in the middle of the answer. */
  | { type: 'end-early'; pieces: string[] }
  | { type: 'malformed'; pieces: string[] }
  | { type: 'error-event'; pieces: string[] };

export type FakeRequest = {
  protocol: Protocol;
  path: string;
  headers: IncomingMessage['headers'];
  model: string;
  body: Record<string, unknown>;
};

export type FakeProvider = AsyncDisposable & {
  origin: string;
  /** Base URLs as a person would enter them. */
  baseUrl: Record<Protocol | 'azure', string>;
  requests: FakeRequest[];
  connections(): number;
  /** Refuses connections from now on and breaks those that are open. */
  kill(): Promise<void>;
};

export const startFakeProvider = async (
  behave: (request: FakeRequest, index: number) => Behaviour,
): Promise<FakeProvider> => {
  const requests: FakeRequest[] = [];
  let connections = 0;

  const server = createServer((request, response) => {
    response.on('error', () => {});
    serve(request, response).catch(() => response.destroy());
  });
  server.on('connection', () => {
    connections += 1;
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    const protocol: Protocol = url.pathname.startsWith('/v1beta')
      ? 'google'
      : url.pathname.endsWith('/messages')
        ? 'anthropic'
        : 'openai';
    const model = String(body.model ?? /models\/([^:]+):/.exec(url.pathname)?.[1] ?? '');
    const asked: FakeRequest = { protocol, path: url.pathname, headers: request.headers, model, body };
    const index = requests.push(asked) - 1;
    if (request.method === 'GET' && url.pathname.endsWith('/models'))
      return sendModels(response, behave(asked, index), protocol);
    return perform(response, behave(asked, index), asked);
  };

  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const kill = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return {
    origin,
    baseUrl: {
      openai: `${origin}/v1`,
      anthropic: `${origin}/v1`,
      google: `${origin}/v1beta`,
      azure: `${origin}/openai/v1`,
    },
    requests,
    connections: () => connections,
    kill,
    [Symbol.asyncDispose]: async () => {
      if (server.listening) await kill();
    },
  };
};

const sendModels = (response: ServerResponse, behaviour: Behaviour, protocol: Protocol): void => {
  if (behaviour.type === 'status') {
    sendStatus(response, behaviour);
    return;
  }
  const body =
    protocol === 'google'
      ? {
          models: [
            { name: 'models/fake-1', supportedGenerationMethods: ['generateContent'] },
            { name: 'models/embed' },
          ],
        }
      : { object: 'list', data: [{ id: 'fake-1', object: 'model' }] };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const sendStatus = (response: ServerResponse, behaviour: Extract<Behaviour, { type: 'status' }>): void => {
  const body = behaviour.body ?? { error: { message: 'no', type: 'fake_error', param: null, code: null } };
  response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
  response.end(JSON.stringify(body));
};

const perform = async (response: ServerResponse, behaviour: Behaviour, asked: FakeRequest): Promise<void> => {
  if (behaviour.type === 'status') return sendStatus(response, behaviour);
  if (behaviour.type === 'hang') return;
  const frames = framesOf(
    asked.protocol,
    asked.model,
    behaviour.type === 'answer' ? behaviour : { pieces: behaviour.pieces },
  );
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (behaviour.type === 'answer' && behaviour.firstMs !== undefined) {
    response.flushHeaders();
    await delay(behaviour.firstMs, undefined, { ref: false });
  }
  for (const frame of frames.start) response.write(frame);
  for (const piece of behaviour.pieces) {
    response.write(frames.piece(piece));
    if (behaviour.type === 'answer' && behaviour.everyMs !== undefined) await delay(behaviour.everyMs);
    if (response.destroyed) return;
  }
  switch (behaviour.type) {
    case 'stall':
      return;
    case 'cut':
      // Let what was written arrive before the connection breaks.
      await delay(30);
      response.destroy();
      return;
    case 'malformed':
      response.write(frames.malformed);
      break;
    case 'error-event':
      response.end(frames.error);
      return;
    case 'end-early':
      response.end();
      return;
    case 'answer':
      break;
  }
  for (const frame of frames.end) response.write(frame);
  response.end();
};
