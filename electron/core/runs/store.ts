/** Plain SQL for runs and their events. */
import type { Run, RunEvent } from '../../contract/runs.ts';
import type { Db } from '../db/open.ts';

type RunRow = {
  id: string;
  kind: Run['kind'];
  state: Run['state'];
  subject_id: string | null;
  progress_json: string | null;
  error_json: string | null;
  created_at: string;
  ended_at: string | null;
};

const toRun = (row: RunRow): Run => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  subjectId: row.subject_id,
  progress: row.progress_json === null ? null : JSON.parse(row.progress_json),
  error: row.error_json === null ? null : JSON.parse(row.error_json),
  createdAt: row.created_at,
  endedAt: row.ended_at,
});

const asJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

export const insertRun = (db: Db, run: Run, tenantId: string): void => {
  db.prepare(
    'INSERT INTO runs (id, tenant_id, kind, state, subject_id, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(run.id, tenantId, run.kind, run.state, run.subjectId, run.createdAt);
};

export const updateRun = (db: Db, run: Run): void => {
  db.prepare('UPDATE runs SET state = ?, progress_json = ?, error_json = ?, ended_at = ? WHERE id = ?').run(
    run.state,
    asJson(run.progress),
    asJson(run.error),
    run.endedAt,
    run.id,
  );
};

export const findRun = (db: Db, tenantId: string, runId: string): Run | null => {
  const row = db.prepare('SELECT * FROM runs WHERE id = ? AND tenant_id = ?').get(runId, tenantId) as
    | RunRow
    | undefined;
  return row === undefined ? null : toRun(row);
};

export const listRuns = (db: Db, tenantId: string, page: { cursor: string | null; limit: number }) => {
  const rows = db
    .prepare('SELECT * FROM runs WHERE tenant_id = ? AND id < ? ORDER BY id DESC LIMIT ?')
    .all(tenantId, page.cursor ?? '\uffff', page.limit + 1) as RunRow[];
  const items = rows.slice(0, page.limit).map(toRun);
  return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
};

/** Progress is kept with the run, not as an event: only the latest matters. */
export const addEvents = (db: Db, runId: string, events: RunEvent[]): void => {
  const insert = db.prepare(
    'INSERT OR REPLACE INTO run_events (run_id, seq, at, body_json) VALUES (?, ?, ?, ?)',
  );
  for (const event of events)
    if (event.body.type !== 'progress') insert.run(runId, event.seq, event.at, JSON.stringify(event.body));
};

export const replaceEvents = (db: Db, runId: string, events: RunEvent[]): void => {
  db.prepare('DELETE FROM run_events WHERE run_id = ?').run(runId);
  addEvents(db, runId, events);
};

export const eventsAfter = (db: Db, runId: string, after: number): RunEvent[] =>
  (
    db
      .prepare('SELECT seq, at, body_json FROM run_events WHERE run_id = ? AND seq > ? ORDER BY seq')
      .all(runId, after) as {
      seq: number;
      at: string;
      body_json: string;
    }[]
  ).map((row) => ({ seq: row.seq, at: row.at, body: JSON.parse(row.body_json) }));

/**
 * How far behind the last stored event the end of an interrupted run is numbered. A killed process may have shown its
 * watchers events it never stored; they ask for what comes after the last of those, and must still learn of the end.
 */
const lostAtMost = 1_000_000_000;

/** Marks runs the last process left open and returns them. */
export const interruptRunning = (db: Db, at: string): Run[] =>
  db.transaction(() => {
    const rows = db.prepare("SELECT * FROM runs WHERE state IN ('queued', 'running')").all() as RunRow[];
    const body = JSON.stringify({ type: 'state', state: 'interrupted', error: null });
    for (const row of rows) {
      db.prepare("UPDATE runs SET state = 'interrupted', ended_at = ? WHERE id = ?").run(at, row.id);
      db.prepare(
        'INSERT INTO run_events (run_id, seq, at, body_json) SELECT ?, coalesce(max(seq), 0) + ?, ?, ? FROM run_events WHERE run_id = ?',
      ).run(row.id, lostAtMost, at, body, row.id);
    }
    return rows.map((row) => ({ ...toRun(row), state: 'interrupted' as const, endedAt: at }));
  })();

/** Removes the runs about these subjects with everything they said. */
export const removeRunsOf = (db: Db, subjectIds: string[]): void => {
  const remove = db.prepare('DELETE FROM runs WHERE subject_id = ?');
  for (const subjectId of subjectIds) remove.run(subjectId);
};
