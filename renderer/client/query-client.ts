/** The query cache. Freshness comes from the engine's change events, not from polling or from focus. */
import { QueryClient } from '@tanstack/react-query';
import type { AppFailure } from './failure.ts';

const repeats = 2;

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppFailure;
  }
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // the engine is on this computer: an unplugged network is the normal case
      networkMode: 'always',
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, failure) => failure.retry && failure.code !== 'internal.BUG' && count < repeats,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
