/** What a host gives the engine to work with. */
import type { Clock } from './kernel/clock.ts';
import type { Log } from './kernel/log.ts';
import type { EndpointServer } from './ports/endpoint.ts';
import type { Paths } from './ports/paths.ts';
import type { SecretStore } from './ports/secrets.ts';
import type { SpawnWorker, ThreadName } from './ports/workers.ts';
import type { Endpoint } from './services/gateway/endpoint.ts';

export type CoreOptions = {
  host: 'desktop' | 'headless' | 'memory';
  version: string;
  ports: {
    spawn: SpawnWorker;
    secrets: SecretStore;
    paths: Paths;
    locales: string[];
    /** For a host without a web server of its own: opens a port of 127.0.0.1. Throws `host.PORT_TAKEN`. */
    serveEndpoint?: (port: number, endpoint: () => Endpoint) => Promise<EndpointServer>;
    /** Entry file of a thread of this process. */
    threadFile: (name: ThreadName) => string;
  };
  log: Log;
  clock?: Clock;
};
