/** Sends files to the engine in pieces, one after the other, at the pace the host allows; can be stopped at any piece. */
import { create } from 'zustand';
import { base64Of } from '../../../client/base64.ts';
import { client } from '../../../client/client.ts';
import { type AppFailure, toFailure } from '../../../client/failure.ts';
import { queryKeys } from '../../../client/queries.ts';
import { queryClient } from '../../../client/query-client.ts';

/** A multiple of three, so that the pieces' Base64 has no padding but at the end. */
const pieceBytes = 3 * 2 ** 20;
const politePauseMs = 2_000;

export type UploadProgress = {
  /** `null` while nothing is sent. */
  fileName: string | null;
  doneFiles: number;
  totalFiles: number;
  doneBytes: number;
  totalBytes: number;
  failed: { fileName: string; failure: AppFailure }[];
};

const nothing: UploadProgress = {
  fileName: null,
  doneFiles: 0,
  totalFiles: 0,
  doneBytes: 0,
  totalBytes: 0,
  failed: [],
};

export const useUpload = create<UploadProgress>(() => nothing);

type Job = { spaceId: string; file: File };
const jobs: Job[] = [];
let stop: AbortController | null = null;

export const dismissUpload = (): void => useUpload.setState(nothing);

export const stopUpload = (): void => {
  jobs.length = 0;
  stop?.abort();
};

export const upload = async (spaceId: string, files: readonly File[]): Promise<void> => {
  jobs.push(...files.map((file) => ({ spaceId, file })));
  const size = files.reduce((sum, file) => sum + file.size, 0);
  useUpload.setState(({ totalFiles, totalBytes }) => ({
    totalFiles: totalFiles + files.length,
    totalBytes: totalBytes + size,
  }));
  if (stop === null) await work();
};

const work = async (): Promise<void> => {
  stop = new AbortController();
  const { signal } = stop;
  for (let job = jobs.shift(); job && !signal.aborted; job = jobs.shift()) {
    const { file, spaceId } = job;
    useUpload.setState({ fileName: file.name });
    const before = useUpload.getState().doneBytes;
    try {
      await send(spaceId, file, signal);
    } catch (thrown) {
      if (signal.aborted) break;
      const failure = toFailure(thrown);
      useUpload.setState(({ failed }) => ({ failed: [...failed, { fileName: file.name, failure }] }));
    }
    useUpload.setState(({ doneFiles }) => ({ doneFiles: doneFiles + 1, doneBytes: before + file.size }));
    void queryClient.invalidateQueries({ queryKey: queryKeys.ingestion });
  }
  stop = null;
  const { failed } = useUpload.getState();
  useUpload.setState({ ...nothing, failed });
};

const send = async (spaceId: string, file: File, signal: AbortSignal): Promise<void> => {
  const uploadId = crypto.randomUUID();
  for (let startByte = 0; ; startByte += pieceBytes) {
    const piece = file.slice(startByte, startByte + pieceBytes);
    const contentBase64 = await base64Of(piece);
    const last = startByte + pieceBytes >= file.size;
    await patiently(
      () =>
        client.ingestion.upload(
          { spaceId, uploadId, fileName: file.name, startByte, contentBase64, last },
          { signal },
        ),
      signal,
    );
    useUpload.setState(({ doneBytes }) => ({ doneBytes: doneBytes + piece.size }));
    if (last) return;
  }
};

/** The host allows so many calls a minute; whoever sends a thousand small files waits for their turn. */
const patiently = async (call: () => Promise<unknown>, signal: AbortSignal): Promise<void> => {
  for (;;) {
    try {
      await call();
      return;
    } catch (thrown) {
      const { code, data } = toFailure(thrown);
      if (signal.aborted || code !== 'request.RATE_LIMITED') throw thrown;
      const waitMs = typeof data.retryAfterMs === 'number' ? data.retryAfterMs : politePauseMs;
      await new Promise((resolve) => setTimeout(resolve, Math.max(waitMs, politePauseMs)));
    }
  }
};
