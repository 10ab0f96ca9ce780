import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openMemoryDatabase, readMigrations } from '../../db/open.ts';
import { systemClock } from '../../kernel/clock.ts';
import { silentLog } from '../../kernel/log.ts';
import { localOwner } from '../system/identity.ts';
import { listDocuments } from './document-list.ts';
import { createKnowledge } from './index.ts';
import { createLocalRetrieval } from './retrieval.ts';

test('documents are found by their name in capital and small letters of German and Turkish, and signs stand for themselves', () => {
  const db = openMemoryDatabase(readMigrations(join(import.meta.dirname, '../../db/migrations')), silentLog);
  const { tenantId } = localOwner(db, systemClock);
  const knowledge = createKnowledge({
    db,
    retrieval: createLocalRetrieval(db),
    embedder: { info: async () => null, embed: async () => [], close: async () => {} },
    meaningWithinMs: null,
    reranker: null,
    labels: { get: () => 'internal', set: () => {} },
    clock: systemClock,
    log: silentLog,
  });
  const { id: spaceId } = knowledge.createSpace(tenantId, { name: 's' });
  const names = ['Ämterplan', 'Amterplan', 'İSTANBUL gezisi', 'Straße 100%', 'Liste [neu]*', 'IĞDIR'];
  for (const title of names)
    knowledge.addDocument(tenantId, { spaceId, title, source: `x/${title}.TXT`, text: title });
  const titles = (query: string): string[] =>
    listDocuments(db, tenantId, { spaceId: null, query, order: 'title', cursor: null, limit: 20 }).items.map(
      ({ title }) => title,
    );
  expect(titles('ämter')).toEqual(['Ämterplan']);
  expect(titles('ÄMTER')).toEqual(['Ämterplan']);
  expect(titles('AMTER')).toEqual(['Amterplan']);
  expect(titles('istanbul')).toEqual(['İSTANBUL gezisi']);
  expect(titles('İstanbul')).toEqual(['İSTANBUL gezisi']);
  expect(titles('ığdır')).toEqual(['IĞDIR']);
  expect(titles('straße 100%')).toEqual(['Straße 100%']);
  expect(titles('i%e')).toEqual([]);
  expect(titles('liste [neu]*')).toEqual(['Liste [neu]*']);
  expect(titles('_')).toEqual([]);
  expect(titles('.txt')).toHaveLength(names.length);
  expect(titles('  ')).toHaveLength(names.length);
  db.close();
});
