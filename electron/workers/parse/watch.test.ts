import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { limits } from '../../core/adapters/parser/kind.ts';
import { createWatcher } from './watch.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Takes longer to start than the file may take to be read, as a thread does on a machine with much other work. */
const startMs = 4_000;
const slowThread = (): string => {
  const path = join(folder, 'thread.mjs');
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${startMs});
    parentPort.on('message', ({ fileName }) => {
      if (fileName === 'endless') for (;;);
      if (fileName === 'silent') return;
      if (fileName === 'starved') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${startMs});
      parentPort.postMessage({ type: 'failed', failure: { code: 'documents.EMPTY', data: {} }, detail: '' });
    });
    parentPort.postMessage({ type: 'ready' });`,
  );
  return path;
};

const reader = () => {
  const watcher = createWatcher(slowThread());
  const events: unknown[] = [];
  const read = (fileName: string, timeoutMs: number) =>
    watcher.run(
      {
        ...{ kind: 'parse', bytes: new Uint8Array(1), fileName, ocr: null },
        limits: limits.parse({ timeoutMs }),
      },
      new AbortController().signal,
      (event) => events.push(event),
    );
  return { events, read };
};
const empty = { failure: { code: 'documents.EMPTY' } };
const timeout = { failure: { code: 'documents.TIMEOUT' } };

it('the time of a file begins when its thread has started, and then runs', async () => {
  const { events, read } = reader();
  expect(await read('short', startMs / 2)).toMatchObject(empty);
  expect(await read('endless', startMs / 2)).toMatchObject(timeout);
  expect(events).toEqual(['begun', 'begun']);
});

it('a file that the machine leaves no time for is not given up, one that waits for ever is', async () => {
  const { read } = reader();
  expect(await read('starved', startMs / 2)).toMatchObject(empty);
  expect(await read('silent', 200)).toMatchObject(timeout);
});
