import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookie, send, startTestHost, type TestHost, token } from './test-host.ts';

const bearer = { authorization: `Bearer ${token}` };
const json = { 'content-type': 'application/json' };
const infoCall = { method: 'POST', body: '{}' };

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

const get = (path: string, headers: Record<string, string> = {}) => send(host.port, path, { headers });
const call = (path: string, headers: Record<string, string>, body = '{}') =>
  send(host.port, path, { method: 'POST', headers: { ...json, ...headers }, body });

describe('who may come in', () => {
  test('health answers anyone, so that a supervisor needs no secret', async () => {
    const response = await get('/health');
    expect(response.status).toBe(200);
    expect(JSON.parse(response.body)).toEqual({ status: 'ok', version: '1.2.3' });
  });

  test.each(['/', '/index.html', '/assets/main-abc123.js', '/nowhere'])(
    '%s is closed without a token',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(401);
      expect(response.body).toContain('lang="de"');
      expect(response.body).toContain('lang="en"');
      expect(response.body).not.toContain('<title>page</title>');
    },
  );

  test('a call without a token gets the coded error, not a page', async () => {
    const response = await call('/rpc/system/info', {});
    expect(response.status).toBe(401);
    expect(JSON.parse(response.body).json).toMatchObject({
      code: 'request.UNAUTHENTICATED',
      data: { code: 'request.UNAUTHENTICATED', family: 'DENIED' },
    });
  });

  test.each(['', 'x', `${token}x`, token.slice(1)])(
    'a wrong token (%s) is refused everywhere',
    async (wrong) => {
      expect((await get(`/enter?token=${wrong}`)).status).toBe(401);
      expect((await get('/', { authorization: `Bearer ${wrong}` })).status).toBe(401);
      expect((await get('/', { cookie: `wattos-test=${wrong}` })).status).toBe(401);
    },
  );

  test('a repeated token parameter is not a way around the comparison', async () => {
    expect((await get(`/enter?token=x&token=${token}`)).status).toBe(401);
  });

  test('the printed link gives a cookie no script can read and no other site can use, and hides the token', async () => {
    const response = await get(`/enter?token=${token}`);
    expect(response.status).toBe(303);
    expect(response.headers.location).toBe('/');
    const [given] = response.headers['set-cookie'] ?? [];
    expect(given).toMatch(/^wattos-test=/);
    expect(given).toContain('HttpOnly');
    expect(given).toContain('SameSite=Strict');
    expect(given).not.toContain(token);
    expect((await get('/', { cookie })).body).toContain('<title>page</title>');
  });

  test('failed attempts are braked while the right token still works', async () => {
    await using other = await startTestHost();
    const statuses = [];
    for (let i = 0; i < 40; i += 1) statuses.push((await send(other.port, '/enter?token=guess')).status);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
    expect(statuses.slice(30)).toEqual(Array(10).fill(429));
    expect((await send(other.port, '/', { headers: bearer })).status).toBe(200);
  });
});

describe('what other pages and programs can do with a browser that is logged in', () => {
  test.each([
    'http://127.0.0.1:1',
    'http://localhost',
    'https://example.org',
    'null',
    'http://127.0.0.1.example.org',
  ])('a page of %s is refused although the cookie came along', async (origin) => {
    expect((await call('/rpc/system/info', { cookie, origin })).status).toBe(403);
    expect((await get('/', { cookie, origin })).status).toBe(403);
  });

  test('a call with the cookie but without an origin is refused: no page of ours sends it', async () => {
    expect((await call('/rpc/system/info', { cookie })).status).toBe(401);
    expect((await call('/rpc/system/info', { cookie, origin: host.origin })).status).toBe(200);
  });

  test.each(['evil.example', 'evil.example:4711', '127.0.0.1', '127.0.0.1:1'])(
    'a name that resolves to this computer (%s) is refused: DNS rebinding',
    async (name) => {
      const response = await send(host.port, '/health', { headers: { host: name } });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.body).not.toContain('1.2.3');
    },
  );

  test('no answer ever allows another origin', async () => {
    const preflight = await send(host.port, '/rpc/system/info', {
      method: 'OPTIONS',
      headers: { origin: 'https://example.org', 'access-control-request-method': 'POST' },
    });
    const own = await call('/rpc/system/info', { cookie, origin: host.origin });
    for (const response of [preflight, own, await get('/health')])
      expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(preflight.status).toBe(403);
  });

  test('nothing of ours can be framed, sniffed or loaded from outside', async () => {
    const { headers } = await get('/', { cookie });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${host.port} ws://localhost:${host.port}`);
    expect(policy).not.toContain('unsafe-eval');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

describe('files', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/%00',
    '/%',
  ])('%s does not lead out of the page folder', async (path) => {
    const response = await get(path, { cookie });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(response.body).not.toContain('outside of the page');
  });

  test('a new version is seen at once, its unchanging parts come from the cache', async () => {
    expect((await get('/', { cookie })).headers['cache-control']).toBe('no-cache');
    expect((await get('/assets/main-abc123.js', { cookie })).headers['cache-control']).toContain('immutable');
  });
});

describe('malformed calls', () => {
  test.each([
    ['not JSON', '/rpc/system/info', '{', 400],
    ['a wrong type', '/rpc/chat/get', '{"json":{"conversationId":3}}', 400],
    ['an unknown procedure', '/rpc/system/nothing', '{}', 404],
    ['a name of Object.prototype', '/rpc/__proto__/constructor', '{}', 404],
    ['prototype pollution', '/rpc/chat/get', '{"__proto__":{"a":1}}', 400],
  ])('%s gets a coded error', async (_what, path, body, status) => {
    const response = await call(path, bearer, body);
    expect(response.status).toBe(status);
    expect(JSON.parse(response.body).json.code).toMatch(/^request\.(INVALID|UNKNOWN_PROCEDURE)$/);
  });

  test('a body over the limit is refused before it is read', async () => {
    const response = await call(
      '/rpc/chat/get',
      { ...bearer, 'content-length': String(9 * 1024 * 1024) },
      '',
    );
    expect(response.status).toBe(413);
  });

  test('another content type is refused: a form of a foreign page can send it without asking', async () => {
    const response = await send(host.port, '/rpc/system/info', {
      ...infoCall,
      headers: { ...bearer, 'content-type': 'text/plain' },
    });
    expect(response.status).toBe(415);
  });
});

test('a port in use is a coded error with the port, not a stack', async () => {
  const { createMemoryHost } = await import('../memory.ts');
  const { listen } = await import('./server.ts');
  const { silentLog } = await import('../../core/kernel/log.ts');
  await using memory = await createMemoryHost({ modelsDir: null });
  const options = {
    version: '',
    token,
    browserSession: '',
    cookieName: 'c',
    rendererDir: '/nowhere',
    log: silentLog,
  };
  await expect(listen({ ...options, core: memory.core, port: host.port })).rejects.toMatchObject({
    code: 'host.PORT_TAKEN',
    data: { port: host.port },
  });
});
