/** A corpus of any size made of real sentences and real embeddings; see vectors.ts for how and why. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Embedder } from '../electron/core/adapters/embedder/kind.ts';
import type { Db } from '../electron/core/db/open.ts';
import { systemClock } from '../electron/core/kernel/clock.ts';
import { newId } from '../electron/core/kernel/ids.ts';
import type { Language } from '../electron/core/services/knowledge/analysis/languages.ts';
import { tokensOf, wordsOf } from '../electron/core/services/knowledge/analysis/tokens.ts';
import { embedMissing } from '../electron/core/services/knowledge/embedding.ts';
import { indexWriter } from '../electron/core/services/knowledge/indexing.ts';
import { createWordCounts } from '../electron/core/services/knowledge/search/corpus.ts';
import * as store from '../electron/core/services/knowledge/store.ts';
import { type RetrievalSet, readOmos, readXquad } from './retrieval-data.ts';

export const modelId = 'mixed';
const dimension = 384;
const chunksPerDocument = 20;
const documentsPerSpace = 500;

export type MeasuredQuestion = { text: string; language: Language; vector: Float32Array };
export type Sources = {
  texts: { language: Language; sentences: string[] }[];
  vectors: Float32Array[];
  questions: MeasuredQuestion[];
};
export type BuiltCorpus = {
  spaceIds: string[];
  /** Chunk seqs by cosine, compared with every vector. */
  exactNeighbours(queries: readonly Float32Array[], count: number): number[][];
};

export const readSources = async (
  data: string,
  embedder: Embedder,
  say: (line: string) => void,
): Promise<Sources> => {
  if ((await embedder.info()) === null)
    throw new Error('needs the embedding model: its vectors are what is searched');
  const sets: [Language, RetrievalSet][] = [
    ['de', readOmos(data, 'de')],
    ['en', readOmos(data, 'en')],
    ...(['de', 'en', 'tr'] as const).map((language): [Language, RetrievalSet] => [
      language,
      readXquad(data, language, language),
    ]),
  ];
  const laws = globSync(join(data, 'documents/german-laws/*/*/index.md')).map((file) =>
    readFileSync(file, 'utf8'),
  );
  const texts = [
    ...sets.flatMap(([language, set]) =>
      set.items.map((item) => ({ language, sentences: sentencesOf(item.text, language) })),
    ),
    ...laws.flatMap((law) =>
      inGroups(sentencesOf(law, 'de'), 40).map((sentences) => ({ language: 'de' as const, sentences })),
    ),
  ];
  const signal = new AbortController().signal;
  const passages = texts.flatMap(({ sentences }) =>
    inGroups(sentences, 6)
      .slice(0, 3)
      .map((some) => some.join(' ')),
  );
  say(`embedding ${passages.length} passages`);
  const vectors: Float32Array[] = [];
  for (const some of inGroups(passages, 256))
    vectors.push(...(await embedder.embed(some, { role: 'passage', signal })));
  const asked = sets.flatMap(([language, set]) =>
    set.questions.slice(0, 60).map(({ text }) => ({ text, language })),
  );
  const askedVectors = await embedder.embed(
    asked.map(({ text }) => text),
    { role: 'query', signal },
  );
  return {
    texts,
    vectors,
    questions: asked.map((one, at) => ({ ...one, vector: askedVectors[at] ?? new Float32Array(dimension) })),
  };
};

const sentencesOf = (text: string, language: Language): string[] =>
  [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence.length > 20 && sentence.length < 600);

const inGroups = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

/**
 * Writes what the service would write, through the service's own writers, but analyses each sentence once and not each
 * time it is used. The vectors come through the product's background work, with an embedder that mixes.
 */
export const buildCorpus = async (
  db: Db,
  tenantId: string,
  sources: Sources,
  chunks: number,
  say: (line: string) => void,
): Promise<BuiltCorpus> => {
  const random = seeded(chunks);
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const mixer = createMixer(sources.vectors, Math.ceil(chunks * 1.01) + 100, random);
  const at = new Date(0).toISOString();
  const startedMs = performance.now();
  const analysed = analyse(db, tenantId, sources);
  const byLanguage = Map.groupBy(analysed, (text) => text.language);
  const insertChunk = db.prepare(
    `INSERT INTO chunks (tenant_id, space_id, document_seq, version_id, page, start_offset, end_offset, heading_path_json, language, text_hash)
     VALUES (?, ?, ?, ?, NULL, ?, ?, '[]', ?, ?)`,
  );
  const place = db.prepare('UPDATE documents SET first_chunk_seq = ?, chunk_count = ? WHERE seq = ?');
  const spaceIds: string[] = [];
  let done = 0;

  const addDocument = (spaceId: string, write: ReturnType<typeof indexWriter>): void => {
    const text = any(analysed);
    const elsewhere = byLanguage.get(text.language) ?? [text];
    const parts: { text: string; tokens: string[] }[] = [];
    for (let n = 0; n < chunksPerDocument; n += 1) {
      const sentences: Analysed['sentences'] = [];
      for (let words = 0, from = Math.floor(random() * text.sentences.length); words < 120; from += 1) {
        const sentence =
          random() < 0.4 ? any(any(elsewhere).sentences) : text.sentences[from % text.sentences.length];
        if (sentence === undefined) continue;
        sentences.push(sentence);
        words += sentence.words;
      }
      const rare = [`${Math.floor(random() * 1e6)}`, `${Math.floor(random() * 1e7).toString(36)}x`];
      parts.push({
        text: `${sentences.map((sentence) => sentence.text).join(' ')} ${rare.join(' ')}`,
        tokens: [
          ...sentences.flatMap((sentence) => sentence.tokens),
          ...tokensOf(rare.join(' '), { language: text.language }),
        ],
      });
    }
    const documentId = newId();
    const versionId = newId();
    const facts = {
      id: documentId,
      spaceId,
      title: parts[0]?.text.slice(0, 40) ?? '',
      language: text.language,
      date: null,
      source: 'made',
      versionId,
      parentId: null,
    };
    const documentSeq = store.insertDocument(db, tenantId, { ...facts, createdAt: at, updatedAt: at });
    store.insertVersion(
      db,
      tenantId,
      { id: versionId, documentId, spaceId, createdAt: at },
      { text: parts.map((part) => part.text).join('\n'), blocks: [] },
    );
    let first = 0;
    let offset = 0;
    for (const part of parts) {
      const end = offset + part.text.length;
      const seq = Number(
        insertChunk.run(
          tenantId,
          spaceId,
          documentSeq,
          versionId,
          offset,
          end,
          text.language,
          store.sha256(part.text),
        ).lastInsertRowid,
      );
      if (first === 0) first = seq;
      write.add(seq, part.tokens);
      offset = end + 1;
    }
    place.run(first, parts.length, documentSeq);
    done += parts.length;
  };

  db.pragma('synchronous = OFF');
  while (done < chunks)
    db.transaction(() => {
      const space = {
        id: newId(),
        name: `space ${spaceIds.length}`,
        description: '',
        createdAt: at,
        updatedAt: at,
      };
      store.insertSpace(db, tenantId, space);
      spaceIds.push(space.id);
      const write = indexWriter(db, tenantId, chunks);
      for (let n = 0; n < documentsPerSpace && done < chunks; n += 1) addDocument(space.id, write);
      write.finish();
      if (spaceIds.length % 10 === 0) say(`${done} of ${chunks} chunks after ${seconds(startedMs)} s`);
    })();
  const options = {
    db,
    embedder: mixer.embedder,
    clock: systemClock,
    makeWay: async () => {},
    onVectors: () => {},
    onSetsChanged: () => {},
  };
  await embedMissing(options, tenantId, { signal: new AbortController().signal });
  db.exec("INSERT INTO chunks_fts (chunks_fts) VALUES ('optimize')");
  say(`${done} chunks with vectors after ${seconds(startedMs)} s`);
  const seqs = db.prepare('SELECT chunk_seq FROM chunk_vectors ORDER BY seq').pluck().all() as number[];
  const { all } = mixer;
  return {
    spaceIds,
    exactNeighbours: (queries, limit) =>
      queries.map((query) => exact(all, seqs.length, query, limit).map((one) => seqs[one] ?? 0)),
  };
};

const seconds = (startedMs: number): string => ((performance.now() - startedMs) / 1000).toFixed(0);

type Analysed = { language: Language; sentences: { text: string; tokens: string[]; words: number }[] };

/** The words of the sources become the vocabulary compounds are split by. */
const analyse = (db: Db, tenantId: string, sources: Sources): Analysed[] => {
  const insert = db.prepare(
    'INSERT INTO knowledge_words VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET chunks = chunks + 1',
  );
  db.transaction(() => {
    for (const { language, sentences } of sources.texts)
      if (language === 'de')
        for (const word of new Set(wordsOf(sentences.join(' '), 'de')))
          if (word.length >= 4) insert.run(tenantId, word);
  })();
  const countOf = createWordCounts(db).of(tenantId);
  return sources.texts
    .map(({ language, sentences }) => ({
      language,
      sentences: sentences.map((text) => ({
        text,
        tokens: tokensOf(text, { language, countOf }),
        words: text.split(' ').length,
      })),
    }))
    .filter(({ sentences }) => sentences.length > 0);
};

/** Real embeddings moved towards others; keeps every vector it made, in order. */
const createMixer = (bases: readonly Float32Array[], room: number, random: () => number) => {
  const all = new Float32Array(room * dimension);
  let made = 0;
  const any = (): Float32Array => bases[Math.floor(random() * bases.length)] ?? new Float32Array(dimension);
  const mix = (): Float32Array => {
    const vector = all.subarray(made * dimension, (made + 1) * dimension);
    made += 1;
    const [base, from, to] = [any(), any(), any()];
    const share = 0.2 + 0.3 * random();
    let square = 0;
    for (let d = 0; d < dimension; d += 1) {
      const value = (base[d] ?? 0) + share * ((to[d] ?? 0) - (from[d] ?? 0));
      vector[d] = value;
      square += value * value;
    }
    const length = Math.sqrt(square);
    for (let d = 0; d < dimension; d += 1) vector[d] = (vector[d] ?? 0) / length;
    return vector;
  };
  const embedder: Embedder = {
    info: async () => ({ modelId, dimension, trust: { '*': 0.5 } }),
    embed: async (texts) => texts.map(mix),
    close: async () => {},
  };
  return { all, embedder };
};

const exact = (all: Float32Array, count: number, query: Float32Array, limit: number): number[] => {
  const scores = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    let sum = 0;
    for (let d = 0, from = at * dimension; d < dimension; d += 1)
      sum += (all[from + d] ?? 0) * (query[d] ?? 0);
    scores[at] = sum;
  }
  const border = scores.slice().sort()[count - limit] ?? 0;
  const best: number[] = [];
  for (let at = 0; at < count; at += 1) if ((scores[at] ?? 0) >= border) best.push(at);
  return best.slice(0, limit);
};

/** The same corpus every time. Numerical Recipes' linear congruential generator. */
const seeded = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};
