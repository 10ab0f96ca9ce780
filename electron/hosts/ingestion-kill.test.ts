/** A power cut in the middle of reading files, as a real SIGKILL of the real headless host. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../contract/index.ts';
import { findRunningHost } from './host-file.ts';

const files = 40;
const copies = 5;
const kills = 2;

let folder = '';
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-kill-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The contract library's type means the browser's class; `ws` offers the four members it uses. */
type LinkSocket = ConstructorParameters<typeof RPCLink>[0]['websocket'];

const start = async () => {
  const data = join(folder, 'data');
  const args = ['--port', '0', '--data', data, '--models', join(folder, 'models')];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'headless.ts'), ...args], {
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'en_US.UTF-8' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const exited = once(child, 'exit');
  child.stdout.setEncoding('utf8');
  let printed = '';
  for await (const piece of child.stdout) {
    printed += piece;
    if (printed.includes('/enter?token=')) break;
  }
  const host = await findRunningHost(data);
  const socket = new WebSocket(`ws://127.0.0.1:${host?.port}/rpc`, {
    headers: { authorization: `Bearer ${host?.token}` },
  });
  await once(socket, 'open');
  socket.on('error', () => {});
  const client: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as LinkSocket }));
  return {
    client,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

it('every file is a document once, however often the host is killed meanwhile', async () => {
  const from = join(folder, 'files');
  await mkdir(from);
  const textOf = (n: number) =>
    `# Akte ${n}\n\nVorgang ${n}: ${`Der Rat hat über Punkt ${n} beraten. `.repeat(30)}\n`;
  for (let n = 0; n < files; n += 1) await writeFile(join(from, `Akte ${n}.md`), textOf(n));
  for (let n = 0; n < copies; n += 1) await writeFile(join(from, `Kopie ${n}.md`), textOf(n));
  let host = await start();
  const { id: spaceId } = await host.client.knowledge.createSpace({ name: 'Akten' });
  await host.client.ingestion.add({ spaceId, paths: [from] });
  for (let kill = 1; kill <= kills; kill += 1) {
    await sleep(100 + Math.random() * 700);
    await host.kill();
    host = await start();
  }
  await expect
    .poll(async () => (await host.client.ingestion.state({ spaceId })).done, { interval: 700 })
    .toBe(files + copies);
  const { items } = await host.client.knowledge.documents({ spaceId, limit: 200 });
  expect(items.map((item) => item.title).sort()).toEqual(
    Array.from({ length: files }, (_, n) => `Akte ${n}`).sort(),
  );
  expect(items.every((item) => item.version === 1)).toBe(true);
  const { hits } = await host.client.knowledge.search({ query: 'Vorgang 31', spaceIds: [spaceId], limit: 1 });
  expect(hits[0]?.title).toBe('Akte 31');
  expect((await host.client.system.doctor()).database.integrity).toBe('ok');
  await host.kill();
});
