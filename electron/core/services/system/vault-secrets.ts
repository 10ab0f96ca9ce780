/**
 * Secrets inside the encrypted database, where a passphrase protects it and no other key store may hold them: AES-256-GCM
 * under a key derived (HKDF, RFC 5869) from the database's own, bound to tenant and name. What cannot be opened any more
 * counts as not there.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Db } from '../../db/open.ts';
import type { SecretStore } from '../../ports/secrets.ts';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export type VaultSecrets = Pick<SecretStore, 'read' | 'write' | 'remove'> & { protection: 'passphrase' };

export const createVaultSecrets = (db: Db, tenantId: string, databaseKey: Uint8Array): VaultSecrets => {
  const key = new Uint8Array(hkdfSync('sha256', databaseKey, '', 'wattos secrets 1', 32));
  const boundTo = (name: string): Buffer => Buffer.from(JSON.stringify([tenantId, name]));

  return {
    protection: 'passphrase',
    read: async (name) => {
      const row = db
        .prepare('SELECT nonce, sealed FROM vault_secrets WHERE tenant_id = ? AND name = ?')
        .get(tenantId, name) as { nonce: Buffer; sealed: Buffer } | undefined;
      if (row === undefined) return null;
      try {
        const opening = createDecipheriv(cipher, key, row.nonce).setAAD(boundTo(name));
        opening.setAuthTag(row.sealed.subarray(-tagBytes));
        return Buffer.concat([opening.update(row.sealed.subarray(0, -tagBytes)), opening.final()]);
      } catch {
        return null;
      }
    },
    write: async (name, value) => {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, key, nonce).setAAD(boundTo(name));
      const sealed = Buffer.concat([sealing.update(value), sealing.final(), sealing.getAuthTag()]);
      db.prepare(
        'INSERT OR REPLACE INTO vault_secrets (tenant_id, name, nonce, sealed) VALUES (?, ?, ?, ?)',
      ).run(tenantId, name, nonce, sealed);
    },
    remove: async (name) => {
      db.prepare('DELETE FROM vault_secrets WHERE tenant_id = ? AND name = ?').run(tenantId, name);
    },
  };
};
