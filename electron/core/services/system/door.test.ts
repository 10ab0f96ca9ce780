import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../contract/system.ts';
import { systemClock } from '../../kernel/clock.ts';
import { silentLog } from '../../kernel/log.ts';
import { packageRegistry, tarballUrl } from '../../kernel/package-registry.ts';
import type { OutboundRequest } from '../../ports/network.ts';
import { createLedger, createNetworkDoor, type NetworkPolicy } from './door.ts';
import { clearSpool, readSpool } from './ledger-spool.ts';
import { isPrivateHost } from '../../kernel/private-address.ts';

let dir: string;
let servers: Server[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wattos-door-'));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await rm(dir, { recursive: true, force: true });
});

const listen = async (server: Server): Promise<string> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const setUp = (policy: Partial<NetworkPolicy> = {}, trusted: string[] = ['127.0.0.1']) => {
  const entries = new Map<string, LedgerEntry>();
  const ledger = createLedger({
    dataDir: dir,
    clock: systemClock,
    store: (entry) => entries.set(entry.id, entry),
  });
  const door = createNetworkDoor({
    ledger,
    policy: () => ({ allowedPurposes: [], proxyUrl: '', caFile: '', ...policy }),
    log: silentLog,
    trustedHosts: () => trusted,
  });
  const ask = async (url: string, more: Partial<OutboundRequest> = {}) => {
    const response = await door.request({
      purpose: 'model-download',
      url,
      consent: true,
      signal: new AbortController().signal,
      ...more,
    });
    let text = '';
    for await (const chunk of response.body) text += Buffer.from(chunk).toString();
    return { ...response, text };
  };
  return { ask, door, entries: () => [...entries.values()] };
};

const code = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

describe('network door', () => {
  it('lets nothing out without consent or a standing permission, and says so in the ledger', async () => {
    let reached = 0;
    const url = await listen(
      createServer((_, response) => {
        reached += 1;
        response.end('hello');
      }),
    );
    const { ask, entries } = setUp();
    expect(await code(ask(url, { consent: false }))).toBe('network.DENIED');
    expect(reached).toBe(0);
    expect(entries()).toMatchObject([{ decision: 'denied', host: '127.0.0.1', bytesReceived: 0 }]);
    const permitted = setUp({ allowedPurposes: ['model-download'] });
    expect((await permitted.ask(url, { consent: false })).text).toBe('hello');
    expect(permitted.entries()).toMatchObject([{ decision: 'allowed', bytesReceived: 5 }]);
  });

  it('does not knock at doors of the local network, whatever the address is dressed as', async () => {
    const { ask } = setUp({}, []);
    for (const url of [
      'https://127.0.0.1/',
      'https://localhost/',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://192.168.1.1/',
      'https://169.254.169.254/latest/meta-data',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://printer.local/',
      'https://intranet/',
      'http://example.com/',
    ]) {
      expect(await code(ask(url)), url).toBe('network.DENIED');
    }
    expect(isPrivateHost('example.com')).toBe(false);
    expect(isPrivateHost('1.1.1.1')).toBe(false);
  });

  it('checks a redirect like a first request', async () => {
    const inside = await listen(createServer((_, response) => void response.end('secret')));
    const outside = await listen(
      createServer(
        (_, response) =>
          void response.writeHead(302, { location: inside.replace('127.0.0.1', '127.0.0.2') }).end(),
      ),
    );
    const { ask, entries } = setUp();
    expect(await code(ask(outside))).toBe('network.DENIED');
    expect(entries().map((entry) => [entry.host, entry.decision])).toEqual([
      ['127.0.0.1', 'allowed'],
      ['127.0.0.2', 'denied'],
    ]);
  });

  it('does not go round in circles', async () => {
    let count = 0;
    const url = await listen(
      createServer((_, response) => {
        count += 1;
        response.writeHead(302, { location: '/again' }).end();
      }),
    );
    expect((await setUp().ask(url)).status).toBe(302);
    expect(count).toBe(9);
  });

  it('uses the configured proxy for everything', async () => {
    const target = await listen(createServer((_, response) => void response.end('through')));
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('through');
    });
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const [host, port] = (request.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
    });
    const { ask } = setUp({ proxyUrl: await listen(proxy) });
    expect((await ask(target)).text).toBe('through');
    expect(asked).toHaveLength(1);
  });

  it('gives up a server that is silent when the caller gives up', async () => {
    const url = await listen(createServer(() => {}));
    const { ask } = setUp();
    const error = await ask(url, { signal: AbortSignal.timeout(50) }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
  });
});

describe('ledger without a database', () => {
  it('keeps entries in a private file, survives a cut line, and hands each over once', async () => {
    const ledger = createLedger({ dataDir: dir, clock: systemClock });
    const entry = ledger.record({
      purpose: 'model-download',
      host: 'example.com',
      port: 443,
      decision: 'allowed',
    });
    entry.received(10);
    entry.received(5);
    entry.end();
    ledger.record({ purpose: 'model-download', host: 'example.org', port: 443, decision: 'denied' }).end();
    const file = join(dir, 'network-ledger.jsonl');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, `${await readFile(file, 'utf8')}{"id":"cut`);
    const taken: LedgerEntry[] = [];
    createLedger({ dataDir: dir, clock: systemClock, store: (one) => taken.push(one) });
    expect(taken).toMatchObject([
      { host: 'example.com', bytesReceived: 15 },
      { host: 'example.org', decision: 'denied' },
    ]);
    expect(readSpool(dir)).toEqual([]);
  });

  it('loses nothing when the takeover dies in the middle', () => {
    const ledger = createLedger({ dataDir: dir, clock: systemClock });
    ledger.record({ purpose: 'model-download', host: 'a.example', port: 443, decision: 'allowed' }).end();
    expect(readSpool(dir)).toHaveLength(1);
    ledger.record({ purpose: 'model-download', host: 'b.example', port: 443, decision: 'allowed' }).end();
    expect(readSpool(dir)).toHaveLength(1);
    clearSpool(dir);
    expect(readSpool(dir)).toMatchObject([{ host: 'b.example' }]);
  });
});

describe('package registry', () => {
  it('is the one npm would use', async () => {
    const file = join(dir, '.npmrc');
    await writeFile(file, '; mirror\nregistry = "https://mirror.example/npm/"\n');
    expect(packageRegistry({ env: {}, configFiles: [join(dir, 'none'), file] })).toBe(
      'https://mirror.example/npm',
    );
    expect(
      packageRegistry({ env: { npm_config_registry: 'https://env.example/' }, configFiles: [file] }),
    ).toBe('https://env.example');
    expect(packageRegistry({ env: { npm_config_registry: 'nonsense' }, configFiles: [] })).toMatch(
      /^https:\/\//,
    );
  });

  it('finds the tarball of a package with a scope', () => {
    expect(tarballUrl('https://r.example', '@a/b', '1.2.3')).toBe('https://r.example/@a/b/-/b-1.2.3.tgz');
  });
});
