/**
 * How core starts a worker process. A host provides `spawn`; on the desktop it is a utilityProcess, headless a forked
 * Node. What is said over the line is in the kernel.
 */
import type { WorkerProcess } from '../kernel/worker-line.ts';

export type { FromWorker, ToWorker, WorkerProcess } from '../kernel/worker-line.ts';

export const workerNames = ['llm', 'embed', 'parse', 'crawl'] as const;
export type WorkerName = (typeof workerNames)[number];

/** Threads of the engine's own process. */
export type ThreadName = 'retrieve';

export type SpawnWorker = (name: WorkerName) => WorkerProcess;
