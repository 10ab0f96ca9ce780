/** A provider on this computer that speaks OpenAI's protocol, and counts who comes. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type LocalProvider = {
  baseUrl: string;
  host: string;
  /** Headers of every request so far. */
  requests: IncomingHttpHeaders[];
  connections(): number;
  stop(): Promise<void>;
};

/** Answers every question with `pieces`. */
export const startProvider = async (pieces: string[]): Promise<LocalProvider> => {
  const requests: IncomingHttpHeaders[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(request.headers);
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const send = (more: object) =>
        response.write(
          `data: ${JSON.stringify({ id: 'a', object: 'chat.completion.chunk', created: 0, model: 'm', ...more })}\n\n`,
        );
      for (const content of pieces)
        send({ choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }] });
      send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
      send({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 } });
      response.end('data: [DONE]\n\n');
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl: `http://${host}/v1`,
    host,
    requests,
    connections: () => connections,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
