/** Says how work on models ended, wherever the person is by then: a download that fails must not fail silently. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../client/failure.ts';
import { useModels, useRecentRuns } from '../client/queries.ts';
import { toast, toastRunFailure } from '../ui/index.ts';

export function RunOutcomes() {
  const { t } = useTranslation('app');
  const runs = useRecentRuns().data;
  const models = useModels().data?.models;
  /** `null` until the first list: what ended before this page was opened is no news. */
  const known = useRef<Set<string> | null>(null);

  useEffect(() => {
    if (!runs || !models) return;
    const ended = runs.filter((run) => run.endedAt !== null);
    const before = known.current;
    known.current = new Set(ended.map((run) => run.id));
    if (!before) return;
    for (const run of ended) {
      if (before.has(run.id) || run.kind === 'chat.answer' || run.kind === 'knowledge.answer') continue;
      if (run.state === 'failed' && run.error) toastRunFailure(failureOf(run.error));
      if (run.state === 'finished' && run.kind === 'models.import') toast('done', t('tasks.imported'));
      if (run.state === 'finished' && run.kind === 'models.pull') {
        const name = models.find((model) => model.id === run.subjectId)?.name ?? '';
        toast('done', t('tasks.installed', { name }));
      }
    }
  }, [runs, models, t]);
  return null;
}
