/** System: what this installation is and how it is doing. Nothing here changes anything but a resting worker. */
import { statSync } from 'node:fs';
import type { DoctorReport, Hardware, WorkerStatus } from '../../../contract/system.ts';
import type { Db } from '../../db/open.ts';
import { schemaNumber } from '../../db/open.ts';
import { appError } from '../../kernel/errors.ts';
import type { Paths } from '../../ports/paths.ts';
import { findBrokenAuditEntry } from './audit.ts';
import { type Graphics, readHardware } from './hardware.ts';
import { countLedger, listLedger } from './ledger.ts';

export type System = ReturnType<typeof createSystem>;

export type SystemOptions = {
  db: Db;
  databaseFile: string;
  host: DoctorReport['host'];
  version: string;
  paths: Paths;
  graphics: () => Promise<Graphics>;
  workers: { status(): WorkerStatus; reset(): void }[];
  models: () => Promise<{ id: string; task: string; state: string }[]>;
  allowedPurposes: () => readonly string[];
};

export const createSystem = (options: SystemOptions) => {
  const { db, databaseFile, host, version, paths, workers } = options;

  const hardware = async (): Promise<Hardware> => readHardware(paths.dataDir, await options.graphics());

  return {
    hardware,

    workers: (): WorkerStatus[] => workers.map((worker) => worker.status()),

    resetWorker: (name: string): WorkerStatus => {
      const worker = workers.find((one) => one.status().name === name);
      if (worker === undefined) throw appError('worker.UNKNOWN', { worker: name });
      worker.reset();
      return worker.status();
    },

    ledger: (page: { cursor: string | null; limit: number }) => listLedger(db, page),

    doctor: async (): Promise<DoctorReport> => ({
      version,
      versions: { node: process.versions.node, sqlite: sqliteVersion(db), ...electronVersion() },
      host,
      hardware: await hardware(),
      database: {
        state: 'open',
        path: databaseFile,
        sizeBytes: statSync(databaseFile).size,
        encrypted: (db.pragma('cipher', { simple: true }) as string) !== '',
        schema: schemaNumber(db),
        integrity: integrityOf(db),
        journalMode: db.pragma('journal_mode', { simple: true }) as string,
        auditLog: findBrokenAuditEntry(db) === null ? 'whole' : 'broken',
      },
      models: await options.models(),
      workers: workers.map((worker) => worker.status()),
      network: {
        mode: options.allowedPurposes().length === 0 ? 'offline' : 'restricted',
        ...countLedger(db),
      },
    }),
  };
};

const integrityOf = (db: Db): 'ok' | 'damaged' => {
  try {
    return db.pragma('integrity_check(1)', { simple: true }) === 'ok' ? 'ok' : 'damaged';
  } catch {
    return 'damaged';
  }
};

const sqliteVersion = (db: Db): string =>
  (db.prepare('SELECT sqlite_version() AS version').get() as { version: string }).version;

const electronVersion = (): Record<string, string> => {
  const { electron } = process.versions;
  return electron === undefined ? {} : { electron };
};
