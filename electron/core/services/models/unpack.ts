/** Takes single files out of npm tarballs whose integrity has been verified. Nothing else of a tarball touches the disk. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Parser, type ReadEntry } from 'tar';

export type Tarball = { file: string; take: { path: string; into: string }[] };

export type UnpackRequest = {
  tarballs: Tarball[];
  /** Several parts that go into one file are joined in the given order. */
  targetFolder: string;
  signal: AbortSignal;
  onProgress(writtenBytes: number): void;
};

/** npm puts everything below this folder. */
const root = 'package/';

/** Returns size and SHA-256 of each written file. Throws when a tarball lacks a file it should have. */
export const unpack = async (
  request: UnpackRequest,
): Promise<Map<string, { sizeBytes: number; sha256: string }>> => {
  const outputs = new Map<string, Output>();
  let written = 0;
  try {
    for (const tarball of request.tarballs) {
      const missing = new Set(tarball.take.map(({ path }) => path));
      await readTarball(tarball.file, request.signal, async (entry) => {
        const wanted = tarball.take.find(({ path }) => root + path === entry.path);
        if (wanted === undefined) return false;
        missing.delete(wanted.path);
        const output =
          outputs.get(wanted.into) ?? (await openOutput(join(request.targetFolder, wanted.into)));
        outputs.set(wanted.into, output);
        for await (const chunk of entry) {
          await output.handle.appendFile(chunk);
          output.hash.update(chunk);
          output.sizeBytes += chunk.length;
          written += chunk.length;
          request.onProgress(written);
        }
        return true;
      });
      if (missing.size > 0) throw new Error(`${tarball.file} has no ${[...missing].join(', ')}`);
    }
    for (const { handle } of outputs.values()) await handle.sync();
  } finally {
    for (const { handle } of outputs.values()) await handle.close();
  }
  return new Map(
    [...outputs].map(([path, { sizeBytes, hash }]) => [path, { sizeBytes, sha256: hash.digest('hex') }]),
  );
};

type Output = { handle: FileHandle; hash: Hash; sizeBytes: number };

const openOutput = async (path: string): Promise<Output> => {
  await mkdir(dirname(path), { recursive: true });
  return { handle: await open(path, 'w'), hash: createHash('sha256'), sizeBytes: 0 };
};

/** Calls `onEntry` for each entry in order; one it does not read is skipped. */
const readTarball = async (
  file: string,
  signal: AbortSignal,
  onEntry: (entry: ReadEntry) => Promise<boolean>,
): Promise<void> => {
  const handled: Promise<void>[] = [];
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      const done = onEntry(entry).then((read) => {
        if (!read) entry.resume();
      });
      // A failure is reported below; the parser must not wait for an entry nobody reads any more.
      done.catch((error: unknown) => parser.abort(error instanceof Error ? error : new Error(String(error))));
      handled.push(done);
    },
  });
  try {
    await pipeline(createReadStream(file, { signal, highWaterMark: 2 ** 18 }), parser);
  } catch (error) {
    await Promise.all(handled);
    throw error;
  }
  await Promise.all(handled);
};
