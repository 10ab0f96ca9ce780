/** What the views ask about knowledge: spaces, the ingestion queue and the changes a person makes to both. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { KnowledgeSpace } from '../../electron/contract/knowledge.ts';
import { client } from './client.ts';
import { queryKeys } from './queries.ts';
import { queryClient } from './query-client.ts';

export const useSpaces = (isEnabled = true) =>
  useQuery({
    queryKey: queryKeys.spaces,
    queryFn: () => client.knowledge.spaces(),
    enabled: isEnabled,
  });

const refreshKnowledge = () => void queryClient.invalidateQueries({ queryKey: queryKeys.knowledge });
const refreshIngestion = () => void queryClient.invalidateQueries({ queryKey: queryKeys.ingestion });

export const useCreateSpace = () =>
  useMutation({
    mutationFn: (input: { name: string; description: string }) => client.knowledge.createSpace(input),
    onSuccess: (space) => {
      queryClient.setQueryData<KnowledgeSpace[]>(queryKeys.spaces, (spaces) => [...(spaces ?? []), space]);
      refreshKnowledge();
    },
  });

export type SpaceChange = {
  spaceId: string;
  name?: string;
  description?: string;
  dataClass?: KnowledgeSpace['dataClass'];
};

export const useUpdateSpace = () =>
  useMutation({
    mutationFn: (change: SpaceChange) => client.knowledge.updateSpace(change),
    onSettled: refreshKnowledge,
  });

export const useRemoveSpace = () =>
  useMutation({
    mutationFn: (spaceId: string) => client.knowledge.removeSpace({ spaceId }),
    onSettled: () => {
      refreshKnowledge();
      refreshIngestion();
    },
  });

/** Several at once; what could not be deleted is told by the first failure, the rest is gone. */
export const useRemoveDocuments = () =>
  useMutation({
    mutationFn: async (documentIds: readonly string[]) => {
      for (const documentId of documentIds) await client.knowledge.removeDocument({ documentId });
    },
    onSettled: refreshKnowledge,
  });

export const useTags = (spaceIds: readonly string[] | null, isEnabled = true) =>
  useQuery({
    queryKey: [...queryKeys.knowledge, 'tags', spaceIds],
    queryFn: () => client.knowledge.tags({ spaceIds: spaceIds && [...spaceIds] }),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
  });

export type TagChange = { documentIds: string[]; add: string[]; remove: string[] };

export const useChangeTags = () =>
  useMutation({
    mutationFn: (change: TagChange) => client.knowledge.changeTags(change),
    onSettled: refreshKnowledge,
  });

export const useIngestionState = (spaceId: string | null) =>
  useQuery({
    queryKey: queryKeys.ingestionState(spaceId),
    queryFn: () => client.ingestion.state({ spaceId }),
    placeholderData: keepPreviousData,
  });

export const useWatchedFolders = () =>
  useQuery({
    queryKey: [...queryKeys.ingestion, 'folders'],
    queryFn: () => client.ingestion.watchedFolders(),
  });

export const usePauseIngestion = () =>
  useMutation({
    mutationFn: (wanted: 'pause' | 'resume') => client.ingestion[wanted](),
    onSettled: refreshIngestion,
  });

export const useWatchFolder = () =>
  useMutation({
    mutationFn: (input: { spaceId: string; path: string }) => client.ingestion.watchFolder(input),
    onSettled: refreshIngestion,
  });

export const useUnwatchFolder = () =>
  useMutation({
    mutationFn: (folderId: string) => client.ingestion.unwatchFolder({ folderId }),
    onSettled: refreshIngestion,
  });

export type FileAction =
  | { kind: 'retry'; fileId: string | null; spaceId: string | null }
  | { kind: 'prioritise' | 'skip' | 'forget'; fileId: string }
  | { kind: 'reindex'; documentId: string };

const act = async (action: FileAction): Promise<void> => {
  switch (action.kind) {
    case 'retry':
      await client.ingestion.retry({ fileId: action.fileId, spaceId: action.spaceId });
      return;
    case 'prioritise':
      await client.ingestion.prioritise({ fileId: action.fileId });
      return;
    case 'skip':
      await client.ingestion.skip({ fileId: action.fileId });
      return;
    case 'forget':
      await client.ingestion.forget({ fileId: action.fileId });
      return;
    case 'reindex':
      await client.ingestion.reindex({ documentId: action.documentId });
  }
};

export const useFileAction = () => useMutation({ mutationFn: act, onSettled: refreshIngestion });
