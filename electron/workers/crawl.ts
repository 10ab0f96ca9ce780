/**
 * Worker process of the crawler: the only code that connects to foreign websites. It holds nothing of a crawl; each
 * request carries its policy, and each connection is reported before it is made.
 */
import { createBrowserRenderer } from '../core/adapters/fetcher/browser/index.ts';
import { createHttpFetcher } from '../core/adapters/fetcher/http/index.ts';
import { type ReadEvent, readParams, type ReadResult } from '../core/services/crawler/protocol.ts';
import { type RequestContext, serve, type WorkerLog } from './line.ts';
import { readResource } from './crawl/read-page.ts';

const createHandlers = (log: WorkerLog) => {
  const fetcher = createHttpFetcher();
  const renderer = createBrowserRenderer({ fetcher, log });
  return {
    read: async (raw: unknown, { signal, emit }: RequestContext): Promise<ReadResult> => {
      const params = readParams.parse(raw);
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
