/** The starter set as one thing to fetch: what it holds, how much is here, and one button for the rest. Gone when all is here. */
import { CircleCheck, CircleDashed, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { usePullModel, useSettings } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, ConfirmDialog, Progress, Spinner, toastFailure } from '../../ui/index.ts';
import { tasks } from './task-nav.tsx';

const isHere = ({ install }: Model): boolean => install.state === 'installed';
const isComing = ({ install }: Model): boolean =>
  install.state === 'downloading' || install.state === 'queued';

const restOf = ({ install, downloadBytes }: Model): number =>
  install.state === 'partial' ? install.totalBytes - install.doneBytes : downloadBytes;

function Part({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  return (
    <li className="flex items-start gap-2 [&>svg]:mt-0.5">
      {isHere(model) ? (
        <CircleCheck aria-hidden className="size-4 shrink-0 text-verified-ink" strokeWidth={1.75} />
      ) : isComing(model) ? (
        <Spinner className="size-4 shrink-0 text-brand-ink" />
      ) : (
        <CircleDashed aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} />
      )}
      <span className="min-w-0 text-pretty">
        {model.name}{' '}
        <span className="text-muted">
          {t(`tasks.${model.task}`)} · {format.bytes(model.downloadBytes)} ·{' '}
          {t(`states.${model.install.state}`)}
        </span>
      </span>
    </li>
  );
}

export function StarterSet({ models }: { models: readonly Model[] }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const pull = usePullModel();
  const isAllowed = useSettings().data?.network.allowedPurposes.includes('model-download') ?? false;
  const [isAsking, setAsking] = useState(false);
  const set = models
    .filter(({ starter }) => starter)
    .toSorted((a, b) => tasks.indexOf(a.task) - tasks.indexOf(b.task));
  const missing = set.filter((model) => !isHere(model) && !isComing(model));
  const here = set.filter(isHere).length;
  if (set.length === 0 || here === set.length) return null;
  const size = format.bytes(missing.reduce((sum, model) => sum + restOf(model), 0));
  const hosts = [...new Set(missing.flatMap((model) => model.hosts.slice(0, 1)))];
  const start = () => {
    setAsking(false);
    for (const { id } of missing) pull.mutate(id, { onError: toastFailure });
  };
  return (
    <section aria-labelledby="starter-set" className="hairline mb-8 rounded-md bg-surface p-4">
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('starterSet.confirm')}
        confirmLabel={t('consent.confirm')}
        onConfirm={start}
        tone="plain"
      >
        {t('consent.body', { hosts: format.list(hosts), size })}
      </ConfirmDialog>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id="starter-set" className="text-17">
            {t('starterSet.title')}
          </h2>
          <p className="mt-0.5 max-w-150 text-13 text-pretty text-muted">{t('starterSet.intro')}</p>
        </div>
        {missing.length > 0 && (
          <Button
            variant="primary"
            icon={Download}
            data-action="pull-starter"
            isPending={pull.isPending}
            onPress={() => (isAllowed ? start() : setAsking(true))}
          >
            {t(here > 0 || missing.length < set.length ? 'starterSet.rest' : 'starterSet.pull', { size })}
          </Button>
        )}
      </div>
      <Progress
        label={t('starterSet.title')}
        done={here}
        total={set.length}
        valueText={t('starterSet.progress', { done: here, total: set.length })}
        className="mt-3"
      />
      <ul className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(min(100%,22rem),1fr))] gap-x-6 gap-y-1 text-13">
        {set.map((model) => (
          <Part key={model.id} model={model} />
        ))}
      </ul>
    </section>
  );
}
