/** What every procedure knows of the call: where it came from and the engine behind it. Never taken from the input. */
import type { Clock } from './kernel/clock.ts';
import type { Log } from './kernel/log.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Services } from './services.ts';

export type Transport = 'message-port' | 'websocket' | 'http' | 'memory';

/** Who is at the other end of a connection; the host says so after checking. */
export type Connection = {
  transport: Transport;
  /** Counts against one rate limit, e.g. the user's id. */
  client: string;
};

export type Engine = {
  clock: Clock;
  log: Log;
  limits: {
    /** Per user over WebSocket and HTTP. */
    network: RateLimit;
    /** A window's own port: only a brake against run-away loops. */
    port: RateLimit;
  };
  /** `null` while the database is locked. */
  services(): Services | null;
};

export type Context = { connection: Connection; engine: Engine };
