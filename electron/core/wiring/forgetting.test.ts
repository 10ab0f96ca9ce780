/** Art. 17 DSGVO in what analyses have made of a document: quotations in personas, histories, versions and agents go with it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryHost, type MemoryHost } from '../../hosts/memory.ts';
import { newId } from '../kernel/ids.ts';
import type { Services } from '../services.ts';
import { insertMessage } from '../services/chat/message-store.ts';

let folder = '';
let host: MemoryHost;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wattos-forgetting-'));
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
/** Every page as it lies in the file, decrypted, free pages included. */
const rawPages = (): string => Buffer.from(services().db.serialize()).toString('utf8').toLowerCase();

const staying = [
  [
    'Kita in Lindenau',
    'Eltern melden ihr Kind online für einen Kita-Platz an.',
    'Familien bekommen einen Zuschuss.',
  ],
  [
    'Geburt',
    'Für Eltern ist die Beratung kostenlos.',
    'Wenn Sie Eltern werden, brauchen Sie eine Geburtsurkunde.',
  ],
  [
    'Schule',
    'Eltern melden Kinder im November in der Schule an.',
    'Familien mit wenig Geld bekommen das Bildungspaket.',
  ],
];
const deleted = `Xylophonzwang im Familienzentrum
Eltern bekommen beim Quastenflosserverein einen Zuschuss für das Zwetschgenmuseum.
Was kostet das Zwetschgenmuseum für Familien?
Das Zwetschgenmuseum kostet Familien 17 Euro und ist barrierefrei.
Wenn Sie Eltern sind, hilft Ihnen der Quastenflosserverein beim Antrag.
Imkerinnen und Imker treffen sich dort. Wenn Sie Imker sind, brauchen Sie einen Nachweis. Als Imker müssen Sie Krankheiten melden.
Fragen beantwortet quastenflosser@lindenau.example.`;
const words = ['xylophonzwang', 'quastenflosser', 'zwetschgenmus', 'imkerinnen'];

it('a deleted document is gone from groups, personas, contents, histories, versions and agents at once', async () => {
  const { knowledge, intelligence, agents, caller } = services();
  const { tenantId } = caller;
  const { id: spaceId } = knowledge.createSpace(tenantId, { name: 'Lindenau' });
  for (const [title = '', ...lines] of staying)
    knowledge.addDocument(tenantId, { spaceId, title, source: title, text: [title, ...lines].join('\n') });
  const gone = knowledge.addDocument(tenantId, {
    ...{ spaceId, title: 'Xylophonzwang', source: 'x', text: deleted },
  });
  const { id } = intelligence.create(tenantId, {
    name: 'Lindenau',
    sources: { spaceIds: [spaceId], documentIds: [], conversationIds: [] },
    language: null,
    agentLanguages: ['de'],
    modelId: null,
    onSourcesChanged: 'ask',
  });
  await intelligence.start(tenantId, id, { repeat: false }).done;
  const before = intelligence.get(tenantId, id);
  const family = before.groups.find(({ key }) => key === 'families');
  const persona = before.personas.find(({ groupId }) => groupId === family?.id);
  if (family === undefined || persona === undefined) throw new Error('families expected');
  // A person keeps a trait that quotes, changes another, and locks the group: the quotation goes all the same.
  intelligence.updatePersona(tenantId, persona.id, {
    headline: 'Fährt ins Zwetschgenmuseum.',
    goals: [...persona.goals, ...persona.situation],
  });
  intelligence.lockGroup(tenantId, family.id, true);
  await agents.test(tenantId, before.agents[0]?.id ?? '').done;
  await intelligence.start(tenantId, id, { repeat: true, seed: 2 }).done;
  const raw = rawPages();
  for (const word of words) expect(raw, word).toContain(word);

  await knowledge.remove(tenantId, gone.id);

  const after = rawPages();
  for (const word of words) expect(after.includes(word), word).toBe(false);
  const view = intelligence.get(tenantId, id);
  const left = view.groups.find(({ key }) => key === 'families');
  expect(left?.locked).toBe(true);
  expect(left?.evidence.length).toBeGreaterThan(0);
  expect(left?.evidence.length).toBeLessThan(family.evidence.length);
  expect(left?.size.sentences).toBe(left?.evidence.length);
  const cited = [...new Set(JSON.stringify(view).match(/\be[0-9a-f]{15}\b/g))];
  expect(intelligence.evidence(tenantId, id, cited)).toHaveLength(cited.length);
  for (const trait of view.personas.flatMap(({ goals, painPoints }) => [...goals, ...painPoints]))
    expect(trait.basis).toBe(trait.evidence.length > 0 ? 'evidence' : 'assumption');
  expect(view.analysis.sourceChanges).toEqual({ newOrChanged: 0, removed: 1 });
  expect(intelligence.versions(tenantId, id)).toHaveLength(2);
  for (const { id: entry } of intelligence.history(tenantId, persona.id))
    intelligence.restore(tenantId, entry);
  expect(JSON.stringify(intelligence.get(tenantId, id)).toLowerCase()).not.toContain('quastenflosser');
});

const questions = [
  'Eltern suchen beim Quastenflosserverein einen Zuschuss für das Zwetschgenmuseum.',
  'Was kostet das Zwetschgenmuseum für Familien?',
  'Wenn Sie Eltern sind, hilft Ihnen der Quastenflosserverein beim Antrag?',
];
const askedFor = ['xylophonzwang', 'quastenflosser', 'zwetschgenmus'];
/** Conversations as the chat stores them; no model answers in this test. */
const asked = (title: string, ...texts: string[]): string => {
  const { chat, db, caller } = services();
  const { conversation } = chat.create(caller, { modelId: null, systemPrompt: null, temporary: false });
  for (const text of texts)
    insertMessage(db, caller.tenantId, {
      ...{ id: newId(), conversationId: conversation.id, parentId: null, role: 'user', text },
      ...{ status: 'complete', error: null, modelId: null, modelName: null, location: null, route: null },
      ...{ metrics: null, runId: null, createdAt: new Date().toISOString() },
    });
  chat.update(caller, { conversationId: conversation.id, title });
  return conversation.id;
};
/** Everything analyses and agents keep. */
const keptByAnalyses = (): string => {
  const { db } = services();
  const tables = [
    ...['target_groups', 'personas', 'content_enrichments', 'analysis_stages', 'analysis_evidence'],
    ...['intelligence_history', 'analysis_versions', 'customer_analyses', 'agents', 'agent_history'],
  ];
  return JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all())).toLowerCase();
};

it('a deleted conversation is gone from every analysis that has read it, and from no other', async () => {
  const { knowledge, intelligence, agents, chat, caller } = services();
  const { tenantId } = caller;
  const { id: spaceId } = knowledge.createSpace(tenantId, { name: 'Lindenau' });
  for (const [title = '', ...lines] of staying)
    knowledge.addDocument(tenantId, { spaceId, title, source: title, text: [title, ...lines].join('\n') });
  const gone = asked('Xylophonzwang im Museum', ...questions);
  const kept = asked('Kita', 'Wo bekommen Familien einen Kita-Platz?');
  const create = (conversationIds: string[]) =>
    intelligence.create(tenantId, {
      ...{ name: 'Lindenau', language: null, agentLanguages: ['de'], modelId: null, onSourcesChanged: 'ask' },
      sources: { spaceIds: [spaceId], documentIds: [], conversationIds },
    });
  const { id } = create([gone, kept]);
  await intelligence.start(tenantId, id, { repeat: false }).done;
  await agents.test(tenantId, intelligence.get(tenantId, id).agents[0]?.id ?? '').done;
  await intelligence.start(tenantId, id, { repeat: true, seed: 2 }).done;
  const other = create([]);
  await intelligence.start(tenantId, other.id, { repeat: false }).done;
  // A person wrote down, on their own, an address somebody also asked about.
  const [agent] = intelligence.get(tenantId, other.id).agents;
  agents.update(tenantId, agent?.id ?? '', {
    abstention: { text: 'Bitte fragen Sie im Rathaus.', contact: 'rathaus@lindenau.example' },
  });
  const alsoAsked = asked('Rathaus', 'Stimmt rathaus@lindenau.example noch?');
  const before = keptByAnalyses();
  for (const word of askedFor) expect(before.includes(word), word).toBe(true);

  await chat.remove(caller, gone);
  await chat.remove(caller, alsoAsked);

  const after = keptByAnalyses();
  for (const word of askedFor) expect(after.includes(word), word).toBe(false);
  expect(agents.get(tenantId, agent?.id ?? '').abstention.contact).toBe('rathaus@lindenau.example');
  const view = intelligence.get(tenantId, id);
  const cited = [...new Set(JSON.stringify(view).match(/\be[0-9a-f]{15}\b/g))];
  expect(intelligence.evidence(tenantId, id, cited)).toHaveLength(cited.length);
  expect(view.analysis.sourceChanges).toEqual({ newOrChanged: 0, removed: 1 });
  expect(intelligence.get(tenantId, other.id).analysis.sourceChanges).toBeNull();
  await intelligence.start(tenantId, id, { repeat: true }).done;
  expect(intelligence.get(tenantId, id).analysis).toMatchObject({ state: 'done', sourceChanges: null });
});
