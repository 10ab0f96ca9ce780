/** The built app in its real window, watched by `window-probe.cjs`: when it was visible and usable, and questions to its processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const startLimitMs = 60_000;

type Told = { name: 'visible' | 'usable' | 'result' | 'failed'; id?: number; value: unknown };
export type ProcessMetrics = { type: string; name: string; memory: { workingSetSize: number } };

export type WindowSession = {
  /** Milliseconds from the start of the process until the window was shown, and until it could be worked with. */
  visibleMs: number;
  usableMs: number;
  /** Evaluates an expression in the page. */
  page<T>(script: string): Promise<T>;
  /** Memory in kilobytes, per process. */
  metrics(): Promise<ProcessMetrics[]>;
  close(): Promise<void>;
};

const electronProgram = (): string => {
  const program = process.env.WATTOS_ELECTRON ?? '';
  if (!existsSync(program)) throw new Error('WATTOS_ELECTRON names no program; run “npm run eval -- window”');
  return program;
};

export const openWindowSession = async (dataDir: string): Promise<WindowSession> => {
  // Chromium's own sandbox refuses root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const probe = ['-r', join(import.meta.dirname, 'window-probe.cjs')];
  const startedAt = Date.now();
  const child = spawn(
    electronProgram(),
    [...probe, ...sandbox, '--lang=en-US', '--password-store=basic', root, '--data', dataDir],
    {
      env: { ...process.env, WATTOS_KEY_FILE: `${dataDir}.key` },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  const line = createLine(child);
  const [visibleAt, usableAt] = await Promise.all([line.heard('visible'), line.heard('usable')]);
  return {
    visibleMs: visibleAt - startedAt,
    usableMs: usableAt - startedAt,
    page: <T>(script: string) => line.ask('page', script) as Promise<T>,
    metrics: () => line.ask('metrics', null) as Promise<ProcessMetrics[]>,
    close: async () => {
      const ended = once(child, 'exit');
      await line.ask('quit', null);
      await ended;
    },
  };
};

/** Questions and answers over the probe's line; every one of them fails when the app ends. */
const createLine = (child: ChildProcess) => {
  const waiting = new Map<string | number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  const expectation = (key: string | number): Promise<unknown> => {
    const wanted = Promise.withResolvers<unknown>();
    waiting.set(key, wanted);
    return wanted.promise;
  };
  const failAll = (reason: string) => {
    for (const wanted of waiting.values()) wanted.reject(new Error(reason));
    waiting.clear();
  };
  const impatient = setTimeout(() => failAll('the window did not come up'), startLimitMs);
  child.once('exit', (code) => failAll(`the app ended with exit code ${code}`));
  child.on('message', ({ name, id, value }: Told) => {
    if (name === 'usable') clearTimeout(impatient);
    const key = id ?? name;
    const wanted = waiting.get(key);
    waiting.delete(key);
    if (name === 'failed') wanted?.reject(new Error(String(value)));
    else wanted?.resolve(value);
  });
  return {
    heard: async (name: 'visible' | 'usable') => Number(await expectation(name)),
    ask: (action: string, input: unknown): Promise<unknown> => {
      lastId += 1;
      const answer = expectation(lastId);
      child.send({ id: lastId, action, input });
      return answer;
    },
  };
};
