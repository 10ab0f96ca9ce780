/** Reads a file of the queue once: its hash, its time, and for formats that can be drawn a kept, encrypted copy. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { documentError, limits } from '../../adapters/parser/kind.ts';
import type { Originals } from '../knowledge/index.ts';
import type { QueuedFile } from './queue-store.ts';

const pieceBytes = 1 << 20;
const { fileBytes: maxBytes } = limits.parse({});

export type Taken = {
  fileName: string;
  hash: Buffer;
  sizeBytes: number;
  /** `null`: not a file of this computer. */
  modifiedMs: number | null;
  /** Held until it is released. */
  originalId: string | null;
  source: { path: string } | { bytes: Buffer };
};

export type KeepOriginals = { maxBytes: number };

const startsWith = (head: Buffer, ...signs: number[]): boolean =>
  signs.every((sign, at) => head[at] === sign);

/** PDF and the images a page can show. */
const canBeDrawn = (head: Buffer): boolean =>
  head.includes('%PDF-') ||
  startsWith(head, 0x89, 0x50, 0x4e, 0x47) ||
  startsWith(head, 0xff, 0xd8, 0xff) ||
  head.subarray(0, 4).toString('latin1') === 'GIF8' ||
  (head.subarray(0, 4).toString('latin1') === 'RIFF' && head.subarray(8, 12).toString('latin1') === 'WEBP');

/** Throws `documents.*`. */
export const takePath = async (
  file: Pick<QueuedFile, 'path' | 'tenantId'>,
  originals: Originals,
  keep: KeepOriginals,
): Promise<Taken> => {
  const handle = await open(file.path, 'r').catch((cause: unknown) => {
    throw documentError('documents.UNREADABLE', {}, { cause });
  });
  await using _closing = handle;
  const before = await handle.stat();
  if (!before.isFile()) throw documentError('documents.UNREADABLE', {});
  if (before.size > maxBytes)
    throw documentError('documents.TOO_LARGE', {
      sizeMb: Math.ceil(before.size / 2 ** 20),
      limitMb: Math.floor(maxBytes / 2 ** 20),
    });
  const buffer = Buffer.alloc(Math.min(pieceBytes, Math.max(1, before.size)));
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let writer: Awaited<ReturnType<Originals['create']>> | null = null;
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, sizeBytes);
      if (bytesRead === 0) break;
      const piece = buffer.subarray(0, bytesRead);
      if (sizeBytes === 0 && before.size <= keep.maxBytes && canBeDrawn(piece.subarray(0, 1024)))
        writer = await originals.create();
      hash.update(piece);
      await writer?.write(piece);
      sizeBytes += bytesRead;
      if (sizeBytes > maxBytes) break;
    }
    if (sizeBytes === 0) throw documentError('documents.EMPTY', {});
    const original = writer === null ? null : await writer.finish(file.tenantId);
    return {
      fileName: basename(file.path),
      hash: hash.digest(),
      sizeBytes,
      modifiedMs: before.mtimeMs,
      originalId: original?.id ?? null,
      source: { path: file.path },
    };
  } catch (error) {
    await writer?.discard();
    throw error;
  }
};

/** Of an upload, or of a file that is no longer where it was. */
export const takeOriginal = async (
  file: Pick<QueuedFile, 'path' | 'tenantId'>,
  originalId: string,
  originals: Originals,
): Promise<Taken> => {
  const bytes = await originals.read(file.tenantId, originalId).catch((cause: unknown) => {
    throw documentError('documents.UNREADABLE', {}, { cause });
  });
  if (bytes.length === 0) throw documentError('documents.EMPTY', {});
  return {
    fileName: basename(file.path),
    hash: createHash('sha256').update(bytes).digest(),
    sizeBytes: bytes.length,
    modifiedMs: null,
    originalId,
    source: { bytes },
  };
};

/** What was read is still what lies there. */
export const isStillThere = async (taken: Taken): Promise<boolean> => {
  if (!('path' in taken.source)) return true;
  const now = await stat(taken.source.path).catch(() => null);
  return now === null || (now.size === taken.sizeBytes && now.mtimeMs === taken.modifiedMs);
};
