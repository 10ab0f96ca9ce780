/** The retrieval thread: own read connection, coarse index in memory. Answers in the order of the messages. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3-multiple-ciphers';
import type { FromThread, ThreadData, ToThread } from '../core/services/knowledge/retrieval-thread.ts';
import { createSearchEngine } from '../core/services/knowledge/search/engine.ts';

/** Pages the thread keeps decrypted; the operating system caches the rest of the file. */
const cacheKb = 96 * 1_024;

const openReader = ({ databaseFile, key }: ThreadData) => {
  const db = new Database(databaseFile, { readonly: true });
  db.pragma("cipher = 'chacha20'");
  db.key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`));
  db.pragma(`cache_size = -${cacheKb}`);
  db.pragma('temp_store = MEMORY');
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = OFF');
  return db;
};

const port = parentPort;
if (port === null) throw new Error('runs only as a thread of the engine');
const engine = createSearchEngine(openReader(workerData as ThreadData));

const answer = (message: Extract<ToThread, { id: number }>): unknown => {
  switch (message.method) {
    case 'search':
      return engine.search(message.params);
    case 'servingModel':
      return engine.servingModel(message.params);
    case 'memoryBytes':
      return engine.memoryBytes();
  }
};

const hear = (message: Exclude<ToThread, { id: number }>): void => {
  switch (message.news) {
    case 'documentChanged':
      engine.documentChanged(message.documentSeq);
      return;
    case 'vectorsAdded':
      engine.vectorsAdded(message.setSeq, message.firstChunkSeq);
      return;
    case 'vectorSetsChanged':
      engine.vectorSetsChanged();
      return;
  }
};

port.on('message', (message: ToThread) => {
  if (!('id' in message)) {
    hear(message);
    return;
  }
  let reply: FromThread;
  try {
    reply = { id: message.id, result: answer(message) };
  } catch (error) {
    reply = { id: message.id, failure: error instanceof Error ? `${error.stack}` : String(error) };
  }
  port.postMessage(reply);
});
