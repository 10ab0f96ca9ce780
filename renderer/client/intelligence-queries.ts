/** What the views ask about analyses: the list, one whole analysis, its evidence, and what a person does to them. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryKeys } from './queries.ts';
import { queryClient } from './query-client.ts';

type Api = typeof client.intelligence;

/** Of one call, as the contract allows. */
const mostEvidence = 500;

const refresh = () => void queryClient.invalidateQueries({ queryKey: queryKeys.intelligence });

export const useAnalyses = () =>
  useInfiniteQuery({
    queryKey: [...queryKeys.intelligence, 'list'],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      client.intelligence.list({ cursor: pageParam, limit: 50 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const useAnalysis = (analysisId: string) =>
  useQuery({
    queryKey: [...queryKeys.intelligence, 'view', analysisId],
    queryFn: () => client.intelligence.get({ analysisId }),
  });

/** The stored sentences in the order of `ids`; those that are gone are left out. */
export const useEvidence = (analysisId: string, ids: readonly string[]) =>
  useQuery({
    queryKey: [...queryKeys.intelligence, 'evidence', analysisId, ...ids],
    queryFn: async () => {
      const wanted = ids.slice(0, mostEvidence);
      const found = await client.intelligence.evidence({ analysisId, ids: [...wanted] });
      const byId = new Map(found.map((one) => [one.id, one]));
      return wanted.flatMap((id) => byId.get(id) ?? []);
    },
    enabled: ids.length > 0,
  });

/** The sentence with the text around it, looked up in the document as it is now. */
export const useOpenedEvidence = (analysisId: string, evidenceId: string) =>
  useQuery({
    queryKey: [...queryKeys.intelligence, 'opened', analysisId, evidenceId],
    queryFn: () => client.intelligence.openEvidence({ analysisId, evidenceId }),
  });

/** Creates and starts at once; the analysis stays in the list even if the start fails. */
export const useCreateAnalysis = () =>
  useMutation({
    mutationFn: async (settings: Parameters<Api['create']>[0]) => {
      const analysis = await client.intelligence.create(settings);
      await client.intelligence.start({ analysisId: analysis.id });
      return analysis;
    },
    onSettled: refresh,
  });

export const useStartAnalysis = () =>
  useMutation({
    mutationFn: (input: { analysisId: string; repeat: boolean }) => client.intelligence.start(input),
    onSettled: refresh,
  });

/** Whether an analysis repeats by itself when a crawl has changed its sources. */
export const useFollowSources = () =>
  useMutation({
    mutationFn: (input: { analysisId: string; onSourcesChanged: 'ask' | 'repeat' }) =>
      client.intelligence.update(input),
    onSettled: refresh,
  });

/** Every sentence of a group, page after page. */
export const useGroupEvidence = (groupId: string | null) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.intelligence, 'group-evidence', groupId],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      client.intelligence.groupEvidence({ groupId: groupId ?? '', cursor: pageParam, limit: 50 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: groupId !== null,
  });

export const useRemoveAnalysis = () =>
  useMutation({
    mutationFn: (analysisId: string) => client.intelligence.remove({ analysisId }),
    onSettled: refresh,
  });

export const useMergeGroups = () =>
  useMutation({
    mutationFn: (input: Parameters<Api['mergeGroups']>[0]) => client.intelligence.mergeGroups(input),
    onSettled: refresh,
  });

export const useSplitGroup = () =>
  useMutation({
    mutationFn: (input: Parameters<Api['splitGroup']>[0]) => client.intelligence.splitGroup(input),
    onSettled: refresh,
  });

export const useAddGroup = () =>
  useMutation({
    mutationFn: (input: Parameters<Api['addGroup']>[0]) => client.intelligence.addGroup(input),
    onSettled: refresh,
  });

export const useAddPersona = () =>
  useMutation({
    mutationFn: (input: Parameters<Api['addPersona']>[0]) => client.intelligence.addPersona(input),
    onSettled: refresh,
  });

/** Both are held by a person in the same way. */
export type Held = { kind: 'group' | 'persona'; id: string };

export const useLock = () =>
  useMutation({
    mutationFn: async ({ kind, id, locked }: Held & { locked: boolean }) => {
      if (kind === 'group') await client.intelligence.lockGroup({ groupId: id, locked });
      else await client.intelligence.lockPersona({ personaId: id, locked });
    },
    onSettled: refresh,
  });

export const useRemoveHeld = () =>
  useMutation({
    mutationFn: ({ kind, id }: Held) =>
      kind === 'group'
        ? client.intelligence.removeGroup({ groupId: id })
        : client.intelligence.removePersona({ personaId: id }),
    onSettled: refresh,
  });

export const useUpdateGroup = () =>
  useMutation({
    mutationFn: (change: Parameters<Api['updateGroup']>[0]) => client.intelligence.updateGroup(change),
    onSettled: refresh,
  });

export const useUpdatePersona = () =>
  useMutation({
    mutationFn: (change: Parameters<Api['updatePersona']>[0]) => client.intelligence.updatePersona(change),
    onSettled: refresh,
  });

export const useHistory = (subjectId: string) =>
  useQuery({
    queryKey: [...queryKeys.intelligence, 'history', subjectId],
    queryFn: () => client.intelligence.history({ subjectId }),
  });

export const useRestore = () =>
  useMutation({
    mutationFn: (historyId: string) => client.intelligence.restore({ historyId }),
    onSettled: refresh,
  });

/** The latest finished analysis against the one before it; `null` while there is only one. */
export const useLatestChanges = (analysisId: string) =>
  useQuery({
    queryKey: [...queryKeys.intelligence, 'changes', analysisId],
    queryFn: async () => {
      const versions = (await client.intelligence.versions({ analysisId })).toSorted(
        (a, b) => b.number - a.number,
      );
      const [latest, before] = versions;
      if (latest === undefined || before === undefined) return null;
      const comparison = await client.intelligence.compare({
        analysisId,
        from: before.number,
        to: latest.number,
      });
      return { before, comparison };
    },
  });

/** The run itself, for how it ended. */
export const useRun = (runId: string | null) =>
  useQuery({
    queryKey: [...queryKeys.runs, 'one', runId],
    queryFn: () => client.runs.get({ runId: runId ?? '' }),
    enabled: runId !== null,
  });
