/** Files from a browser, in pieces: encrypted as they arrive, in the queue with the last one. */
import { extname } from 'node:path';
import { documentError, limits } from '../../adapters/parser/kind.ts';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Originals } from '../knowledge/index.ts';
import * as queue from './queue-store.ts';

/** A browser that is gone leaves its half-sent file for so long. */
const forgottenAfterMs = 10 * 60_000;
const maxBytes = limits.parse({}).fileBytes;

type Open = {
  writer: Promise<Awaited<ReturnType<Originals['create']>>>;
  receivedBytes: number;
  turn: Promise<unknown>;
  timer: NodeJS.Timeout | null;
};

export type Piece = {
  spaceId: string;
  uploadId: string;
  fileName: string;
  startByte: number;
  contentBase64: string;
  last: boolean;
};

export const createUploads = ({ db, originals, clock }: { db: Db; originals: Originals; clock: Clock }) => {
  const open = new Map<string, Open>();

  const discard = async (key: string): Promise<void> => {
    const upload = open.get(key);
    if (upload === undefined) return;
    open.delete(key);
    if (upload.timer !== null) clearTimeout(upload.timer);
    await (await upload.writer).discard();
  };

  const uploadOf = (key: string): Open => {
    const known = open.get(key);
    if (known !== undefined) return known;
    const made: Open = { writer: originals.create(), receivedBytes: 0, turn: Promise.resolve(), timer: null };
    open.set(key, made);
    return made;
  };

  const receive = async (tenantId: string, key: string, upload: Open, piece: Piece) => {
    const bytes = Buffer.from(piece.contentBase64, 'base64');
    // A piece that came twice is taken once; a hole is refused.
    const fresh = bytes.subarray(Math.max(0, upload.receivedBytes - piece.startByte));
    if (piece.startByte > upload.receivedBytes)
      throw appError('request.INVALID', {
        issues: [{ path: 'startByte', problem: String(upload.receivedBytes) }],
      });
    if (upload.receivedBytes + fresh.length > maxBytes) {
      await discard(key);
      throw documentError('documents.TOO_LARGE', {
        sizeMb: Math.ceil((upload.receivedBytes + fresh.length) / 2 ** 20),
        limitMb: Math.floor(maxBytes / 2 ** 20),
      });
    }
    const writer = await upload.writer;
    await writer.write(fresh);
    upload.receivedBytes += fresh.length;
    if (!piece.last) {
      if (upload.timer !== null) clearTimeout(upload.timer);
      upload.timer = setTimeout(() => void discard(key), forgottenAfterMs);
      upload.timer.unref();
      return { receivedBytes: upload.receivedBytes, fileId: null };
    }
    if (upload.timer !== null) clearTimeout(upload.timer);
    open.delete(key);
    const { id: originalId, sizeBytes } = await writer.finish(tenantId);
    const fileId = newId();
    const asked = {
      tenantId,
      spaceId: piece.spaceId,
      priority: queue.firstPriority,
      asked: true,
      at: isoNow(clock),
    };
    queue.addUpload(db, { id: fileId, path: freeName(piece), originalId, sizeBytes }, asked);
    originals.release(originalId);
    return { receivedBytes: upload.receivedBytes, fileId };
  };

  /** Two different files of one name are two documents; the same file twice is recognised by its bytes. */
  const freeName = ({ spaceId, fileName }: Piece): string => {
    // A name is all a browser tells; what looks like a path is not one of ours.
    const name = fileName.replaceAll(/[\\/]/g, '_');
    const ending = extname(name);
    const stem = name.slice(0, name.length - ending.length);
    for (let n = 1; ; n += 1) {
      const tried = n === 1 ? name : `${stem} (${n})${ending}`;
      if (!queue.isTaken(db, spaceId, tried)) return tried;
    }
  };

  return {
    receive: (tenantId: string, piece: Piece): Promise<{ receivedBytes: number; fileId: string | null }> => {
      const key = `${tenantId} ${piece.spaceId} ${piece.uploadId}`;
      const upload = uploadOf(key);
      const turn = upload.turn.then(() => receive(tenantId, key, upload, piece));
      upload.turn = turn.catch(() => {});
      return turn;
    },
    close: async (): Promise<void> => {
      await Promise.all([...open.keys()].map(discard));
    },
  };
};
