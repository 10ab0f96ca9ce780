/** Whether a conversation is confidential. Where it cannot be read, it is: the engine decides the same way. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { DataClass } from '../../../electron/contract/gateway.ts';
import { client } from '../../client/client.ts';
import { queryKeys } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';

type Label = { dataClass: DataClass };

export const useLabel = (conversationId: string | null) =>
  useQuery({
    queryKey: queryKeys.label(conversationId ?? ''),
    queryFn: (): Promise<Label> =>
      client.gateway.label({ subject: 'conversation', subjectId: conversationId ?? '' }),
    enabled: conversationId !== null,
  });

export const setLabel = (conversationId: string, dataClass: DataClass): Promise<Label> =>
  client.gateway.setLabel({ subject: 'conversation', subjectId: conversationId, dataClass });

export const useSetLabel = () =>
  useMutation({
    mutationFn: (input: { conversationId: string; dataClass: DataClass }) =>
      setLabel(input.conversationId, input.dataClass),
    onSuccess: (label, { conversationId }) =>
      queryClient.setQueryData(queryKeys.label(conversationId), label),
  });
