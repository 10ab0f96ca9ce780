/** What the views ask of the engine: query keys and hooks, in one place. Mutations that several views share are here too. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { Settings, SettingsPatch } from '../../electron/contract/settings.ts';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';

export const queryKeys = {
  info: ['info'],
  vault: ['vault'],
  settings: ['settings'],
  hardware: ['hardware'],
  doctor: ['doctor'],
  conversations: ['conversations'],
  conversation: (id: string) => ['conversation', id],
  models: ['models'],
  runtime: ['runtime'],
  runs: ['runs'],
  workers: ['workers'],
  ledger: ['ledger'],
  gateway: ['gateway'],
  knowledge: ['knowledge'],
  ingestion: ['ingestion'],
  crawler: ['crawler'],
  intelligence: ['intelligence'],
  agents: ['agents'],
  providers: ['gateway', 'providers'],
  gatewayModels: ['gateway', 'models'],
  spaces: ['knowledge', 'spaces'],
  ingestionState: (spaceId: string | null) => ['ingestion', 'state', spaceId],
  label: (conversationId: string) => ['gateway', 'label', conversationId],
} as const;

const hardwareFreshMs = 10_000;

export const useInfo = () =>
  useQuery({
    queryKey: queryKeys.info,
    queryFn: () => client.system.info(),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useVault = () => useQuery({ queryKey: queryKeys.vault, queryFn: () => client.vault.status() });

/** `isEnabled`: false before the vault is open. */
export const useSettings = (isEnabled = true) =>
  useQuery({ queryKey: queryKeys.settings, queryFn: () => client.settings.get(), enabled: isEnabled });

const patched = (settings: Settings, patch: SettingsPatch): Settings => ({
  appearance: { ...settings.appearance, ...patch.appearance },
  chat: { ...settings.chat, ...patch.chat },
  models: { ...settings.models, ...patch.models },
  network: { ...settings.network, ...patch.network },
  shortcuts: { ...settings.shortcuts, ...patch.shortcuts },
  onboarding: { ...settings.onboarding, ...patch.onboarding },
  knowledge: { ...settings.knowledge, ...patch.knowledge },
  endpoint: { ...settings.endpoint, ...patch.endpoint },
});

/** Shows the change at once and takes it back if the engine refuses it. */
export const useUpdateSettings = () =>
  useMutation({
    mutationFn: (patch: SettingsPatch) => client.settings.update(patch),
    onMutate: async (patch) => {
      await queryClient.cancelQueries({ queryKey: queryKeys.settings });
      const before = queryClient.getQueryData<Settings>(queryKeys.settings);
      if (before) queryClient.setQueryData(queryKeys.settings, patched(before, patch));
      return before;
    },
    onError: (_failure, _patch, before) => {
      if (before) queryClient.setQueryData(queryKeys.settings, before);
    },
    onSuccess: (settings) => queryClient.setQueryData(queryKeys.settings, settings),
  });

/** Newest first, or by relevance with a search. Pages are appended. */
export const useConversations = (query = '', isEnabled = true) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.conversations, query],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      client.chat.list({ query, cursor: pageParam, limit: 50 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });

export const useConversation = (conversationId: string | null) =>
  useQuery({
    queryKey: queryKeys.conversation(conversationId ?? ''),
    queryFn: () => client.chat.get({ conversationId: conversationId ?? '' }),
    enabled: conversationId !== null,
  });

export const useModels = () => useQuery({ queryKey: queryKeys.models, queryFn: () => client.models.list() });

export const useRuntime = () =>
  useQuery({ queryKey: queryKeys.runtime, queryFn: () => client.models.runtime() });

/** Work that is queued or running right now. */
export const useActiveRuns = () =>
  useQuery({
    queryKey: [...queryKeys.runs, 'active'],
    queryFn: () => client.runs.list({ active: true }),
    select: (page) => page.items,
  });

/** The latest work, ended or not. */
export const useRecentRuns = () =>
  useQuery({
    queryKey: [...queryKeys.runs, 'recent'],
    queryFn: () => client.runs.list({ limit: 20 }),
    select: (page) => page.items,
  });

export const useCancelRun = () =>
  useMutation({
    mutationFn: (runId: string) => client.runs.cancel({ runId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.runs }),
  });

export const usePullModel = () =>
  useMutation({
    mutationFn: (modelId: string) => client.models.pull({ modelId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.models }),
  });

export const usePauseModel = () =>
  useMutation({
    mutationFn: (modelId: string) => client.models.pause({ modelId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.models }),
  });

export const useImportModel = () =>
  useMutation({
    mutationFn: (path: string) => client.models.importFile({ path }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.models }),
  });

export const useProviders = () =>
  useQuery({ queryKey: queryKeys.providers, queryFn: () => client.gateway.providers() });

/** Every model that may answer now, in this program and outside. */
export const useGatewayModels = () =>
  useQuery({ queryKey: queryKeys.gatewayModels, queryFn: () => client.gateway.models() });

export const useWorkers = () =>
  useQuery({ queryKey: queryKeys.workers, queryFn: () => client.system.workers() });

export const useHardware = () =>
  useQuery({
    queryKey: queryKeys.hardware,
    queryFn: () => client.system.hardware(),
    staleTime: hardwareFreshMs,
  });

export const useDoctor = () =>
  useQuery({ queryKey: queryKeys.doctor, queryFn: () => client.system.doctor(), staleTime: 0 });

export const useLedger = () =>
  useInfiniteQuery({
    queryKey: queryKeys.ledger,
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      client.system.ledger({ cursor: pageParam, limit: 200 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
