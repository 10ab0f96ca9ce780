/**
 * What the desktop's shell (windows, key store, process starter) and the engine's process say to each other over the
 * utilityProcess's parent port. Structured clones. Only the shell can start further utility processes, so what engine and
 * workers say to each other passes through it, unread.
 */
import type { FromWorker, ToWorker, WorkerName } from './workers.ts';

export type ToEngine =
  /** First of all, once. `dataDir` and `modelsDir` are what the person asked for, if anything. */
  | { type: 'init'; dataDir: string | null; version: string; locales: string[]; keyStore: boolean }
  /** A MessagePort comes along: a window wants to speak the contract. */
  | { type: 'window' }
  /** The worker asked for by `spawn` with this id. */
  | { type: 'worker-started'; id: number; pid: number | null }
  | { type: 'from-worker'; id: number; message: FromWorker }
  | { type: 'worker-exited'; id: number; code: number | null }
  /** Answer to `seal` and `unseal`; `null` when the key store refused. */
  | { type: 'sealed'; id: number; value: Uint8Array | null }
  | { type: 'close' };

export type FromEngine =
  | { type: 'ready' }
  /** The engine cannot come up. `sentence` is for people, in their language. */
  | { type: 'failed'; code: string; sentence: string }
  | { type: 'appearance'; language: 'system' | 'de' | 'en'; theme: 'system' | 'light' | 'dark' | 'contrast' }
  | { type: 'spawn'; id: number; name: WorkerName; env: Record<string, string> }
  | { type: 'to-worker'; id: number; message: ToWorker }
  | { type: 'kill'; id: number }
  /** Encrypt with, or decrypt by, the operating system's key store. */
  | { type: 'seal' | 'unseal'; id: number; value: Uint8Array };
