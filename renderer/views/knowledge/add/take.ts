/** Takes files into a space: by path where the shell can tell it, else in pieces over the connection. */
import { announce, toast, toastFailure } from '../../../ui/index.ts';
import { client } from '../../../client/client.ts';
import { toFailure } from '../../../client/failure.ts';
import { desktopHost } from '../../../client/host.ts';
import { queryKeys } from '../../../client/queries.ts';
import { queryClient } from '../../../client/query-client.ts';
import { upload } from './upload.ts';

export type Words = { added: (count: number) => string };

export const takePaths = async (spaceId: string, paths: readonly string[], words: Words): Promise<void> => {
  if (paths.length === 0) return;
  try {
    const { added, known } = await client.ingestion.add({ spaceId, paths: [...paths] });
    const told = words.added(added + known);
    toast('info', told);
    announce(told);
  } catch (thrown) {
    toastFailure(toFailure(thrown));
  }
  void queryClient.invalidateQueries({ queryKey: queryKeys.ingestion });
};

/** What was dropped or chosen in the page. */
export const takeFiles = async (spaceId: string, files: readonly File[], words: Words): Promise<void> => {
  const host = desktopHost();
  const paths = host ? files.map((file) => host.pathOf(file)).filter((path) => path !== '') : [];
  if (host && paths.length === files.length) await takePaths(spaceId, paths, words);
  else await upload(spaceId, files);
};
