/** OMoS-QA and XQuAD as documents, questions and right answers; see `README.md` of the evaluation data for the fields. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { filesNamed } from './data-files.ts';

export type Item = { id: string; title: string; text: string; group: string };
/** `group`: the question's city. `relevant`: ids of items that answer it. */
export type Question = { text: string; group: string | null; relevant: ReadonlySet<string> };
export type RetrievalSet = { name: string; language: string; items: Item[]; questions: Question[] };

const readLines = <T>(file: string, shape: z.ZodType<T>): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => shape.parse(JSON.parse(line)));

const page = z.object({ page: z.string(), city: z.string(), text: z.string() });
const pageQuestion = z.object({
  question: z.string(),
  page: z.string(),
  city: z.string(),
  answerLines: z.array(z.int()),
});
const paragraph = z.object({ paragraph: z.string(), title: z.string(), text: z.string() });
const paragraphQuestion = z.object({ question: z.string(), paragraph: z.string() });

/** Shorter lines (“Contact”) stand on many pages and prove nothing. */
const tellingLength = 25;

/** Answerable questions only. A page is right when it holds all telling gold lines: some pages repeat others. */
export const readOmos = (data: string, language: 'de' | 'en'): RetrievalSet => {
  const folder = join(data, 'retrieval/omos');
  const pages = readLines(join(folder, `pages.${language}.jsonl`), page);
  const linesOf = new Map(pages.map((one) => [one.page, one.text.split('\n')]));
  const lineSets = [...linesOf].map(([id, lines]) => [id, new Set(lines)] as const);
  const questions = filesNamed(folder, new RegExp(`^questions\\..+\\.${language}\\.jsonl$`))
    .flatMap((file) => readLines(file, pageQuestion))
    .filter((one) => one.answerLines.length > 0)
    .map((one): Question => {
      const own = linesOf.get(one.page) ?? [];
      const gold = one.answerLines.map((at) => own[at] ?? '').filter((line) => line.length > tellingLength);
      const holders = lineSets
        .filter(([, lines]) => gold.length > 0 && gold.every((line) => lines.has(line)))
        .map(([id]) => id);
      return { text: one.question, group: one.city, relevant: new Set([one.page, ...holders]) };
    });
  const items = pages.map((one) => ({
    id: one.page,
    title: one.text.split('\n', 1)[0] ?? '',
    text: one.text,
    group: one.city,
  }));
  return { name: `omos.${language}`, language, items, questions };
};

/** Questions of one language over paragraphs of the same or another. */
export const readXquad = (data: string, asked: string, answered: string): RetrievalSet => {
  const folder = join(data, 'retrieval/xquad');
  const items = readLines(join(folder, `paragraphs.${answered}.jsonl`), paragraph).map((one) => ({
    id: one.paragraph,
    title: one.title.replaceAll('_', ' '),
    text: one.text,
    group: '',
  }));
  const questions = readLines(join(folder, `questions.${asked}.jsonl`), paragraphQuestion).map((one) => ({
    text: one.question,
    group: null,
    relevant: new Set([one.paragraph]),
  }));
  return {
    name: asked === answered ? `xquad.${asked}` : `xquad.${asked}-${answered}`,
    language: asked,
    items,
    questions,
  };
};

/** Binary gains, ideal over all relevant items. */
export const ndcg10 = (ranked: readonly string[], relevant: ReadonlySet<string>): number => {
  const gain = (rank: number): number => 1 / Math.log2(rank + 2);
  const found = ranked.slice(0, 10).reduce((sum, id, rank) => sum + (relevant.has(id) ? gain(rank) : 0), 0);
  const ideal = Array.from({ length: Math.min(10, relevant.size) }, (_, rank) => gain(rank)).reduce(
    (a, b) => a + b,
    0,
  );
  return ideal === 0 ? 0 : found / ideal;
};

export const foundWithin = (
  ranked: readonly string[],
  relevant: ReadonlySet<string>,
  depth: number,
): number => (ranked.slice(0, depth).some((id) => relevant.has(id)) ? 1 : 0);
