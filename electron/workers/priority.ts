/** Workers compute for a long time; the window they do it for has to stay smooth beside them. */
import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/**
 * POSIX nice values, on Windows both below normal: a worker has all the time nobody else wants. Who computes what a
 * question waits for (a model, an embedder) comes before who reads documents.
 */
const niceness = { answering: 10, reading: 15 };

/** For the whole process; to be called before native libraries start threads, which inherit it. */
export const leaveRoomForTheWindow = (work: keyof typeof niceness): void => {
  if (isMainThread) setPriority(niceness[work]);
};
