/**
 * A list of any length, fetched page by page as it is scrolled. A change in the engine refreshes the list only while its top is
 * on the screen: below it nothing moves under the reader's hand, and never is more than one page fetched again.
 */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { AppFailure } from './failure.ts';
import { queryClient } from './query-client.ts';

export type RowsPage<T> = { items: T[]; nextCursor: string | null };

export type PagedRows<T> = {
  rows: readonly T[];
  /** Nothing is known yet. */
  isPending: boolean;
  /** What is shown belongs to an earlier question. */
  isStale: boolean;
  error: AppFailure | null;
  hasMore: boolean;
  isFetchingMore: boolean;
  fetchMore: () => void;
  refetch: () => void;
  /** To be told whether the first rows are on the screen. */
  setAtTop: (isAtTop: boolean) => void;
};

const rowsPerPage = 200;

type Pages<T> = { pages: RowsPage<T>[]; pageParams: (string | null)[] };

type Joined<T> = { pages: readonly RowsPage<T>[]; ids: Set<string>; rows: readonly T[] };

const nothingJoined = <T>(): Joined<T> => ({ pages: [], ids: new Set(), rows: [] });

/** A row that moved between two fetches would stand in both pages. A page more costs a page, however long the list is. */
const joinPages = <T extends { id: string }>(before: Joined<T>, pages: readonly RowsPage<T>[]): Joined<T> => {
  const isLonger =
    before.pages.length <= pages.length && before.pages.every((page, at) => page === pages[at]);
  const { pages: known, ids, rows } = isLonger ? before : nothingJoined<T>();
  const more: T[] = [];
  for (const page of pages.slice(known.length))
    for (const row of page.items) {
      if (ids.has(row.id)) continue;
      ids.add(row.id);
      more.push(row);
    }
  return { pages, ids, rows: more.length === 0 ? rows : rows.concat(more) };
};

/** `key` names the question; `stamp` changes whenever the engine says that something is new. */
export const usePagedRows = <T extends { id: string }>(
  key: readonly unknown[],
  stamp: unknown,
  fetchPage: (cursor: string | null, limit: number) => Promise<RowsPage<T>>,
): PagedRows<T> => {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }: { pageParam: string | null }) => fetchPage(pageParam, rowsPerPage),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const { refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isFetching } = query;
  const isAtTop = useRef(true);
  const seen = useRef(stamp);
  const wanted = useRef(false);
  const keyText = JSON.stringify(key);

  const refresh = useCallback(() => {
    if (!isAtTop.current) {
      wanted.current = true;
      return;
    }
    wanted.current = false;
    queryClient.setQueryData<Pages<T>>(JSON.parse(keyText), (data) =>
      data && data.pages.length > 1
        ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) }
        : data,
    );
    void refetch();
  }, [keyText, refetch]);
  useEffect(() => {
    if (seen.current === stamp) return;
    seen.current = stamp;
    refresh();
  }, [stamp, refresh]);

  const setAtTop = useCallback(
    (now: boolean) => {
      isAtTop.current = now;
      if (now && wanted.current) refresh();
    },
    [refresh],
  );
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetching, fetchNextPage]);

  const pages = query.data?.pages;
  const joined = useRef<Joined<T>>(nothingJoined());
  const rows = useMemo(() => {
    joined.current = joinPages(joined.current, pages ?? []);
    return joined.current.rows;
  }, [pages]);
  return {
    rows,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    hasMore: hasNextPage,
    isFetchingMore: isFetchingNextPage,
    fetchMore,
    refetch: () => void refetch(),
    setAtTop,
  };
};
