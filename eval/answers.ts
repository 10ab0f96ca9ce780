/**
 * `npm run eval -- answers --data DIR`: is what an answer quotes what answers, is it refused when nothing does, and is
 * nothing shown as verified that is not? OMoS-QA (dev; asked of the page and of the whole city) and XQuAD, the extract alone; on a sample the starter
 * model on top. The shipped models have seen these questions in training: figures with the city held out come from
 * `answers-train`; XQuAD they have never seen.
 */
import { join } from 'node:path';
import { presence, presenceRow, scoreUnits } from '../electron/core/services/knowledge/answers/decide.ts';
import { countsOf } from '../electron/core/services/knowledge/answers/counts.ts';
import { readAnswerModels } from '../electron/core/services/knowledge/answers/models.ts';
import { type AskedQuestion, type Corpus, openOmos, openXquad } from './answers-corpus.ts';
import { curve, errorsAt, type Judged, quality } from './answers-figures.ts';
import { measureAttacks } from './answers-attacks.ts';
import { measureInjection } from './answers-injection.ts';
import { measureProse, openWriter } from './answers-prose.ts';
import { see, type Where } from './answers-rows.ts';
import { openEmbedder } from './embedder.ts';
import { type Metrics, quantile, type Suite } from './measure.ts';

const models = readAnswerModels(join(import.meta.dirname, '..'));

const judge = async (
  corpus: Corpus,
  where: Where,
  asked: AskedQuestion[],
): Promise<{ judged: Judged[]; tookMs: number[] }> => {
  const counts = countsOf(corpus.db, corpus.tenantId);
  const judged: Judged[] = [];
  const tookMs: number[] = [];
  for (const one of asked) {
    const startedMs = performance.now();
    const [seen] = await see(corpus, where, [one]);
    if (seen === undefined) continue;
    const { scored, rows } = scoreUnits(models, seen.question, seen.stretches, counts);
    const sure = scored.length === 0 ? 0 : presence(models, presenceRow(scored, rows));
    tookMs.push(performance.now() - startedMs);
    judged.push({ asked: one, where, scored, presence: sure });
  }
  return { judged, tookMs };
};

const report = (
  name: string,
  judged: Judged[],
  tookMs: number[],
  metrics: Metrics,
  say: (line: string) => void,
): void => {
  Object.assign(metrics, quality(name, judged, models.presenceLimit));
  metrics[`${name}.p95Ms`] = quantile(tookMs, 0.95);
  say(
    `${name.padEnd(22)} F1 ${figure(metrics[`${name}.f1`])}  false answers ${figure(metrics[`${name}.falseAnswers`])}  false refusals ${figure(metrics[`${name}.falseRefusals`])}`,
  );
  for (const { limit, falseAnswers, falseRefusals } of curve(judged))
    say(
      `    limit ${limit.toFixed(1)}  false answers ${figure(falseAnswers)}  false refusals ${figure(falseRefusals)}`,
    );
};

const figure = (value: number | undefined): string => (value ?? 0).toFixed(3);

/** Another paragraph than its own: what stands there answers nothing. */
const mismatched = (questions: readonly AskedQuestion[]): AskedQuestion[] =>
  questions.map((one, at) => ({
    ...one,
    document: questions[(at + Math.floor(questions.length / 2)) % questions.length]?.document ?? '',
    gold: new Set<string>(),
    goldLines: 0,
  }));

const suite: Suite = async ({ data, say }): Promise<Metrics> => {
  if (data === null) throw new Error('needs --data');
  const metrics: Metrics = {};
  const embedder = openEmbedder(say);
  const writer = openWriter(say);
  try {
    for (const language of ['de', 'en'] as const) {
      const corpus = await openOmos(data, language, embedder);
      const dev = corpus.questions.filter((one) => one.part === 'dev');
      for (const where of ['document', 'city'] as const) {
        const { judged, tookMs } = await judge(corpus, where, dev);
        report(`omos.${language}.${where}`, judged, tookMs, metrics, say);
      }
      const sentences = [...new Set(dev.flatMap((one) => [...one.gold]))].filter(
        (line) => line.split(' ').length >= 6,
      );
      Object.assign(metrics, measureAttacks(sentences, language, say));
      if (language === 'en' && writer !== null)
        Object.assign(metrics, await measureProse(corpus, dev, models, writer.write, say));
      corpus.close();
    }
    for (const language of ['de', 'en', 'tr'] as const) {
      const corpus = await openXquad(data, language, embedder);
      const some = corpus.questions.filter((_, at) => at % 3 === 0);
      const { judged, tookMs } = await judge(corpus, 'city', some);
      report(`xquad.${language}`, judged, tookMs, metrics, say);
      const wrong = await judge(corpus, 'document', mismatched(some));
      metrics[`xquad.${language}.mismatchedFalseAnswers`] = errorsAt(
        wrong.judged,
        models.presenceLimit,
      ).falseAnswers;
      corpus.close();
    }
    Object.assign(metrics, await measureInjection(data, say, writer?.write ?? null));
  } finally {
    await writer?.close();
    await embedder.close();
  }
  return metrics;
};

export default suite;
