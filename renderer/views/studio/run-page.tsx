/** An analysis on its way: every stage with what came out of it, and the way to stop and to go on. */
import { CircleCheck, CircleDashed, CircleMinus, Play, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomerAnalysis, StageState } from '../../../electron/contract/intelligence.ts';
import { navigate } from '../../app/router.ts';
import { failureOf } from '../../client/failure.ts';
import { useRun, useStartAnalysis } from '../../client/intelligence-queries.ts';
import { useCancelRun } from '../../client/queries.ts';
import { useRunProgress } from '../../client/run-progress.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, cx, ErrorNotice, Page, Progress, Spinner, toastFailure } from '../../ui/index.ts';
import { listPath } from './paths.ts';

export function RunPage({ analysis }: { analysis: CustomerAnalysis }) {
  const { t } = useTranslation('studio');
  const start = useStartAnalysis();
  const cancel = useCancelRun();
  const { state, runId } = analysis;
  const run = useRun(state === 'failed' ? runId : null).data;
  const titles = {
    new: t('run.ready'),
    running: t('run.running'),
    stopped: `${t('run.stopped')}. ${t('run.stoppedHelp')}`,
    failed: t('run.failed'),
    done: t('states.done'),
  };
  const isRunning = state === 'running';
  const go = () => start.mutate({ analysisId: analysis.id, repeat: false }, { onError: toastFailure });
  return (
    <Page
      title={analysis.name}
      intro={titles[state]}
      width="md"
      back={{ label: t('back'), onPress: () => navigate(listPath) }}
      actions={
        isRunning ? (
          <Button
            icon={Square}
            isPending={cancel.isPending}
            onPress={() => runId !== null && cancel.mutate(runId, { onError: toastFailure })}
          >
            {t('run.stop')}
          </Button>
        ) : (
          <Button variant="primary" icon={Play} isPending={start.isPending} onPress={go}>
            {state === 'new' ? t('run.start') : t('run.continue')}
          </Button>
        )
      }
    >
      {run?.error && <ErrorNotice failure={failureOf(run.error)} live="quiet" className="mb-5" />}
      <ol aria-label={t('run.stages')} className="hairline divide-y divide-line rounded-md bg-surface">
        {analysis.stages.map((stage) => (
          <Stage key={stage.stage} stage={stage} runId={isRunning ? runId : null} />
        ))}
      </ol>
    </Page>
  );
}

const icons = { waiting: CircleDashed, running: null, done: CircleCheck, skipped: CircleMinus };

function Stage({ stage, runId }: { stage: StageState; runId: string | null }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const isRunning = stage.state === 'running';
  const progress = useRunProgress(isRunning ? runId : null);
  const Icon = icons[stage.state];
  const facts = [
    t(`run.stageStates.${stage.state}`),
    stage.count !== null && t('run.result', { count: stage.count }),
    stage.durationMs !== null && format.seconds(stage.durationMs),
  ];
  const name = t(`run.stage.${stage.stage}`);
  return (
    <li className="px-5 py-3 narrow:px-4" aria-current={isRunning ? 'step' : undefined}>
      <div className="flex items-center gap-3">
        {Icon ? (
          <Icon
            aria-hidden
            strokeWidth={1.75}
            className={cx('size-5 shrink-0', stage.state === 'done' ? 'text-verified-ink' : 'text-faint')}
          />
        ) : (
          <Spinner className="size-5 shrink-0 text-brand-ink" />
        )}
        <span
          className={cx(
            'min-w-0 flex-1',
            isRunning && 'font-[560]',
            stage.state === 'waiting' && 'text-muted',
          )}
        >
          {name}
        </span>
        <span className="tabular text-right text-13 text-muted">{facts.filter(Boolean).join(' · ')}</span>
      </div>
      {isRunning && (
        <Progress
          label={name}
          done={progress?.phase === stage.stage ? progress.done : 0}
          total={progress?.phase === stage.stage ? progress.total : null}
          className="mt-2.5 ml-8"
        />
      )}
    </li>
  );
}
