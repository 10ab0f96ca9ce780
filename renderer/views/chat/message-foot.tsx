/** What stands under a message: its state in words, where it was made, what can be done with it, and the figures on hover. */
import { Check, CircleSlash, Copy, Eye, Languages, PencilLine, RefreshCw, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../electron/contract/answers.ts';
import type { Message } from '../../../electron/contract/chat.ts';
import { failureOf } from '../../client/failure.ts';
import { useFormat } from '../../i18n/format.ts';
import { cx, ErrorNotice, IconButton, Spinner, toast } from '../../ui/index.ts';
import { EvidenceRate } from '../evidence/evidence-rate.tsx';
import type { Proof } from '../evidence/evidence-markdown.tsx';
import { BranchSwitcher } from './branch-switcher.tsx';
import { copyText } from './copy.ts';
import { useJustDone } from './just-done.ts';
import type { LiveAnswer } from './live-answers.ts';
import { RouteBadge } from './route-badge.tsx';

export type MessageActions = {
  onEdit: (message: Message) => void;
  onRegenerate: (message: Message) => void;
  onSeen: (message: Message) => void;
  onProof: (proof: Proof, citations: readonly Citation[]) => void;
};

export type MessageFootProps = MessageActions & {
  message: Message;
  live: LiveAnswer | null;
  /** An answer is being written in this conversation. */
  isBusy: boolean;
  isLast: boolean;
  /** The language of the question, where the model does not know it. */
  foreign: string | null;
};

function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation('chat');
  const [isDone, setDone] = useJustDone();
  const copy = async () => {
    if (await copyText(text)) setDone(true);
    else toast('info', t('message.copyFailed'));
  };
  return (
    <IconButton
      icon={isDone ? Check : Copy}
      size="sm"
      label={isDone ? t('message.copied') : t('message.copy')}
      onPress={() => void copy()}
    />
  );
}

/** Tokens per second, time to the first token, length. */
function Metrics({ message }: { message: Message }) {
  const { t } = useTranslation('chat');
  const format = useFormat();
  const { metrics } = message;
  if (!metrics) return null;
  const facts = [
    metrics.tokensPerSecond !== null &&
      t('message.speed', { value: format.decimals(metrics.tokensPerSecond, 1) }),
    metrics.timeToFirstTokenMs !== null &&
      t('message.firstToken', { value: format.seconds(metrics.timeToFirstTokenMs) }),
    t('message.tokens', { count: metrics.completionTokens }),
  ].filter((fact) => fact !== false);
  return <span className="tabular">{facts.join(' · ')}</span>;
}

const usePhase = (message: Message, live: LiveAnswer | null): string | null => {
  const { t } = useTranslation('chat');
  if (message.status !== 'streaming') return null;
  if (live?.isStopping) return t('message.stopping');
  if (live?.phase === 'loading-model') return t('message.loadingModel');
  if (live?.state === 'queued' || live?.phase === 'waiting') return t('message.queued');
  return message.text === '' ? t('message.waiting') : t('message.writing');
};

function Outcome({ message, onRetry }: { message: Message; onRetry: (() => void) | undefined }) {
  const { t } = useTranslation('chat');
  const word = (icon: ReactNode, text: string) => (
    <p className="mb-1.5 flex items-center gap-1.5 text-13 text-attention-ink">
      {icon}
      {text}
    </p>
  );
  const notice = message.error && (
    <ErrorNotice failure={failureOf(message.error)} live="quiet" onRetry={onRetry} className="mb-2" />
  );
  switch (message.status) {
    case 'stopped':
      return word(<CircleSlash aria-hidden className="size-4" strokeWidth={1.75} />, t('message.stopped'));
    case 'interrupted':
      return (
        <>
          {word(<Unplug aria-hidden className="size-4" strokeWidth={1.75} />, t('message.interrupted'))}
          {notice}
        </>
      );
    case 'failed':
      return (
        notice ?? word(<Unplug aria-hidden className="size-4" strokeWidth={1.75} />, t('message.failed'))
      );
    case 'complete':
      return message.role === 'assistant' && message.text.trim() === '' && !message.evidence ? (
        <p className="mb-1.5 text-13 text-muted">{t('message.emptyAnswer')}</p>
      ) : null;
    case 'streaming':
      return null;
  }
}

export function MessageFoot(props: MessageFootProps) {
  const { message, live, isBusy, isLast, foreign, onEdit, onRegenerate, onSeen } = props;
  const { t } = useTranslation('chat');
  const format = useFormat();
  const phase = usePhase(message, live);
  const isAnswer = message.role === 'assistant';
  const onHover = cx(
    'transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100',
    !isLast && 'opacity-0',
  );

  if (phase !== null) {
    return (
      <p className="flex h-13 items-start gap-2 pt-1 text-13 text-muted">
        <Spinner className="mt-0.5 size-4" />
        {phase}
      </p>
    );
  }
  return (
    <div className={cx('pt-1', isAnswer ? 'pb-6' : 'flex flex-col items-end pb-2')}>
      {isAnswer && foreign && (
        <p className="mb-1.5 flex items-center gap-1.5 text-13 text-attention-ink">
          <Languages aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
          {t('language.mark', { language: format.language(foreign) })}
        </p>
      )}
      {isAnswer && <Outcome message={message} onRetry={isBusy ? undefined : () => onRegenerate(message)} />}
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
        {isAnswer && (message.location !== null || message.modelName !== null) && (
          <span className="inline-flex min-w-0 items-center gap-1.5">
            <RouteBadge message={message} />
            {message.modelName && <span className="truncate">{message.modelName}</span>}
          </span>
        )}
        {message.evidence && (
          <EvidenceRate evidence={message.evidence} hasProse={message.text.trim() !== ''} />
        )}
        {isAnswer && <time dateTime={message.createdAt}>{format.time(message.createdAt)}</time>}
        <BranchSwitcher message={message} isLocked={isBusy} />
        <span className={cx('inline-flex items-center', onHover)}>
          {message.text !== '' && <CopyButton text={message.text} />}
          {!isAnswer && (
            <IconButton
              icon={PencilLine}
              size="sm"
              data-edit={message.id}
              label={t('message.edit')}
              isDisabled={isBusy}
              onPress={() => onEdit(message)}
            />
          )}
          {isAnswer && (
            <>
              <IconButton
                icon={RefreshCw}
                size="sm"
                label={t('message.regenerate')}
                isDisabled={isBusy}
                onPress={() => onRegenerate(message)}
              />
              <IconButton icon={Eye} size="sm" label={t('message.seen')} onPress={() => onSeen(message)} />
            </>
          )}
        </span>
        {isAnswer && (
          <span className="opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100">
            <Metrics message={message} />
          </span>
        )}
      </div>
    </div>
  );
}
