/** What can be done with a model in its present state: fetch, pause, go on, repair, measure, remove. */
import { useMutation } from '@tanstack/react-query';
import { Download, Gauge, Pause, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { client } from '../../client/client.ts';
import { queryKeys, usePauseModel, usePullModel, useSettings } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, ConfirmDialog, toast, toastFailure } from '../../ui/index.ts';
import { RemoveModel } from './remove-model.tsx';

/** Pulls after the person has agreed to the connection, unless the settings already allow it. */
function useConsentedPull(model: Model) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const pull = usePullModel();
  const isAllowed = useSettings().data?.network.allowedPurposes.includes('model-download') ?? false;
  const start = () => {
    setAsking(false);
    pull.mutate(model.id, { onError: toastFailure });
  };
  const rest =
    model.install.state === 'partial'
      ? model.install.totalBytes - model.install.doneBytes
      : model.downloadBytes;
  return {
    isPending: pull.isPending,
    begin: () => (isAllowed ? start() : setAsking(true)),
    dialog: (
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('consent.title', { name: model.name })}
        confirmLabel={t('consent.confirm')}
        onConfirm={start}
        tone="plain"
      >
        {t('consent.body', { hosts: format.list(model.hosts), size: format.bytes(rest) })}
      </ConfirmDialog>
    ),
  };
}

function Measure({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const measure = useMutation({
    mutationFn: () => client.models.benchmark({ modelId: model.id }),
    onSuccess: () => toast('info', t('speed.started')),
    onError: toastFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.runs }),
  });
  return (
    <Button
      variant="quiet"
      icon={Gauge}
      aria-label={t('speed.measureNamed', { name: model.name })}
      isPending={measure.isPending}
      onPress={() => measure.mutate()}
    >
      {t('speed.measure')}
    </Button>
  );
}

/** Fetches what is missing: all of it, the rest, or again. */
function Fetch({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const { begin, dialog, isPending } = useConsentedPull(model);
  const { install } = model;
  const label =
    install.state === 'available'
      ? t('pull', { size: format.bytes(model.downloadBytes) })
      : t(install.state === 'partial' ? 'resume' : 'repair');
  return (
    <>
      {dialog}
      <Button
        icon={install.state === 'available' ? Download : RotateCcw}
        data-action="pull"
        aria-label={`${label}, ${model.name}`}
        isDisabled={install.state === 'available' && model.fit.verdict === 'too-large'}
        isPending={isPending}
        onPress={begin}
      >
        {label}
      </Button>
    </>
  );
}

export function InstallActions({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const pause = usePauseModel();
  const { install } = model;
  const isElsewhere = install.state === 'partial' && install.reason === 'elsewhere';
  const isMissing =
    install.state === 'available' || install.state === 'partial' || install.state === 'broken';
  const isHere = install.state === 'installed' || install.state === 'broken' || install.state === 'partial';
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1">
      {install.state === 'installed' && model.task === 'chat' && <Measure model={model} />}
      {isMissing && !isElsewhere && model.hosts.length > 0 && <Fetch model={model} />}
      {(install.state === 'downloading' || install.state === 'queued') && (
        <Button
          icon={Pause}
          aria-label={`${t('pause')}, ${model.name}`}
          isPending={pause.isPending}
          onPress={() => pause.mutate(model.id, { onError: toastFailure })}
        >
          {t('pause')}
        </Button>
      )}
      {isHere && !isElsewhere && <RemoveModel model={model} />}
    </div>
  );
}
