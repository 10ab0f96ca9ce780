/** `wattos ask "<question>" [--space S] [--model M]`: quoted sentences with their places; with a model, prose on top. */
import type { Citation, Evidence } from '../../contract/answers.ts';
import type { Client } from '../../contract/index.ts';
import { appError, fromEnvelope } from '../../core/kernel/errors.ts';
import type { Words } from '../locales/words.ts';
import { type Command, UsageError } from './command.ts';
import { findSpace } from './spaces.ts';

export const ask: Command = async ({ args, flags, client: connect, words, io }) => {
  const [question] = args;
  if (question === undefined || args.length > 1)
    throw new UsageError(words.cli.usage('wattos ask "<question>" [--space S] [--model M]'));
  if (question.trim() === '') throw new UsageError(words.cli.emptyQuestion);
  const client = await connect();
  const space = flags.space === undefined ? null : await findSpace(client, flags.space);
  const started = await client.answers.ask({
    question,
    spaceIds: space === null ? null : [space.id],
    prose: flags.model !== undefined,
    modelId: flags.model ?? null,
  });
  if (started.runId !== null) await ended(client, started.runId, io.signal);
  const { text, evidence } =
    started.runId === null
      ? { text: '', evidence: started.evidence }
      : await client.answers.get({ answerId: started.answerId });
  return { json: toJson(question, text, evidence), text: toText(text, evidence, words) };
};

/** Until the prose is written; after an abort it is cancelled. */
const ended = async (client: Client, runId: string, signal: AbortSignal): Promise<void> => {
  const cancel = () => void client.runs.cancel({ runId }).catch(() => {});
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const { body } of await client.runs.watch({ runId })) {
      if (body.type !== 'state') continue;
      if (body.error !== null) throw fromEnvelope(body.error);
      if (body.state === 'cancelled') throw appError('request.CANCELLED', {});
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
};

const toJson = (question: string, text: string, evidence: Evidence) => {
  const cited = (numbers: readonly number[]): Citation[] =>
    evidence.citations.filter((citation) => numbers.includes(citation.number));
  // Without prose the quotations are the claims; that they stand in the stored text was checked when they were read.
  const claims =
    text === ''
      ? evidence.extract.map((unit) => ({
          text: unit.text,
          citations: cited([unit.citation]),
          verified: cited([unit.citation]).some((citation) => citation.quote.includes(unit.text)),
          unsupported: [] as string[],
        }))
      : evidence.claims
          .filter((claim) => claim.status !== 'no-claim')
          .map((claim) => ({
            text: claim.text,
            citations: cited(claim.citations),
            verified: claim.status === 'verified',
            unsupported: claim.unsupported,
          }));
  return {
    question,
    answer: text === '' ? evidence.extract.map((unit) => unit.text).join('\n') : text,
    abstained: evidence.abstained,
    claims,
    citations: evidence.citations,
    evidenceRate: evidence.evidenceRate,
    timings: evidence.timings,
  };
};

const toText = (text: string, evidence: Evidence, words: Words): string => {
  const { abstained, sources, page, unverified } = words.cli.exportLabels;
  if (evidence.citations.length === 0) return abstained;
  const lines =
    text === ''
      ? evidence.extract.map((unit) => `${oneLine(unit.text)} [${unit.citation}]`)
      : evidence.claims.map((claim) =>
          claim.status === 'unverified' ? `${claim.text} (${unverified})` : claim.text,
        );
  const places = evidence.citations.map((citation) => {
    const where = [citation.title, ...citation.headingPath.filter((heading) => heading !== citation.title)];
    const at = citation.page === null ? '' : `, ${page} ${citation.page}`;
    return `[${citation.number}] ${where.join(' › ')}${at}\n    ${citation.source}`;
  });
  return [...lines, '', `${sources}:`, ...places].join('\n');
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
