/**
 * Opens the encrypted database (ChaCha20-Poly1305, one authentication tag per page), brings it to the current schema
 * and refuses what it cannot safely touch. The key is 32 raw bytes; it is never logged.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { appError, isAppError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { sqliteFailure } from './failures.ts';

export type Db = Database.Database;

const keptBackups = 3;

export type Migration = { number: number; name: string; sql: string };

/** Reads `NNNN-name.sql` files in order. */
export const readMigrations = (directory: string): Migration[] =>
  readdirSync(directory)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({
      number: Number(name.slice(0, 4)),
      name,
      sql: readFileSync(join(directory, name), 'utf8'),
    }));

/** Throws `database.*`; a database that cannot be opened is left exactly as it was found. */
export const openDatabase = (options: {
  file: string;
  key: Uint8Array;
  migrations: Migration[];
  log: Log;
}): Db => {
  const { file, key, migrations, log } = options;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const existed = existsSync(file) && statSync(file).size > 0;
  let db: Db | undefined;
  try {
    db = new Database(file);
    db.pragma("cipher = 'chacha20'");
    db.key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`));
    configure(db);
    migrate(db, migrations, { backup: existed ? () => backUp(file, log) : () => null, log });
    return db;
  } catch (error) {
    db?.close();
    throw isAppError(error) ? error : sqliteFailure(error, { newestBackup: newestBackup(file) });
  }
};

/** The same schema in memory only: temporary conversations live here and never touch a disk. */
export const openMemoryDatabase = (migrations: Migration[], log: Log): Db => {
  const db = new Database(':memory:');
  configure(db);
  migrate(db, migrations, { backup: () => null, log });
  return db;
};

const configure = (db: Db): void => {
  db.pragma('temp_store = MEMORY');
  db.pragma('secure_delete = ON');
  db.pragma('journal_mode = WAL');
  // FULL: an acknowledged message survives a power cut, not only a killed process.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = OFF');
};

const migrate = (db: Db, migrations: Migration[], tools: { backup: () => string | null; log: Log }): void => {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
  );
  const found = schemaNumber(db);
  const supported = migrations.at(-1)?.number ?? 0;
  if (found > supported) throw appError('database.FROM_THE_FUTURE', { found, supported });
  const pending = migrations.filter((migration) => migration.number > found);
  if (pending.length === 0) return;
  const backup = found > 0 ? tools.backup() : null;
  for (const migration of pending) {
    try {
      db.transaction(() => {
        db.exec(migration.sql);
        db.prepare('INSERT INTO migrations VALUES (?, ?, ?)').run(
          migration.number,
          migration.name,
          new Date().toISOString(),
        );
      })();
    } catch (cause) {
      throw appError('database.MIGRATION_FAILED', { migration: migration.name, backup }, { cause });
    }
    tools.log.info({ migration: migration.name }, 'database migrated');
  }
};

/** Number of the newest applied migration, `0` for an empty database. */
export const schemaNumber = (db: Db): number =>
  (db.prepare('SELECT coalesce(max(number), 0) AS number FROM migrations').get() as { number: number })
    .number;

const backupDirectory = (file: string): string => join(dirname(file), 'backups');

/** Copies the (still encrypted) file as the last process left it. Safe because the instance lock is held and nothing writes yet. */
const backUp = (file: string, log: Log): string => {
  const directory = backupDirectory(file);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const name = `${basename(file)}.${new Date().toISOString().replaceAll(':', '-')}`;
  const target = join(directory, name);
  copyFileSync(file, target);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${target}-wal`);
  for (const old of backupsOf(file).slice(0, -keptBackups)) {
    rmSync(join(directory, old), { force: true });
    rmSync(join(directory, `${old}-wal`), { force: true });
  }
  log.info({ backup: name }, 'database backed up');
  return target;
};

const backupsOf = (file: string): string[] =>
  existsSync(backupDirectory(file))
    ? readdirSync(backupDirectory(file))
        .filter((name) => name.startsWith(`${basename(file)}.`) && !name.endsWith('-wal'))
        .sort()
    : [];

/** Copies from before an update hold what a person has deleted since. */
export const removeBackups = (file: string): void => {
  rmSync(backupDirectory(file), { recursive: true, force: true });
};

const newestBackup = (file: string): string | null => {
  const newest = backupsOf(file).at(-1);
  return newest === undefined ? null : join(backupDirectory(file), newest);
};
