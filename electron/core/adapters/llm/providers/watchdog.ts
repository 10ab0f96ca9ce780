/** Watches one attempt: connecting, the wait for the first token, and silence later on, each with its own patience. */
export type Patience = { connectMs: number; firstTokenMs: number; idleMs: number };
export type WaitPhase = 'connect' | 'first-token' | 'idle';

export type Watchdog = {
  /** Aborts when the caller aborts, when patience ends, and at `stop`. */
  readonly signal: AbortSignal;
  /** What has run out, if that is why the signal aborted. */
  readonly expired: { phase: WaitPhase; waitedMs: number } | null;
  /** Something has come: the headers, or a piece of the answer. */
  saw(what: 'headers' | 'piece'): void;
  /** Ends the attempt; a connection that is still open is closed. */
  stop(): void;
};

export const createWatchdog = (patience: Patience, caller: AbortSignal): Watchdog => {
  const controller = new AbortController();
  const limit: Record<WaitPhase, number> = {
    connect: patience.connectMs,
    'first-token': patience.firstTokenMs,
    idle: patience.idleMs,
  };
  let phase: WaitPhase = 'connect';
  let expired: Watchdog['expired'] = null;
  let timer: NodeJS.Timeout;

  const expire = () => {
    expired = { phase, waitedMs: limit[phase] };
    controller.abort(new DOMException('no answer in time', 'TimeoutError'));
  };
  const wait = (next: WaitPhase) => {
    clearTimeout(timer);
    phase = next;
    timer = setTimeout(expire, limit[next]);
  };
  const onCallerAbort = () => controller.abort(caller.reason);
  caller.addEventListener('abort', onCallerAbort, { once: true });
  timer = setTimeout(expire, limit.connect);
  if (caller.aborted) onCallerAbort();

  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    saw: (what) => {
      if (controller.signal.aborted) return;
      if (what === 'piece') wait('idle');
      else if (phase === 'connect') wait('first-token');
    },
    stop: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', onCallerAbort);
      controller.abort();
    },
  };
};

/** Settles with the promise or rejects at the abort, whichever is first; what loses is ignored. */
export const untilAborted = <T>(promise: PromiseLike<T>, signal: AbortSignal): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).then(() => signal.removeEventListener('abort', onAbort));
  });
