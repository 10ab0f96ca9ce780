/**
 * Does a confidential conversation reach out, whatever goes wrong? The real headless host, providers that really listen and
 * would gladly answer, and every failure we can cause. Counted three ways: attempts seen by the kernel (strace), connections
 * the providers accepted, and rows of the ledger. An ordinary conversation at the end proves that all three would have seen
 * it. Needs Linux, strace and the starter model.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startFakeProvider } from '../electron/core/adapters/llm/providers/testing/fake-provider.ts';
import { measureConversations, type Row } from './confidential-days.ts';
import { modelId, starterModelPath } from './local-model.ts';
import type { Metrics, Suite } from './measure.ts';
import { startTracedHost, tracingProblem } from './traced-host.ts';

const suite: Suite = async ({ say }): Promise<Metrics> => {
  const problem = tracingProblem();
  if (problem !== null) throw new Error(`cannot trace here: ${problem}`);
  const shelves = mkdtempSync(join(tmpdir(), 'wattos-shelves-'));
  const rows: Row[] = [];
  let control: Row | undefined;
  try {
    for (const [shelf, prepare] of Object.entries(shelfStates)) {
      const modelsDir = join(shelves, shelf);
      mkdirSync(join(modelsDir, modelId), { recursive: true });
      prepare(join(modelsDir, modelId));
      await using first = await startFakeProvider(() => ({ type: 'answer', pieces: ['leaked'] }));
      await using second = await startFakeProvider(() => ({ type: 'answer', pieces: ['leaked'] }));
      await using broken = await startFakeProvider(() => ({ type: 'status', status: 500 }));
      await using host = await startTracedHost(modelsDir);
      const measured = await measureConversations(host, { first, second, broken }, shelf === 'ready');
      rows.push(...measured.rows.map((row) => ({ ...row, day: `${shelf}: ${row.day}` })));
      control = measured.control;
    }
  } finally {
    rmSync(shelves, { recursive: true, force: true });
  }
  for (const row of [...rows, ...(control === undefined ? [] : [control])]) say(show(row));
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    'confidential.questions': rows.length,
    'confidential.failed': rows.filter(({ outcome }) => outcome !== 'complete').length,
    'confidential.attempts': sum((row) => row.attempts),
    'confidential.accepted': sum((row) => row.accepted),
    'confidential.ledger': sum((row) => row.ledger),
    'confidential.controlAttempts': control?.attempts ?? 0,
    'confidential.controlAccepted': control?.accepted ?? 0,
    'confidential.controlLedger': control?.ledger ?? 0,
  };
};
export default suite;

const installed = (): string => dirname(starterModelPath());

/** What lies where the only local model should be. */
const shelfStates: Record<string, (folder: string) => void> = {
  ready: (folder) => cpSync(installed(), folder, { recursive: true }),
  empty: (folder) => rmSync(folder, { recursive: true }),
  truncated: (folder) => {
    cpSync(installed(), folder, { recursive: true });
    const file = join(folder, 'model.gguf');
    truncateSync(file, Math.floor(statSync(file).size / 2));
  },
  /** As long as it should be, and no model. */
  scrambled: (folder) => {
    cpSync(installed(), folder, { recursive: true });
    const file = join(folder, 'model.gguf');
    const { size } = statSync(file);
    writeFileSync(file, 'GGUF');
    truncateSync(file, size);
  },
};

const show = ({ day, outcome, attempts, accepted, ledger }: Row): string =>
  `${day.padEnd(62)} ${outcome.padEnd(38)} attempts ${attempts}  accepted ${accepted}  ledger ${ledger}`;
