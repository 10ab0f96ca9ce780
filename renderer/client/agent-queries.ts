/** What the views ask about agents, and what a person does with them. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryKeys } from './queries.ts';
import { queryClient } from './query-client.ts';

const refresh = () => void queryClient.invalidateQueries({ queryKey: queryKeys.agents });

export const useAgents = () =>
  useQuery({ queryKey: [...queryKeys.agents, 'list'], queryFn: () => client.agents.list({}) });

/** Those that may be chosen in the chat. */
export const usePublishedAgents = () =>
  useQuery({
    queryKey: [...queryKeys.agents, 'published'],
    queryFn: () => client.agents.list({ published: true }),
  });

/** One per language, for a persona that has none. */
export const useMakeAgents = () =>
  useMutation({
    mutationFn: (input: Parameters<typeof client.intelligence.makeAgents>[0]) =>
      client.intelligence.makeAgents(input),
    onSettled: () => {
      refresh();
      void queryClient.invalidateQueries({ queryKey: queryKeys.intelligence });
    },
  });

export const usePublishAgent = () =>
  useMutation({
    mutationFn: (input: { agentId: string; published: boolean }) => client.agents.publish(input),
    onSettled: refresh,
  });

export const useTestAgent = () =>
  useMutation({
    mutationFn: (agentId: string) => client.agents.test({ agentId }),
    onSettled: () => {
      refresh();
      void queryClient.invalidateQueries({ queryKey: queryKeys.runs });
    },
  });

export const useExportAgents = () =>
  useMutation({
    mutationFn: (agentIds: string[]) => client.agents.exportPackage({ agentIds }),
  });

export const useUpdateAgent = () =>
  useMutation({
    mutationFn: (input: Parameters<typeof client.agents.update>[0]) => client.agents.update(input),
    onSettled: refresh,
  });

export const useRemoveAgent = () =>
  useMutation({
    mutationFn: (agentId: string) => client.agents.remove({ agentId }),
    onSettled: refresh,
  });

export const useAgentHistory = (agentId: string) =>
  useQuery({
    queryKey: [...queryKeys.agents, 'history', agentId],
    queryFn: () => client.agents.history({ agentId }),
  });

export const useRestoreAgent = () =>
  useMutation({
    mutationFn: (historyId: string) => client.agents.restore({ historyId }),
    onSettled: refresh,
  });
