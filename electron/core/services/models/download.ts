/**
 * Brings one file in through the network door and checks its hash. What has arrived stays in the part file: an
 * interruption, a stop or a crash costs nothing but the way, and the next call goes on from there.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { appError, isAppError, systemCode } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { NetworkDoor, OutboundResponse } from '../../ports/network.ts';

/** Attempts in a row that bring nothing; each that brings something starts the count anew. */
const maxFruitlessAttempts = 8;
const longestBackoffMs = 15_000;

export type DownloadRequest = {
  door: NetworkDoor;
  modelId: string;
  url: string;
  /** Where the finished file goes; its part file is beside it. */
  file: string;
  /** More than this is never written. */
  sizeBytes: number;
  algorithm: 'sha256' | 'sha512';
  /** `null`: there is nothing to compare with yet. */
  expected: { digest: string; encoding: 'hex' | 'base64' } | null;
  signal: AbortSignal;
  log: Log;
  /** Bytes of this file that are on disk. */
  onProgress(doneBytes: number): void;
  /** Pause after the first fruitless attempt; doubled each time. */
  backoffMs?: number;
};

export const partOf = (file: string): string => `${file}.part`;

/**
 * Returns the hash, hexadecimal. Throws `models.WRONG_HASH` (the part file is gone then), `models.SOURCE_UNREACHABLE`,
 * `models.DISK_FULL`'s system error, `network.DENIED`, or the signal's reason.
 */
export const download = async (request: DownloadRequest): Promise<string> => {
  const part = partOf(request.file);
  const progress = await continueFrom(part, request);
  let fruitless = 0;
  while (progress.bytes < request.sizeBytes || !progress.complete) {
    const before = progress.bytes;
    const problem = await attempt(request, part, progress).then(
      () => null,
      (error: unknown) => error,
    );
    if (problem === null && progress.complete) break;
    request.signal.throwIfAborted();
    if (isAppError(problem) || isLocalProblem(problem)) throw problem;
    fruitless = progress.bytes > before ? 0 : fruitless + 1;
    request.log.warn(
      { modelId: request.modelId, bytes: progress.bytes, fruitless, error: problem },
      'download interrupted',
    );
    if (fruitless >= maxFruitlessAttempts) throw unreachable(request, problem);
    const pauseMs = Math.min(longestBackoffMs, (request.backoffMs ?? 500) * 2 ** fruitless);
    await sleep(pauseMs * (0.75 + Math.random() / 2), undefined, { signal: request.signal });
  }
  const digest = progress.hash.digest();
  const { expected } = request;
  if (expected !== null && digest.toString(expected.encoding) !== expected.digest) {
    await rm(part, { force: true });
    throw appError('models.WRONG_HASH', { modelId: request.modelId });
  }
  await rename(part, request.file);
  return digest.toString('hex');
};

type Progress = { bytes: number; hash: Hash; complete: boolean };

/** The hash of what an earlier call has brought is computed again: nothing on disk is trusted. */
const continueFrom = async (part: string, request: DownloadRequest): Promise<Progress> => {
  const hash = createHash(request.algorithm);
  // An earlier call has finished this file, but perhaps not the others of its model.
  await rename(request.file, part).catch(() => {});
  const size = (await stat(part).catch(() => null))?.size ?? 0;
  if (size > request.sizeBytes) {
    await rm(part, { force: true });
    return { bytes: 0, hash, complete: false };
  }
  if (size > 0)
    for await (const chunk of createReadStream(part, { signal: request.signal })) hash.update(chunk);
  return { bytes: size, hash, complete: size === request.sizeBytes };
};

const attempt = async (request: DownloadRequest, part: string, progress: Progress): Promise<void> => {
  const { door, url, signal } = request;
  const resuming = progress.bytes > 0;
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (resuming) headers.range = `bytes=${progress.bytes}-`;
  const response = await door.request({ purpose: 'model-download', url, headers, consent: true, signal });
  if (resuming && response.status === 416) {
    await drop(response);
    // Asked for what comes after the last byte: the file was whole already.
    progress.complete = response.headers['content-range'] === `bytes */${progress.bytes}`;
    if (progress.complete) return;
    await startOver(part, request, progress);
    throw new Error('the server has another file than before');
  }
  if (response.status !== 200 && response.status !== 206) {
    await drop(response);
    if (isPassing(response.status)) throw new Error(`the server answers ${response.status}`);
    throw unreachable(request, new Error(`the server answers ${response.status}`));
  }
  if (resuming && (response.status === 200 || startOf(response) !== progress.bytes)) {
    await startOver(part, request, progress);
    if (response.status === 206) {
      await drop(response);
      throw new Error('the server sends another range than asked for');
    }
  }
  const file = await open(part, 'a');
  try {
    await receive(request, response, file, progress);
    await file.sync();
  } finally {
    await file.close();
  }
};

const receive = async (
  request: DownloadRequest,
  response: OutboundResponse,
  file: FileHandle,
  progress: Progress,
): Promise<void> => {
  const length = Number(response.headers['content-length']);
  const total = Number.isFinite(length) ? progress.bytes + length : null;
  for await (const chunk of response.body) {
    request.signal.throwIfAborted();
    if (progress.bytes + chunk.byteLength > request.sizeBytes) {
      await file.truncate(0);
      throw appError('models.WRONG_HASH', { modelId: request.modelId });
    }
    await file.appendFile(chunk);
    progress.hash.update(chunk);
    progress.bytes += chunk.byteLength;
    request.onProgress(progress.bytes);
  }
  if (total !== null && progress.bytes < total) throw new Error('the connection ended early');
  // A server that knows a shorter file than the catalog will not send more; the hash decides.
  progress.complete = total !== null || progress.bytes === request.sizeBytes;
  if (!progress.complete) throw new Error('the connection ended early');
};

const startOver = async (part: string, request: DownloadRequest, progress: Progress): Promise<void> => {
  await rm(part, { force: true });
  progress.bytes = 0;
  progress.hash = createHash(request.algorithm);
  request.onProgress(0);
};

/** First byte of a partial answer: `bytes 100-199/200`. */
const startOf = (response: OutboundResponse): number =>
  Number(/^bytes (?<start>\d+)-/.exec(response.headers['content-range'] ?? '')?.groups?.start);

/** Closes the connection without reading what follows. */
const drop = async (response: OutboundResponse): Promise<void> => {
  for await (const _ of response.body) break;
};

/** Worth another try: time-outs, too many requests, trouble inside the server. */
const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

const localCodes = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'EMFILE', 'ENOENT']);
const isLocalProblem = (error: unknown): boolean =>
  localCodes.has(systemCode(error) ?? '') &&
  error instanceof Error &&
  'syscall' in error &&
  error.syscall !== 'connect';

const unreachable = ({ modelId, url }: DownloadRequest, cause: unknown) =>
  appError('models.SOURCE_UNREACHABLE', { modelId, host: new URL(url).hostname }, { cause });
