/** For tests: the real engine behind the real server, on a free port, with a page to serve. */
import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { silentLog } from '../../core/kernel/log.ts';
import { createMemoryHost } from '../memory.ts';
import { listen } from './server.ts';

export const token = 'test-token-test-token-test-token-test-token';
const browserSession = 'browser-session-browser-session-browser-sess';
export const cookie = `wattos-test=${browserSession}`;

export type TestHost = AsyncDisposable & {
  port: number;
  origin: string;
  webSocketUrl: string;
  dataDir: string;
};

export const startTestHost = async (): Promise<TestHost> => {
  const memory = await createMemoryHost({ modelsDir: null });
  const rendererDir = join(memory.dataDir, 'page');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(rendererDir, 'assets', 'main-abc123.js'), 'export {};');
  await writeFile(join(memory.dataDir, 'secret.txt'), 'outside of the page');
  const host = await listen({
    core: memory.core,
    port: 0,
    version: '1.2.3',
    token,
    browserSession,
    cookieName: 'wattos-test',
    rendererDir,
    log: silentLog,
  });
  return {
    port: host.port,
    origin: `http://127.0.0.1:${host.port}`,
    webSocketUrl: `ws://127.0.0.1:${host.port}/rpc`,
    dataDir: memory.dataDir,
    [Symbol.asyncDispose]: async () => {
      await host.close();
      await memory.close();
    },
  };
};

export type RawResponse = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};

/** Sends exactly this path and these headers, `Host` and `..` included, which `fetch` would not. */
export const send = (
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawResponse> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
