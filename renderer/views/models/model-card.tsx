/** One model: name, state in words, whether it fits, honest notes, facts, and what can be done. */
import { Gauge, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { failureOf } from '../../client/failure.ts';
import { useRunProgress } from '../../client/run-progress.ts';
import { useFormat } from '../../i18n/format.ts';
import { useProgressText } from '../../i18n/progress-text.ts';
import { Badge, ErrorNotice, Progress } from '../../ui/index.ts';
import { FitBadge } from './fit-badge.tsx';
import { InstallActions } from './install-actions.tsx';
import { ModelFacts, useSpeedText } from './model-facts.tsx';

export function DownloadProgress({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const progressText = useProgressText();
  const { install } = model;
  const progress = useRunProgress(install.state === 'downloading' ? install.runId : null);
  if (install.state !== 'downloading' && install.state !== 'queued' && install.state !== 'partial')
    return null;
  const { doneBytes, totalBytes } = install;
  const known = progress ?? {
    phase: 'downloading',
    done: doneBytes,
    total: totalBytes,
    unit: 'bytes' as const,
  };
  const isMoving = install.state === 'downloading';
  const rest = t('partial', { done: format.bytes(doneBytes), total: format.bytes(totalBytes) });
  const waiting = install.state === 'queued' ? `${t('queued', { position: install.position })} · ` : '';
  return (
    <Progress
      label={t('pullNamed', { name: model.name })}
      done={isMoving ? known.done : doneBytes}
      total={isMoving ? known.total : totalBytes}
      valueText={isMoving ? progressText(known) : `${waiting}${rest}`}
      className="mt-3"
    />
  );
}

/** Why a download stands still. */
function Standstill({ install }: { install: Model['install'] }) {
  const { t } = useTranslation('models');
  if (install.state === 'broken')
    return <ErrorNotice failure={failureOf(install.error)} live="quiet" className="mt-3" />;
  if (install.state !== 'partial') return null;
  return install.error === null ? (
    <p className="mt-2 text-13 text-muted">{t(`reasons.${install.reason}`)}</p>
  ) : (
    <ErrorNotice failure={failureOf(install.error)} live="quiet" className="mt-3" />
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

/** Said before anyone relies on it. */
const useNotes = () => {
  const { t } = useTranslation('models');
  return ({ task, starter, quality, licence }: Model): string[] => [
    ...(task === 'chat' && starter ? [t('starterNote')] : []),
    ...(task === 'chat' && !starter && quality === 'trial' ? [t('trialNote')] : []),
    ...(/^A?GPL/.test(licence) ? [t('copyleftNote')] : []),
  ];
};

export function ModelCard({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const notes = useNotes()(model);
  const speedText = useSpeedText();
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
            <span className="text-13 text-muted">{t(`quality.${model.quality}`)}</span>
          </p>
          {model.speed && (
            <p className="tabular mt-1.5 flex items-start gap-1.5 text-13">
              <Gauge aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" strokeWidth={1.75} />
              <span>
                <span className="text-muted">{t('speed.label')}</span> {speedText(model.speed)}
              </span>
            </p>
          )}
        </div>
        <InstallActions model={model} />
      </div>
      <DownloadProgress model={model} />
      <Standstill install={model.install} />
      {notes.map((note) => (
        <p key={note} className="mt-3 flex max-w-170 items-start gap-2 text-13 text-attention-ink">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
          {note}
        </p>
      ))}
      <ModelFacts model={model} />
    </li>
  );
}
