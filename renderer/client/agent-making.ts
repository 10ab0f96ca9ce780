/** Where agents come from besides an analysis: role templates and packages of another installation; and the characters they carry. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { agentPackageMaxBytes, type PackageContents } from '../../electron/contract/agents.ts';
import { base64Of } from './base64.ts';
import { client } from './client.ts';
import type { AppFailure } from './failure.ts';
import { queryKeys } from './queries.ts';
import { queryClient } from './query-client.ts';

type Api = typeof client.agents;
type Characters = typeof client.characters;

const refresh = () => void queryClient.invalidateQueries({ queryKey: queryKeys.agents });

export const useRoleTemplates = (language: 'de' | 'en') =>
  useQuery({
    queryKey: [...queryKeys.agents, 'templates', language],
    queryFn: () => client.agents.templates({ language }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useCreateFromTemplate = () =>
  useMutation({
    mutationFn: (wish: Parameters<Api['createFromTemplate']>[0]) => client.agents.createFromTemplate(wish),
    onSettled: refresh,
  });

/** A multiple of three, so that the pieces' Base64 has no padding but at the end. */
const pieceBytes = 3 * 2 ** 20;

export type OpenedPackage = { packageId: string; fileName: string; contents: PackageContents };

const tooLarge: AppFailure = {
  code: 'agents.PACKAGE_TOO_LARGE',
  data: { limitMb: Math.floor(agentPackageMaxBytes / 1e6) },
  retry: false,
};
const unreadable: AppFailure = { code: 'agents.PACKAGE_UNREADABLE', data: {}, retry: false };

/** Sends a file to be looked at, telling how many bytes are there; nothing of it is stored. */
export const useOpenPackage = (onSent: (bytes: number) => void) =>
  useMutation({
    mutationFn: async (file: File): Promise<OpenedPackage> => {
      if (file.size > agentPackageMaxBytes) throw tooLarge;
      const packageId = crypto.randomUUID();
      for (let startByte = 0; ; startByte += pieceBytes) {
        const contentBase64 = await base64Of(file.slice(startByte, startByte + pieceBytes));
        const last = startByte + pieceBytes >= file.size;
        const { contents } = await client.agents.openPackage({ packageId, startByte, contentBase64, last });
        onSent(Math.min(startByte + pieceBytes, file.size));
        if (contents !== null) return { packageId, fileName: file.name, contents };
        if (last) throw unreadable;
      }
    },
  });

export const useImportPackage = () =>
  useMutation({
    mutationFn: (packageId: string) => client.agents.importPackage({ packageId }),
    onSettled: () => {
      refresh();
      void queryClient.invalidateQueries({ queryKey: queryKeys.knowledge });
    },
  });

export const useCharacters = () =>
  useQuery({
    queryKey: [...queryKeys.agents, 'characters'],
    queryFn: () => client.characters.list(),
  });

export const useSaveCharacter = () =>
  useMutation({
    mutationFn: ({
      characterId,
      ...input
    }: Parameters<Characters['create']>[0] & { characterId: string | null }) =>
      characterId === null
        ? client.characters.create(input)
        : client.characters.update({ ...input, characterId }),
    onSettled: refresh,
  });

export const useRemoveCharacter = () =>
  useMutation({
    mutationFn: (characterId: string) => client.characters.remove({ characterId }),
    onSettled: refresh,
  });

/** `null`: the agent carries none. */
export const useChooseCharacter = () =>
  useMutation({
    mutationFn: (input: { agentId: string; characterId: string | null }) => client.agents.update(input),
    onSettled: refresh,
  });
