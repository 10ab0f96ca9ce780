/**
 * The local runtime with the starter model: speed against node-llama-cpp used directly, what a second turn saves, whether
 * fifty JSON Schemas are always obeyed, and whether the starter set survives ten killed downloads. With `--data` naming the
 * evaluation data, also the JSON-Schema suite. `WATTOS_EVAL_ROUNDS` sets the rounds of speed, 5 by default;
 * `WATTOS_EVAL_SKIP=pull,schemas` leaves parts out.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerRequest } from '../electron/core/adapters/llm/kind.ts';
import type { LocalLlm } from '../electron/core/adapters/llm/local/index.ts';
import { validatorFor } from '../electron/core/adapters/llm/local/grammar/testing/validator.ts';
import { askDirect, modelId, openLocalModel, startDirect, type Timing } from './local-model.ts';
import { type Metrics, median, type Suite } from './measure.ts';
import { measurePull } from './models-pull.ts';
import { measureSuite } from './models-suite.ts';
import { schemaCases } from './schemas.ts';

const answerTokens = 64;
/** Enough for every schema here; the second value cuts most answers off. */
const schemaTokens = [220, 10];

const suite: Suite = async ({ data, say }): Promise<Metrics> => {
  const skipped = new Set((process.env.WATTOS_EVAL_SKIP ?? '').split(','));
  const suiteFolder = data === null ? null : join(data, 'tools/json-schema-suite/tests');
  const fromSuite = suiteFolder !== null && existsSync(suiteFolder) ? measureSuite(suiteFolder, say) : {};
  const llm = openLocalModel();
  try {
    return {
      ...(await measureSpeed(llm, say)),
      ...(await measureTurns(llm, say)),
      ...(skipped.has('schemas') ? {} : await measureSchemas(llm, say)),
      ...fromSuite,
      ...(skipped.has('pull') ? {} : await measurePull(say)),
    };
  } finally {
    await llm.close();
  }
};
export default suite;

const ask = async (
  llm: LocalLlm,
  more: Partial<AnswerRequest> & Pick<AnswerRequest, 'turns' | 'maxTokens'>,
) => {
  const startedAt = performance.now();
  let firstAt = 0;
  const answer = await llm.answer({
    modelId,
    temperature: 0,
    signal: new AbortController().signal,
    onText: () => {
      firstAt ||= performance.now();
    },
    ...more,
  });
  const timing: Timing = {
    firstTokenMs: firstAt - startedAt,
    tokensPerSecond: ((answer.metrics.completionTokens - 1) / (performance.now() - firstAt)) * 1000,
  };
  return { answer, timing };
};

/** Differs in its first words, so that no round profits from the one before; the length stays the same. */
const question = (round: number): string =>
  `Letter ${String.fromCharCode(65 + round)}: write a long story about a lighthouse keeper and the sea, with many details.`;

const measureSpeed = async (llm: LocalLlm, say: (line: string) => void): Promise<Metrics> => {
  const rounds = Number(process.env.WATTOS_EVAL_ROUNDS ?? 5);
  const askOurs = async (text: string) =>
    (await ask(llm, { turns: [{ role: 'user', text }], maxTokens: answerTokens })).timing.tokensPerSecond;
  await askOurs('Hello');
  const direct = await startDirect(llm.runtime().threads ?? 1);
  const askTheirs = async (text: string) => (await askDirect(direct, text, answerTokens)).tokensPerSecond;
  await askTheirs(question(rounds));
  const pairs: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Whoever comes second in a round finds the machine warmer; so they take turns.
    const first = round % 2 === 0 ? await askOurs(question(round)) : null;
    const theirs = await askTheirs(question(round));
    const ours = first ?? (await askOurs(question(round)));
    pairs.push({ ours, theirs });
    say(`round ${round + 1} of ${rounds}: ${ours.toFixed(2)} tokens/s ours, ${theirs.toFixed(2)} direct`);
  }
  direct.kill();
  return {
    'models.tokensPerSecond': median(pairs.map(({ ours }) => ours)),
    'models.directTokensPerSecond': median(pairs.map(({ theirs }) => theirs)),
    // Per round, because the speed of a shared machine drifts more between rounds than within one.
    'models.tokensPerSecondRatio': median(pairs.map(({ ours, theirs }) => ours / theirs)),
  };
};

/** A long first turn and a short second one: the second must not read the first again. */
const measureTurns = async (llm: LocalLlm, say: (line: string) => void): Promise<Metrics> => {
  const first: number[] = [];
  const second: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const long = `Text ${round}. ${'The keeper climbed the stairs of the tower and lit the lamp before the storm came in. '.repeat(48)}What did the keeper do?`;
    const turns: AnswerRequest['turns'] = [{ role: 'user', text: long }];
    const one = await ask(llm, { turns, maxTokens: 24 });
    turns.push({ role: 'assistant', text: one.answer.text }, { role: 'user', text: 'And then?' });
    const two = await ask(llm, { turns, maxTokens: 24 });
    first.push(one.timing.firstTokenMs);
    second.push(two.timing.firstTokenMs);
    say(
      `${one.answer.metrics.promptTokens} tokens: first turn ${one.timing.firstTokenMs.toFixed(0)} ms, second turn ${two.timing.firstTokenMs.toFixed(0)} ms to the first token`,
    );
  }
  return {
    'models.firstTurnFirstTokenMs': median(first),
    'models.secondTurnFirstTokenMs': median(second),
    'models.secondTurnFirstTokenRatio': median(second.map((ms, round) => ms / (first[round] ?? ms))),
  };
};

/** Each schema once with room enough and once cut off: both times the text must be a value of the schema. */
const measureSchemas = async (llm: LocalLlm, say: (line: string) => void): Promise<Metrics> => {
  let asked = 0;
  let valid = 0;
  let cut = 0;
  const lengths: number[] = [];
  for (const [index, { request, schema }] of schemaCases.entries()) {
    const validate = validatorFor(schema);
    for (const maxTokens of schemaTokens) {
      const { answer } = await ask(llm, {
        turns: [{ role: 'user', text: request }],
        maxTokens,
        temperature: 0.8,
        seed: index + 1,
        responseSchema: { name: 'answer', schema },
      });
      const problem = problemOf(answer.text, validate);
      asked += 1;
      if (problem === null) valid += 1;
      if (answer.finish === 'length') cut += 1;
      lengths.push(answer.metrics.completionTokens);
      say(`${problem === null ? 'valid' : `INVALID (${problem})`} ${answer.finish}: ${answer.text}`);
    }
  }
  return {
    'models.schemas.count': schemaCases.length,
    'models.schemas.answers': asked,
    'models.schemas.cutOff': cut,
    'models.schemas.valid': valid / asked,
    'models.schemas.medianTokens': median(lengths),
  };
};

const problemOf = (text: string, validate: (value: unknown) => string | null): string | null => {
  try {
    return validate(JSON.parse(text));
  } catch {
    return 'no JSON';
  }
};
