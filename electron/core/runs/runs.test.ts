import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../contract/runs.ts';
import { type Db, openMemoryDatabase, readMigrations } from '../db/open.ts';
import { systemClock } from '../kernel/clock.ts';
import { appError } from '../kernel/errors.ts';
import { silentLog } from '../kernel/log.ts';
import { createRuns } from './runs.ts';

const tenantId = 't';
const setUp = (db: Db = database()) => ({
  db,
  runs: createRuns({ db, clock: systemClock, log: silentLog, onChange: () => {} }),
});
const database = (): Db => {
  const db = openMemoryDatabase(readMigrations(join(import.meta.dirname, '../db/migrations')), silentLog);
  db.prepare("INSERT INTO tenants VALUES (?, '', '')").run(tenantId);
  return db;
};
const request = { kind: 'chat.answer' as const, subjectId: 's', tenantId };
const collect = async (events: AsyncIterable<RunEvent>): Promise<RunEvent[]> => {
  const all: RunEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
};
const applied = (events: RunEvent[]): string => {
  let text = '';
  for (const { body } of events) if (body.type === 'text') text = text.slice(0, body.offset) + body.text;
  return text;
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('runs', () => {
  it('gives every watcher the whole text whenever it starts to watch', async () => {
    const { runs } = setUp();
    const started = runs.start(request, async (run) => {
      for (let n = 0; n < 200; n += 1) {
        run.text(`${n} `);
        if (n % 10 === 0) await pause(2);
      }
      return undefined;
    });
    const watchers = [collect(runs.watch(tenantId, started.runId, 0))];
    await pause(5);
    watchers.push(collect(runs.watch(tenantId, started.runId, 0)));
    await started.done;
    watchers.push(collect(runs.watch(tenantId, started.runId, 0)));
    const want = Array.from({ length: 200 }, (_, n) => `${n} `).join('');
    for (const events of await Promise.all(watchers)) {
      expect(applied(events)).toBe(want);
      expect(events.at(-1)?.body).toMatchObject({ type: 'state', state: 'finished' });
    }
  });

  it('replays only what came after the number a watcher has seen', async () => {
    const { runs } = setUp();
    const started = runs.start(request, async (run) => {
      run.text('abc');
      await pause(20);
      run.text('def');
      return undefined;
    });
    await pause(5);
    const first = runs.watch(tenantId, started.runId, 0);
    await first.next();
    const seen = (await first.next()).value as RunEvent;
    await first.return(undefined);
    await started.done;
    const rest = await collect(runs.watch(tenantId, started.runId, seen.seq));
    expect(rest.every((event) => event.seq > seen.seq)).toBe(true);
    expect(applied([seen, ...rest])).toBe('abcdef');
  });

  it('keeps the text of a run whose process died', async () => {
    const { db, runs } = setUp();
    const goOn = Promise.withResolvers<void>();
    const started = runs.start(request, async (run) => {
      run.text('half an ');
      await goOn.promise;
      run.text('answer');
      return pause(60_000).then(() => undefined);
    });
    const stored = () => setUp(db).runs.textSoFar(started.runId);
    await expect.poll(stored).toBe('half an ');
    goOn.resolve();
    await expect.poll(stored).toBe('half an answer');
    const next = setUp(db).runs;
    expect(next.recover().map((run) => run.id)).toEqual([started.runId]);
    expect(next.textSoFar(started.runId)).toBe('half an answer');
    expect(next.get(tenantId, started.runId).state).toBe('interrupted');
    await runs.close();
  });

  it('tells a watcher of the end who has seen more than the dead process could store', async () => {
    const { db, runs } = setUp();
    const { runId } = runs.start(request, async (run) => {
      for (const word of ['more ', 'than ', 'was ', 'stored']) run.text(word);
      return pause(60_000).then(() => undefined);
    });
    const watcher = runs.watch(tenantId, runId, 0);
    await pause(5);
    let seen = 0;
    while (seen < 5) seen = ((await watcher.next()).value as RunEvent).seq;
    const next = setUp(db).runs;
    next.recover();
    const rest = await collect(next.watch(tenantId, runId, seen));
    expect(rest.map((event) => event.body)).toEqual([{ type: 'state', state: 'interrupted', error: null }]);
    await runs.close();
  });

  it('ends as cancelled when the work gives in to the signal', async () => {
    const { runs } = setUp();
    const { runId } = runs.start(
      request,
      (run) =>
        new Promise((_, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason))),
    );
    expect((await runs.cancel(tenantId, runId)).state).toBe('cancelled');
    expect((await runs.cancel(tenantId, runId)).state).toBe('cancelled');
  });

  it('turns a thrown fact into the error of the run and anything else into a reference', async () => {
    const { runs } = setUp();
    const coded = await runs.start(request, async () => {
      throw appError('models.TOO_LARGE', { needMb: 2, haveMb: 1 });
    }).done;
    expect(coded).toMatchObject({
      state: 'failed',
      error: { code: 'models.TOO_LARGE', data: { needMb: 2 } },
    });
    const unknown = await runs.start(request, async () => {
      throw new Error('a private sentence');
    }).done;
    expect(unknown.error?.code).toBe('internal.BUG');
    expect(JSON.stringify(unknown)).not.toContain('a private sentence');
  });

  it('writes nothing of an ephemeral run', async () => {
    const { db, runs } = setUp();
    const { runId, done } = runs.start({ ...request, ephemeral: true }, async (run) => {
      run.text('secret');
      return undefined;
    });
    await done;
    expect(db.prepare('SELECT count(*) FROM runs').pluck().get()).toBe(0);
    expect(applied(await collect(runs.watch(tenantId, runId, 0)))).toBe('secret');
  });

  it('is invisible to another tenant', async () => {
    const { runs } = setUp();
    const { runId, done } = runs.start(request, async () => undefined);
    expect(() => runs.get('other', runId)).toThrow(expect.objectContaining({ code: 'runs.NOT_FOUND' }));
    await done;
    expect(() => runs.get('other', runId)).toThrow(expect.objectContaining({ code: 'runs.NOT_FOUND' }));
  });

  it('stores the end and its result together or not at all', async () => {
    const { db, runs } = setUp();
    const run = await runs.start(
      {
        ...request,
        finish: () => {
          db.prepare("INSERT INTO tenants VALUES ('second', '', '')").run();
          throw new Error('disk full');
        },
      },
      async () => undefined,
    ).done;
    expect(db.prepare("SELECT count(*) FROM tenants WHERE id = 'second'").pluck().get()).toBe(0);
    expect(db.prepare('SELECT state FROM runs WHERE id = ?').pluck().get(run.id)).toBe('running');
  });
});
