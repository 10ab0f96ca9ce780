/** System: what this computer and this installation are, how the workers are, and what went over the network. */
import { z } from 'zod';
import { id, page, pageInput, reads, writes } from './base.ts';
import { errorEnvelope } from './errors.ts';
import { deviceReasons } from './models.ts';

const vaultStates = ['new', 'locked', 'open'] as const;
/** How the database key is kept. */
export const keyProtections = ['os-key-store', 'passphrase', 'key-file'] as const;
export const minPassphraseLength = 10;

export const vaultStatus = z.object({
  state: z.enum(vaultStates),
  protection: z.enum(keyProtections).nullable(),
  /** Why it could not be opened by itself, e.g. a database from a newer version; `null` when it only waits for a passphrase. */
  problem: errorEnvelope.nullable(),
});
export type VaultStatus = z.infer<typeof vaultStatus>;

/** The database's lock. A desktop with a key store and a headless host with a key file never ask. */
export const vaultContract = {
  status: reads(null, { whileLocked: true }).output(vaultStatus),
  /** First start without a key store: sets the passphrase and creates the encrypted database. */
  create: writes(null, { whileLocked: true })
    .input(z.object({ passphrase: z.string().max(1000) }))
    .output(vaultStatus),
  unlock: writes(null, { whileLocked: true })
    .input(z.object({ passphrase: z.string().max(1000) }))
    .output(vaultStatus),
};

export const hardware = z.object({
  cpuModel: z.string(),
  cores: z.int(),
  memoryBytes: z.int(),
  freeMemoryBytes: z.int(),
  freeDiskBytes: z.int().nullable(),
  /** The graphics card that models can compute on. */
  gpu: z
    .object({
      name: z.string(),
      api: z.string(),
      memoryBytes: z.int(),
      /** Of that, what is not the computer's own memory as well. */
      ownMemoryBytes: z.int(),
    })
    .nullable(),
  /** Why there is none; `null` when there is one, or when nobody could be asked. */
  gpuReason: z.enum(deviceReasons).nullable(),
  platform: z.string(),
  architecture: z.string(),
});
export type Hardware = z.infer<typeof hardware>;

const workerStates = ['stopped', 'starting', 'ready', 'busy', 'breaker-open'] as const;
export const workerStatus = z.object({
  name: z.string(),
  state: z.enum(workerStates),
  pid: z.int().nullable(),
  /** Counts restarts; an answer of an earlier generation is never mixed into a later one. */
  generation: z.int(),
  failures: z.int(),
  memoryBytes: z.int().nullable(),
});
export type WorkerStatus = z.infer<typeof workerStatus>;

/** One outbound connection, made or refused. */
export const ledgerEntry = z.object({
  id,
  at: z.iso.datetime(),
  purpose: z.string(),
  host: z.string(),
  port: z.int(),
  decision: z.enum(['allowed', 'denied']),
  bytesReceived: z.int(),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

export const doctorReport = z.object({
  version: z.string(),
  versions: z.record(z.string(), z.string()),
  host: z.enum(['desktop', 'headless', 'memory']),
  hardware,
  database: z.object({
    state: z.enum(vaultStates),
    path: z.string(),
    sizeBytes: z.int().nullable(),
    encrypted: z.boolean(),
    schema: z.int().nullable(),
    integrity: z.enum(['ok', 'damaged', 'unknown']),
    journalMode: z.string().nullable(),
    /** Whether every audit entry still fits the one before it. */
    auditLog: z.enum(['whole', 'broken']),
  }),
  models: z.array(z.object({ id: z.string(), task: z.string(), state: z.string() })),
  workers: z.array(workerStatus),
  network: z.object({ mode: z.enum(['offline', 'restricted']), allowed: z.int(), denied: z.int() }),
});
export type DoctorReport = z.infer<typeof doctorReport>;

export const systemContract = {
  info: reads(null, { whileLocked: true }).output(
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'headless', 'memory']),
      /** The operating system's languages, most wanted first. */
      locales: z.array(z.string()),
      platform: z.string(),
    }),
  ),
  hardware: reads('system.read').output(hardware),
  doctor: reads('system.read').output(doctorReport),
  workers: reads('system.read').output(z.array(workerStatus)),
  resetWorker: writes('system.manage')
    .input(z.object({ name: z.string().max(80) }))
    .output(workerStatus),
  /** Newest first. */
  ledger: reads('system.read').input(pageInput).output(page(ledgerEntry)),
};
