/**
 * Originals of documents, kept for page images and for reading again. Each lies in a file of its own, encrypted piece by
 * piece (AES-256-GCM) with a key that exists only in the database: whoever deletes the row has deleted the file's content,
 * and then the file.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../../db/open.ts';
import { type Clock, isoNow } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import { prepared } from './statements.ts';

const pieceBytes = 1 << 20;
const tagBytes = 16;

/** The number of the piece is its nonce: a key serves one file, which is written once. The last piece is marked. */
const nonceOf = (piece: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(piece, 0);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
};

const seal = (key: Uint8Array, piece: number, last: boolean, plain: Uint8Array): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(piece, last));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

const unseal = (key: Uint8Array, piece: number, last: boolean, sealed: Uint8Array): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(piece, last));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
};

export type OriginalWriter = {
  readonly id: string;
  readonly sizeBytes: number;
  write(bytes: Uint8Array): Promise<void>;
  /** The file is on disk and has its row; SHA-256 of its bytes. */
  finish(tenantId: string): Promise<{ id: string; sizeBytes: number; hash: Buffer }>;
  discard(): Promise<void>;
};

export type Originals = ReturnType<typeof createOriginals>;

export const createOriginals = ({ db, dir, clock, log }: { db: Db; dir: string; clock: Clock; log: Log }) => {
  const fileOf = (id: string): string => join(dir, id);
  /** Being written, or on its way to a document: not for the sweep. */
  const held = new Set<string>();

  const create = async (): Promise<OriginalWriter> => {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const id = newId();
    const key = randomBytes(32);
    const hash = createHash('sha256');
    const partFile = `${fileOf(id)}.part`;
    held.add(id);
    const file: FileHandle = await open(partFile, 'wx', 0o600);
    let waiting: Buffer[] = [];
    let waitingBytes = 0;
    let pieces = 0;
    let sizeBytes = 0;

    const drain = async (last: boolean): Promise<void> => {
      let rest = Buffer.concat(waiting);
      while (rest.length > pieceBytes) {
        await file.write(seal(key, pieces, false, rest.subarray(0, pieceBytes)));
        rest = rest.subarray(pieceBytes);
        pieces += 1;
      }
      if (last) await file.write(seal(key, pieces, true, rest));
      waiting = [rest];
      waitingBytes = rest.length;
    };

    return {
      id,
      get sizeBytes() {
        return sizeBytes;
      },
      write: async (bytes) => {
        hash.update(bytes);
        sizeBytes += bytes.length;
        // Copied: the caller may reuse its buffer.
        waiting.push(Buffer.from(bytes));
        waitingBytes += bytes.length;
        if (waitingBytes > pieceBytes) await drain(false);
      },
      finish: async (tenantId) => {
        await drain(true);
        await file.sync();
        await file.close();
        await rename(partFile, fileOf(id));
        prepared(
          db,
          'INSERT INTO originals (id, tenant_id, key, size_bytes, created_at) VALUES (?, ?, ?, ?, ?)',
        ).run(id, tenantId, key, sizeBytes, isoNow(clock));
        return { id, sizeBytes, hash: hash.digest() };
      },
      discard: async () => {
        await file.close().catch(() => {});
        await rm(partFile, { force: true });
        held.delete(id);
      },
    };
  };

  /** Throws when the file is gone or is not what was written. */
  const read = async (tenantId: string, id: string): Promise<Buffer> => {
    const row = prepared(
      db,
      'SELECT key, size_bytes AS sizeBytes FROM originals WHERE id = ? AND tenant_id = ?',
    ).get(id, tenantId) as { key: Buffer; sizeBytes: number } | undefined;
    if (row === undefined) throw new Error('there is no such original');
    await using file = await open(fileOf(id), 'r');
    const plain = Buffer.alloc(row.sizeBytes);
    const pieces = Math.max(1, Math.ceil(row.sizeBytes / pieceBytes));
    for (let piece = 0; piece < pieces; piece += 1) {
      const at = piece * pieceBytes;
      const length = Math.min(pieceBytes, row.sizeBytes - at) + tagBytes;
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(length),
        0,
        length,
        piece * (pieceBytes + tagBytes),
      );
      if (bytesRead !== length) throw new Error('the original is cut off');
      unseal(row.key, piece, piece === pieces - 1, buffer).copy(plain, at);
    }
    return plain;
  };

  return {
    create,
    read,
    /** Inside the transaction that stores the version. */
    attach: (id: string, versionId: string): void => {
      prepared(db, 'UPDATE originals SET version_id = NULL WHERE version_id = ? AND id <> ?').run(
        versionId,
        id,
      );
      prepared(db, 'UPDATE originals SET version_id = ? WHERE id = ?').run(versionId, id);
    },
    /** Something in the database refers to it now, or it may go. */
    release: (id: string): void => {
      held.delete(id);
    },
    ofVersion: (tenantId: string, versionId: string): { id: string } | null =>
      (prepared(db, 'SELECT id FROM originals WHERE version_id = ? AND tenant_id = ? LIMIT 1').get(
        versionId,
        tenantId,
      ) as { id: string } | undefined) ?? null,
    /** Of a document's newest version that has one. */
    ofDocument: (documentId: string): string | null =>
      (prepared(
        db,
        `SELECT originals.id FROM originals JOIN document_versions ON document_versions.id = version_id
         WHERE document_id = ? ORDER BY number DESC LIMIT 1`,
      )
        .pluck()
        .get(documentId) as string | undefined) ?? null,
    /** Deletes rows nobody refers to, then files without a row: what a crash or a deletion has left. */
    sweep: async (): Promise<void> => {
      const unused = prepared(
        db,
        `SELECT id FROM originals WHERE version_id IS NULL
           AND id NOT IN (SELECT original_id FROM ingestion_files WHERE original_id IS NOT NULL)`,
      )
        .pluck()
        .all() as string[];
      const forget = prepared(db, 'DELETE FROM originals WHERE id = ?');
      for (const id of unused) if (!held.has(id)) forget.run(id);
      const names = await readdir(dir).catch(() => [] as string[]);
      const known = prepared(db, 'SELECT 1 FROM originals WHERE id = ?');
      for (const name of names) {
        const id = name.replace(/\.part$/, '');
        if (held.has(id) || known.get(id) !== undefined) continue;
        await rm(join(dir, name), { force: true }).catch((error: unknown) =>
          log.warn({ error }, 'an original was not deleted yet'),
        );
      }
    },
  };
};
