/** Asks for the permission to reach a provider, and says what will leave this computer and to whom. */
import { useTranslation } from 'react-i18next';
import type { Provider } from '../../../electron/contract/gateway.ts';
import { ConfirmDialog, toastFailure } from '../../ui/index.ts';
import { useEnableProvider } from './mutations.ts';

export function ConsentDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { t } = useTranslation('gateway');
  const enable = useEnableProvider();
  const { name, host, fallbackModelId } = provider;
  const reach = provider.reach === 'program' ? 'computer' : provider.reach;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      tone="plain"
      title={t('consent.title', { name })}
      confirmLabel={t('consent.confirm')}
      isPending={enable.isPending}
      onConfirm={() =>
        enable.mutate(
          { providerId: provider.id, enabled: true },
          { onSuccess: onClose, onError: toastFailure },
        )
      }
    >
      <div className="flex flex-col gap-2.5 text-pretty">
        <p className="text-ink">{t(`consent.${reach}`, { name, host })}</p>
        {fallbackModelId && <p>{t('consent.fallback', { name, model: fallbackModelId })}</p>}
        <p>{t('consent.confidential')}</p>
        <p>{t('consent.ledger')}</p>
      </div>
    </ConfirmDialog>
  );
}
