/** One click from nothing to target groups: installs the sample municipality and analyses it, or finds what is there already. */
import { useMutation } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryKeys } from './queries.ts';
import { queryClient } from './query-client.ts';

/** Its pages are in these languages. */
const sampleLanguages = ['de', 'tr', 'en'] as const;

/** Gives the analysis to go to; it may still be running. */
const trySample = async (): Promise<string> => {
  const { spaceId } = await client.intelligence.installSample();
  const { items } = await client.intelligence.list({ limit: 100 });
  const known = items.find(({ sources }) => sources.spaceIds.length === 1 && sources.spaceIds[0] === spaceId);
  if (known !== undefined) return known.id;
  const spaces = await client.knowledge.spaces();
  const name = spaces.find(({ id }) => id === spaceId)?.name ?? '';
  const { id: analysisId } = await client.intelligence.create({
    name,
    sources: { spaceIds: [spaceId] },
    agentLanguages: [...sampleLanguages],
  });
  await client.intelligence.start({ analysisId });
  return analysisId;
};

export const useTrySample = () =>
  useMutation({
    mutationFn: trySample,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.knowledge });
      void queryClient.invalidateQueries({ queryKey: queryKeys.intelligence });
    },
  });
