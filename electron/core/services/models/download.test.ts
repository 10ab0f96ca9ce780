import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log.ts';
import type { LedgerSink } from '../../ports/network.ts';
import { createNetworkDoor } from '../system/door.ts';
import { type DownloadRequest, download, partOf } from './download.ts';
import { type Fault, type FaultyServer, startFaultyServer } from './testing/faulty-server.ts';

const content = randomBytes(300_000);
const digest = createHash('sha256').update(content).digest('hex');
const noLedger: LedgerSink = { record: () => ({ received: () => {}, end: () => {} }) };
const door = createNetworkDoor({
  ledger: noLedger,
  policy: () => ({ allowedPurposes: [], proxyUrl: '', caFile: '' }),
  log: silentLog,
  trustedHosts: () => ['127.0.0.1'],
});

let dir: string;
let server: FaultyServer | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wattos-download-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(dir, { recursive: true, force: true });
});

const serve = async (faultFor?: (path: string, request: number) => Fault | undefined) => {
  server = await startFaultyServer({
    content: (path) => (path === '/file' ? content : null),
    ...(faultFor === undefined ? {} : { faultFor }),
  });
  return server;
};

const request = (from: FaultyServer, more: Partial<DownloadRequest> = {}): DownloadRequest => ({
  door,
  modelId: 'test',
  url: `${from.url}/file`,
  file: join(dir, 'file'),
  sizeBytes: content.length,
  algorithm: 'sha256',
  expected: { digest, encoding: 'hex' },
  signal: new AbortController().signal,
  log: silentLog,
  onProgress: () => {},
  backoffMs: 1,
  ...more,
});

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => null).catch((error: unknown) => error);

describe('download', () => {
  it('brings the file and counts up to its size', async () => {
    const counts: number[] = [];
    expect(await download(request(await serve(), { onProgress: (done) => counts.push(done) }))).toBe(digest);
    expect(await readFile(join(dir, 'file'))).toEqual(content);
    expect(counts.at(-1)).toBe(content.length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it('goes on where the connection was cut, ten times at random places', async () => {
    const from = await serve((_, number) =>
      number <= 10 ? { kind: 'cut', afterBytes: 1 + Math.floor(Math.random() * 25_000) } : undefined,
    );
    expect(await download(request(from))).toBe(digest);
    expect(await readFile(join(dir, 'file'))).toEqual(content);
    expect(from.requests.length).toBe(11);
    expect(from.requests.at(-1)?.range).toMatch(/^bytes=\d+-$/);
  });

  it('goes on in a later call, also after the process ended', async () => {
    await writeFile(partOf(join(dir, 'file')), content.subarray(0, 100_000));
    const from = await serve();
    expect(await download(request(from))).toBe(digest);
    expect(from.requests).toEqual([{ path: '/file', range: 'bytes=100000-' }]);
  });

  it('does not fetch again what an earlier call has finished', async () => {
    await writeFile(join(dir, 'file'), content);
    const from = await serve();
    expect(await download(request(from))).toBe(digest);
    expect(from.requests).toEqual([]);
  });

  it('starts over with a server that ignores ranges instead of gluing two beginnings together', async () => {
    const from = await serve((_, number) =>
      number === 1 ? { kind: 'cut', afterBytes: 50_000 } : { kind: 'no-range' },
    );
    expect(await download(request(from))).toBe(digest);
    expect(await readFile(join(dir, 'file'))).toEqual(content);
  });

  it('removes a file with the wrong hash, also when its beginning came from an earlier call', async () => {
    await writeFile(partOf(join(dir, 'file')), Buffer.alloc(1000));
    const error = await failure(download(request(await serve())));
    expect(error).toMatchObject({ code: 'models.WRONG_HASH' });
    expect(await stat(partOf(join(dir, 'file'))).catch(() => null)).toBeNull();
    expect(await stat(join(dir, 'file')).catch(() => null)).toBeNull();
  });

  it('stops a server that sends more than the model has', async () => {
    const error = await failure(download(request(await serve(), { sizeBytes: 1000 })));
    expect(error).toMatchObject({ code: 'models.WRONG_HASH' });
  });

  it('does not try again what is simply not there', async () => {
    const from = await serve();
    const error = await failure(download(request(from, { url: `${from.url}/other` })));
    expect(error).toMatchObject({ code: 'models.SOURCE_UNREACHABLE', data: { host: '127.0.0.1' } });
    expect(from.requests).toHaveLength(1);
  });

  it('waits out a server in trouble, but not for ever', async () => {
    const recovering = await serve((_, number) => (number < 4 ? { kind: 'status', status: 503 } : undefined));
    expect(await download(request(recovering))).toBe(digest);
    await recovering.close();
    await rm(join(dir, 'file'));
    const dead = await serve(() => ({ kind: 'status', status: 503 }));
    expect(await failure(download(request(dead)))).toMatchObject({ code: 'models.SOURCE_UNREACHABLE' });
    expect(dead.requests).toHaveLength(8);
  });

  it('follows a redirect', async () => {
    const from = await serve((path) => (path === '/moved' ? { kind: 'redirect', to: '/file' } : undefined));
    expect(await download(request(from, { url: `${from.url}/moved` }))).toBe(digest);
  });

  it('stops at once when cancelled and keeps what it has', async () => {
    const from = await serve(() => ({ kind: 'held', until: new Promise(() => {}) }));
    const abort = new AbortController();
    const running = download(
      request(from, {
        signal: abort.signal,
        onProgress: (done) => {
          if (done > 10_000) abort.abort(new Error('stopped'));
        },
      }),
    );
    expect(await failure(running)).toMatchObject({ message: 'stopped' });
    const kept = await stat(partOf(join(dir, 'file')));
    expect(kept.size).toBeGreaterThan(10_000);
    expect(kept.size).toBeLessThan(content.length);
  });

  it('recognises a whole part file of which the size was only known roughly', async () => {
    await writeFile(partOf(join(dir, 'file')), content);
    expect(await download(request(await serve(), { sizeBytes: content.length + 500 }))).toBe(digest);
  });
});
