import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agent, AgentInput } from '../../contract/agents.ts';
import { createMemoryHost, type MemoryHost } from '../../hosts/memory.ts';
import { startFakeProvider } from '../adapters/llm/providers/testing/fake-provider.ts';

let host: MemoryHost;
let modelsDir = '';
let spaceId = '';
let otherSpaceId = '';

const add = (inSpace: string, title: string, text: string, language: string, tags: string[] = []) => {
  const services = host.core.context({ transport: 'memory', client: 'test' }).engine.services();
  if (services === null) throw new Error('database is locked');
  return services.knowledge.addDocument(services.caller.tenantId, {
    ...{ spaceId: inSpace, title, text: `${title}\n${text}`, source: `${title}.txt`, language, tags },
  });
};

beforeAll(async () => {
  // No models: what this computer has installed must not decide the outcome.
  modelsDir = await mkdtemp(join(tmpdir(), 'wattos-models-'));
  host = await createMemoryHost({ modelsDir });
  spaceId = (await host.client.knowledge.createSpace({ name: 'Bürgerservice' })).id;
  otherSpaceId = (await host.client.knowledge.createSpace({ name: 'Nachbargemeinde' })).id;
  add(spaceId, 'Hundesteuer', 'Die Hundesteuer beträgt 120 Euro im Jahr. Melden Sie Ihren Hund an.', 'de');
  add(otherSpaceId, 'Hundesteuer', 'Die Hundesteuer beträgt 75 Euro im Jahr. Zahlen Sie bis Mai.', 'de');
});
afterAll(async () => {
  await host.close();
  await rm(modelsDir, { recursive: true, force: true });
});

const question = 'Wie hoch ist die Hundesteuer?';
const publishedAgent = async (change: Partial<AgentInput> = {}): Promise<Agent> => {
  const { id: agentId } = await host.client.agents.create({
    ...{ name: 'Hundehaltung', language: 'de', tone: 'formal', tools: [], starterQuestions: [question] },
    role: 'Hilft Menschen mit Hund.',
    instructions: 'Sie sind die Auskunft für Hundehaltende.',
    knowledge: { spaceIds: [spaceId], languages: [], tags: [] },
    abstention: { text: 'Das weiß ich nicht.', contact: 'Bürgerbüro, Telefon 07191 123' },
    ...{ characterId: null, modelId: null, ...change },
  });
  return host.client.agents.publish({ agentId, published: true });
};
const talkTo = async (agentId: string, temporary = false) => {
  const { conversation } = await host.client.chat.create({ agentId, temporary });
  const ask = async (text: string, parentId: string | null = null) => {
    const sent = await host.client.chat.send({ conversationId: conversation.id, parentId, text });
    for await (const event of await host.client.runs.watch({ runId: sent.runId })) void event;
    const answer = (await host.client.chat.get({ conversationId: conversation.id })).messages.at(-1);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  };
  return { conversation, ask };
};

describe('a conversation led by a published agent', () => {
  it('says what asking the agent says, with a place for every sentence, and nothing from elsewhere', async () => {
    const agent = await publishedAgent();
    const { conversation, ask } = await talkTo(agent.id);
    expect(conversation).toMatchObject({ agentId: agent.id, agentName: 'Hundehaltung' });
    const { evidence, status } = await ask(question);
    expect(status).toBe('complete');
    const asked = await host.client.agents.ask({ agentId: agent.id, question });
    expect(evidence?.extract.map(({ text }) => text)).toEqual(asked.claims.map(({ text }) => text));
    expect(evidence?.citations.map(({ quote }) => quote).join(' ')).toContain('120 Euro');
    for (const citation of evidence?.citations ?? []) {
      expect(citation.spaceId).toBe(spaceId);
      const { text } = await host.client.knowledge.document({ documentId: citation.documentId });
      expect(text.slice(citation.startOffset, citation.endOffset)).toBe(citation.quote);
    }
  });

  it('keeps to the agent’s filters', async () => {
    add(spaceId, 'Dog tax', 'The dog tax is 120 euros a year. Please register your dog.', 'en');
    const english = await publishedAgent({
      ...{ language: 'en', knowledge: { spaceIds: [spaceId], languages: ['en'], tags: [] } },
    });
    const { ask } = await talkTo(english.id);
    const { evidence } = await ask('How much is the dog tax?');
    expect(evidence?.citations.map(({ title }) => title)).toEqual(['Dog tax']);
  });

  it('abstains in the agent’s own words and names who helps', async () => {
    const { ask } = await talkTo((await publishedAgent()).id, true);
    const answer = await ask('Wer gewann 1954 die Fußballweltmeisterschaft?');
    expect(answer.evidence?.abstained).toBe(true);
    expect(answer.text).toBe('Das weiß ich nicht.\n\nBürgerbüro, Telefon 07191 123');
  });

  it('abstains first in the language of the question, in chat as when it is asked directly', async () => {
    const agent = await publishedAgent();
    const { ask } = await talkTo(agent.id, true);
    const own = 'Das weiß ich nicht.\n\nBürgerbüro, Telefon 07191 123';
    for (const [foreign, said] of [
      ['Who won the football world cup in 1954?', 'I cannot find this in the sources I have.'],
      ['Mars gezegenindeki en yüksek dağ hangisi?', 'Elimdeki kaynaklarda bu konuda bilgi bulamadım.'],
    ] as const) {
      expect((await ask(foreign)).text).toBe(`${said}\n\n${own}`);
      const asked = await host.client.agents.ask({ agentId: agent.id, question: foreign });
      expect([asked.state, asked.text]).toEqual(['abstained', `${said}\n\n${own}`]);
    }
  });

  it('can be read, but not continued, when the agent has been taken back or removed', async () => {
    const agent = await publishedAgent();
    const { conversation, ask } = await talkTo(agent.id);
    const answer = await ask(question);
    await host.client.agents.publish({ agentId: agent.id, published: false });
    const refused = { data: { code: 'agents.NOT_AVAILABLE', data: { name: 'Hundehaltung' } } };
    await expect(ask('Und für zwei Hunde?', answer.id)).rejects.toMatchObject(refused);
    await expect(host.client.chat.regenerate({ messageId: answer.id })).rejects.toMatchObject(refused);
    await expect(host.client.chat.create({ agentId: agent.id })).rejects.toMatchObject({
      data: { code: 'agents.NOT_AVAILABLE' },
    });
    await host.client.agents.remove({ agentId: agent.id });
    const view = await host.client.chat.get({ conversationId: conversation.id });
    expect(view.conversation.agentName).toBe('Hundehaltung');
    expect(view.messages).toHaveLength(2);
    expect(view.messages.at(-1)?.evidence?.citations).not.toHaveLength(0);
  });

  it('shows prose of its model only where it is proven', async () => {
    let said = 'Die Hundesteuer beträgt 120 Euro im Jahr [1].';
    await using provider = await startFakeProvider(() => ({ type: 'answer', pieces: [said] }));
    const { id: providerId, slug } = await host.client.gateway.addProvider({
      ...{ kind: 'openai', name: 'Words', baseUrl: provider.baseUrl.openai, fallbackModelId: null },
      models: [{ id: 'big', contextTokens: null }],
    });
    await host.client.gateway.setProviderKey({ providerId, key: 'key' });
    await host.client.gateway.enableProvider({ providerId, enabled: true });
    const agent = await publishedAgent({ modelId: `cloud/${slug}/big` });
    const { ask } = await talkTo(agent.id);
    const proven = await ask(question);
    expect(proven.text).toContain('120 Euro');
    expect(proven.evidence?.claims.map(({ status }) => status)).toContain('verified');
    expect(JSON.stringify(provider.requests)).toContain('Auskunft für Hundehaltende');
    said = 'Hunde sind in Lindenau seit 1888 steuerfrei.';
    const { text, evidence, modelName } = await ask(question, proven.id);
    expect({ text, claims: evidence?.claims, modelName }).toEqual({ text: '', claims: [], modelName: null });
    expect(evidence?.extract).not.toHaveLength(0);
  });
});
