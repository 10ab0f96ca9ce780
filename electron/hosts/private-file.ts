/** Small files only their owner may read (0600 in a 0700 folder), replaced as a whole or not at all. */
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../core/kernel/errors.ts';

/** `null` when there is no such file. */
export const readIfThere = async (file: string): Promise<Buffer | null> => {
  try {
    return await readFile(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
};

/** On disk, with its content, when this returns. */
export const writePrivateFile = (file: string, content: Uint8Array | string): Promise<void> =>
  place(file, content, (temporary) => rename(temporary, file));

/** As above, but never over an existing file: of two processes that create it at once, one gets `EEXIST`. */
export const createPrivateFile = (file: string, content: Uint8Array | string): Promise<void> =>
  place(file, content, async (temporary) => {
    await link(temporary, file);
    await rm(temporary);
  });

const place = async (
  file: string,
  content: Uint8Array | string,
  put: (temporary: string) => Promise<void>,
): Promise<void> => {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(temporary, 0o600);
    await put(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};
