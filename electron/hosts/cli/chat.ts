/** `wattos chat "<text>"`: one question, the answer on stdout while it is written. */
import type { Client } from '../../contract/index.ts';
import type { AnswerMetrics } from '../../contract/runs.ts';
import { appError, fromEnvelope } from '../../core/kernel/errors.ts';
import { type Command, UsageError } from './command.ts';

export const chat: Command = async ({ args, flags, words, io, client: connect }) => {
  const [text] = args;
  if (text === undefined || args.length > 1)
    throw new UsageError(words.cli.usage('wattos chat "<text>" [--model M]'));
  if (text.trim() === '') throw new UsageError(words.cli.emptyQuestion);
  const maxTokens = flags.maxTokens === undefined ? undefined : Number(flags.maxTokens);
  if (maxTokens !== undefined && !(Number.isInteger(maxTokens) && maxTokens > 0))
    throw new UsageError(words.cli.badNumber('--max-tokens', 1));
  const client = await connect();
  const { conversation } = await client.chat.create({
    modelId: flags.model ?? null,
    systemPrompt: flags.system ?? null,
    temporary: flags.temporary,
  });
  const answer = await withAnswerLimit(client, maxTokens, async () => {
    const { runId } = await client.chat.send({ conversationId: conversation.id, parentId: null, text });
    return follow(client, runId, io.signal, (piece) => {
      if (!flags.json) io.stdout(piece);
    });
  });
  if (!flags.json) io.stdout('\n');
  const { messages } = await client.chat.get({ conversationId: conversation.id });
  const modelId = messages.at(-1)?.modelId ?? null;
  const conversationId = flags.temporary ? null : conversation.id;
  return { json: { ...answer, modelId, conversationId }, text: '' };
};

/** The contract knows the limit as a setting only, so it is set for this one answer and put back. */
const withAnswerLimit = async <T>(
  client: Client,
  maxTokens: number | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  if (maxTokens === undefined) return work();
  const { maxAnswerTokens } = (await client.settings.get()).chat;
  await client.settings.update({ chat: { maxAnswerTokens: maxTokens } });
  try {
    return await work();
  } finally {
    await client.settings.update({ chat: { maxAnswerTokens } });
  }
};

type Answer = { text: string; metrics: AnswerMetrics | null };

/** Until the run ends. After an abort it is cancelled, and what is written so far stays with the conversation. */
const follow = async (
  client: Client,
  runId: string,
  signal: AbortSignal,
  onText: (piece: string) => void,
): Promise<Answer> => {
  const answer: Answer = { text: '', metrics: null };
  const cancel = () => void client.runs.cancel({ runId }).catch(() => {});
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const { body } of await client.runs.watch({ runId })) {
      if (body.type === 'text') {
        onText(body.text.slice(Math.max(0, answer.text.length - body.offset)));
        answer.text = answer.text.slice(0, body.offset) + body.text;
      } else if (body.type === 'metrics') {
        answer.metrics = body.metrics;
      } else if (body.type === 'state') {
        if (body.error !== null) throw fromEnvelope(body.error);
        if (body.state === 'cancelled') throw appError('request.CANCELLED', {});
        if (body.state === 'interrupted') throw appError('runs.INTERRUPTED', {});
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  return answer;
};
