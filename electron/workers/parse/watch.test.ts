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
      if (fileName === 'endless') return;
      parentPort.postMessage({ type: 'failed', failure: { code: 'documents.EMPTY', data: {} }, detail: '' });
    });
    parentPort.postMessage({ type: 'ready' });`,
  );
  return path;
};

it('the time of a file begins when its thread has started, and then runs', async () => {
  const watcher = createWatcher(slowThread());
  const events: unknown[] = [];
  const read = (fileName: string) =>
    watcher.run(
      {
        ...{ kind: 'parse', bytes: new Uint8Array(1), fileName, ocr: null },
        limits: limits.parse({ timeoutMs: startMs / 2 }),
      },
      new AbortController().signal,
      (event) => events.push(event),
    );
  expect(await read('short')).toMatchObject({ failure: { code: 'documents.EMPTY' } });
  expect(await read('endless')).toMatchObject({ failure: { code: 'documents.TIMEOUT' } });
  expect(events).toEqual(['begun', 'begun']);
});
