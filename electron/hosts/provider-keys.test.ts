/** Where a provider's key is kept when there is no key store but a passphrase: in the encrypted database, and nowhere else. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SecretStore } from '../core/ports/secrets.ts';
import { noSecrets } from './key-file-secrets.ts';
import { createMemoryHost } from './memory.ts';

const passphrase = 'correct horse battery staple';
const key = 'sk-very-secret-and-long';

it.each([
  ['none at all', noSecrets],
  // as at the second start of a host that would have a key file
  ['a key file', { ...noSecrets, protection: 'key-file' }],
] as [string, SecretStore][])(
  'with a passphrase and %s, a key outlives a restart and is in no file',
  async (_, secrets) => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const dataDir = mkdtempSync(join(tmpdir(), 'wattos-keys-'));
    try {
      let providerId = '';
      {
        await using host = await createMemoryHost({ dataDir, modelsDir: null, secrets: noSecrets });
        await host.client.vault.create({ passphrase });
        const provider = await host.client.gateway.addProvider({
          kind: 'openai-compatible',
          name: 'One',
          baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
          models: [],
          fallbackModelId: null,
        });
        providerId = provider.id;
        expect(await host.client.gateway.setProviderKey({ providerId, key })).toMatchObject({ hasKey: true });
      }
      {
        await using host = await createMemoryHost({ dataDir, modelsDir: null, secrets });
        await host.client.vault.unlock({ passphrase });
        await host.client.gateway.checkProvider({ providerId });
        expect(seen).toEqual([`Bearer ${key}`]);
      }
      for (const file of readdirSync(dataDir, { recursive: true, withFileTypes: true }))
        if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name)).includes(key)).toBe(false);
    } finally {
      server.close();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    }
  },
);
