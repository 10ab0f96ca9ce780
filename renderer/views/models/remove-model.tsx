/** The menu behind a card's three dots: removing, after saying what goes and what still needs it. */
import { useMutation } from '@tanstack/react-query';
import { EllipsisVertical, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../../electron/contract/models.ts';
import { client } from '../../client/client.ts';
import { queryKeys } from '../../client/queries.ts';
import { queryClient } from '../../client/query-client.ts';
import { useFormat } from '../../i18n/format.ts';
import { ConfirmDialog, IconButton, Menu, toast, toastFailure } from '../../ui/index.ts';
import { useUsesText } from './model-facts.tsx';

const sizeHere = ({ install, sizeBytes }: Model): number => {
  if (install.state === 'installed') return install.sizeBytes;
  return install.state === 'partial' ? install.doneBytes : sizeBytes;
};

export function RemoveModel({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const usesText = useUsesText();
  const [isAsking, setAsking] = useState(false);
  const isUsed = model.usedBy.length > 0;
  const remove = useMutation({
    mutationFn: () => client.models.remove({ modelId: model.id, evenIfUsed: isUsed }),
    onSuccess: ({ freedBytes }) => toast('done', t('removed', { size: format.bytes(freedBytes) })),
    onError: toastFailure,
    onSettled: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: queryKeys.models });
    },
  });
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
        confirmLabel={t(isUsed ? 'removeAnyway' : 'remove')}
        onConfirm={() => remove.mutate()}
        isPending={remove.isPending}
      >
        <p>{t('removeBody', { size: format.bytes(sizeHere(model)) })}</p>
        {isUsed && (
          <p className="mt-2 text-attention-ink">{t('removeUsed', { uses: usesText(model.usedBy) })}</p>
        )}
        {model.origin === 'imported' && <p className="mt-2">{t('removeImportedNote')}</p>}
      </ConfirmDialog>
    </>
  );
}
