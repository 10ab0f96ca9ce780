/** What every language model adapter must do, as one suite of cases; a test file of the adapter runs them. */
import { hasCode } from '../../kernel/errors.ts';
import type { Answer, AnswerRequest, ChatTurn, LlmAdapter } from './kind.ts';

export type ConformanceSubject = {
  adapter: LlmAdapter;
  /** A model that answers in English. */
  modelId: string;
  /** Ends whatever the adapter depends on, in the middle of an answer; `null` when nothing can crash. */
  crash: (() => void) | null;
};

export type ConformanceCase = { name: string; run(subject: ConformanceSubject): Promise<void> };

const stopLimitMs = 300;
/** What the ticking itself may cost. */
const timerSlackMs = 50;

const fail = (problem: string): never => {
  throw new Error(problem);
};
export const check = (holds: boolean, problem: string): void => {
  if (!holds) fail(problem);
};

const question: ChatTurn = { role: 'user', text: 'Write three sentences about the sea.' };

export const ask = async (subject: ConformanceSubject, more: Partial<AnswerRequest> = {}) => {
  const pieces: string[] = [];
  const answer: Answer = await subject.adapter.answer({
    modelId: subject.modelId,
    turns: [question],
    temperature: 0,
    maxTokens: 24,
    seed: 1,
    signal: new AbortController().signal,
    onText: (piece) => void pieces.push(piece),
    ...more,
  });
  return { answer, pieces };
};

/**
 * Asks, aborts after `when`, and tells whether the adapter settled in time. The limit is a timer of this process, which a
 * busy machine holds up as it holds up the adapter's, and lets in what has arrived by then: the clock would measure the machine.
 */
const askAndStop = async (
  subject: ConformanceSubject,
  more: Partial<AnswerRequest>,
  when: (abort: () => void) => Partial<AnswerRequest>,
) => {
  const controller = new AbortController();
  let isLate = false;
  const abort = () => {
    if (controller.signal.aborted) return;
    setTimeout(async () => {
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      isLate = true;
    }, stopLimitMs + timerSlackMs);
    controller.abort();
  };
  const pieces: string[] = [];
  const hooks = when(abort);
  const { answer } = await ask(subject, {
    maxTokens: 200,
    ...more,
    signal: controller.signal,
    ...hooks,
    onText: (piece) => {
      pieces.push(piece);
      hooks.onText?.(piece);
    },
  });
  return { answer, pieces, isLate };
};

const longText = (words: number): string =>
  Array.from({ length: words }, (_, index) => `word${index}`).join(' ');

export const llmConformance: ConformanceCase[] = [
  {
    name: 'hands on pieces that, joined, are the answer',
    run: async (subject) => {
      const { answer, pieces } = await ask(subject);
      check(answer.text !== '', 'no text');
      check(
        pieces.join('') === answer.text,
        `pieces ${JSON.stringify(pieces.join(''))} ≠ ${JSON.stringify(answer.text)}`,
      );
      check(answer.metrics.completionTokens > 0, 'no completion tokens counted');
      check(answer.metrics.timeToFirstTokenMs !== null, 'no time to first token');
      check(answer.droppedTurns === 0, 'turns dropped without need');
    },
  },
  {
    name: 'ends with `length` at the wished number of tokens',
    run: async (subject) => {
      const { answer } = await ask(subject, { maxTokens: 4 });
      check(answer.finish === 'length', `finish is ${answer.finish}`);
      check(answer.metrics.completionTokens <= 4, `${answer.metrics.completionTokens} tokens instead of 4`);
    },
  },
  {
    name: 'gives the same answer to the same seed',
    run: async (subject) => {
      const wish = { temperature: 0.9, seed: 42, maxTokens: 12 };
      const first = await ask(subject, wish);
      const second = await ask(subject, wish);
      check(first.answer.text === second.answer.text, 'two answers of one seed differ');
    },
  },
  {
    name: 'reuses what the model already knows in the second turn',
    run: async (subject) => {
      const first = await ask(subject);
      const turns: ChatTurn[] = [
        question,
        { role: 'assistant', text: first.answer.text },
        { role: 'user', text: 'Now about mountains.' },
      ];
      const { answer } = await ask(subject, { turns });
      check(answer.text !== '', 'no text in the second turn');
      if (subject.adapter.location === 'local') {
        check(
          answer.metrics.reusedTokens > 0,
          `nothing reused of ${answer.metrics.promptTokens} prompt tokens`,
        );
      }
    },
  },
  {
    name: 'stops within 300 ms while it writes and keeps what is written',
    run: async (subject) => {
      const { answer, pieces, isLate } = await askAndStop(subject, {}, (abort) => {
        let count = 0;
        return {
          onText: () => {
            count += 1;
            if (count === 3) abort();
          },
        };
      });
      check(answer.finish === 'cancelled', `finish is ${answer.finish}`);
      check(answer.text === pieces.join('') && pieces.length >= 3, 'the written text is lost');
      check(!isLate, `stopped after more than ${stopLimitMs} ms`);
    },
  },
  {
    name: 'stops within 300 ms while it still reads a long prompt',
    run: async (subject) => {
      const turns: ChatTurn[] = [{ role: 'user', text: `${longText(320)} Summarise.` }];
      const { answer, isLate } = await askAndStop(subject, { turns }, (abort) => {
        // Soon enough for a machine that reads it in half a second.
        setTimeout(abort, 100);
        return {};
      });
      check(answer.finish === 'cancelled', `finish is ${answer.finish}`);
      check(!isLate, `stopped after more than ${stopLimitMs} ms`);
    },
  },
  {
    name: 'does not start when the signal is aborted already',
    run: async (subject) => {
      const { answer, pieces } = await ask(subject, { signal: AbortSignal.abort() });
      check(answer.finish === 'cancelled' && pieces.length === 0, 'it wrote all the same');
    },
  },
  {
    name: 'answers the next question after a stop',
    run: async (subject) => {
      await askAndStop(subject, {}, (abort) => ({ onText: abort }));
      const { answer } = await ask(subject, { maxTokens: 8 });
      check(answer.text !== '', 'no text after a stop');
    },
  },
  {
    name: 'leaves out the oldest turns of a conversation that is too long, and says how many',
    run: async (subject) => {
      const old: ChatTurn[] = Array.from({ length: 12 }, (_, index) => ({
        role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
        text: longText(120),
      }));
      const { answer } = await ask(subject, { turns: [...old, question], maxTokens: 8 });
      check(answer.text !== '', 'no text');
      const { promptTokens, contextTokens } = answer.metrics;
      check(promptTokens < contextTokens, `prompt of ${promptTokens} in a context of ${contextTokens}`);
      if (subject.adapter.location === 'local') check(answer.droppedTurns > 0, 'nothing dropped');
    },
  },
  {
    name: 'refuses a last turn that alone is too long, with numbers',
    run: async (subject) => {
      const turns: ChatTurn[] = [{ role: 'user', text: longText(40_000) }];
      const error = await ask(subject, { turns }).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (!hasCode(error, 'chat.CONTEXT_OVERFLOW'))
        throw new Error(`instead of an overflow: ${String(error)}`);
      check(error.data.needTokens > error.data.haveTokens, 'the numbers do not explain the refusal');
    },
  },
  {
    name: 'keeps the pieces when the model dies on the way, and works again',
    run: async (subject) => {
      const { crash } = subject;
      if (crash === null) return;
      const pieces: string[] = [];
      const error = await ask(subject, {
        maxTokens: 200,
        onText: (piece) => {
          pieces.push(piece);
          if (pieces.length === 2) crash();
        },
      }).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      check(hasCode(error, 'worker.CRASHED'), `instead of a crash: ${String(error)}`);
      check(pieces.length >= 2, 'pieces lost');
      const { answer } = await ask(subject, { maxTokens: 4 });
      check(answer.text !== '', 'no text after a crash');
    },
  },
];
