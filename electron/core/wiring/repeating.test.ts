/** What happens to an analysis when its sources change: it says so or repeats, and what a person has merged stays one group. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryHost, type MemoryHost } from '../../hosts/memory.ts';
import type { Services } from '../services.ts';

let folder = '';
let host: MemoryHost;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-repeating-'));
  host = await createMemoryHost({ dataDir: join(folder, 'data'), modelsDir: join(folder, 'models') });
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const services = (): Services => {
  const found = host.core.context({ transport: 'memory', client: 'test' }).engine.services();
  if (found === null) throw new Error('database is locked');
  return found;
};

const family = (at: number) =>
  `Kita ${at}\nEltern melden ihr Kind in Kita ${at} online an.\nFamilien bekommen für Kita ${at} einen Zuschuss.`;
const work = (at: number) =>
  `Arbeit ${at}\nArbeitsuchende finden im Jobcenter ${at} Beratung.\nWer arbeitslos ist, meldet sich im Jobcenter ${at}.`;

const prepared = async (onSourcesChanged: 'ask' | 'repeat') => {
  const { knowledge, intelligence, caller } = services();
  const { tenantId } = caller;
  const { id: spaceId } = knowledge.createSpace(tenantId, { name: 'Lindenau' });
  const add = (title: string, text: string) =>
    knowledge.addDocument(tenantId, { spaceId, title, source: title, text });
  for (let at = 0; at < 40; at += 1) {
    add(`Kita ${at}`, family(at));
    add(`Arbeit ${at}`, work(at));
  }
  const { id } = intelligence.create(tenantId, {
    ...{ name: 'Lindenau', language: null, agentLanguages: ['de'], modelId: null, onSourcesChanged },
    sources: { spaceIds: [spaceId], documentIds: [], conversationIds: [] },
  });
  await intelligence.start(tenantId, id, { repeat: false }).done;
  return { intelligence, tenantId, spaceId, id, add };
};
const stateOf = async (analysisId: string) => (await host.client.intelligence.get({ analysisId })).analysis;

it('after a crawl the analysis says that its sources have changed, and goes quiet when it has read them', async () => {
  const { intelligence, tenantId, spaceId, id, add } = await prepared('ask');
  expect((await stateOf(id)).sourceChanges).toBeNull();
  add('Neu', work(99));
  intelligence.sourcesChanged(tenantId, spaceId);
  expect(await stateOf(id)).toMatchObject({ state: 'done', sourceChanges: { newOrChanged: 1, removed: 0 } });
  await intelligence.start(tenantId, id, { repeat: true }).done;
  expect(await stateOf(id)).toMatchObject({ version: 2, sourceChanges: null });
});

it('an analysis that is to follow its sources repeats by itself, once', async () => {
  const { intelligence, tenantId, spaceId, id, add } = await prepared('repeat');
  intelligence.sourcesChanged(tenantId, spaceId);
  expect((await stateOf(id)).state).toBe('done');
  add('Neu', work(99));
  intelligence.sourcesChanged(tenantId, spaceId);
  await expect.poll(async () => (await stateOf(id)).version).toBe(2);
  expect((await stateOf(id)).sourceChanges).toBeNull();
  expect(intelligence.compare(tenantId, id, 1, 2).evidence.added.length).toBeGreaterThan(0);
});

it('groups merged by hand stay one over a repeat, with new evidence of both, and have not vanished', async () => {
  const { intelligence, tenantId, id, add } = await prepared('ask');
  const { groups, personas } = intelligence.get(tenantId, id);
  const ids = groups.map((group) => group.id);
  expect(groups.map(({ key }) => key).sort()).toEqual(['families', 'job-seekers']);
  intelligence.mergeGroups(tenantId, ids, 'Alle');
  add('Neue Arbeit', work(98));
  add('Neue Kita', family(97));
  await intelligence.start(tenantId, id, { repeat: true }).done;
  const after = intelligence.get(tenantId, id);
  expect(after.groups.map(({ name }) => name)).toEqual(['Alle']);
  expect(after.personas.map((one) => one.id).sort()).toEqual(personas.map((one) => one.id).sort());
  const [merged] = after.groups;
  if (merged === undefined) throw new Error('a group expected');
  const all = await host.client.intelligence.groupEvidence({ groupId: merged.id, limit: 200 });
  const quotes = all.items.map(({ quote }) => quote).join('\n');
  expect(quotes).toContain('Jobcenter 98');
  expect(quotes).toContain('Kita 97');
  const { groups: changed, traits, evidence } = intelligence.compare(tenantId, id, 1, 2);
  expect(changed.vanished).toEqual([]);
  expect(traits.vanished.filter(({ groupKey }) => groupKey !== merged.key)).toEqual([]);
  expect(evidence.vanished).toEqual([]);
  expect(evidence.added.length).toBeGreaterThan(2);
});

it('a group lists every sentence it counts, page by page', async () => {
  const { intelligence, tenantId, id } = await prepared('ask');
  const [group] = intelligence.get(tenantId, id).groups;
  if (group === undefined) throw new Error('a group expected');
  expect(group.evidence).toHaveLength(40);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await host.client.intelligence.groupEvidence({ groupId: group.id, cursor, limit: 33 });
    seen.push(...page.items.map((one) => one.id));
    expect(page.total).toBe(group.size.sentences);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(group.size.sentences);
  expect(seen.slice(0, 40)).toEqual(group.evidence);
});
