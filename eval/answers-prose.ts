/** Prose of the starter model on top of extracts, on a sample: how many of its claims are proven, and how long it takes. */
import type { AnswerModels } from '../electron/core/services/knowledge/answers/decide.ts';
import { composeExtract } from '../electron/core/services/knowledge/answers/extract.ts';
import { promptFor } from '../electron/core/services/knowledge/answers/prompt.ts';
import { verifyAnswer } from '../electron/core/services/knowledge/answers/verify/index.ts';
import type { ModelTurn } from '../electron/contract/model-call.ts';
import type { AskedQuestion, Corpus } from './answers-corpus.ts';
import { lineScore } from './answers-figures.ts';
import type { Writes } from './answers-injection.ts';
import { modelId, openLocalModel } from './local-model.ts';
import { type Metrics, median } from './measure.ts';

/** A claim of the starter model takes seconds: enough questions to see how it behaves, not to rank models. */
const sampleSize = 8;
const maxTokens = 120;

/** `null` without the starter model. */
export const openWriter = (say: (line: string) => void): { write: Writes; close(): Promise<void> } | null => {
  try {
    const llm = openLocalModel();
    return {
      write: async (turns) => {
        const { text } = await llm.answer({
          modelId,
          turns: turns as ModelTurn[],
          temperature: 0,
          maxTokens,
          signal: new AbortController().signal,
          onText: () => {},
        });
        return text;
      },
      close: () => llm.close(),
    };
  } catch (error) {
    say(`Without prose: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
};

export const measureProse = async (
  corpus: Corpus,
  questions: readonly AskedQuestion[],
  models: AnswerModels,
  write: Writes,
  say: (line: string) => void,
): Promise<Metrics> => {
  const { tenantId, db } = corpus;
  const step = Math.max(1, Math.floor(questions.length / sampleSize));
  const sample = questions.filter((one, at) => one.goldLines > 0 && at % step === 0).slice(0, sampleSize);
  const tookMs: number[] = [];
  let [claims, verified, asked] = [0, 0, 0];
  let score = 0;
  for (const one of sample) {
    const { hits } = await corpus.search(one, 'document');
    const extract = composeExtract(db, models, {
      tenantId,
      question: one.text,
      language: 'en',
      hits,
      onlyFromSources: true,
    });
    if (extract.abstained) continue;
    const startedMs = performance.now();
    const prose = await write(promptFor(one.text, extract.citations, 'en', 'q0123456789ab'));
    tookMs.push(performance.now() - startedMs);
    const checked = verifyAnswer(
      prose,
      extract.citations.map(({ number, quote }) => ({ number, quote, language: 'en' })),
      'en',
    ).filter((claim) => claim.status !== 'no-claim');
    asked += 1;
    claims += checked.length;
    verified += checked.filter((claim) => claim.status === 'verified').length;
    const cited = new Set(checked.flatMap((claim) => (claim.status === 'verified' ? claim.citations : [])));
    score += lineScore(
      one,
      extract.extract.filter((unit) => cited.has(unit.citation)).map((unit) => unit.text),
    ).f;
    say(`  ${one.text}\n    ${prose.replaceAll(/\s+/g, ' ').slice(0, 200)}`);
  }
  return {
    'prose.questions': asked,
    'prose.claims': claims,
    'prose.verifiedShare': claims === 0 ? 0 : verified / claims,
    'prose.f1OfProven': asked === 0 ? 0 : score / asked,
    'prose.medianMs': tookMs.length === 0 ? 0 : median(tookMs),
  };
};
