import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { silentLog } from './log.ts';
import { createWorkerClient } from './worker-client.ts';
import type { FromWorker, ToWorker, WorkerProcess } from './worker-line.ts';

/** A process in a test's hands. */
const createFakeProcess = () => {
  const posted: ToWorker[] = [];
  let tell: (message: FromWorker) => void = () => {};
  let exit: (code: number | null) => void = () => {};
  const state = { killed: false, exited: false };
  const leave = (code: number | null) => {
    if (state.exited) return;
    state.exited = true;
    exit(code);
  };
  const worker: WorkerProcess = {
    pid: 4711,
    post: (message) => void posted.push(message),
    onMessage: (listener) => {
      tell = listener;
    },
    onExit: (listener) => {
      exit = listener;
    },
    kill: () => {
      state.killed = true;
      queueMicrotask(() => leave(null));
    },
  };
  return {
    worker,
    posted,
    state,
    exit: leave,
    say: (message: FromWorker) => tell(message),
    lastId: () => posted.filter((message) => message.type === 'request').at(-1)?.id ?? -1,
  };
};

const setUp = (options: { idleStopMs?: number; spawn?: () => WorkerProcess } = {}) => {
  const processes: ReturnType<typeof createFakeProcess>[] = [];
  const statuses: string[] = [];
  const client = createWorkerClient({
    name: 'llm',
    log: silentLog,
    idleStopMs: () => options.idleStopMs ?? 0,
    onStatus: (status) => statuses.push(status.state),
    spawn:
      options.spawn ??
      (() => {
        const fake = createFakeProcess();
        processes.push(fake);
        return fake.worker;
      }),
  });
  const process = (index: number) => {
    const found = processes[index];
    if (found === undefined) throw new Error(`process ${index} was not started`);
    return found;
  };
  return { client, processes, process, statuses };
};

const code = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error);

describe('worker client', () => {
  it('starts no process before the first call and posts nothing before it is ready', async () => {
    const { client, processes, process } = setUp();
    expect(processes).toHaveLength(0);
    const answer = client.call('add', [1, 2]);
    expect(process(0).posted).toHaveLength(0);
    expect(client.status().state).toBe('starting');
    process(0).say({ type: 'ready' });
    expect(process(0).posted).toEqual([{ type: 'request', id: 1, method: 'add', params: [1, 2] }]);
    expect(client.status().state).toBe('busy');
    process(0).say({ type: 'result', id: 1, result: 3 });
    expect(await answer).toBe(3);
    expect(client.status()).toMatchObject({ state: 'ready', generation: 1, failures: 0, pid: 4711 });
  });

  it('does not leave a call hanging when the process dies in the middle, and starts anew', async () => {
    const { client, process } = setUp();
    const events: unknown[] = [];
    const answer = client.call('write', {}, { onEvent: (event) => events.push(event) });
    process(0).say({ type: 'ready' });
    process(0).say({ type: 'event', id: 1, event: 'a' });
    process(0).exit(139);
    expect(code(await answer.catch((error) => error))).toBe('worker.CRASHED');
    expect(events).toEqual(['a']);
    const next = client.call('write', {});
    process(1).say({ type: 'ready' });
    process(1).say({ type: 'result', id: process(1).lastId(), result: 'b' });
    expect(await next).toBe('b');
    expect(client.status().generation).toBe(2);
  });

  it('never delivers an answer or an event of an earlier generation', async () => {
    const { client, process } = setUp();
    const first = client.call('write', {});
    process(0).say({ type: 'ready' });
    process(0).exit(1);
    await first.catch(() => {});
    const events: unknown[] = [];
    const second = client.call('write', {}, { onEvent: (event) => events.push(event) });
    process(1).say({ type: 'ready' });
    const id = process(1).lastId();
    process(0).say({ type: 'event', id, event: 'stale' });
    process(0).say({ type: 'result', id, result: 'stale' });
    process(1).say({ type: 'result', id, result: 'fresh' });
    expect(await second).toBe('fresh');
    expect(events).toEqual([]);
  });

  it('lets a worker that honours the cancel live and hands its answer on', async () => {
    const { client, process } = setUp();
    const abort = new AbortController();
    const answer = client.call('write', {}, { signal: abort.signal, cancelGraceMs: 30 });
    process(0).say({ type: 'ready' });
    abort.abort();
    expect(process(0).posted.at(-1)).toEqual({ type: 'cancel', id: 1 });
    process(0).say({ type: 'result', id: 1, result: 'partial' });
    expect(await answer).toBe('partial');
    await sleep(50);
    expect(process(0).state.killed).toBe(false);
  });

  it('kills a worker that ignores the cancel; the call is cancelled, not crashed, and no failure is counted', async () => {
    const { client, process } = setUp();
    const abort = new AbortController();
    const answer = client.call('write', {}, { signal: abort.signal, cancelGraceMs: 20 });
    process(0).say({ type: 'ready' });
    abort.abort();
    expect(code(await answer.catch((error) => error))).toBe('request.CANCELLED');
    expect(process(0).state.killed).toBe(true);
    expect(client.status()).toMatchObject({ state: 'stopped', failures: 0 });
    const next = client.call('write', {});
    process(1).say({ type: 'ready' });
    process(1).say({ type: 'result', id: process(1).lastId(), result: 'ok' });
    expect(await next).toBe('ok');
  });

  it('does not kill a worker that ignores a cancel while someone else waits for it, but then', async () => {
    const { client, process } = setUp();
    const abort = new AbortController();
    const other = client.call('other', {});
    const answer = client.call('write', {}, { signal: abort.signal, cancelGraceMs: 20 });
    process(0).say({ type: 'ready' });
    abort.abort();
    expect(code(await answer.catch((error) => error))).toBe('request.CANCELLED');
    expect(process(0).state.killed).toBe(false);
    process(0).say({ type: 'result', id: 1, result: 'undisturbed' });
    expect(await other).toBe('undisturbed');
    expect(process(0).state.killed).toBe(true);
    expect(client.status()).toMatchObject({ state: 'stopped', failures: 0 });
  });

  it('spares a worker whose cancelled call ended late, but before the others', async () => {
    const { client, process } = setUp();
    const abort = new AbortController();
    const other = client.call('other', {});
    const answer = client.call('write', {}, { signal: abort.signal, cancelGraceMs: 20 });
    process(0).say({ type: 'ready' });
    abort.abort();
    await answer.catch(() => {});
    process(0).say({ type: 'result', id: 2, result: 'too late' });
    process(0).say({ type: 'result', id: 1, result: 'undisturbed' });
    expect(await other).toBe('undisturbed');
    expect(process(0).state.killed).toBe(false);
  });

  it('drops a call that is cancelled while the worker still starts, without a word to the worker', async () => {
    const { client, process } = setUp();
    const abort = new AbortController();
    const answer = client.call('write', {}, { signal: abort.signal });
    abort.abort();
    expect(code(await answer.catch((error) => error))).toBe('request.CANCELLED');
    process(0).say({ type: 'ready' });
    expect(process(0).posted).toEqual([]);
  });

  it('opens the breaker after three crashes in a row and works again after a reset', async () => {
    const { client, process, processes } = setUp();
    for (let round = 0; round < 3; round += 1) {
      const answer = client.call('write', {});
      process(round).say({ type: 'ready' });
      process(round).exit(1);
      await answer.catch(() => {});
    }
    expect(client.status().state).toBe('breaker-open');
    expect(code(await client.call('write', {}).catch((error) => error))).toBe('worker.BREAKER_OPEN');
    expect(processes).toHaveLength(3);
    expect(client.reset().state).toBe('stopped');
    const answer = client.call('write', {});
    process(3).say({ type: 'ready' });
    process(3).say({ type: 'result', id: process(3).lastId(), result: 'ok' });
    expect(await answer).toBe('ok');
  });

  it('is not fooled by harmless successes between crashes at the same work', async () => {
    const { client, process } = setUp();
    for (let round = 0; round < 3; round += 1) {
      const info = client.call('info', {});
      process(round).say({ type: 'ready' });
      process(round).say({ type: 'result', id: process(round).lastId(), result: 'fine' });
      await info;
      const answer = client.call('write', {});
      process(round).exit(1);
      await answer.catch(() => {});
    }
    expect(client.status().state).toBe('breaker-open');
  });

  it('counts a spawn that fails at once like a crash', async () => {
    const { client } = setUp({
      spawn: () => {
        throw new Error('no such file');
      },
    });
    for (let round = 0; round < 3; round += 1) {
      expect(code(await client.call('write', {}).catch((error) => error))).toBe('worker.CRASHED');
    }
    expect(client.status().state).toBe('breaker-open');
  });

  it('stops an idle worker, but not one that still works', async () => {
    const { client, process } = setUp({ idleStopMs: 20 });
    const answer = client.call('write', {});
    process(0).say({ type: 'ready' });
    await sleep(50);
    expect(process(0).state.killed).toBe(false);
    process(0).say({ type: 'result', id: 1, result: 1 });
    await answer;
    await sleep(50);
    expect(process(0).state.killed).toBe(true);
    expect(client.status()).toMatchObject({ state: 'stopped', failures: 0 });
  });

  it('kills a worker that never gets ready', async () => {
    const fake = createFakeProcess();
    const client = createWorkerClient({
      name: 'llm',
      log: silentLog,
      idleStopMs: () => 0,
      spawn: () => fake.worker,
      startTimeoutMs: 20,
    });
    expect(code(await client.call('write', {}).catch((error) => error))).toBe('worker.CRASHED');
    expect(fake.state.killed).toBe(true);
  });

  it('leaves no process behind when closed, and takes no call afterwards', async () => {
    const { client, process } = setUp();
    const answer = client.call('write', {});
    process(0).say({ type: 'ready' });
    const closing = client.close();
    expect(code(await answer.catch((error) => error))).toBe('request.CANCELLED');
    await closing;
    expect(process(0).state).toEqual({ killed: true, exited: true });
    expect(code(await client.call('write', {}).catch((error) => error))).toBe('request.CANCELLED');
  });
});
