/** Running work with progress and cancel, and what ended last. */
import { Activity, X } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../electron/contract/runs.ts';
import { failureOf } from '../client/failure.ts';
import { useActiveRuns, useCancelRun, useModels, useRecentRuns } from '../client/queries.ts';
import { useRunProgress } from '../client/run-progress.ts';
import { useFailureText } from '../i18n/failure-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useProgressText } from '../i18n/progress-text.ts';
import { cx, IconButton, Progress, Spinner, toastFailure } from '../ui/index.ts';

const shownEnded = 5;

const useRunTitle = () => {
  const { t } = useTranslation('app');
  const models = useModels().data?.models ?? [];
  return (run: Run, when: 'kinds' | 'kindsEnded'): string => {
    const name = models.find((model) => model.id === run.subjectId)?.name ?? run.subjectId ?? '';
    return t(`tasks.${when}.${run.kind}`, { name });
  };
};

function ActiveRun({ run }: { run: Run }) {
  const { t } = useTranslation('app');
  const progressText = useProgressText();
  const cancel = useCancelRun();
  const title = useRunTitle()(run, 'kinds');
  const progress = useRunProgress(run.id) ?? run.progress;
  const words = (progress && progressText(progress)) || t(`tasks.states.${run.state}`);
  return (
    <li className="flex items-center gap-2 px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="mb-1 truncate">{title}</p>
        <Progress
          label={title}
          done={progress?.done ?? 0}
          total={progress?.total ?? null}
          valueText={words}
        />
      </div>
      <IconButton
        icon={X}
        size="sm"
        label={t('tasks.cancelNamed', { task: title })}
        onPress={() => cancel.mutate(run.id, { onError: toastFailure })}
      />
    </li>
  );
}

function EndedRun({ run }: { run: Run }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const failureText = useFailureText();
  const title = useRunTitle()(run, 'kindsEnded');
  return (
    <li className="flex items-baseline justify-between gap-3 px-4 py-1.5 text-13">
      <span className="min-w-0">
        <span className="block truncate">{title}</span>
        {run.state === 'failed' && run.error && (
          <span className="block text-muted">{failureText(failureOf(run.error)).title}</span>
        )}
      </span>
      <span className={cx('shrink-0', run.state === 'failed' ? 'text-danger-ink' : 'text-muted')}>
        {t(`tasks.states.${run.state}`)}
        {run.endedAt && <span className="tabular text-faint"> · {format.time(run.endedAt)}</span>}
      </span>
    </li>
  );
}

function TaskList() {
  const { t } = useTranslation('app');
  const active = useActiveRuns().data ?? [];
  const ended = (useRecentRuns().data ?? []).filter((run) => run.endedAt !== null).slice(0, shownEnded);
  return (
    <Dialog className="max-h-[70vh] overflow-y-auto pb-2 outline-none">
      <Heading slot="title" className="px-4 pt-3 pb-1.5 text-15">
        {t('tasks.title')}
      </Heading>
      {active.length === 0 ? (
        <p className="px-4 pb-2 text-muted">{t('tasks.none')}</p>
      ) : (
        <ul>
          {active.map((run) => (
            <ActiveRun key={run.id} run={run} />
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <>
          <h3 className="mt-1 border-t border-line px-4 pt-3 pb-1 text-12 text-muted">{t('tasks.recent')}</h3>
          <ul>
            {ended.map((run) => (
              <EndedRun key={run.id} run={run} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

export function Tasks() {
  const { t } = useTranslation('app');
  const count = useActiveRuns().data?.length ?? 0;
  return (
    <DialogTrigger>
      <AriaButton
        aria-label={t('tasks.button', { count })}
        className={cx(
          'flex h-8 min-w-8 cursor-default items-center justify-center gap-2 rounded-md px-2 text-13 transition-colors data-hovered:bg-hover data-pressed:bg-pressed',
          count > 0 ? 'bg-brand-soft font-[560] text-brand-ink' : 'text-muted',
        )}
      >
        {count > 0 ? (
          <>
            <Spinner className="size-4" />
            <span className="tabular">{count}</span>
          </>
        ) : (
          <Activity aria-hidden className="size-4.5" strokeWidth={1.75} />
        )}
      </AriaButton>
      <Popover
        placement="bottom end"
        offset={6}
        className="hairline w-96 max-w-[calc(100vw-1rem)] rounded-md bg-raised shadow-raised data-entering:animate-[appear_140ms_var(--ease-out)]"
      >
        <TaskList />
      </Popover>
    </DialogTrigger>
  );
}
