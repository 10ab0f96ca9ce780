/** The network door for tests: the same promises (default deny, one ledger line per attempt), without the encryption duty. */
import { Agent, request } from 'undici';
import { appError } from '../../../../kernel/errors.ts';
import type { NetworkDoor } from '../../../../ports/network.ts';

export type FakeDoor = NetworkDoor & {
  ledger: { purpose: string; host: string; decision: 'allowed' | 'denied' }[];
};

export const createFakeDoor = (allowed: () => string[]): FakeDoor => {
  const ledger: FakeDoor['ledger'] = [];
  const dispatcher = new Agent({ pipelining: 0 });
  return {
    ledger,
    request: async (asked) => {
      const host = new URL(asked.url).hostname;
      const pass = asked.consent || allowed().includes(asked.purpose);
      ledger.push({ purpose: asked.purpose, host, decision: pass ? 'allowed' : 'denied' });
      if (!pass) throw appError('network.DENIED', { purpose: asked.purpose, host }, { retry: false });
      const response = await request(asked.url, {
        dispatcher,
        method: asked.method ?? 'GET',
        headers: asked.headers ?? {},
        ...(asked.body === undefined ? {} : { body: asked.body }),
        signal: asked.signal,
      });
      const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
      return { status: response.statusCode, headers: Object.fromEntries(headers), body: response.body };
    },
  };
};
