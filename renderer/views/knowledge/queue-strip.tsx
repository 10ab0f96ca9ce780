/** How the ingestion is doing, in one line: progress with time left, a halt, and what failed. */
import { CircleAlert, Pause, Play, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { useFileAction, useIngestionState, usePauseIngestion } from '../../client/knowledge-queries.ts';
import { failureOf } from '../../client/failure.ts';
import { useDurationText } from '../../i18n/duration-text.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, ErrorNotice, Progress, toast, toastFailure } from '../../ui/index.ts';
import { failedFilesPath } from './paths.ts';

export type QueueStripProps = { spaceId: string | null; isInFiles: boolean };

export function QueueStrip({ spaceId, isInFiles }: QueueStripProps) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const duration = useDurationText();
  const state = useIngestionState(spaceId).data;
  const pause = usePauseIngestion();
  const act = useFileAction();
  if (!state) return null;
  const left = state.waiting + state.active;
  const isOpen = left > 0 || state.walking > 0 || state.paused;
  if (!isOpen && state.failed === 0) return null;
  const change = (wanted: 'pause' | 'resume') => () => pause.mutate(wanted, { onError: toastFailure });
  const facts = [
    state.walking > 0 && t('queue.walking'),
    (left > 0 || state.walking === 0) && t('queue.left', { count: left }),
    !state.paused && state.timeLeftMs !== null && t('queue.timeLeft', { time: duration(state.timeLeftMs) }),
    !state.paused &&
      state.filesPerMinute !== null &&
      t('queue.speed', { count: format.number(Math.round(state.filesPerMinute)) }),
  ].filter((fact) => fact !== false);
  const retryAll = () =>
    act.mutate(
      { kind: 'retry', fileId: null, spaceId },
      { onSuccess: () => toast('info', t('queue.retried', { count: state.failed })), onError: toastFailure },
    );
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line bg-canvas px-5 py-2.5 narrow:px-4">
      {state.stoppedBy && <ErrorNotice failure={failureOf(state.stoppedBy)} />}
      {isOpen && (
        <div className="flex items-center gap-3">
          <div className="min-w-0 flex-1">
            <p className="tabular flex flex-wrap items-baseline gap-x-2 text-13">
              <span className="font-[560]">{t(state.paused ? 'queue.paused' : 'queue.running')}</span>
              <span className="text-muted">{facts.join(' · ')}</span>
            </p>
            {(left > 0 || state.walking > 0) && (
              <Progress
                label={t('queue.running')}
                done={state.done}
                // while folders are being looked through nobody knows how much it will be
                total={state.walking > 0 ? null : state.done + left}
                className="mt-1.5"
              />
            )}
          </div>
          {state.paused ? (
            <Button size="sm" icon={Play} isPending={pause.isPending} onPress={change('resume')}>
              {t('queue.resume')}
            </Button>
          ) : (
            <Button size="sm" icon={Pause} isPending={pause.isPending} onPress={change('pause')}>
              {t('queue.pause')}
            </Button>
          )}
        </div>
      )}
      {state.failed > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-13">
          <p className="flex min-w-0 flex-1 basis-56 items-center gap-2 text-danger-ink">
            <CircleAlert aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            {t('queue.failed', { count: state.failed })}
          </p>
          <span className="flex flex-wrap gap-2">
            {!isInFiles && (
              <Button size="sm" onPress={() => navigate(failedFilesPath(spaceId))}>
                {t('queue.show')}
              </Button>
            )}
            {isInFiles && (
              <Button size="sm" icon={RotateCcw} isPending={act.isPending} onPress={retryAll}>
                {t('queue.retryAll')}
              </Button>
            )}
          </span>
        </div>
      )}
    </div>
  );
}
