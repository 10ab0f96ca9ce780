/** One model: name, state in words, whether it fits, honest notes, facts, and what can be done. */
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { failureOf } from '../../client/failure.ts';
import { useRunProgress } from '../../client/run-progress.ts';
import { useFormat } from '../../i18n/format.ts';
import { useProgressText } from '../../i18n/progress-text.ts';
import { Badge, ErrorNotice, Progress } from '../../ui/index.ts';
import { FitBadge } from './fit-badge.tsx';
import { InstallActions } from './install-actions.tsx';
import { useLanguageList } from './language-list.ts';

export function DownloadProgress({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const progressText = useProgressText();
  const { install } = model;
  const progress = useRunProgress(install.state === 'downloading' ? install.runId : null);
  if (install.state !== 'downloading' && install.state !== 'partial') return null;
  const { doneBytes, totalBytes } = install;
  const known = progress ?? {
    phase: 'downloading',
    done: doneBytes,
    total: totalBytes,
    unit: 'bytes' as const,
  };
  const isPaused = install.state === 'partial';
  const rest = t('partial', { done: format.bytes(doneBytes), total: format.bytes(totalBytes) });
  return (
    <Progress
      label={t('pullNamed', { name: model.name })}
      done={isPaused ? doneBytes : known.done}
      total={isPaused ? totalBytes : known.total}
      valueText={isPaused ? rest : progressText(known)}
      className="mt-3"
    />
  );
}

function StateBadge({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const { state } = model.install;
  const tones = {
    available: 'neutral',
    queued: 'brand',
    downloading: 'brand',
    partial: 'attention',
    installed: 'brand',
    broken: 'danger',
  } as const;
  return <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>;
}

function Facts({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const languageList = useLanguageList();
  const facts: [string, string | null][] = [
    [t('facts.size'), format.bytes(model.sizeBytes)],
    [t('facts.languages'), languageList(model.languages) || null],
    [
      t('facts.context'),
      model.contextTokens === null ? null : t('facts.contextValue', { tokens: model.contextTokens }),
    ],
    [t('facts.quantisation'), model.quantisation],
    [t('facts.licence'), model.licence],
    [t('facts.source'), model.hosts[0] ?? null],
  ];
  return (
    <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-13">
      {facts.map(
        ([term, value]) =>
          value && (
            <div key={term} className="flex min-w-0 gap-1.5">
              <dt className="text-muted">{term}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

export function ModelCard({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const note = model.starter ? t('starterNote') : model.quality === 'trial' ? t('trialNote') : null;
  return (
    <li className="hairline rounded-md bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h3 className="text-15">{model.name}</h3>
            <StateBadge model={model} />
            {model.starter && <Badge>{t('starter')}</Badge>}
            {model.origin === 'imported' && <Badge>{t('imported')}</Badge>}
          </div>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
            <FitBadge fit={model.fit} />
            <span className="text-13 text-muted">
              {t(`tasks.${model.task}`)} · {t(`quality.${model.quality}`)}
            </span>
          </p>
        </div>
        <InstallActions model={model} />
      </div>
      <DownloadProgress model={model} />
      {model.install.state === 'broken' && (
        <ErrorNotice failure={failureOf(model.install.error)} live="quiet" className="mt-3" />
      )}
      {note && (
        <p className="mt-3 flex max-w-170 items-start gap-2 text-13 text-attention-ink">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
          {note}
        </p>
      )}
      <Facts model={model} />
    </li>
  );
}
