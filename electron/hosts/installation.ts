/** What names one data folder: a random id, created at the first start, and the secret behind a browser's cookie. */
import { randomBytes, randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../core/kernel/errors.ts';
import { createPrivateFile, readIfThere } from './private-file.ts';

const installation = z.object({
  id: z.uuid(),
  /** Value of the headless host's cookie; it outlives a restart so that an open page finds back. */
  browserSession: z.string().regex(/^[\w-]{43}$/),
});
export type Installation = z.infer<typeof installation>;

/** 256 bits, URL-safe: 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/**
 * Of two processes starting at once, both get the id of the first. A damaged file is set aside: the keys of the
 * installation are then to be named by `WATTOS_KEY_FILE`.
 */
export const openInstallation = async (dataDir: string): Promise<Installation> => {
  const file = join(dataDir, 'installation.json');
  const stored = await readIfThere(file);
  if (stored) {
    const known = parse(stored.toString('utf8'));
    if (known) return known;
    await rename(file, `${file}.damaged`);
  }
  const created = { id: randomUUID(), browserSession: newSecret() };
  try {
    await createPrivateFile(file, `${JSON.stringify(created, null, 2)}\n`);
    return created;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return openInstallation(dataDir);
    throw error;
  }
};

const parse = (text: string): Installation | undefined => {
  try {
    return installation.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
