import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exitCodes } from './exit-codes.ts';
import { send } from './http/test-host.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattos-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const start = (args: string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'headless.ts'), ...args], {
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = (async () => {
    for (;;) {
      const match = /http:\/\/127\.0\.0\.1:(\d+)\/enter\?token=\S+/.exec(output);
      if (match) return { link: match[0], port: Number(match[1]) };
      if (child.exitCode !== null) throw new Error(output);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  url.catch(() => {});
  return { child, exited, url, output: () => output };
};

test('comes up from nothing, prints one link, ends cleanly on SIGTERM and can start again', async () => {
  const data = join(folder, 'data');
  for (let round = 0; round < 2; round += 1) {
    const host = start(['--port', '0', '--data', data]);
    const { link, port } = await host.url;
    expect((await send(port, '/health')).status).toBe(200);
    expect((await send(port, new URL(link).pathname + new URL(link).search)).status).toBe(303);
    expect(((await stat(join(data, 'host.json'))).mode & 0o777).toString(8)).toBe('600');
    host.child.kill('SIGTERM');
    expect(await host.exited).toBe(0);
    expect(existsSync(join(data, 'host.json'))).toBe(false);
  }
});

test('an open page survives a restart of the host: its cookie stays valid, the printed token does not', async () => {
  const args = ['--port', '0', '--data', join(folder, 'data')];
  const enter = async (host: ReturnType<typeof start>) => {
    const { link, port } = await host.url;
    const response = await send(port, link.slice(link.indexOf('/enter')));
    return { port, link, cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
  };
  const first = start(args);
  const before = await enter(first);
  first.child.kill('SIGTERM');
  await first.exited;
  const second = start(args);
  const { port } = await enter(second);
  const origin = `http://127.0.0.1:${port}`;
  const call = {
    method: 'POST',
    headers: { cookie: before.cookie, origin, 'content-type': 'application/json' },
  };
  expect((await send(port, '/rpc/system/info', { ...call, body: '{}' })).status).toBe(200);
  expect((await send(port, before.link.slice(before.link.indexOf('/enter')))).status).toBe(401);
});

test('a taken port is one sentence in the language of the terminal and exit code 4', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const address = blocker.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const host = start(['--port', String(port), '--data', join(folder, 'data')], { LANG: 'de_DE.UTF-8' });
    expect(await host.exited).toBe(exitCodes.host);
    expect(host.output()).toContain(`Port ${port} ist von einem anderen Programm belegt`);
    expect(host.output()).not.toContain('    at ');
  } finally {
    blocker.close();
  }
});

test('a second host on the same data ends with 3 and leaves the first alone', async () => {
  const args = ['--port', '0', '--data', join(folder, 'data')];
  const first = start(args);
  const { port } = await first.url;
  const second = start(args);
  expect(await second.exited).toBe(exitCodes.database);
  expect(second.output()).toContain(`process ${first.child.pid}`);
  expect((await send(port, '/health')).status).toBe(200);
  expect(JSON.parse(await readFile(join(folder, 'data', 'host.json'), 'utf8'))).toMatchObject({ port });
});

test.each([[['--port', '70000']], [['--port', 'x']], [['--host', '0.0.0.0']], [['--passphrase', 'secret']]])(
  '%j is refused: no other address than the loopback, no secret on the command line',
  async (args) => {
    const host = start([...args, '--data', join(folder, 'data')]);
    expect(await host.exited).toBe(exitCodes.usage);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  },
);
