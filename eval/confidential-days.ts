/** Conversations on one host, confidential ones first, each with something else going wrong; then an ordinary one. */
import { setTimeout as delay } from 'node:timers/promises';
import type { FakeProvider } from '../electron/core/adapters/llm/providers/testing/fake-provider.ts';
import { modelId } from './local-model.ts';
import type { TracedHost } from './traced-host.ts';

export type Row = { day: string; outcome: string; attempts: number; accepted: number; ledger: number };

type Providers = { first: FakeProvider; second: FakeProvider; broken: FakeProvider };
type Client = TracedHost['client'];

/** `localWorks`: there is a local model that answers; else it is the failure. */
export const measureConversations = async (
  host: TracedHost,
  providers: Providers,
  localWorks: boolean,
): Promise<{ rows: Row[]; control: Row }> => {
  const { client } = host;
  const cloud = await setUp(client, providers);
  const counts = async () => ({
    attempts: host.attempts().length,
    accepted: Object.values(providers).reduce((total, one) => total + one.connections(), 0),
    ledger: (await client.system.ledger({ limit: 100 })).items.length,
  });
  const during = async (day: string, act: () => Promise<string>): Promise<Row> => {
    const before = await counts();
    const outcome = await act();
    // Whatever was about to leave has left by now.
    await delay(300);
    const after = await counts();
    return {
      day,
      outcome,
      attempts: after.attempts - before.attempts,
      accepted: after.accepted - before.accepted,
      ledger: after.ledger - before.ledger,
    };
  };
  const open = (dataClass: 'confidential' | 'internal', chosen: string | null = cloud, temporary = false) =>
    newConversation(client, { dataClass, modelId: chosen, temporary });

  const rows: Row[] = [];
  const day = async (name: string, act: () => Promise<string>) => void rows.push(await during(name, act));
  await day('a cloud model is chosen', async () => ask(client, await open('confidential')));
  await day('a temporary conversation', async () => ask(client, await open('confidential', cloud, true)));
  await day('asked again, then edited', async () => {
    const conversationId = await open('confidential');
    await ask(client, conversationId);
    return askAgain(client, conversationId);
  });
  await day('no model is chosen', async () => ask(client, await open('confidential', null)));
  await day('the local model is chosen', async () => ask(client, await open('confidential', modelId)));
  await day('longer than the context', async () =>
    ask(client, await open('confidential'), 'word '.repeat(9_000)),
  );
  await day('the budget is spent', async () => {
    const budget = await client.gateway.setBudget({
      subject: 'user',
      subjectId: null,
      period: 'day',
      maxCost: null,
      maxTokens: 0,
    });
    const outcome = await ask(client, await open('confidential'));
    await client.gateway.removeBudget({ budgetId: budget.id });
    return outcome;
  });
  await day('a program with a confidential key', () => askAsProgram(host, cloud));
  if (localWorks) {
    await day('the person stops it', async () => ask(client, await open('confidential'), longStory, 'stop'));
    await day('the worker dies in the middle', async () =>
      ask(client, await open('confidential'), longStory, 'kill'),
    );
    await day('the worker dies until it is left alone', async () => {
      let outcome = '';
      for (let round = 0; round < 3; round += 1)
        outcome = await ask(client, await open('confidential'), longStory, 'kill');
      outcome = await ask(client, await open('confidential'));
      await client.system.resetWorker({ name: 'llm' });
      return outcome;
    });
  }
  const control = await during('an ordinary conversation (control)', async () =>
    ask(client, await open('internal')),
  );
  return { rows, control };
};

const longStory = 'Write a very long story about a lighthouse keeper and the sea.';

const setUp = async (client: Client, providers: Providers): Promise<string> => {
  await client.settings.update({ chat: { maxAnswerTokens: 16, temperature: 0 } });
  const ids: string[] = [];
  // The one that always fails stands first: whoever tried would go on to the others.
  for (const [name, fake] of Object.entries({
    broken: providers.broken,
    first: providers.first,
    second: providers.second,
  })) {
    const { id, slug } = await client.gateway.addProvider({
      kind: 'openai-compatible',
      name,
      baseUrl: fake.baseUrl.openai,
      models: [{ id: 'big', contextTokens: null }],
      fallbackModelId: 'big',
    });
    await client.gateway.setProviderKey({ providerId: id, key: 'key' });
    await client.gateway.enableProvider({ providerId: id, enabled: true });
    ids.push(`cloud/${slug}/big`);
  }
  const [chosen = ''] = ids;
  await client.settings.update({ chat: { defaultModelId: chosen } });
  return chosen;
};

const newConversation = async (
  client: Client,
  wish: { dataClass: 'confidential' | 'internal'; modelId: string | null; temporary: boolean },
): Promise<string> => {
  const { conversation } = await client.chat.create({ modelId: wish.modelId, temporary: wish.temporary });
  const subject = { subject: 'conversation', subjectId: conversation.id } as const;
  await client.gateway.setLabel({ ...subject, dataClass: wish.dataClass });
  return conversation.id;
};

/** What became of the answer: its status, or the code of what went wrong. */
const ask = async (
  client: Client,
  conversationId: string,
  text = 'What is the capital of France?',
  interrupt: 'stop' | 'kill' | null = null,
): Promise<string> => {
  try {
    const { conversation } = await client.chat.get({ conversationId });
    if (interrupt !== null) await client.settings.update({ chat: { maxAnswerTokens: 400 } });
    const { runId } = await client.chat.send({ conversationId, parentId: conversation.leafMessageId, text });
    const outcome = await outcomeOf(client, conversationId, runId, interrupt);
    if (interrupt !== null) await client.settings.update({ chat: { maxAnswerTokens: 16 } });
    return outcome;
  } catch (error) {
    return codeOf(error);
  }
};

const askAgain = async (client: Client, conversationId: string): Promise<string> => {
  try {
    const { messages } = await client.chat.get({ conversationId });
    const [question, answer] = messages;
    if (question === undefined || answer === undefined) return 'chat.NO_MODEL';
    const again = await client.chat.regenerate({ messageId: answer.id });
    await outcomeOf(client, conversationId, again.runId, null);
    const edited = await client.chat.edit({ messageId: question.id, text: 'And of Spain?' });
    return await outcomeOf(client, conversationId, edited.runId, null);
  } catch (error) {
    return codeOf(error);
  }
};

const outcomeOf = async (
  client: Client,
  conversationId: string,
  runId: string,
  interrupt: 'stop' | 'kill' | null,
): Promise<string> => {
  let interrupted = false;
  for await (const { body } of await client.runs.watch({ runId })) {
    if (body.type !== 'text' || interrupt === null || interrupted) continue;
    interrupted = true;
    if (interrupt === 'stop') await client.runs.cancel({ runId });
    else {
      const worker = (await client.system.workers()).find(({ name }) => name === 'llm');
      if (worker?.pid != null) process.kill(worker.pid, 'SIGKILL');
    }
  }
  const answer = (await client.chat.get({ conversationId })).messages.at(-1);
  return answer?.error?.code ?? answer?.status ?? 'gone';
};

/** The key says that nothing sent with it may leave; the program asks for a cloud model all the same. */
const askAsProgram = async ({ client, baseUrl }: TracedHost, cloud: string): Promise<string> => {
  const { secret } = await client.gateway.createEndpointKey({
    name: `program ${Date.now()}`,
    scopes: ['models', 'chat'],
    dataClass: 'confidential',
  });
  const outcomes: string[] = [];
  for (const [model, stream] of [
    [cloud, false],
    [cloud, true],
    [modelId, false],
    [modelId, true],
  ] as const) {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, stream, max_tokens: 8, messages: [{ role: 'user', content: 'Hello' }] }),
    });
    await response.text();
    outcomes.push(String(response.status));
  }
  return outcomes.join(' ');
};

const codeOf = (error: unknown): string =>
  error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : String(error);
