/**
 * Opens and closes the OpenAI-compatible endpoint of a host with a window, as its setting says: off until someone switches
 * it on. Changes are carried out one after the other; the last setting wins, and a port that cannot be had is shown.
 */
import type { ErrorEnvelope } from '../../../contract/errors.ts';
import type { EndpointStatus } from '../../../contract/gateway.ts';
import { appError, envelopeOf, isAppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import type { EndpointServer } from '../../ports/endpoint.ts';

export type EndpointWish = { enabled: boolean; port: number };

export type EndpointSwitch = {
  status(): EndpointStatus;
  /** Looks at the setting again. Resolves when the endpoint is as the setting says, or has failed. */
  apply(): Promise<void>;
  /** For good. */
  close(): Promise<void>;
};

export const createEndpointSwitch = (options: {
  /** `null`: this host has a web server of its own and offers the endpoint there. */
  serve: ((port: number) => Promise<EndpointServer>) | null;
  wish: () => EndpointWish;
  log: Log;
  onChange: () => void;
}): EndpointSwitch => {
  const { serve, wish, log, onChange } = options;
  let status: EndpointStatus = { state: serve === null ? 'own-address' : 'off' };
  let running: { port: number; server: EndpointServer } | null = null;
  let closed = false;
  let work: Promise<void> = Promise.resolve();

  const show = (next: EndpointStatus): void => {
    status = next;
    onChange();
  };

  const stop = async (): Promise<void> => {
    const before = running;
    running = null;
    await before?.server.close();
  };

  const settle = async (): Promise<void> => {
    if (serve === null) return;
    const { enabled, port } = closed ? { enabled: false, port: 0 } : wish();
    if (enabled ? running?.port === port : status.state === 'off') return;
    await stop();
    if (!enabled) return show({ state: 'off' });
    show({ state: 'starting' });
    try {
      const server = await serve(port);
      running = { port, server };
      log.info({ port }, 'endpoint is open');
      show({ state: 'on', baseUrl: server.baseUrl });
    } catch (error) {
      show({ state: 'failed', error: failureOf(error, log) });
    }
  };

  const apply = (): Promise<void> => {
    work = work.then(settle);
    return work;
  };

  return {
    status: () => status,
    apply,
    close: () => {
      closed = true;
      return apply();
    },
  };
};

const failureOf = (error: unknown, log: Log): ErrorEnvelope => {
  if (isAppError(error)) return envelopeOf(error);
  const reference = newId();
  log.error({ reference, error }, 'endpoint did not open');
  return envelopeOf(appError('internal.BUG', { reference }));
};
