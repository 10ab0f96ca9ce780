/** What a training or a measurement sees of a question: the stretches the search led to, and the features of their units. */
import { featuresOf } from '../electron/core/services/knowledge/answers/features.ts';
import {
  analyseQuestion,
  type Counts,
  type Question,
} from '../electron/core/services/knowledge/answers/words.ts';
import { readStretches, type Stretch } from '../electron/core/services/knowledge/answers/read.ts';
import { countsOf } from '../electron/core/services/knowledge/answers/counts.ts';
import type { AskedQuestion, Corpus } from './answers-corpus.ts';

/** `small`: of a space of a few pages. */
export type Where = 'document' | 'city' | 'small';

export type Seen = {
  asked: AskedQuestion;
  where: Where;
  question: Question;
  stretches: Stretch[];
  rows: Float32Array[][];
  /** 1 where the unit stands in a gold line. */
  labels: number[][];
};

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

export const isGold = (asked: AskedQuestion, text: string): boolean => {
  if (asked.gold.has(text)) return true;
  const unit = plain(text);
  for (const line of asked.gold) {
    const own = plain(line);
    if (own === unit || (unit.length > 15 && own.includes(unit)) || (own.length > 15 && unit.includes(own)))
      return true;
  }
  return false;
};

export const see = async (corpus: Corpus, where: Where, of = corpus.questions): Promise<Seen[]> => {
  const counts: Counts = countsOf(corpus.db, corpus.tenantId);
  const seen: Seen[] = [];
  for (const asked of of) {
    const { hits, language } = await corpus.search(asked, where === 'document' ? 'document' : 'city');
    const question = analyseQuestion(asked.text, language, counts);
    const stretches = readStretches(corpus.db, hits);
    seen.push({
      asked,
      where,
      question,
      stretches,
      rows: stretches.map((one) => featuresOf(question, one, stretches, counts)),
      labels: stretches.map((one) => one.units.map((unit) => (isGold(asked, unit.text) ? 1 : 0))),
    });
  }
  return seen;
};
