/** The short version of the suite: without any local model, traced by the kernel, and only where that is permitted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startFakeProvider } from '../electron/core/adapters/llm/providers/testing/fake-provider.ts';
import { measureConversations } from './confidential-days.ts';
import { startTracedHost, tracingProblem } from './traced-host.ts';

const problem = tracingProblem();

it('no process of the host tries to reach anyone while confidential conversations fail', async ({ skip }) => {
  skip(problem !== null, problem ?? '');
  const shelf = mkdtempSync(join(tmpdir(), 'wattos-shelf-'));
  try {
    await using first = await startFakeProvider(() => ({ type: 'answer', pieces: ['leaked'] }));
    await using second = await startFakeProvider(() => ({ type: 'answer', pieces: ['leaked'] }));
    await using broken = await startFakeProvider(() => ({ type: 'status', status: 500 }));
    await using host = await startTracedHost(shelf);
    const { rows, control } = await measureConversations(host, { first, second, broken }, false);
    for (const row of rows) expect(row).toMatchObject({ attempts: 0, accepted: 0, ledger: 0 });
    expect(control.attempts).toBeGreaterThan(0);
    expect(control.accepted).toBeGreaterThan(0);
    expect(control.ledger).toBeGreaterThan(0);
  } finally {
    rmSync(shelf, { recursive: true, force: true });
  }
});
