/** What a person can do with providers, budgets and keys. The engine tells of changes; what it does not tell is refreshed here. */
import { useMutation } from '@tanstack/react-query';
import type { EndpointScope, Provider, ProviderInput } from '../../../electron/contract/gateway.ts';
import { client } from '../../client/client.ts';
import { queryKeys } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';

const refresh = () => queryClient.invalidateQueries({ queryKey: queryKeys.gateway });

export type ProviderWish = ProviderInput & {
  /** `null`: leave the key as it is. */
  key: string | null;
};

/**
 * Sets a provider up or changes it, then stores the key. When only the key fails the provider is there already: `onAdded`
 * tells, so that a second try changes it instead of adding another.
 */
export const useSaveProvider = (onAdded: (provider: Provider) => void) =>
  useMutation({
    mutationFn: async ({ known, wish }: { known: Provider | null; wish: ProviderWish }) => {
      const { key, kind, ...fields } = wish;
      const saved = known
        ? await client.gateway.updateProvider({ providerId: known.id, ...fields })
        : await client.gateway.addProvider({ kind, ...fields });
      if (!known) onAdded(saved);
      return key === null ? saved : client.gateway.setProviderKey({ providerId: saved.id, key });
    },
    onSettled: refresh,
  });

export const useEnableProvider = () =>
  useMutation({
    mutationFn: (input: { providerId: string; enabled: boolean }) => client.gateway.enableProvider(input),
    onSettled: refresh,
  });

export const useRemoveProvider = () =>
  useMutation({
    mutationFn: (providerId: string) => client.gateway.removeProvider({ providerId }),
    onSettled: refresh,
  });

export const useCheckProvider = () =>
  useMutation({
    mutationFn: (providerId: string) => client.gateway.checkProvider({ providerId }),
    onSettled: refresh,
  });

export const useAdoptModel = () =>
  useMutation({
    mutationFn: ({ provider, modelId }: { provider: Provider; modelId: string }) =>
      client.gateway.updateProvider({
        providerId: provider.id,
        models: [...provider.models, { id: modelId, contextTokens: null }],
      }),
    onSettled: refresh,
  });

/** Two neighbours change places. */
export const useSwapProviders = () =>
  useMutation({
    mutationFn: async ([one, other]: [Provider, Provider]) => {
      await client.gateway.updateProvider({ providerId: one.id, position: other.position });
      await client.gateway.updateProvider({ providerId: other.id, position: one.position });
    },
    onSettled: refresh,
  });

export type BudgetWish = {
  /** `null`: the person's own. */
  spaceId: string | null;
  period: 'day' | 'month';
  maxCost: number | null;
  maxTokens: number | null;
};

export const useSetBudget = () =>
  useMutation({
    mutationFn: ({ spaceId, ...wish }: BudgetWish) =>
      client.gateway.setBudget({
        subject: spaceId === null ? 'user' : 'space',
        subjectId: spaceId,
        ...wish,
      }),
    onSettled: refresh,
  });

export const useRemoveBudget = () =>
  useMutation({
    mutationFn: (budgetId: string) => client.gateway.removeBudget({ budgetId }),
    onSettled: refresh,
  });

export type KeyWish = { name: string; scopes: EndpointScope[]; dataClass: 'internal' | 'confidential' };

export const useCreateKey = () =>
  useMutation({
    mutationFn: (wish: KeyWish) => client.gateway.createEndpointKey(wish),
    onSettled: refresh,
  });

export const useRevokeKey = () =>
  useMutation({
    mutationFn: (keyId: string) => client.gateway.revokeEndpointKey({ keyId }),
    onSettled: refresh,
  });
