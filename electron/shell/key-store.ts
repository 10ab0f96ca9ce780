/** Encrypts with the key store of the operating system. Never falls back to plain text: without a store there is none. */
import { safeStorage } from 'electron';

/** On Linux these mean a key anyone can know, or none at all. */
const worthless = new Set<string>(['basic_text', 'unknown']);

/** After the app is ready. May take a moment: it can start the system's key store. */
export const hasKeyStore = (): boolean => {
  if (process.platform === 'linux' && worthless.has(safeStorage.getSelectedStorageBackend())) return false;
  return safeStorage.isEncryptionAvailable();
};

/** `null` when the store refuses, e.g. because the person declined or the value comes from another account. */
export const seal = (value: Uint8Array): Uint8Array | null =>
  attempt(() => safeStorage.encryptString(Buffer.from(value).toString('base64')));

export const unseal = (value: Uint8Array): Uint8Array | null =>
  attempt(() => Buffer.from(safeStorage.decryptString(Buffer.from(value)), 'base64'));

const attempt = (work: () => Uint8Array): Uint8Array | null => {
  try {
    return work();
  } catch {
    return null;
  }
};
