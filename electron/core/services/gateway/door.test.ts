/** The gateway through the real network door. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProviderLlm, usualBaseUrl } from '../../adapters/llm/providers/index.ts';
import { createFakeDoor } from '../../adapters/llm/providers/testing/fake-door.ts';
import type { LedgerEntry } from '../../../contract/system.ts';
import { startFakeProvider } from '../../adapters/llm/providers/testing/fake-provider.ts';
import { systemClock } from '../../kernel/clock.ts';
import { silentLog } from '../../kernel/log.ts';
import { createLedger, createNetworkDoor } from '../system/door.ts';
import { createSetUp } from './testing/set-up.ts';

const setUp = createSetUp({ createProviderLlm, createFakeDoor, usualBaseUrl });

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'wattos-gateway-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const scene = (proxyUrl = '') => {
  const entries = new Map<string, LedgerEntry>();
  const made = setUp({
    local: null,
    door: (gateway) =>
      createNetworkDoor({
        ledger: createLedger({ dataDir, clock: systemClock, store: (entry) => entries.set(entry.id, entry) }),
        policy: () => ({ allowedPurposes: gateway().allowedPurposes(), proxyUrl, caFile: '' }),
        log: silentLog,
        trustedHosts: (purpose) => gateway().trustedHosts(purpose),
      }),
  });
  return { ...made, entries: () => [...entries.values()] };
};

describe('through the real door', () => {
  it('a disabled provider is denied without a packet; enabled, its connection is in the ledger with its size', async () => {
    await using fake = await startFakeProvider(() => ({ type: 'answer', pieces: ['through ', 'the door'] }));
    const { addProvider, gateway, owner, ask, entries } = scene();
    const one = await addProvider('One', fake.baseUrl.openai);
    const modelId = `cloud/${one.slug}/gpt-4o`;
    gateway.providers.enable(owner, { providerId: one.id, enabled: false });
    expect((await ask({ modelId })).error?.code).toBe('gateway.PROVIDER_DISABLED');
    expect([fake.connections(), entries().length]).toEqual([0, 0]);
    gateway.providers.enable(owner, { providerId: one.id, enabled: true });
    expect((await ask({ modelId })).answer?.text).toBe('through the door');
    expect(fake.connections()).toBe(1);
    expect(entries()).toMatchObject([
      { purpose: `provider:${one.id}`, host: '127.0.0.1', decision: 'allowed' },
    ]);
    expect(entries()[0]?.bytesReceived).toBeGreaterThan(100);
  });

  it('each attempt is one line in the ledger', async () => {
    await using fake = await startFakeProvider((_, index) =>
      index < 2 ? { type: 'status', status: 500 } : { type: 'answer', pieces: ['third'] },
    );
    const { addProvider, ask, entries } = scene();
    const one = await addProvider('One', fake.baseUrl.openai);
    await ask({ modelId: `cloud/${one.slug}/gpt-4o` });
    expect(entries()).toHaveLength(3);
    expect(fake.connections()).toBe(3);
  });

  it('a key does not follow a redirect', async () => {
    await using thief = await startFakeProvider(() => ({ type: 'answer', pieces: ['thanks'] }));
    await using fake = await startFakeProvider(() => ({
      type: 'status',
      status: 307,
      headers: { location: `${thief.origin}/v1/chat/completions` },
    }));
    const { addProvider, ask } = scene();
    const one = await addProvider('One', fake.baseUrl.openai);
    const { error } = await ask({ modelId: `cloud/${one.slug}/gpt-4o` });
    expect(error?.code).toMatch(/^gateway\./);
    expect(thief.connections()).toBe(0);
  });

  it('a provider on this computer is not reached by way of the proxy', async () => {
    let proxied = 0;
    const proxy = createServer().on('connection', () => {
      proxied += 1;
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    await using fake = await startFakeProvider(() => ({ type: 'answer', pieces: ['direct'] }));
    const { addProvider, ask } = scene(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const one = await addProvider('One', fake.baseUrl.openai, { kind: 'ollama' });
    expect((await ask({ modelId: `cloud/${one.slug}/gpt-4o` })).answer?.text).toBe('direct');
    expect(proxied).toBe(0);
    proxy.close();
  });
});
