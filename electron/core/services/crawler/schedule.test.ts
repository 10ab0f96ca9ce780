/** Clock and timers are held; the database is real. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CrawlSite, crawlOptions } from '../../../contract/crawler.ts';
import { type Db, openMemoryDatabase, readMigrations } from '../../db/open.ts';
import { appError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { silentLog } from '../../kernel/log.ts';
import { findSite, insertSite, updateSite } from './crawl-store.ts';
import { createSchedule, nextDue } from './schedule.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const tenantId = newId();
const spaceId = newId();
let db: Db;
let schedule: { close(): void };
let started: string[];
let onStart: (siteId: string) => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 9) });
  db = openMemoryDatabase(readMigrations(join(import.meta.dirname, '../../db/migrations')), silentLog);
  const now = new Date().toISOString();
  db.prepare('INSERT INTO tenants VALUES (?, ?, ?)').run(tenantId, 'local', now);
  db.prepare(
    'INSERT INTO knowledge_spaces (id, tenant_id, name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
  ).run(spaceId, tenantId, 'Stadt', now, now);
  started = [];
  onStart = async () => {};
  open();
});
afterEach(() => {
  schedule.close();
  db.close();
  vi.useRealTimers();
});

const open = (): void => {
  schedule = createSchedule({
    db,
    clock: { now: () => new Date() },
    log: silentLog,
    recrawl: async (_, siteId) => {
      started.push(siteId);
      await onStart(siteId);
    },
  });
};
const addSite = (interval: CrawlSite['schedule']): string => {
  const id = newId();
  insertSite(db, {
    ...{ id, tenantId, spaceId, url: `https://${id}.example/`, options: crawlOptions.parse({}) },
    ...{ schedule: interval, nextAt: nextDue(interval, new Date()), sessionHosts: [] },
    createdAt: new Date().toISOString(),
  });
  return id;
};
const nextOf = (id: string): string | null => findSite(db, tenantId, id)?.nextAt ?? null;
const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

describe('scheduled crawls', () => {
  it('start when they are due, each at its own interval, and one that is off never', async () => {
    const [daily, weekly] = [addSite('daily'), addSite('weekly'), addSite('off')];
    await vi.advanceTimersByTimeAsync(dayMs - 60_000);
    expect(started).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(started).toEqual([daily]);
    await vi.advanceTimersByTimeAsync(6 * dayMs + hourMs);
    expect(started.filter((id) => id === daily)).toHaveLength(7);
    expect(started.filter((id) => id === weekly)).toHaveLength(1);
    expect(new Set(started).size).toBe(2);
  });

  it('that were missed while the program was closed count once', async () => {
    const daily = addSite('daily');
    schedule.close();
    await vi.advanceTimersByTimeAsync(10 * dayMs);
    expect(started).toEqual([]);
    open();
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(started).toEqual([daily]);
  });

  it('that could not start are tried again within the hour, those under way only at their next time', async () => {
    const [full, busy] = [addSite('monthly'), addSite('monthly')];
    onStart = async (id) => {
      throw id === busy
        ? appError('crawler.ALREADY_RUNNING', {})
        : appError('database.DISK_FULL', { freeBytes: 0 });
    };
    await vi.advanceTimersByTimeAsync(30 * dayMs + 60_000);
    expect(new Set(started)).toEqual(new Set([full, busy]));
    expect(nextOf(full)?.localeCompare(inMs(hourMs + 60_000))).toBe(-1);
    expect(nextOf(busy)?.localeCompare(inMs(29 * dayMs))).toBe(1);
    onStart = async () => {};
    await vi.advanceTimersByTimeAsync(2 * hourMs);
    expect(started.filter((id) => id === full)).toHaveLength(2);
    expect(started.filter((id) => id === busy)).toHaveLength(1);
  });

  it('leave alone what a person changes meanwhile', async () => {
    const [first, second] = [addSite('daily'), addSite('daily')];
    onStart = async (id) => {
      const site = findSite(db, tenantId, id === first ? second : first);
      if (site !== null && id === first) updateSite(db, { ...site, sessionHosts: ['intern.example'] });
    };
    await vi.advanceTimersByTimeAsync(dayMs + 60_000);
    expect(started).toEqual([first, second]);
    expect(findSite(db, tenantId, second)?.sessionHosts).toEqual(['intern.example']);
  });
});
