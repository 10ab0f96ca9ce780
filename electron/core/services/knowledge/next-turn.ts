/** Lets everything else that waits have its turn: between steps of long synchronous work. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
