/** Workers compute for a long time; the window they do it for has to stay smooth beside them. */
import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/** POSIX nice value: about a third of the time of whoever has 0, and all of it when nobody else wants any. */
const slightlyBelowNormal = 5;

/** For the whole process; to be called before native libraries start threads, which inherit it. */
export const leaveRoomForTheWindow = (): void => {
  if (isMainThread) setPriority(slightlyBelowNormal);
};
