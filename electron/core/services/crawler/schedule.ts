/** Starts what is due. A time that passed while the program was closed counts once. */
import type { CrawlSite } from '../../../contract/crawler.ts';
import type { Db } from '../../db/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import { hasCode } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { dueSites, setNextAt } from './crawl-store.ts';

const lookEveryMs = 60_000;
/** What could not start today is not put off until next month. */
const retryMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
const intervalMs: Record<Exclude<CrawlSite['schedule'], 'off'>, number> = {
  daily: dayMs,
  weekly: 7 * dayMs,
  monthly: 30 * dayMs,
};

/** ISO 8601; `null` when it never is. */
export const nextDue = (interval: CrawlSite['schedule'], now: Date): string | null =>
  interval === 'off' ? null : new Date(now.getTime() + intervalMs[interval]).toISOString();

export const createSchedule = (options: {
  db: Db;
  clock: Clock;
  log: Log;
  recrawl(tenantId: string, siteId: string): Promise<unknown>;
}): { close(): void } => {
  const { db, clock, log } = options;
  const look = async (): Promise<void> => {
    for (const site of dueSites(db, clock.now().toISOString())) {
      setNextAt(db, site.id, nextDue(site.schedule, clock.now()));
      await options.recrawl(site.tenantId, site.id).catch((error: unknown) => {
        if (hasCode(error, 'crawler.ALREADY_RUNNING')) return;
        log.warn({ siteId: site.id, error }, 'scheduled crawl not started');
        setNextAt(db, site.id, new Date(clock.now().getTime() + retryMs).toISOString());
      });
    }
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.error({ error }, 'schedule not looked at'));
  }, lookEveryMs);
  timer.unref();
  return { close: () => clearInterval(timer) };
};
