/**
 * OMoS-QA and XQuAD inside the product's own store, for measuring and training answers: the pages of one language as
 * documents, one space per city, and every question with what the search gives for it.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Embedder } from '../electron/core/adapters/embedder/kind.ts';
import { type Db, openMemoryDatabase, readMigrations } from '../electron/core/db/open.ts';
import { systemClock } from '../electron/core/kernel/clock.ts';
import { silentLog } from '../electron/core/kernel/log.ts';
import { createKnowledge } from '../electron/core/services/knowledge/index.ts';
import type { SearchResult } from '../electron/core/services/knowledge/search/engine.ts';
import { createLocalRetrieval } from '../electron/core/services/knowledge/retrieval.ts';
import { localOwner } from '../electron/core/services/system/identity.ts';
import { filesNamed } from './data-files.ts';

const migrations = readMigrations(join(import.meta.dirname, '../electron/core/db/migrations'));

export type AskedQuestion = {
  text: string;
  language: string;
  /** `dev`: of OMoS, whatever is not for training. */
  part: 'train' | 'dev' | 'xquad';
  /** Questions of one group are kept together when data is split. */
  group: string;
  /** Source of the document the question was asked about. */
  document: string;
  /** Texts of the lines that answer; empty: this document does not answer. */
  gold: ReadonlySet<string>;
  /** Number of gold lines. */
  goldLines: number;
};

export type Corpus = {
  db: Db;
  tenantId: string;
  language: string;
  questions: AskedQuestion[];
  documentIds: ReadonlyMap<string, string>;
  search(question: AskedQuestion, where: 'document' | 'city'): Promise<SearchResult>;
  spaceOf(group: string): string;
  close(): void;
};

const page = z.object({ page: z.string(), city: z.string(), text: z.string() });
const question = z.object({
  question: z.string(),
  page: z.string(),
  city: z.string(),
  answerLines: z.array(z.int()),
});
const paragraph = z.object({ paragraph: z.string(), title: z.string(), text: z.string() });
const paragraphQuestion = z.object({
  question: z.string(),
  paragraph: z.string(),
  answer: z.string(),
  answerStart: z.int(),
});

const readLines = <T>(file: string, shape: z.ZodType<T>): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => shape.parse(JSON.parse(line)));

type Item = { id: string; group: string; title: string; text: string };

export const openOmos = async (data: string, language: 'de' | 'en', embedder: Embedder): Promise<Corpus> => {
  const { items, questions } = readOmosQuestions(data, language);
  return openCorpus(language, items, questions, embedder);
};

/**
 * The same pages and questions in many small spaces, every other one without an embedding model: as far from a large corpus
 * as a first day with the product is.
 */
export async function* openSmallOmos(
  data: string,
  language: 'de' | 'en',
  embedder: Embedder,
): AsyncGenerator<Corpus> {
  const { items, questions } = readOmosQuestions(data, language);
  const byCity = Map.groupBy(items, (item) => item.group);
  let number = 0;
  for (const pages of byCity.values())
    for (let from = 0; from < pages.length; from += smallCorpus) {
      const some = pages.slice(from, from + smallCorpus);
      const ids = new Set(some.map((item) => item.id));
      const own = questions.filter((one) => ids.has(one.document));
      number += 1;
      if (own.length > 0)
        yield await openCorpus(language, some, own, number % 2 === 0 ? embedder : noEmbedder);
    }
}
const smallCorpus = 15;
const noEmbedder: Embedder = { info: async () => null, embed: async () => [], close: async () => {} };

const readOmosQuestions = (
  data: string,
  language: 'de' | 'en',
): { items: Item[]; questions: AskedQuestion[] } => {
  const folder = join(data, 'retrieval/omos');
  const pages = readLines(join(folder, `pages.${language}.jsonl`), page);
  const lines = new Map(pages.map((one) => [one.page, one.text.split('\n')]));
  const files = filesNamed(folder, new RegExp(`^questions\\..+\\.${language}\\.jsonl$`));
  const questions = files.flatMap((file) => {
    const part = basename(file).startsWith('questions.train.') ? 'train' : 'dev';
    return readLines(file, question).map((one): AskedQuestion => {
      const own = lines.get(one.page) ?? [];
      const gold = one.answerLines.flatMap((at) => own[at]?.trim() ?? []).filter((line) => line !== '');
      return {
        text: one.question,
        language,
        part,
        group: one.city,
        document: one.page,
        gold: new Set(gold),
        goldLines: gold.length,
      };
    });
  });
  const items = pages.map((one) => ({
    id: one.page,
    group: one.city,
    title: one.text.split('\n', 1)[0] ?? '',
    text: one.text,
  }));
  return { items, questions };
};

/** A sentence of the paragraph is gold when the answer lies in it; whoever reads the units decides what a sentence is. */
export const openXquad = async (
  data: string,
  language: 'de' | 'en' | 'tr',
  embedder: Embedder,
): Promise<Corpus> => {
  const folder = join(data, 'retrieval/xquad');
  const paragraphs = readLines(join(folder, `paragraphs.${language}.jsonl`), paragraph);
  const texts = new Map(paragraphs.map((one) => [one.paragraph, one.text]));
  const questions = readLines(join(folder, `questions.${language}.jsonl`), paragraphQuestion).map(
    (one): AskedQuestion => {
      const text = texts.get(one.paragraph) ?? '';
      const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
      const end = one.answerStart + one.answer.length;
      const gold = [...segmenter.segment(text)]
        .filter((piece) => piece.index < end && piece.index + piece.segment.length > one.answerStart)
        .map((piece) => piece.segment.trim());
      return {
        text: one.question,
        language,
        part: 'xquad',
        group: 'xquad',
        document: one.paragraph,
        gold: new Set(gold),
        goldLines: gold.length,
      };
    },
  );
  const items = paragraphs.map((one) => ({
    id: one.paragraph,
    group: 'xquad',
    title: one.title.replaceAll('_', ' '),
    text: one.text,
  }));
  return openCorpus(language, items, questions, embedder);
};

const openCorpus = async (
  language: string,
  items: readonly Item[],
  questions: AskedQuestion[],
  embedder: Embedder,
): Promise<Corpus> => {
  const db = openMemoryDatabase(migrations, silentLog);
  const { tenantId } = localOwner(db, systemClock);
  const knowledge = createKnowledge({
    db,
    retrieval: createLocalRetrieval(db),
    embedder,
    reranker: null,
    labels: { get: () => 'internal', set: () => {} },
    clock: systemClock,
    log: silentLog,
  });
  const spaces = new Map(
    [...new Set(items.map((item) => item.group))].map((name) => [
      name,
      knowledge.createSpace(tenantId, { name }).id,
    ]),
  );
  const documentIds = new Map<string, string>();
  for (const item of items) {
    const spaceId = spaces.get(item.group) ?? '';
    const { id } = knowledge.addDocument(tenantId, {
      spaceId,
      title: item.title,
      source: item.id,
      text: item.text,
    });
    documentIds.set(item.id, id);
  }
  await knowledge.catchUp(tenantId, { signal: new AbortController().signal });
  return {
    db,
    tenantId,
    language,
    questions,
    documentIds,
    spaceOf: (group) => spaces.get(group) ?? '',
    search: (asked, where) =>
      knowledge.search(tenantId, {
        query: asked.text,
        spaces: [spaces.get(asked.group) ?? ''],
        filters: where === 'document' ? { sources: [asked.document] } : {},
        limit: 10,
      }),
    close: () => db.close(),
  };
};
