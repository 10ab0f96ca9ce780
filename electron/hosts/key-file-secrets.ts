/**
 * A secret store in files only their owner may read, outside the data folder: for hosts without a key store of the
 * operating system. It protects a copied or stolen data folder, not against another program of the same person.
 */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../core/ports/secrets.ts';
import { openInstallation } from './installation.ts';
import { keysDir, type Surroundings } from './paths.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';

const keyFile = z.record(z.string(), z.base64());

/** All secrets of one installation in one JSON file, values in base64. */
export const createKeyFileSecrets = (file: string): SecretStore => {
  const load = async (): Promise<Record<string, string>> => {
    const content = await readIfThere(file);
    return content === null || content.length === 0
      ? {}
      : keyFile.parse(JSON.parse(content.toString('utf8')));
  };
  const save = (secrets: Record<string, string>) =>
    writePrivateFile(file, `${JSON.stringify(secrets, null, 2)}\n`);

  return {
    protection: 'key-file',
    async read(name) {
      const value = (await load())[name];
      return value === undefined ? null : Buffer.from(value, 'base64');
    },
    async write(name, value) {
      await save({ ...(await load()), [name]: Buffer.from(value).toString('base64') });
    },
    async remove(name) {
      const { [name]: _, ...others } = await load();
      if (Object.keys(others).length > 0) await save(others);
      else await rm(file, { force: true });
    },
  };
};

/** `WATTOS_KEY_FILE` names one file; otherwise it is found by the installation's id, so that a moved data folder still opens. */
export const keyFileFor = async (dataDir: string, surroundings: Surroundings): Promise<string> => {
  const wanted = surroundings.env.WATTOS_KEY_FILE;
  if (wanted) return wanted;
  const { id } = await openInstallation(dataDir);
  const name = createHash('sha256').update(id).digest('hex').slice(0, 32);
  return join(keysDir(surroundings), `${name}.json`);
};

/** For a host that was told to use a passphrase: nothing is kept. */
export const noSecrets: SecretStore = {
  protection: null,
  read: async () => null,
  write: async () => {
    throw new Error('this host keeps no secrets');
  },
  remove: async () => {},
};
