import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Db, openMemoryDatabase, readMigrations } from '../../db/open.ts';
import { silentLog } from '../../kernel/log.ts';
import { createVaultSecrets } from './vault-secrets.ts';

const migrations = readMigrations(join(import.meta.dirname, '../../db/migrations'));
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | null) => value && new TextDecoder().decode(value);

const setUp = () => {
  const db: Db = openMemoryDatabase(migrations, silentLog);
  for (const tenant of ['a', 'b']) db.prepare("INSERT INTO tenants VALUES (?, '', '')").run(tenant);
  const key = randomBytes(32);
  return { db, key, secrets: createVaultSecrets(db, 'a', key) };
};

describe('secrets in the database', () => {
  it('come back as they were, replaced and removed', async () => {
    const { secrets } = setUp();
    expect(await secrets.read('one')).toBeNull();
    await secrets.write('one', bytes('sk-Grüße'));
    await secrets.write('one', bytes('sk-second'));
    expect(text(await secrets.read('one'))).toBe('sk-second');
    await secrets.remove('one');
    expect(await secrets.read('one')).toBeNull();
  });

  it('a row of the table says nothing, and the same secret never looks the same', async () => {
    const { db, secrets } = setUp();
    await secrets.write('one', bytes('sk-very-secret'));
    await secrets.write('two', bytes('sk-very-secret'));
    const rows = db.prepare('SELECT sealed FROM vault_secrets').all() as { sealed: Buffer }[];
    expect(rows).toHaveLength(2);
    for (const { sealed } of rows) expect(sealed.includes('very-secret')).toBe(false);
    expect(rows[0]?.sealed.equals(rows[1]?.sealed ?? Buffer.alloc(0))).toBe(false);
  });

  it('open with no other key, under no other name, for no other tenant, and not when altered', async () => {
    const { db, key, secrets } = setUp();
    await secrets.write('one', bytes('sk'));
    expect(await createVaultSecrets(db, 'a', randomBytes(32)).read('one')).toBeNull();
    expect(await createVaultSecrets(db, 'b', key).read('one')).toBeNull();
    db.exec("UPDATE vault_secrets SET name = 'two'");
    expect(await secrets.read('two')).toBeNull();
    db.exec("UPDATE vault_secrets SET name = 'one', tenant_id = 'b'");
    expect(await createVaultSecrets(db, 'b', key).read('one')).toBeNull();
    await secrets.write('one', bytes('sk'));
    db.exec("UPDATE vault_secrets SET sealed = zeroblob(18) WHERE tenant_id = 'a'");
    expect(await secrets.read('one')).toBeNull();
  });
});
