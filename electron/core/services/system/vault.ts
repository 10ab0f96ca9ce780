/**
 * The database's key. It is 32 random bytes in the operating system's key store or a key file, or it is derived from a
 * passphrase (scrypt). `vault.json` beside the database holds no secret: how the key is kept, the salt, and a keyed
 * fingerprint that tells a wrong passphrase from a damaged database.
 */
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { keyProtections, minPassphraseLength } from '../../../contract/system.ts';
import { appError } from '../../kernel/errors.ts';
import type { SecretStore } from '../../ports/secrets.ts';

const keyBytes = 32;
const secretName = 'database-key';

const vaultFile = z.object({
  version: z.literal(1),
  protection: z.enum(keyProtections),
  /** Base64. */
  salt: z.string(),
  /** RFC 7914; memory = 128 · N · r bytes. */
  scrypt: z.object({ N: z.int(), r: z.int(), p: z.int() }),
  /** HMAC-SHA-256 of a fixed text under the key, base64. */
  fingerprint: z.string(),
});
type VaultFile = z.infer<typeof vaultFile>;

const scryptCost = { N: 2 ** 17, r: 8, p: 1 };

export const readVaultFile = (dataDir: string): VaultFile | null => {
  const file = join(dataDir, 'vault.json');
  if (!existsSync(file)) return null;
  try {
    return vaultFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw appError('vault.KEY_MISSING', {}, { cause });
  }
};

/** A new random key, stored first and recorded second, so that a crash in between locks nobody out. */
export const createStoredKey = async (dataDir: string, secrets: SecretStore): Promise<Uint8Array> => {
  if (secrets.protection === null) throw appError('vault.LOCKED', {});
  const key = (await secrets.read(secretName)) ?? randomBytes(keyBytes);
  await secrets.write(secretName, key);
  writeVaultFile(dataDir, {
    version: 1,
    protection: secrets.protection,
    salt: randomBytes(16).toString('base64'),
    scrypt: scryptCost,
    fingerprint: fingerprintOf(key),
  });
  return key;
};

/** Throws `vault.KEY_MISSING` when the store has lost it, `vault.WRONG_KEY` when it holds another one. */
export const readStoredKey = async (vault: VaultFile, secrets: SecretStore): Promise<Uint8Array> => {
  const key = await secrets.read(secretName).catch((cause: unknown) => {
    throw appError('vault.KEY_MISSING', {}, { cause });
  });
  if (key === null) throw appError('vault.KEY_MISSING', {});
  return checked(vault, key);
};

export const createPassphraseKey = async (dataDir: string, passphrase: string): Promise<Uint8Array> => {
  if (passphrase.length < minPassphraseLength)
    throw appError('vault.WEAK_PASSPHRASE', { minLength: minPassphraseLength });
  const salt = randomBytes(16);
  const key = await derive(passphrase, salt, scryptCost);
  writeVaultFile(dataDir, {
    version: 1,
    protection: 'passphrase',
    salt: salt.toString('base64'),
    scrypt: scryptCost,
    fingerprint: fingerprintOf(key),
  });
  return key;
};

/** Throws `vault.WRONG_KEY`. */
export const passphraseKey = async (vault: VaultFile, passphrase: string): Promise<Uint8Array> =>
  checked(vault, await derive(passphrase, Buffer.from(vault.salt, 'base64'), vault.scrypt));

const checked = (vault: VaultFile, key: Uint8Array): Uint8Array => {
  const [want, have] = [Buffer.from(vault.fingerprint), Buffer.from(fingerprintOf(key))];
  if (want.length !== have.length || !timingSafeEqual(want, have)) throw appError('vault.WRONG_KEY', {});
  return key;
};

const fingerprintOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update('wattos database key').digest('base64');

const derive = (
  passphrase: string,
  salt: Buffer,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      keyBytes,
      { ...cost, maxmem: 256 * cost.N * cost.r },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    ),
  );

const writeVaultFile = (dataDir: string, content: VaultFile): void => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'vault.json');
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(`${file}.new`, file);
};
