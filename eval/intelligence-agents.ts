/** Agents against a plain question to the same sources: citation F1 on the gold lines, and abstention, on the dev questions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { filesNamed } from './data-files.ts';
import { openEngineFor } from './intelligence-engine.ts';
import type { Metrics } from './measure.ts';
import { readOmos } from './retrieval-data.ts';

const shape = z.object({
  question: z.string(),
  page: z.string(),
  city: z.string(),
  answerLines: z.array(z.int()),
});

type Answer = { answered: boolean; quotes: string[] };
type Score = {
  f1: number[];
  falseAnswers: number;
  falseRefusals: number;
  answerable: number;
  unanswerable: number;
};

export const agentMetrics = async (data: string, say: (line: string) => void): Promise<Metrics> => {
  const omos = readOmos(data, 'de');
  const questions = filesNamed(join(data, 'retrieval/omos'), /^questions\.(?!train\.).+\.de\.jsonl$/)
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => shape.parse(JSON.parse(line)));
  const plain = emptyScore();
  const agent = emptyScore();
  for (const city of [...new Set(omos.items.map(({ group }) => group))]) {
    const items = omos.items.filter(({ group }) => group === city);
    const linesOf = new Map(items.map(({ id, text }) => [id, text.split('\n')]));
    const engine = openEngineFor(items.map(({ id, title, text }) => ({ source: id, title, text })));
    const { view } = await engine.analyse();
    const [first] = view.agents.filter(({ language }) => language === 'de');
    if (first === undefined) throw new Error('no agent was made');
    for (const one of questions.filter((question) => question.city === city)) {
      const gold = one.answerLines.flatMap((at) => linesOf.get(one.page)?.[at] ?? []);
      const signal = new AbortController().signal;
      const answer = await engine.agents.ask(engine.tenantId, first.id, one.question, signal);
      count(agent, gold, {
        answered: answer.state === 'answered',
        quotes: answer.citations.map(({ quote }) => quote),
      });
      // The plain question to the same sources, as `wattos ask` puts it.
      const { evidence } = await engine.answers.find(engine.tenantId, {
        question: one.question,
        spaceIds: [engine.spaceId],
        filters: {},
        onlyFromSources: true,
        signal,
      });
      count(plain, gold, {
        answered: !evidence.abstained,
        quotes: evidence.citations.map(({ quote }) => quote),
      });
    }
  }
  const metrics = { ...summary('agents', agent), ...summary('plainAsk', plain) };
  metrics['agents.citationF1Gain'] =
    (metrics['agents.citationF1'] ?? 0) - (metrics['plainAsk.citationF1'] ?? 0);
  say(`agents: ${JSON.stringify(metrics)}`);
  return metrics;
};

const emptyScore = (): Score => ({
  f1: [],
  falseAnswers: 0,
  falseRefusals: 0,
  answerable: 0,
  unanswerable: 0,
});

const count = (score: Score, gold: readonly string[], { answered, quotes }: Answer): void => {
  if (gold.length === 0) {
    score.unanswerable += 1;
    if (answered) score.falseAnswers += 1;
    return;
  }
  score.answerable += 1;
  if (!answered) score.falseRefusals += 1;
  const hit = quotes.filter((quote) =>
    gold.some((line) => line.includes(quote) || quote.includes(line)),
  ).length;
  const found = gold.filter((line) =>
    quotes.some((quote) => line.includes(quote) || quote.includes(line)),
  ).length;
  const precision = hit / Math.max(1, quotes.length);
  const recall = found / gold.length;
  score.f1.push(precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall));
};

const summary = (name: string, score: Score): Metrics => ({
  [`${name}.citationF1`]: score.f1.reduce((sum, one) => sum + one, 0) / Math.max(1, score.f1.length),
  [`${name}.falseAnswerRate`]: score.falseAnswers / Math.max(1, score.unanswerable),
  [`${name}.falseRefusalRate`]: score.falseRefusals / Math.max(1, score.answerable),
});
