import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';

const attempts = `
  import { closeAllWays } from ${JSON.stringify(new URL('./no-way-out.ts', import.meta.url).href)};
  import { parentPort, workerData } from 'node:worker_threads';
  import * as fs from 'node:fs';
  closeAllWays();
  const net = await import('node:net');
  const http = await import('node:http');
  const dns = await import('node:dns');
  const child = await import('node:child_process');
  const threads = await import('node:worker_threads');
  const { port, file } = workerData;
  const tries = {
    fetch: () => fetch('http://127.0.0.1:' + port),
    request: () => http.get('http://127.0.0.1:' + port),
    connect: () => net.connect(port, '127.0.0.1'),
    socket: () => new net.Socket().connect(port, '127.0.0.1'),
    lookup: () => dns.lookup('example.org', () => {}),
    spawn: () => child.spawn('true'),
    thread: () => new threads.Worker('0', { eval: true }),
    write: () => fs.writeFileSync(file, 'x'),
    promises: () => fs.promises.writeFile(file, 'x'),
  };
  const went = [];
  for (const [name, attempt] of Object.entries(tries)) {
    try { await attempt(); went.push(name); } catch {}
  }
  parentPort.postMessage(went);
`;

describe('closeAllWays', () => {
  it('leaves a parser no network, no programs, no threads and no files to write', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const source = new URL(`data:text/javascript,${encodeURIComponent(attempts)}`);
    const worker = new Worker(source, { workerData: { port, file: '/nonexistent/x' }, execArgv: [] });
    const went = await new Promise((resolve, reject) =>
      worker.once('message', resolve).once('error', reject),
    );
    await worker.terminate();
    server.close();
    expect(went).toEqual([]);
    expect(asked).toBe(0);
  });
});
