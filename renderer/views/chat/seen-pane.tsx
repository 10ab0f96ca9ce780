/** What was put before the model for one answer, word for word. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../electron/contract/chat.ts';
import { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { ErrorNotice, Pane, Skeleton } from '../../ui/index.ts';
import { ScrollBox } from './scroll-box.tsx';

export function SeenPane({ message, onClose }: { message: Message | null; onClose: () => void }) {
  const { t } = useTranslation('chat');
  return (
    <Pane isOpen={message !== null} onClose={onClose} title={t('seen.title')}>
      {message && <Seen message={message} />}
    </Pane>
  );
}

function Seen({ message }: { message: Message }) {
  const { t } = useTranslation('chat');
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['seen', message.id, message.status],
    queryFn: () => client.chat.seen({ messageId: message.id }),
  });
  if (isPending) return <Skeleton className="h-40 w-full" />;
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} />;
  const model = data.modelName ?? t('thread.unknownModel');
  if (data.turns.length === 0) return <p className="text-muted">{t('seen.nothing')}</p>;
  return (
    <div className="text-13">
      <p className="mb-3 text-pretty text-muted">
        {message.location === 'cloud' ? t('seen.introCloud', { model }) : t('seen.intro', { model })}
      </p>
      <dl className="tabular mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {data.promptTokens !== null && data.contextTokens !== null && (
          <>
            <dt className="text-muted">{t('seen.tokens')}</dt>
            <dd>{t('seen.tokensValue', { used: data.promptTokens, all: data.contextTokens })}</dd>
          </>
        )}
        {data.temperature !== null && (
          <>
            <dt className="text-muted">{t('seen.temperature')}</dt>
            <dd>{format.decimals(data.temperature, 1)}</dd>
          </>
        )}
      </dl>
      {data.droppedMessages > 0 && (
        <p className="mb-4 rounded-md bg-attention-soft px-3 py-2 text-attention-ink">
          {t('seen.dropped', { count: data.droppedMessages })}
        </p>
      )}
      <ol className="flex flex-col gap-3">
        {data.turns.map((turn, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns of a finished answer never move
          <li key={index} className="[contain-intrinsic-size:auto_8rem] [content-visibility:auto]">
            <p className="mb-1 font-[560]">{t(`seen.roles.${turn.role}`)}</p>
            <ScrollBox
              label={t(`seen.roles.${turn.role}`)}
              className="max-h-96 overflow-y-auto rounded-md bg-sunken px-3 py-2 font-mono leading-normal [overflow-wrap:anywhere] whitespace-pre-wrap"
            >
              {turn.text}
            </ScrollBox>
          </li>
        ))}
      </ol>
    </div>
  );
}
