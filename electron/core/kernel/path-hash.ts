/** Recognises a path without keeping its name: SHA-256 of it. */
import { createHash } from 'node:crypto';

export const pathHash = (path: string): Buffer => createHash('sha256').update(path, 'utf8').digest();
