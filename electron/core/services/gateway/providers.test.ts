import { describe, expect, it } from 'vitest';
import { createProviderLlm, usualBaseUrl } from '../../adapters/llm/providers/index.ts';
import { createFakeDoor } from '../../adapters/llm/providers/testing/fake-door.ts';
import { startFakeProvider } from '../../adapters/llm/providers/testing/fake-provider.ts';
import { createHealth } from './health.ts';
import { reachOf } from './reach.ts';
import { createSetUp } from './testing/set-up.ts';

const setUp = createSetUp({ createProviderLlm, createFakeDoor, usualBaseUrl });

const input = {
  kind: 'openai' as const,
  name: 'Köln & Co.',
  baseUrl: '',
  models: [{ id: 'gpt-4o', contextTokens: null }],
  fallbackModelId: null,
};

describe('providers', () => {
  it('start disabled; the door lets them through only once a person enables them', () => {
    const { gateway, owner } = setUp();
    const provider = gateway.providers.add(owner, input);
    expect(provider).toMatchObject({
      slug: 'ko-ln-co',
      enabled: false,
      hasKey: false,
      reach: 'internet',
      position: 1,
    });
    expect(gateway.allowedPurposes()).toEqual([]);
    gateway.providers.enable(owner, { providerId: provider.id, enabled: true });
    expect(gateway.allowedPurposes()).toEqual([`provider:${provider.id}`]);
    expect(gateway.trustedHosts(`provider:${provider.id}`)).toEqual([]);
  });

  it('keep their key out of the database, and lose it when the address changes', async () => {
    const { gateway, owner, db, secrets } = setUp();
    const { id: providerId } = gateway.providers.add(owner, input);
    const saved = await gateway.providers.setKey(owner, { providerId, key: 'sk-very-secret' });
    expect(JSON.stringify(saved)).not.toContain('very-secret');
    const dump = (
      db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]
    )
      .map(({ name }) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all()))
      .join();
    expect(dump).not.toContain('very-secret');
    gateway.providers.enable(owner, { providerId, enabled: true });
    const moved = await gateway.providers.update(owner, {
      providerId,
      baseUrl: 'https://elsewhere.example/v1',
    });
    expect(moved).toMatchObject({ hasKey: false, enabled: false });
    expect(secrets.values.size).toBe(0);
  });

  it('refuse an address that would carry the key over the internet in the clear', () => {
    const { gateway, owner } = setUp();
    for (const [baseUrl, problem] of [
      ['http://api.example.com/v1', 'plain-text'],
      ['ftp://api.example.com', 'malformed'],
      ['https://user:pass@api.example.com', 'malformed'],
      ['no address', 'malformed'],
    ]) {
      expect(() => gateway.providers.add(owner, { ...input, baseUrl: baseUrl ?? '' })).toThrow(
        expect.objectContaining({ code: 'gateway.BAD_ADDRESS', data: { problem } }),
      );
    }
    expect(() => gateway.providers.add(owner, { ...input, kind: 'azure' })).toThrow(
      expect.objectContaining({ code: 'gateway.BAD_ADDRESS' }),
    );
  });

  it('have names of their own', () => {
    const { gateway, owner } = setUp();
    gateway.providers.add(owner, input);
    expect(() => gateway.providers.add(owner, input)).toThrow(
      expect.objectContaining({ code: 'gateway.NAME_TAKEN' }),
    );
    expect(gateway.providers.add(owner, { ...input, name: 'Köln Co' }).slug).toBe('ko-ln-co-2');
  });

  it('are checked with the person’s consent before they are enabled', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'hang' }));
    const { gateway, owner, door } = setUp();
    const { id } = gateway.providers.add(owner, { ...input, baseUrl: fake.baseUrl.openai });
    await gateway.providers.setKey(owner, { providerId: id, key: 'k' });
    const { modelIds } = await gateway.providers.check(owner, id, new AbortController().signal);
    expect(modelIds).toEqual(['fake-1']);
    expect(door.ledger).toMatchObject([{ purpose: `provider:${id}`, decision: 'allowed' }]);
    expect(gateway.trustedHosts(`provider:${id}`)).toEqual(['127.0.0.1']);
    expect(gateway.trustedHosts('model-download')).toEqual([]);
  });

  it('disappear with their key', async () => {
    const { gateway, owner, secrets } = setUp();
    const { id: providerId } = gateway.providers.add(owner, input);
    await gateway.providers.setKey(owner, { providerId, key: 'k' });
    await gateway.providers.remove(owner, providerId);
    expect([gateway.providers.list(owner), secrets.values.size]).toEqual([[], 0]);
  });
});

describe('reach', () => {
  it.each([
    ['http://127.0.0.1:11434/v1', 'computer'],
    ['http://localhost:1234', 'computer'],
    ['http://[::1]:1/', 'computer'],
    ['http://192.168.1.9/v1', 'network'],
    ['http://llm.rathaus.local/v1', 'network'],
    ['http://gpu-server:8000', 'network'],
    ['https://api.openai.com/v1', 'internet'],
    ['https://8.8.8.8/', 'internet'],
    ['https://127.0.0.1.example.com/', 'internet'],
  ])('%s is %s', (url, reach) => expect(reachOf(url)).toBe(reach));
});

describe('health', () => {
  it('lets exactly one answer through when the rest is over', () => {
    let nowMs = 0;
    const health = createHealth(() => nowMs);
    for (let failure = 0; failure < 3; failure += 1) health.failed('p', 'x', { type: 'count' });
    expect(health.admit('p')).toBe(30_000);
    nowMs = 30_000;
    expect([health.admit('p'), health.admit('p') > 0]).toEqual([0, true]);
    health.failed('p', 'x', { type: 'count' });
    expect(health.admit('p')).toBe(60_000);
    nowMs = 90_000;
    expect(health.admit('p')).toBe(0);
    health.abandoned('p');
    expect(health.admit('p')).toBe(0);
    health.succeeded('p', 12);
    expect(health.of('p')).toMatchObject({ circuit: 'closed', timeToFirstTokenMs: 12 });
  });
});
