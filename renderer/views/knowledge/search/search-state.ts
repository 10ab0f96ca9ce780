/** What is searched for and how it is narrowed. Lives as long as the page, so that the way back from a document leads to the same hits. */
import { create } from 'zustand';

export type Period = 'any' | 'month' | 'year' | 'five-years';

export type SearchState = {
  /** As typed. */
  text: string;
  /** As asked for. */
  query: string;
  /** Empty: all. */
  spaceIds: readonly string[];
  languages: readonly string[];
  sources: readonly string[];
  tags: readonly string[];
  period: Period;
  /** Position of the hit that is open. */
  current: number | null;
};

const nothing: SearchState = {
  text: '',
  query: '',
  spaceIds: [],
  languages: [],
  sources: [],
  tags: [],
  period: 'any',
  current: null,
};

export const useSearchState = create<SearchState>(() => nothing);

export const setSearch = (change: Partial<SearchState>): void => useSearchState.setState(change);

export const clearFilters = (): void =>
  useSearchState.setState({
    spaceIds: [],
    languages: [],
    sources: [],
    tags: [],
    period: 'any',
    current: null,
  });

const daysOf: Record<Exclude<Period, 'any'>, number> = { month: 31, year: 366, 'five-years': 5 * 366 };

/** ISO date; `now` in epoch milliseconds. */
export const dateFrom = (period: Period, now = Date.now()): string | undefined =>
  period === 'any' ? undefined : new Date(now - daysOf[period] * 86_400_000).toISOString().slice(0, 10);

/** What several sources share: the host of an address, the folder of a path. As a prefix, which is how the engine compares. */
export const originOf = (source: string): string => {
  const address = /^[a-z][a-z\d+.-]*:\/\/[^/]+\/?/i.exec(source)?.[0];
  if (address !== undefined) return address;
  const end = Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\'));
  return end > 0 ? source.slice(0, end + 1) : source;
};
