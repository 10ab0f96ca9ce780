import { expect, it } from 'vitest';
import { setUp } from '../../wiring/intelligence-room.ts';
import * as queue from './queue-store.ts';

const at = '2026-01-05T10:00:00.000Z';

it('takes what was put first, then what was asked for first, then by age; nothing twice, nothing skipped', () => {
  const { db, tenantId, space } = setUp();
  const add = (names: readonly string[], priority: number) =>
    queue.addFiles(
      db,
      names.map((name) => ({ path: `/akten/${name}`, sizeBytes: 1, modifiedMs: 1 })),
      { tenantId, spaceId: space.id, priority, asked: true, at },
    );
  const idOf = (name: string) =>
    db.prepare('SELECT id FROM ingestion_files WHERE path = ?').pluck().get(`/akten/${name}`) as string;
  add(['alt', 'übergangen', 'vorgezogen', 'jung'], queue.normalPriority);
  add(['eilig'], queue.firstPriority);
  queue.skip(db, tenantId, idOf('übergangen'), at);
  queue.prioritise(db, tenantId, idOf('vorgezogen'));
  const taken: string[] = [];
  for (let file = queue.claim(db, tenantId, at); file !== null; file = queue.claim(db, tenantId, at))
    taken.push(file.path.replace('/akten/', ''));
  expect(taken).toEqual(['vorgezogen', 'eilig', 'alt', 'jung']);
});
