/** Third screen: a language model, honestly described; fetched on request, or read from a file, or left for later. */
import { Download, FileInput, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { failureOf } from '../../client/failure.ts';
import { desktopHost } from '../../client/host.ts';
import { useImportModel, useModels, usePauseModel, usePullModel } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, ErrorNotice, Skeleton, toastFailure } from '../../ui/index.ts';
import { FitBadge } from '../models/fit-badge.tsx';
import { useLanguageList } from '../models/language-list.ts';
import { DownloadProgress } from '../models/model-card.tsx';
import { StepHeading } from './step-heading.tsx';

const mostShown = 4;

const isComing = ({ state }: Model['install']): boolean => state === 'queued' || state === 'downloading';
const fitOrder = { fits: 0, tight: 1, 'too-large': 2 };

/** Installed first, then what fits; the smaller before the larger, as they are quicker to get and to answer. */
const sorted = (models: Model[]): Model[] => {
  const rank = (model: Model) =>
    (model.install.state === 'installed' ? 0 : 100) + fitOrder[model.fit.verdict] * 10;
  const isOffered = ({ task, install, hosts }: Model) =>
    task === 'chat' && (install.state === 'installed' || isComing(install) || hosts.length > 0);
  return models.filter(isOffered).sort((a, b) => rank(a) - rank(b) || a.sizeBytes - b.sizeBytes);
};

function Choice({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const languageList = useLanguageList();
  return (
    <Radio
      value={model.id}
      className="group flex cursor-default items-start gap-3 rounded-md border border-line bg-surface px-4 py-3 transition-colors data-hovered:border-control data-selected:border-brand data-selected:bg-brand-soft"
    >
      <span className="mt-0.5 size-4.5 shrink-0 rounded-full border border-control bg-surface group-data-selected:border-[calc(5.5rem/15)] group-data-selected:border-brand" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-[560]">{model.name}</span>
          {model.install.state === 'installed' && <Badge tone="brand">{t('states.installed')}</Badge>}
          {model.starter && <Badge>{t('starter')}</Badge>}
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <FitBadge fit={model.fit} />
          <span className="tabular text-13 text-muted">
            {[format.bytes(model.downloadBytes || model.sizeBytes), languageList(model.languages)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </span>
    </Radio>
  );
}

function Chosen({ model, onNext }: { model: Model; onNext: () => void }) {
  const { t } = useTranslation(['onboarding', 'models', 'common']);
  const format = useFormat();
  const pull = usePullModel();
  const pause = usePauseModel();
  const { install } = model;
  const isBusy = isComing(install);
  const canPull = model.hosts.length > 0 && !isBusy && install.state !== 'installed';
  return (
    <>
      {model.starter && (
        <p className="mt-3 flex items-start gap-2 text-13 text-attention-ink">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
          {t('models:starterNote')}
        </p>
      )}
      <DownloadProgress model={model} />
      {install.state === 'broken' && (
        <ErrorNotice failure={failureOf(install.error)} live="quiet" className="mt-3" />
      )}
      {pull.error && <ErrorNotice failure={pull.error} className="mt-3" />}
      <p className="mt-3 min-h-5 text-13 text-muted">
        {isBusy && t('model.background')}
        {install.state === 'installed' && t('model.installedHint', { name: model.name })}
        {canPull && t('model.connects', { hosts: format.list(model.hosts) })}
      </p>
      <div className="mt-5 flex flex-wrap items-center justify-end gap-2">
        {isBusy && (
          <Button size="lg" onPress={() => pause.mutate(model.id, { onError: toastFailure })}>
            {t('models:pause')}
          </Button>
        )}
        {canPull && (
          <>
            <Button variant="quiet" size="lg" onPress={onNext}>
              {t('model.continueWithout')}
            </Button>
            <Button
              variant="primary"
              size="lg"
              icon={Download}
              isDisabled={model.fit.verdict === 'too-large'}
              isPending={pull.isPending}
              onPress={() => pull.mutate(model.id)}
            >
              {install.state === 'partial'
                ? t('models:resume')
                : t('models:pull', { size: format.bytes(model.downloadBytes) })}
            </Button>
          </>
        )}
        {!canPull && (
          <Button variant="primary" size="lg" onPress={onNext}>
            {t('common:next')}
          </Button>
        )}
      </div>
    </>
  );
}

export function ChooseModel({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation(['onboarding', 'common']);
  const { data, error, refetch } = useModels();
  const importModel = useImportModel();
  const [wanted, setWanted] = useState<string | null>(null);
  const host = desktopHost();
  const models = sorted(data?.models ?? []).slice(0, mostShown);
  const busy = models.find((model) => isComing(model.install));
  const chosen = models.find((model) => model.id === wanted) ?? busy ?? models[0];
  const importFile = async () => {
    const path = await host?.pickFile('gguf');
    if (path) importModel.mutate(path, { onError: toastFailure });
  };
  return (
    <>
      <StepHeading title={t('model.title')}>{t('model.intro')}</StepHeading>
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {!data && !error && <Skeleton className="h-40 w-full" />}
      {data && models.length === 0 && <p className="text-muted">{t('model.none')}</p>}
      {chosen && (
        <RadioGroup
          aria-label={t('model.choose')}
          value={chosen.id}
          onChange={setWanted}
          className="flex flex-col gap-2"
        >
          {models.map((model) => (
            <Choice key={model.id} model={model} />
          ))}
        </RadioGroup>
      )}
      {host && (
        <Button
          variant="quiet"
          size="sm"
          icon={FileInput}
          className="mt-2 self-start"
          isPending={importModel.isPending}
          onPress={() => void importFile()}
        >
          {t('model.import')}
        </Button>
      )}
      {chosen ? (
        <Chosen key={chosen.id} model={chosen} onNext={onNext} />
      ) : (
        <div className="mt-6 flex justify-end">
          <Button variant="primary" size="lg" onPress={onNext}>
            {t('model.continueWithout')}
          </Button>
        </div>
      )}
    </>
  );
}
