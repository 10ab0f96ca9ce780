/** The built headless host as a process of its own that may be killed and started again on the same port and data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Client } from '../electron/contract/index.ts';

export type HeadlessHost = {
  url: string;
  origin: string;
  port: number;
  client: Client;
  kill(): Promise<void>;
};

const root = join(import.meta.dirname, '..');
/** What a running host writes into its data folder. */
const announced = z.object({ pid: z.int(), port: z.int(), token: z.string() });
/** The contract library's type means the browser's class; `ws` offers the four members it uses. */
type LinkSocket = ConstructorParameters<typeof RPCLink>[0]['websocket'];

const printedUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = '';
    const read = (piece: string): void => {
      printed += piece;
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*(?=\n)/.exec(printed)?.[0];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${printed}`)));
  });

export const startHeadlessHost = async (dataDir: string, port: number): Promise<HeadlessHost> => {
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/headless.js'), '--port', String(port), '--data', dataDir],
    { env: { ...process.env, WATTOS_KEY_FILE: `${dataDir}.key` }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const url = await printedUrl(child);
  const running = announced.parse(JSON.parse(readFileSync(join(dataDir, 'host.json'), 'utf8')));
  const socket = new WebSocket(`ws://127.0.0.1:${running.port}/rpc`, {
    headers: { authorization: `Bearer ${running.token}` },
  });
  await once(socket, 'open');
  const client: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as LinkSocket }));
  return {
    ...{ url, client },
    origin: new URL(url).origin,
    port: running.port,
    kill: async () => {
      socket.on('error', () => {});
      child.kill('SIGKILL');
      await exited;
    },
  };
};
