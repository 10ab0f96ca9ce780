import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../rate-limit.ts';
import { createBroadcast } from './broadcast.ts';
import { appError } from './errors.ts';
import { newId } from './ids.ts';
import { redact } from './log.ts';
import { privateText } from './private.ts';

describe('newId', () => {
  it('sorts in order of creation, also thousands within one millisecond', () => {
    const ids = Array.from({ length: 20_000 }, () => newId(1_800_000_000_000));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('does not run backwards when the clock does', () => {
    const before = newId(1_900_000_000_000);
    expect(newId(1_899_999_999_000) > before).toBe(true);
  });
});

describe('redact', () => {
  it('prints private text as its length at any depth and never a key', () => {
    const line = JSON.stringify(
      redact({
        message: { text: 'Sehr geehrte Frau Muster', nested: [{ query: 'abc', passphrase: 'geheim1234' }] },
        apiKey: 'sk-1',
        note: privateText('vertraulich'),
        error: appError('internal.BUG', { reference: 'r' }, { cause: new Error('inner') }),
      }),
    );
    for (const secret of ['Muster', 'abc', 'geheim1234', 'sk-1', 'vertraulich'])
      expect(line).not.toContain(secret);
    expect(line).toContain('[private 24]');
    expect(line).toContain('inner');
  });

  it('survives what JSON cannot hold', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(() => JSON.stringify(redact({ circular }))).not.toThrow();
  });

  it('hides a private value from every way of printing', () => {
    const value = privateText('vertraulich');
    for (const shown of [String(value), `${value}`, JSON.stringify({ value }), inspect(value)])
      expect(shown).not.toContain('vertraulich');
    expect(value.reveal()).toBe('vertraulich');
  });
});

describe('createBroadcast', () => {
  it('delivers what was published between listening and reading', async () => {
    const broadcast = createBroadcast<number>();
    const listener = broadcast.listen();
    broadcast.publish(1);
    broadcast.publish(2);
    broadcast.close();
    const got: number[] = [];
    for await (const value of listener) got.push(value);
    expect(got).toEqual([1, 2]);
  });

  it('ends a waiting listener when its signal aborts and holds a slow one to its limit', async () => {
    let overflowed = 0;
    const broadcast = createBroadcast<number>({ limit: 3, onOverflow: () => (overflowed += 1) });
    const abort = new AbortController();
    const waiting = broadcast.listen(abort.signal).next();
    abort.abort();
    expect((await waiting).done).toBe(true);
    const slow = broadcast.listen();
    for (let n = 0; n < 10; n += 1) broadcast.publish(n);
    expect(overflowed).toBe(7);
    expect((await slow.next()).value).toBe(7);
    broadcast.close();
  });
});

describe('createRateLimit', () => {
  it('lets a hundred through, then one per 600 ms, each client for itself', () => {
    const limit = createRateLimit({ capacity: 100, perMinute: 100 });
    for (let n = 0; n < 100; n += 1) expect(limit.take('a', 0)).toBe(0);
    expect(limit.take('a', 0)).toBe(600);
    expect(limit.take('b', 0)).toBe(0);
    expect(limit.take('a', 599)).toBeGreaterThan(0);
    expect(limit.take('a', 601)).toBe(0);
  });
});
