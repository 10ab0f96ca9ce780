import { expect, it, vi } from 'vitest';
import { setUp } from '../../wiring/intelligence-room.ts';

// A statement that is prepared anew holds some ten kilobytes outside the heap until the next full collection: with
// 20,000 documents that was most of the engine's memory.
it('storing and reading one more document prepares no statement', async () => {
  const { db, add, knowledge, tenantId } = setUp();
  const read = async (at: number): Promise<void> => {
    const { id } = add(`Kita ${at}`, `Kita ${at}\nEltern melden ihr Kind online an.`);
    knowledge.getDocument(tenantId, id);
    await knowledge.search(tenantId, { query: 'Kind anmelden' });
  };
  await read(1);
  await read(2);
  const prepare = vi.spyOn(db, 'prepare');
  await read(3);
  expect(prepare.mock.calls.map(([sql]) => sql)).toEqual([]);
});

it('an analysis prepares no statement for each document', async () => {
  const prepared = async (documents: number): Promise<number> => {
    const { db, add, create, analyse } = setUp();
    for (let at = 0; at < documents; at += 1)
      add(`Kita ${at}`, `Kita ${at}\nEltern melden ihr Kind online an.`);
    const { id } = create();
    const prepare = vi.spyOn(db, 'prepare');
    await analyse(id);
    // How often a run writes down its progress depends on the clock.
    return prepare.mock.calls.filter(([sql]) => !sql.includes('run_events')).length;
  };
  expect((await prepared(40)) - (await prepared(20))).toBeLessThan(5);
});
