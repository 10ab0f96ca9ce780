/** Wires knowledge: its retrieval thread, its data classes, and room for chats while it indexes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Embedder } from '../adapters/embedder/kind.ts';
import type { Db } from '../db/open.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { ThreadName } from '../ports/workers.ts';
import type { Runs } from '../runs/runs.ts';
import type { Gateway } from '../services/gateway/index.ts';
import { createKnowledge, type Knowledge } from '../services/knowledge/index.ts';
import { createRetrievalThread } from '../services/knowledge/retrieval-thread.ts';

export type KnowledgeWiring = {
  db: Db;
  databaseFile: string;
  key: Uint8Array;
  threadFile: (name: ThreadName) => string;
  embedder: Embedder;
  labels: Gateway['labels'];
  runs: Runs;
  clock: Clock;
  log: Log;
  /** A chat is being answered on this computer. */
  isChatting: () => boolean;
  onChange: (spaceId: string | null) => void;
};

/** A space's class belongs to its tenant, whoever asks. */
const asOwner = (tenantId: string) => ({ tenantId, userId: '' });

/** While a chat is answered, indexing takes about a quarter of the time. */
const pauseMs = 1_200;

export const wireKnowledge = (wiring: KnowledgeWiring): Knowledge => {
  const { db, databaseFile, key, threadFile, embedder, labels, runs, clock, log } = wiring;
  return createKnowledge({
    db,
    retrieval: createRetrievalThread({ workerFile: threadFile('retrieve'), databaseFile, key, log }),
    embedder,
    reranker: null,
    labels: {
      get: (tenantId, spaceId) => labels.get(asOwner(tenantId), 'space', spaceId).dataClass,
      set: (tenantId, spaceId, dataClass) => {
        labels.set(asOwner(tenantId), 'space', spaceId, dataClass);
      },
    },
    clock,
    log,
    runs,
    makeWay: async (signal) => {
      if (wiring.isChatting()) await sleep(pauseMs, undefined, { signal });
    },
    onChange: wiring.onChange,
  });
};
