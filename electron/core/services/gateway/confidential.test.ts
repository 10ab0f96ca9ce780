import { describe, expect, it } from 'vitest';
import { createProviderLlm, usualBaseUrl } from '../../adapters/llm/providers/index.ts';
import { createFakeDoor } from '../../adapters/llm/providers/testing/fake-door.ts';
import {
  type Behaviour,
  type FakeProvider,
  startFakeProvider,
} from '../../adapters/llm/providers/testing/fake-provider.ts';
import { appError } from '../../kernel/errors.ts';
import { createSetUp, type LocalBehaviour } from './testing/set-up.ts';

const setUp = createSetUp({ createProviderLlm, createFakeDoor, usualBaseUrl });

/** Everything that may go wrong here while providers stand ready to help. */
const localDays: [string, LocalBehaviour | null][] = [
  ['all is well', async () => ({})],
  ['the local model crashes', async () => Promise.reject(appError('worker.CRASHED', { worker: 'llm' }))],
  [
    'the local model does not fit',
    async () => Promise.reject(appError('models.TOO_LARGE', { needMb: 9, haveMb: 1 })),
  ],
  ['the local worker rests', async () => Promise.reject(appError('worker.BREAKER_OPEN', { worker: 'llm' }))],
  [
    'the text is too long',
    async () => Promise.reject(appError('chat.CONTEXT_OVERFLOW', { needTokens: 9, haveTokens: 1 })),
  ],
  ['something unforeseen happens', async () => Promise.reject(new Error('?'))],
  ['no local model is installed', null],
];

const ready = async (local: LocalBehaviour | null) => {
  const fake = await startFakeProvider((): Behaviour => ({ type: 'answer', pieces: ['leaked'] }));
  const scene = setUp({ local });
  const cloud = await scene.addProvider('Cloud', fake.baseUrl.openai);
  await scene.addProvider('Other', fake.baseUrl.openai);
  return { ...scene, fake, modelId: `cloud/${cloud.slug}/gpt-4o` };
};

const expectSilence = (fake: FakeProvider, door: { ledger: unknown[] }) => {
  expect(fake.connections()).toBe(0);
  expect(door.ledger).toEqual([]);
};

describe.each(localDays)('a confidential conversation makes no outbound connection when %s', (_, local) => {
  it.each(['the cloud is asked for', 'a local model is asked for'])('and %s', async (wish) => {
    const { ask, conversation, fake, door, modelId } = await ready(local);
    await using _fake = fake;
    const { answer, pieces } = await ask({
      modelId: wish.startsWith('the cloud') ? modelId : 'tiny',
      origin: { kind: 'conversation', conversationId: conversation('confidential') },
    });
    expect(pieces.join('')).not.toContain('leaked');
    const reason = wish.startsWith('the cloud') ? 'confidential' : 'chosen';
    if (answer !== null) expect(answer.route).toMatchObject({ location: 'local', reach: 'program', reason });
    expectSilence(fake, door);
  });

  it('and its label cannot be read', async () => {
    const { ask, conversation, fake, door, modelId, db } = await ready(local);
    await using _fake = fake;
    const broken = conversation();
    db.prepare(
      "INSERT INTO data_labels (tenant_id, subject, subject_id, data_class) SELECT id, 'conversation', ?, 'strictly-blue' FROM tenants",
    ).run(broken);
    await ask({ modelId, origin: { kind: 'conversation', conversationId: broken } });
    await ask({ modelId, origin: { kind: 'conversation', conversationId: crypto.randomUUID() } });
    await ask({ modelId, origin: undefined });
    db.exec('DROP TABLE data_labels');
    await ask({ modelId, origin: { kind: 'conversation', conversationId: conversation() } });
    expectSilence(fake, door);
  });
});

describe('data classes', () => {
  it('one confidential space makes the whole conversation confidential', async () => {
    const { ask, conversation, fake, door, modelId, gateway, owner } = await ready(async () => ({}));
    await using _fake = fake;
    const [open, secret] = [crypto.randomUUID(), crypto.randomUUID()];
    gateway.labels.set(owner, 'space', secret, 'confidential');
    const { answer } = await ask({
      modelId,
      origin: { kind: 'conversation', conversationId: conversation(), spaceIds: [open, secret] },
    });
    expect(answer?.route).toMatchObject({ location: 'local', reason: 'confidential' });
    expectSilence(fake, door);
  });

  it('an internal conversation may reach the provider; the ledger shows it', async () => {
    const { ask, conversation, fake, door, modelId } = await ready(async () => ({}));
    await using _fake = fake;
    const { answer } = await ask({
      modelId,
      origin: { kind: 'conversation', conversationId: conversation() },
    });
    expect(answer?.route).toMatchObject({ location: 'cloud', reason: 'chosen' });
    expect(fake.connections()).toBe(1);
    expect(door.ledger).toHaveLength(1);
  });

  it('becoming confidential while a retry waits stops the retry', async () => {
    const scene = setUp({ local: null });
    const { ask, conversation, addProvider, gateway, owner } = scene;
    const id = conversation();
    await using fake = await startFakeProvider(() => {
      gateway.labels.set(owner, 'conversation', id, 'confidential');
      return { type: 'status', status: 500 };
    });
    const cloud = await addProvider('Cloud', fake.baseUrl.openai);
    const { error } = await ask({
      modelId: `cloud/${cloud.slug}/gpt-4o`,
      origin: { kind: 'conversation', conversationId: id },
    });
    expect(error?.code).toBe('gateway.CONFIDENTIAL_STAYS_LOCAL');
    expect(fake.connections()).toBe(1);
  });

  it('whoever asks for a local model never lands in the cloud, even without a label', async () => {
    const { ask, conversation, fake, door } = await ready(async () =>
      Promise.reject(appError('worker.CRASHED', { worker: 'llm' })),
    );
    await using _fake = fake;
    const { error } = await ask({
      modelId: 'tiny',
      origin: { kind: 'conversation', conversationId: conversation() },
    });
    expect(error?.code).toBe('worker.CRASHED');
    expectSilence(fake, door);
  });

  it('a label lives and dies with its conversation', () => {
    const { db, gateway, owner, conversation } = setUp();
    const id = conversation('confidential');
    expect(gateway.labels.get(owner, 'conversation', id).dataClass).toBe('confidential');
    db.prepare('DELETE FROM conversations WHERE id = ?').run(id);
    expect(db.prepare('SELECT count(*) AS n FROM data_labels').get()).toEqual({ n: 0 });
  });
});
