/**
 * Worker process of the crawler: the only code that connects to foreign websites. It holds nothing of a crawl; each
 * request carries its policy, and each connection is reported before it is made.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createBrowserRenderer } from '../core/adapters/fetcher/browser/index.ts';
import { createHttpFetcher } from '../core/adapters/fetcher/http/index.ts';
import { type ReadEvent, readParams, type ReadResult } from '../core/services/crawler/protocol.ts';
import { type RequestContext, serve, type WorkerLog } from './line.ts';
import { readResource } from './crawl/read-page.ts';

/** Pages leave their trees behind faster than the collector thinks it worth coming; beyond this it is called. */
const tidyAtBytes = 200 * 2 ** 20;
/** At most every so many pages: one collection costs as much as a few of them. */
const tidyEvery = 60;

const createTidying = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  let pages = 0;
  return () => {
    pages += 1;
    if (pages < tidyEvery || typeof collect !== 'function') return;
    pages = 0;
    if (process.memoryUsage.rss() > tidyAtBytes) collect();
  };
};

const createHandlers = (log: WorkerLog) => {
  const tidy = createTidying();
  const fetcher = createHttpFetcher();
  const renderer = createBrowserRenderer({ fetcher, log });
  return {
    read: async (raw: unknown, { signal, emit }: RequestContext): Promise<ReadResult> => {
      const params = readParams.parse(raw);
      tidy();
      return await readResource({
        params,
        fetcher,
        renderer: renderer.with(params.browser),
        signal,
        report: (connection) => {
          const event: ReadEvent = connection;
          emit(event);
        },
      });
    },
  };
};

serve(createHandlers);
