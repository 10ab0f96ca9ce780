/**
 * Wraps the two kinds of line a client may hold in the shape the contract library wants. A malformed frame closes the
 * line; the library never sees it. A client that does not read what it asked for loses its line, not our memory.
 */
import type { WebSocket } from 'ws';
import { isRequestFrame } from './wire.ts';

/** RFC 6455 close codes. */
const unsupportedData = 1003;
const policyViolation = 1008;
const maxUnsentBytes = 64 * 1024 * 1024;

export const guardSocket = (socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> => {
  const addEventListener: WebSocket['addEventListener'] = (type: string, listener: unknown) => {
    const notify = listener as (event: { data?: unknown }) => void;
    if (type === 'message') {
      socket.on('message', (data, isBinary) => {
        const text = isBinary ? undefined : data.toString();
        if (isRequestFrame(text)) notify({ data: text });
        else socket.close(isBinary ? unsupportedData : policyViolation, 'request.INVALID');
      });
    } else if (type === 'close') {
      socket.on('close', () => notify({}));
    }
  };
  const send = (data: string | Uint8Array) => {
    if (socket.bufferedAmount > maxUnsentBytes) socket.terminate();
    else socket.send(data, () => {});
  };
  return { addEventListener, send };
};

/** The end of a MessageChannelMain as a utilityProcess receives it. */
export type EnginePort = {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
};

/** What the contract library expects of a port: events arrive through `on`. */
export type LibraryPort = {
  on(event: string, listener: (event?: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
};

export const guardPort = (port: EnginePort): LibraryPort => {
  let open = true;
  return {
    on: (event, listener) => {
      if (event === 'message') {
        port.on('message', ({ data }) => {
          if (isRequestFrame(data)) listener({ data });
          else if (open) port.close();
        });
      } else if (event === 'close') {
        port.on('close', () => {
          open = false;
          listener();
        });
      }
    },
    postMessage: (message) => {
      if (open) port.postMessage(message);
    },
  };
};
