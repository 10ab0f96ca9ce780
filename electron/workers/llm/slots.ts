/**
 * Places in which a loaded model writes, each with a memory of its own. A request gets the free place that remembers most
 * of its conversation, else the one that was left longest ago; when none is free it waits, first come first served.
 */
import { appError } from '../../core/kernel/errors.ts';
import type { ChatTurn } from '../../core/adapters/llm/kind.ts';

/** What a place has in its memory: the turns it was given last, and how many it had to leave out. */
export type Remembered = { turns: readonly ChatTurn[]; droppedTurns: number };

export type Lease<Place> = {
  place: Place;
  remembered: Remembered;
  /** Once, with what the place now remembers. */
  release(remembered: Remembered): void;
};

export type Slots<Place> = {
  /** `onWait` is called when no place is free. Throws `request.CANCELLED` when aborted while waiting. */
  take(turns: readonly ChatTurn[], signal: AbortSignal, onWait: () => void): Promise<Lease<Place>>;
  /** Places in use right now. */
  busy(): number;
  /** Resolves when none is in use. Throws `request.CANCELLED` when aborted before. */
  idle(signal: AbortSignal): Promise<void>;
};

/** Less in common is not worth another conversation's memory while a place lies empty. */
const worthKeeping = 0.5;

const nothing: Remembered = { turns: [], droppedTurns: 0 };

type Slot<Place> = { place: Place; remembered: Remembered; isBusy: boolean; leftAt: number };

export const createSlots = <Place>(places: readonly Place[]): Slots<Place> => {
  const slots: Slot<Place>[] = places.map((place) => ({
    place,
    remembered: nothing,
    isBusy: false,
    leftAt: 0,
  }));
  const takers: ((slot: Slot<Place>) => void)[] = [];
  const idlers: (() => void)[] = [];
  let leaves = 0;
  const isIdle = (): boolean => slots.every(({ isBusy }) => !isBusy);

  const release = (slot: Slot<Place>, remembered: Remembered): void => {
    leaves += 1;
    Object.assign(slot, { remembered, isBusy: false, leftAt: leaves });
    // Handed on directly, so that nobody who comes just now gets in before those who wait.
    takers.shift()?.(slot);
    if (isIdle()) for (const wake of idlers.splice(0)) wake();
  };

  const lease = (slot: Slot<Place>): Lease<Place> => {
    slot.isBusy = true;
    return {
      place: slot.place,
      remembered: slot.remembered,
      release: (remembered) => release(slot, remembered),
    };
  };

  const wait = (signal: AbortSignal): Promise<Lease<Place>> =>
    new Promise((resolve, reject) => {
      const taker = (slot: Slot<Place>): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(lease(slot));
      };
      const giveUp = (): void => {
        takers.splice(takers.indexOf(taker), 1);
        reject(appError('request.CANCELLED', {}));
      };
      takers.push(taker);
      signal.addEventListener('abort', giveUp, { once: true });
    });

  return {
    take: async (turns, signal, onWait) => {
      if (signal.aborted) throw appError('request.CANCELLED', {});
      const free = slots.filter(({ isBusy }) => !isBusy);
      const slot = choose(free, turns);
      if (slot !== undefined) return lease(slot);
      onWait();
      return wait(signal);
    },
    busy: () => slots.filter(({ isBusy }) => isBusy).length,
    idle: (signal) =>
      isIdle()
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            idlers.push(resolve);
            signal.addEventListener('abort', () => reject(appError('request.CANCELLED', {})), { once: true });
          }),
  };
};

const choose = <Place>(free: Slot<Place>[], turns: readonly ChatTurn[]): Slot<Place> | undefined => {
  const [oldest] = free.toSorted((a, b) => a.leftAt - b.leftAt);
  const [best] = free
    .map((slot) => ({ slot, shared: sharedLength(slot.remembered.turns, turns) }))
    .toSorted((a, b) => b.shared - a.shared);
  if (best === undefined || best.shared === 0) return oldest;
  return best.shared >= worthKeeping * lengthOf(best.slot.remembered.turns) ? best.slot : oldest;
};

/** Characters of the turns with which both begin. */
const sharedLength = (a: readonly ChatTurn[], b: readonly ChatTurn[]): number => {
  let shared = 0;
  for (const [index, turn] of a.entries()) {
    const other = b[index];
    if (other === undefined || JSON.stringify(turn) !== JSON.stringify(other)) break;
    shared += JSON.stringify(turn).length;
  }
  return shared;
};

const lengthOf = (turns: readonly ChatTurn[]): number =>
  turns.reduce((total, turn) => total + JSON.stringify(turn).length, 0);
