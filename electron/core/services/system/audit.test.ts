import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Db, openMemoryDatabase, readMigrations } from '../../db/open.ts';
import { systemClock } from '../../kernel/clock.ts';
import { silentLog } from '../../kernel/log.ts';
import { addAuditEntry, findBrokenAuditEntry } from './audit.ts';

let db: Db;
beforeEach(() => {
  db = openMemoryDatabase(readMigrations(join(import.meta.dirname, '../../db/migrations')), silentLog);
  for (const action of ['chat.create', 'chat.send', 'chat.remove', 'settings.update'])
    addAuditEntry(db, systemClock, {
      tenantId: 't',
      userId: 'u',
      action,
      subject: null,
      outcome: 'ok',
      durationMs: 1,
    });
});

describe('the audit log', () => {
  it('is whole when nobody touched it', () => {
    expect(findBrokenAuditEntry(db)).toBeNull();
  });

  it('shows a changed entry', () => {
    db.exec("UPDATE audit_log SET outcome = 'request.FORBIDDEN' WHERE seq = 2");
    expect(findBrokenAuditEntry(db)).toBe(2);
  });

  it('shows a removed entry', () => {
    db.exec('DELETE FROM audit_log WHERE seq = 3');
    expect(findBrokenAuditEntry(db)).toBe(4);
  });
});
