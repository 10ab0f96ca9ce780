/** What the website views ask and order. All keys begin with the topic, so that one change of the engine renews what is shown. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { CrawlOptions } from '../../../electron/contract/crawler.ts';
import type { CrawlPage } from '../../../electron/contract/crawler-pages.ts';
import { client } from '../../client/client.ts';
import { queryKeys } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';

const renew = () => void queryClient.invalidateQueries({ queryKey: queryKeys.crawler });

export const useCrawls = () =>
  useQuery({ queryKey: [...queryKeys.crawler, 'list'], queryFn: () => client.crawler.list({ limit: 100 }) });

export const useSites = () =>
  useQuery({ queryKey: [...queryKeys.crawler, 'sites'], queryFn: () => client.crawler.sites() });

export const useSpaces = () =>
  useQuery({ queryKey: [...queryKeys.knowledge, 'spaces'], queryFn: () => client.knowledge.spaces() });

export const useCrawl = (crawlId: string) =>
  useQuery({
    queryKey: [...queryKeys.crawler, 'crawl', crawlId],
    queryFn: () => client.crawler.get({ crawlId }),
    // Speed and the hand-over to knowledge change without an event of their own.
    refetchInterval: ({ state }) =>
      state.data?.state === 'running' || (state.data?.ingestion.waiting ?? 0) > 0 ? 2_000 : false,
  });

export type PageFilter = { state: CrawlPage['state'] | null; query: string };

export const usePages = (crawlId: string, { state, query }: PageFilter) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.crawler, 'pages', crawlId, state, query],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      client.crawler.pages({
        crawlId,
        state: state === null ? [] : [state],
        query,
        cursor: pageParam,
        limit: 100,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const usePage = (crawlId: string, pageId: number) =>
  useQuery({
    queryKey: [...queryKeys.crawler, 'page', crawlId, pageId],
    queryFn: () => client.crawler.page({ crawlId, pageId }),
  });

/** Evidence does not change: read once. */
export const useReplay = (crawlId: string, pageId: number) =>
  useQuery({
    queryKey: ['crawler-replay', crawlId, pageId],
    queryFn: () => client.crawler.replay({ crawlId, pageId }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export const useTopics = (crawlId: string) =>
  useQuery({
    queryKey: [...queryKeys.crawler, 'topics', crawlId],
    queryFn: () => client.crawler.topics({ crawlId }),
  });

export const useDifferences = (crawlId: string) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.crawler, 'diff', crawlId],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      client.crawler.diff({ crawlId, cursor: pageParam, limit: 50 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export type StartWish = { url: string; spaceId: string | null; spaceName: string; options: CrawlOptions };

/** Creates the space first where none was chosen; it goes again if the crawl cannot start. */
export const useStartCrawl = () =>
  useMutation({
    mutationFn: async ({ url, spaceId, spaceName, options }: StartWish) => {
      if (spaceId !== null) return await client.crawler.start({ url, spaceId, options });
      const space = await client.knowledge.createSpace({ name: spaceName });
      try {
        return await client.crawler.start({ url, spaceId: space.id, options });
      } catch (thrown) {
        await client.knowledge.removeSpace({ spaceId: space.id }).catch(() => {});
        throw thrown;
      }
    },
    onSuccess: renew,
  });

export const useCrawlActions = (crawlId: string) => ({
  pause: useMutation({ mutationFn: () => client.crawler.pause({ crawlId }), onSuccess: renew }),
  resume: useMutation({ mutationFn: () => client.crawler.resume({ crawlId }), onSuccess: renew }),
  cancel: useMutation({ mutationFn: () => client.crawler.cancel({ crawlId }), onSuccess: renew }),
  remove: useMutation({ mutationFn: () => client.crawler.remove({ crawlId }), onSuccess: renew }),
  recrawl: useMutation({
    mutationFn: (siteId: string) => client.crawler.recrawl({ siteId }),
    onSuccess: renew,
  }),
  schedule: useMutation({
    mutationFn: (wanted: { siteId: string; schedule: 'off' | 'daily' | 'weekly' | 'monthly' }) =>
      client.crawler.updateSite(wanted),
    onSuccess: renew,
  }),
  capsule: useMutation({ mutationFn: (folder: string) => client.crawler.exportCapsule({ crawlId, folder }) }),
});
