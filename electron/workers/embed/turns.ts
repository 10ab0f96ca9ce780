/**
 * One job at a time, because the model holds one. A job that goes on for a while lets urgent ones of its own kind go first
 * between two of its steps: a question does not wait for the pages that are being indexed. Pure.
 */
export const createTurns = () => {
  type Urgent = { kind: string; run: () => Promise<void> };
  let turn: Promise<unknown> = Promise.resolve();
  const waiting: Urgent[] = [];

  const serve = async (fits: (one: Urgent) => boolean): Promise<void> => {
    for (let at = waiting.findIndex(fits); at >= 0; at = waiting.findIndex(fits))
      for (const one of waiting.splice(at, 1)) await one.run();
  };

  return {
    /** `letUrgentGo` is to be awaited between steps. */
    inTurn: <T>(kind: string, work: (letUrgentGo: () => Promise<void>) => Promise<T>): Promise<T> => {
      const run = () => work(() => serve((one) => one.kind === kind));
      const result = turn.then(run, run);
      turn = result.catch(() => {});
      return result;
    },
    /** Between two steps of a job of its kind, or in its turn. */
    urgent: <T>(kind: string, work: () => Promise<T>): Promise<T> => {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      waiting.push({ kind, run: () => work().then(resolve, reject) });
      turn = turn.then(() => serve(() => true));
      return promise;
    },
  };
};
