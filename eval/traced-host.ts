/**
 * The real headless host from source, in its own process tree, with every attempt of that tree to reach an address of the
 * internet protocols written down by the kernel's own tracing (strace): TCP, UDP and name look-ups, successful or not.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '../electron/contract/index.ts';
import { z } from 'zod';

export type TracedHost = AsyncDisposable & {
  client: Client;
  /** For programs: the OpenAI-compatible endpoint. */
  baseUrl: string;
  /** Attempts so far, one line each. */
  attempts(): string[];
};

/** What a running host writes into its data folder. */
const announced = z.object({ pid: z.int(), port: z.int(), token: z.string() });

const headless = join(import.meta.dirname, '../electron/hosts/headless.ts');
/** `connect` for TCP and connected UDP, the rest for datagrams with an address of their own. */
const calls = 'connect,sendto,sendmsg,sendmmsg';

/** Why tracing does not work here; `null` when it does. */
export const tracingProblem = (): string | null => {
  const tried = spawnSync('strace', [
    '-f',
    '-qq',
    '-o',
    '/dev/null',
    '-e',
    `trace=${calls}`,
    process.execPath,
    '-e',
    '0',
  ]);
  if (tried.error !== undefined) return `strace: ${tried.error.message}`;
  return tried.status === 0 ? null : `strace: ${tried.stderr.toString().trim()}`;
};

/** The contract library's type means the browser's class; `ws` offers the four members it uses. */
type LinkSocket = ConstructorParameters<typeof RPCLink>[0]['websocket'];

export const startTracedHost = async (modelsDir: string): Promise<TracedHost> => {
  const folder = mkdtempSync(join(tmpdir(), 'wattos-traced-'));
  const [dataDir, trace] = [join(folder, 'data'), join(folder, 'trace')];
  const host = [headless, '--port', '0', '--data', dataDir, '--models', modelsDir];
  const child = spawn(
    'strace',
    ['-f', '-qq', '-o', trace, '-e', `trace=${calls}`, process.execPath, ...host],
    { env: { ...process.env, WATTOS_KEY_FILE: join(folder, 'key') }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exited]);
  child.stdout.resume();
  const running = announced.parse(JSON.parse(readFileSync(join(dataDir, 'host.json'), 'utf8')));
  const socket = new WebSocket(`ws://127.0.0.1:${running.port}/rpc`, {
    headers: { authorization: `Bearer ${running.token}` },
  });
  await once(socket, 'open');
  const client: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as LinkSocket }));
  return {
    client,
    baseUrl: `http://127.0.0.1:${running.port}/v1`,
    attempts: () => readFileSync(trace, 'utf8').split('\n').filter(reachesOut),
    [Symbol.asyncDispose]: async () => {
      socket.close();
      process.kill(running.pid, 'SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};

/** Answers of the host's own server have no address in the call; processes among themselves use AF_UNIX. */
const reachesOut = (line: string): boolean => /sa_family=AF_INET6?\b/.test(line);
