/** What can be done with a model in its present state: fetch, pause, go on, repair, remove. */
import { useMutation } from '@tanstack/react-query';
import { Download, EllipsisVertical, Pause, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { client } from '../../client/client.ts';
import { queryKeys, useCancelRun, usePullModel, useSettings } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, ConfirmDialog, IconButton, Menu, toast, toastFailure } from '../../ui/index.ts';

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

function Remove({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => client.models.remove({ modelId: model.id }),
    onSuccess: ({ freedBytes }) => toast('done', t('removed', { size: format.bytes(freedBytes) })),
    onError: toastFailure,
    onSettled: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: queryKeys.models });
    },
  });
  const size =
    model.install.state === 'installed'
      ? model.install.sizeBytes
      : model.install.state === 'partial'
        ? model.install.doneBytes
        : model.sizeBytes;
  return (
    <>
      <Menu
        label={t('moreFor', { name: model.name })}
        entries={[
          { id: 'remove', label: t('remove'), icon: Trash2, tone: 'danger', onAction: () => setAsking(true) },
        ]}
      >
        <IconButton icon={EllipsisVertical} label={t('moreFor', { name: model.name })} />
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('removeTitle', { name: model.name })}
        confirmLabel={t('remove')}
        onConfirm={() => remove.mutate()}
        isPending={remove.isPending}
      >
        <p>{t('removeBody', { size: format.bytes(size) })}</p>
        {model.origin === 'imported' && <p className="mt-2">{t('removeImportedNote')}</p>}
      </ConfirmDialog>
    </>
  );
}

export function InstallActions({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const { begin, dialog, isPending } = useConsentedPull(model);
  const cancel = useCancelRun();
  const { install } = model;
  const canPull = model.hosts.length > 0;
  return (
    <div className="flex shrink-0 items-center gap-1">
      {dialog}
      {install.state === 'available' && canPull && (
        <Button
          icon={Download}
          aria-label={`${t('pull', { size: format.bytes(model.downloadBytes) })}, ${model.name}`}
          isDisabled={model.fit.verdict === 'too-large'}
          isPending={isPending}
          onPress={begin}
        >
          {t('pull', { size: format.bytes(model.downloadBytes) })}
        </Button>
      )}
      {install.state === 'partial' && canPull && (
        <Button
          icon={RotateCcw}
          aria-label={`${t('resume')}, ${model.name}`}
          isPending={isPending}
          onPress={begin}
        >
          {t('resume')}
        </Button>
      )}
      {install.state === 'broken' && canPull && (
        <Button
          icon={RotateCcw}
          aria-label={`${t('repair')}, ${model.name}`}
          isPending={isPending}
          onPress={begin}
        >
          {t('repair')}
        </Button>
      )}
      {install.state === 'downloading' && (
        <Button
          icon={Pause}
          aria-label={`${t('pause')}, ${model.name}`}
          isPending={cancel.isPending}
          onPress={() => cancel.mutate(install.runId, { onError: toastFailure })}
        >
          {t('pause')}
        </Button>
      )}
      {(install.state === 'installed' || install.state === 'broken' || install.state === 'partial') && (
        <Remove model={model} />
      )}
    </div>
  );
}
