/**
 * The ledger of outbound connections while no database is open: lines in a file that only this person can read.
 * The next opening of the database takes them over.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type LedgerEntry, ledgerEntry } from '../../../contract/system.ts';

const spoolFile = (dataDir: string): string => join(dataDir, 'network-ledger.jsonl');
/** Set aside while it is taken over, so that another process may go on writing meanwhile. */
const takenFile = (dataDir: string): string => join(dataDir, 'network-ledger.taken.jsonl');

/** Appends the entry; a later line with the same id replaces an earlier one. */
export const spool = (dataDir: string, entry: LedgerEntry): void => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  appendFileSync(spoolFile(dataDir), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
};

/** Latest state of each entry, oldest first. Lines a crash cut off are left out. Call `clearSpool` when they are stored. */
export const readSpool = (dataDir: string): LedgerEntry[] => {
  const taken = takenFile(dataDir);
  if (!existsSync(taken)) {
    if (!existsSync(spoolFile(dataDir))) return [];
    renameSync(spoolFile(dataDir), taken);
  }
  const entries = new Map<string, LedgerEntry>();
  for (const line of readFileSync(taken, 'utf8').split('\n')) {
    const entry = parseLine(line);
    if (entry !== null) entries.set(entry.id, entry);
  }
  return [...entries.values()];
};

/** Forgets what the last `readSpool` has handed out. */
export const clearSpool = (dataDir: string): void => rmSync(takenFile(dataDir), { force: true });

const parseLine = (line: string): LedgerEntry | null => {
  try {
    return ledgerEntry.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};
