/** Wires knowledge and ingestion: retrieval thread, parser processes, kept originals, and room for chats meanwhile. */
import { availableParallelism } from 'node:os';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Embedder } from '../adapters/embedder/kind.ts';
import { ocr as ocrOptions, type OcrOptions } from '../adapters/parser/kind.ts';
import type { Reranker } from '../adapters/reranker/kind.ts';
import type { Db } from '../db/open.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { SpawnWorker, ThreadName } from '../ports/workers.ts';
import type { Runs } from '../runs/runs.ts';
import type { Gateway } from '../services/gateway/index.ts';
import { createIngestion, type Ingestion, type Prepare } from '../services/ingestion/index.ts';
import { createDocumentParsing, type DocumentParsing } from '../services/ingestion/parse/index.ts';
import type { Models } from '../services/models/index.ts';
import { createKnowledge, type Knowledge } from '../services/knowledge/index.ts';
import { createOriginals } from '../services/knowledge/originals.ts';
import { createRetrievalThread } from '../services/knowledge/retrieval-thread.ts';

export type KnowledgeWiring = {
  db: Db;
  databaseFile: string;
  key: Uint8Array;
  spawn: SpawnWorker;
  threadFile: (name: ThreadName) => string;
  embedder: Embedder;
  reranker: Reranker;
  models: Pick<Models, 'installed'>;
  labels: Gateway['labels'];
  runs: Runs;
  clock: Clock;
  log: Log;
  /** A chat is being answered on this computer. */
  isChatting: () => boolean;
  originalsMaxMb: () => number;
  /** What a space's policy makes of a document before it is stored. */
  prepare: Prepare;
  /** What else was kept of documents that are being removed. */
  onRemoving: (tenantId: string, documentIds: readonly string[]) => void;
  onKnowledge: (spaceId: string | null) => void;
  onIngestion: () => void;
};

/** A space's class belongs to its tenant, whoever asks. */
const asOwner = (tenantId: string) => ({ tenantId, userId: '' });

/** While a chat is answered or files are read, indexing takes about a quarter of the time. */
const pauseMs = 1_200;

/** Named as Tesseract does, the likeliest first. */
const ocrLanguages = ['deu', 'eng', 'tur'];

/** `null`: no reading of images is installed. */
const ocrOf = async (models: Pick<Models, 'installed'>): Promise<OcrOptions | null> => {
  const [model] = await models.installed('ocr');
  if (model === undefined) return null;
  const names = await readdir(model.folder);
  const languages = ocrLanguages.filter((language) =>
    names.some((name) => name === `${language}.traineddata.gz` || name === `${language}.traineddata`),
  );
  return languages.length === 0 ? null : ocrOptions.parse({ langPath: model.folder, languages });
};

/** Scans among crawled files and in the sample are read like those of a folder, where reading of images is installed. */
const readingImages = (parsing: DocumentParsing, ocr: () => Promise<OcrOptions | null>): DocumentParsing => ({
  ...parsing,
  parseDocument: async (request) =>
    parsing.parseDocument(request.ocr === undefined ? { ...request, ocr: await ocr() } : request),
});

/** One core is left for the chat. */
const parserProcesses = Math.max(1, Math.min(4, availableParallelism() - 1));

export type KnowledgeParts = {
  knowledge: Knowledge;
  ingestion: Ingestion;
  parsing: DocumentParsing;
  close(): Promise<void>;
};

/** An extract is there within a second, also while the model is loaded or a machine is busy: words find nearly as well. */
const meaningWithinMs = 500;

export const wireKnowledge = (wiring: KnowledgeWiring): KnowledgeParts => {
  const { db, databaseFile, key, threadFile, embedder, reranker, labels, runs, clock, log } = wiring;
  const originals = createOriginals({ db, dir: join(dirname(databaseFile), 'originals'), clock, log });
  const knowledge = createKnowledge({
    db,
    retrieval: createRetrievalThread({ workerFile: threadFile('retrieve'), databaseFile, key, log }),
    embedder,
    reranker,
    meaningWithinMs,
    originals,
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
      if (wiring.isChatting() || ingestion.isWorking()) await sleep(pauseMs, undefined, { signal });
    },
    onRemoving: wiring.onRemoving,
    onChange: wiring.onKnowledge,
  });
  const parsing = createDocumentParsing({
    spawn: () => wiring.spawn('parse'),
    log,
    processes: parserProcesses,
  });
  // Someone waits for these: they do not queue behind the files of a folder.
  const atOnce = createDocumentParsing({ spawn: () => wiring.spawn('parse'), log, processes: 2 });
  const ingestion = createIngestion({
    ...{ db, knowledge, originals, parsing, rendering: atOnce, runs, clock, log },
    // While one file is parsed the next is read and the one before is stored.
    filesAtOnce: parserProcesses + 1,
    ocr: () => ocrOf(wiring.models),
    keepOriginals: () => ({ maxBytes: wiring.originalsMaxMb() * 2 ** 20 }),
    prepare: wiring.prepare,
    onChange: wiring.onIngestion,
  });
  return {
    knowledge,
    ingestion,
    parsing: readingImages(atOnce, () => ocrOf(wiring.models)),
    close: async () => {
      await ingestion.close();
      parsing.close();
      atOnce.close();
      await knowledge.close();
    },
  };
};
