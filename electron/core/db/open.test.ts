import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../kernel/log.ts';
import { sqliteFailure } from './failures.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { type Migration, openDatabase, openMemoryDatabase, readMigrations, schemaNumber } from './open.ts';

const real = readMigrations(join(import.meta.dirname, 'migrations'));
const key = randomBytes(32);
let folder = '';
const file = () => join(folder, 'wattos.db');
const open = (migrations: Migration[] = real, withKey: Uint8Array = key) =>
  openDatabase({ file: file(), key: withKey, migrations, log: silentLog });
const bytesOf = (name: string) => readFileSync(join(folder, name));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-db-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fillTenant = (db: ReturnType<typeof open>, name: string) =>
  db.prepare("INSERT INTO tenants VALUES (?, ?, '2026-01-01T00:00:00.000Z')").run(name, name);

describe('openDatabase', () => {
  it('leaves no plaintext in the file or its write-ahead log', () => {
    const db = open();
    fillTenant(db, 'Geheimnis-der-Gemeinde');
    const names = readdirSync(folder).filter((name) => name.startsWith('wattos.db'));
    expect(names).toContain('wattos.db-wal');
    for (const name of names) {
      expect(bytesOf(name).includes('Geheimnis-der-Gemeinde')).toBe(false);
      expect(bytesOf(name).includes('SQLite format 3')).toBe(false);
      expect(bytesOf(name).includes('CREATE TABLE')).toBe(false);
    }
    db.close();
  });

  it('gives the rows back after closing', () => {
    const db = open();
    fillTenant(db, 'a');
    db.close();
    const again = open();
    expect(again.prepare('SELECT name FROM tenants').pluck().all()).toEqual(['a']);
    again.close();
  });

  it('refuses a wrong key without touching the file', () => {
    open().close();
    const before = bytesOf('wattos.db');
    expect(() => open(real, randomBytes(32))).toThrow(expect.objectContaining({ code: 'database.CORRUPT' }));
    expect(bytesOf('wattos.db').equals(before)).toBe(true);
  });

  it('refuses a database from the future and names both versions', () => {
    const next = (real.at(-1)?.number ?? 0) + 1;
    open([...real, { number: next, name: 'next.sql', sql: 'CREATE TABLE later (x)' }]).close();
    expect(() => open()).toThrow(
      expect.objectContaining({
        code: 'database.FROM_THE_FUTURE',
        data: { found: next, supported: next - 1 },
      }),
    );
  });

  it('backs up before it migrates, and a failing migration changes nothing', () => {
    const db = open();
    fillTenant(db, 'kept');
    db.close();
    const next = (real.at(-1)?.number ?? 0) + 1;
    const bad = [
      ...real,
      { number: next, name: 'bad.sql', sql: 'DELETE FROM tenants; SELECT no_such_function();' },
    ];
    let failure: unknown;
    try {
      open(bad);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ code: 'database.MIGRATION_FAILED', data: { migration: 'bad.sql' } });
    const backup = (failure as { data: { backup: string } }).data.backup;
    expect(existsSync(backup)).toBe(true);
    const again = open();
    expect(again.prepare('SELECT name FROM tenants').pluck().all()).toEqual(['kept']);
    expect(schemaNumber(again)).toBe(real.at(-1)?.number);
    again.close();
    rmSync(file());
    copyFileSync(backup, file());
    if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${file()}-wal`);
    const restored = open();
    expect(restored.prepare('SELECT name FROM tenants').pluck().all()).toEqual(['kept']);
    restored.close();
  });

  it('reports a damaged page as damage, not as a bug', () => {
    const db = open();
    const insert = db.prepare("INSERT INTO tenants VALUES (?, ?, '')");
    for (let n = 0; n < 2000; n += 1) insert.run(String(n), 'x'.repeat(200));
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = bytesOf('wattos.db');
    // The tail holds the rows; empty tables of the schema lie before it.
    bytes.fill(7, Math.floor(bytes.length * 0.8), Math.floor(bytes.length * 0.9));
    writeFileSync(file(), bytes);
    const damaged = open();
    let failure: unknown;
    try {
      damaged.prepare('SELECT sum(length(name)) FROM tenants').get();
    } catch (error) {
      failure = sqliteFailure(error, { newestBackup: null });
    }
    expect(failure).toMatchObject({ code: 'database.CORRUPT' });
    damaged.close();
  });

  it('reports a full disk as such and keeps what was stored', () => {
    const db = open();
    fillTenant(db, 'before');
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    let failure: unknown;
    try {
      fillTenant(db, 'x'.repeat(1_000_000));
    } catch (error) {
      failure = sqliteFailure(error, { newestBackup: null });
    }
    expect(failure).toMatchObject({ code: 'database.DISK_FULL' });
    expect(db.prepare('SELECT name FROM tenants').pluck().all()).toEqual(['before']);
    db.close();
  });

  it('opens an empty or foreign file as damage and leaves it alone', () => {
    writeFileSync(file(), 'This is a letter, not a database. '.repeat(200));
    const before = bytesOf('wattos.db');
    expect(() => open()).toThrow(expect.objectContaining({ code: 'database.CORRUPT' }));
    expect(bytesOf('wattos.db').equals(before)).toBe(true);
  });
});

describe('the schema', () => {
  it('gives every table of someone a tenant', () => {
    const db = openMemoryDatabase(real, silentLog);
    const shared = new Set([
      'migrations',
      'tenants',
      'permissions',
      'user_roles',
      'run_events',
      'network_ledger',
    ]);
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_fts%'",
      )
      .pluck()
      .all() as string[];
    for (const table of tables.filter((name) => !shared.has(name))) {
      const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map((column) => column.name);
      expect(columns, table).toContain('tenant_id');
    }
    db.close();
  });
});

describe('takeInstanceLock', () => {
  it('lets no second engine at the same folder and names the first', () => {
    const lock = takeInstanceLock(folder);
    expect(() => takeInstanceLock(folder)).toThrow(
      expect.objectContaining({ code: 'database.LOCKED_BY_ANOTHER', data: { pid: process.pid } }),
    );
    lock.release();
    takeInstanceLock(folder).release();
  });

  // Writing to this device fails as on a full disk; only Linux has it.
  it.runIf(process.platform === 'linux')('says that the disk is full, and holds nothing then', () => {
    symlinkSync('/dev/full', join(folder, 'instance.pid'));
    expect(() => takeInstanceLock(folder)).toThrow(expect.objectContaining({ code: 'database.DISK_FULL' }));
    rmSync(join(folder, 'instance.pid'));
    takeInstanceLock(folder).release();
  });
});
