import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { useConnection } from './connection.ts';
import { createReconnectingLink } from './reconnecting-link.ts';
import type { Connection, End } from './transport.ts';

const options = { context: {} };

/** A transport that is opened, closed and answered by hand. */
const byHand = () => {
  const opened: { close: () => void; fail: (error: unknown) => void; answer: (value: unknown) => void }[] =
    [];
  const waiting: ((connection: Connection) => void)[] = [];
  const connect = () => new Promise<Connection>((resolve) => waiting.push(resolve));
  const open = () => {
    let reach = () => {};
    const end: End = { isOver: false, reached: new Promise((resolve) => (reach = resolve)) };
    let settle: { answer: (value: unknown) => void; fail: (error: unknown) => void } | undefined;
    opened.push({
      close: () => {
        end.isOver = true;
        reach();
      },
      answer: (value) => settle?.answer(value),
      fail: (error) => settle?.fail(error),
    });
    const call = () => new Promise<unknown>((answer, fail) => (settle = { answer, fail }));
    waiting.shift()?.({ end, link: { call } });
  };
  return { connect, open, opened };
};

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('lets a call wait for the connection instead of failing it', async () => {
  const { connect, open, opened } = byHand();
  const link = createReconnectingLink(connect);
  const answer = link.call(['system', 'info'], undefined, options);
  open();
  await settled();
  opened[0]?.answer('here');
  await expect(answer).resolves.toBe('here');
});

it('tells a call that its connection broke, and sends the next one over a new connection', async () => {
  const { connect, open, opened } = byHand();
  const link = createReconnectingLink(connect);
  open();
  await settled();
  const before = useConnection.getState().generation;
  const broken = link.call(['chat', 'send'], {}, options);
  await settled();
  opened[0]?.close();
  opened[0]?.fail(new DOMException('closed', 'AbortError'));
  await expect(broken).rejects.toMatchObject({ code: 'worker.CRASHED', data: { worker: 'core' } });
  expect(useConnection.getState().state).toBe('lost');

  const next = link.call(['system', 'info'], undefined, options);
  open();
  await settled();
  expect(useConnection.getState()).toEqual({ state: 'online', generation: before + 1 });
  opened[1]?.answer(1);
  await expect(next).resolves.toBe(1);
});

it('turns an error of the contract into a failure and anything else into a bug', async () => {
  const { connect, open, opened } = byHand();
  const link = createReconnectingLink(connect);
  open();
  await settled();
  const refused = link.call(['chat', 'send'], {}, options);
  await settled();
  const envelope = { code: 'chat.BUSY', family: 'CONFLICT', data: {}, retry: false };
  opened[0]?.fail(new ORPCError('chat.BUSY', { defined: true, status: 409, data: envelope }));
  await expect(refused).rejects.toEqual({ code: 'chat.BUSY', data: {}, retry: false, reference: undefined });

  const odd = link.call(['chat', 'send'], {}, options);
  await settled();
  opened[0]?.fail(new TypeError('x is not a function'));
  await expect(odd).rejects.toMatchObject({ code: 'internal.BUG' });
});

it('stops waiting when the caller gives up', async () => {
  const { connect } = byHand();
  const link = createReconnectingLink(connect);
  const stop = new AbortController();
  const call = link.call(['system', 'info'], undefined, { ...options, signal: stop.signal });
  stop.abort(new Error('left the page'));
  await expect(call).rejects.toThrow('left the page');
});
