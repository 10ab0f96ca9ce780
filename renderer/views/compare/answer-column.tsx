/** One side of a comparison: the answer as it comes, where it was made, and its figures. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../electron/contract/chat.ts';
import { failureOf } from '../../client/failure.ts';
import { useConversation } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { ErrorNotice, Spinner } from '../../ui/index.ts';
import { Markdown } from '../chat/markdown/markdown.tsx';
import { RouteBadge } from '../chat/route-badge.tsx';
import { useShownMessages } from '../chat/use-shown-messages.ts';
import type { Side } from './sides.ts';

const none: Message[] = [];

function Figures({ message }: { message: Message }) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const { metrics } = message;
  if (!metrics) return null;
  const figures: [string, string | null][] = [
    [
      t('compare.first'),
      metrics.timeToFirstTokenMs === null ? null : format.seconds(metrics.timeToFirstTokenMs),
    ],
    [
      t('compare.speed'),
      metrics.tokensPerSecond === null
        ? null
        : t('compare.speedValue', { value: format.decimals(metrics.tokensPerSecond, 1) }),
    ],
    [t('compare.length'), t('compare.lengthValue', { count: metrics.completionTokens })],
    [t('compare.duration'), format.seconds(metrics.durationMs)],
  ];
  return (
    <dl className="tabular flex flex-wrap gap-x-5 gap-y-1 border-t border-line px-4 py-2.5 text-13">
      {figures.map(
        ([term, value]) =>
          value && (
            <div key={term} className="flex gap-1.5">
              <dt className="text-muted">{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function State({ message }: { message: Message }) {
  const { t } = useTranslation('gateway');
  switch (message.status) {
    case 'streaming':
      return (
        <span className="inline-flex items-center gap-1.5">
          <Spinner className="size-4" />
          {t(message.text === '' ? 'compare.states.waiting' : 'compare.states.writing')}
        </span>
      );
    case 'stopped':
      return t('compare.states.stopped');
    case 'interrupted':
      return t('compare.states.interrupted');
    case 'complete':
      return t('compare.states.done');
    case 'failed':
      return null;
  }
}

function Answer({ conversationId }: { conversationId: string }) {
  const messages = useConversation(conversationId).data?.messages ?? none;
  const answer = useShownMessages(messages).shown.at(-1);
  if (answer?.role !== 'assistant') return null;
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        <p className="mb-2 flex flex-wrap items-center gap-2 text-13 text-muted">
          {answer.status !== 'streaming' && <RouteBadge message={answer} />}
          <State message={answer} />
        </p>
        {answer.error && <ErrorNotice failure={failureOf(answer.error)} className="mb-3" />}
        <div className="prose prose-measure">
          <Markdown text={answer.text} />
        </div>
      </div>
      <Figures message={answer} />
    </>
  );
}

export function AnswerColumn({ side, modelName }: { side: Side; modelName: string }) {
  const { t } = useTranslation('gateway');
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className="hairline flex min-h-64 min-w-0 flex-1 flex-col rounded-md bg-surface narrow:min-h-48"
    >
      <h2 id={headingId} className="truncate border-b border-line px-4 py-2.5 text-15">
        {t('compare.answerOf', { model: side.state === 'asked' ? side.modelName : modelName })}
      </h2>
      {side.state === 'empty' && <p className="px-4 py-3 text-muted">{t('compare.waiting')}</p>}
      {side.state === 'refused' && <ErrorNotice failure={side.failure} className="m-4" />}
      {side.state === 'asked' && <Answer conversationId={side.conversationId} />}
    </section>
  );
}
