/** Two ways to the engine: a MessagePort from the preload (desktop), a WebSocket to the own host (browser). */
import type { ClientLink } from '@orpc/client';
import { desktopHost } from './host.ts';

type Link = ClientLink<Record<never, never>>;
export type Connection = { link: Link; end: End };

/** The end of a connection: `isOver` is true before any call that broke with it is told. */
export type End = { isOver: boolean; reached: Promise<void> };

/** Resolves when the transport is open; rejects when it cannot be opened. */
export type Connect = () => Promise<Connection>;

const portWaitMs = 20_000;

/** To be called before the link listens to the same event. */
const endOf = (transport: MessagePort | WebSocket): End => {
  const end: End = { isOver: false, reached: Promise.resolve() };
  end.reached = new Promise((resolve) => {
    const close = () => {
      end.isOver = true;
      resolve();
    };
    transport.addEventListener('close', close, { once: true });
  });
  return end;
};

const connectPort: Connect = async () => {
  const { RPCLink } = await import('@orpc/client/message-port');
  const port = await new Promise<MessagePort>((resolve, reject) => {
    const stopWaiting = setTimeout(() => {
      window.removeEventListener('message', receive);
      reject(new Error('The shell handed out no port.'));
    }, portWaitMs);
    const receive = (event: MessageEvent) => {
      const handed = event.ports[0];
      if (event.source !== window || event.data !== 'wattos:port' || !handed) return;
      window.removeEventListener('message', receive);
      clearTimeout(stopWaiting);
      resolve(handed);
    };
    window.addEventListener('message', receive);
    window.postMessage('wattos:port-request', '*');
  });
  const end = endOf(port);
  const link = new RPCLink({ port });
  port.start();
  return { link, end };
};

/** The host is there and says no: its access key is not the one this page was opened with. */
export class Refused extends Error {}

/** A WebSocket does not tell why it failed; a plain request does. */
const failureOfSocket = async (): Promise<Error> => {
  const answer = await fetch('./', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  return answer?.status === 401 ? new Refused() : new Error('The host took no connection.');
};

const connectSocket: Connect = async () => {
  const { RPCLink } = await import('@orpc/client/websocket');
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const websocket = new WebSocket(`${scheme}://${location.host}/rpc`);
  websocket.binaryType = 'arraybuffer';
  const end = endOf(websocket);
  const link = new RPCLink({ websocket });
  await new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true });
    websocket.addEventListener('close', () => void failureOfSocket().then(reject), { once: true });
  });
  return { link, end };
};

export const connect: Connect = () => (desktopHost() ? connectPort() : connectSocket());
