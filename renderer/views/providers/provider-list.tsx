/** The providers in the order in which they are asked. */
import { PlugZap, Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Provider } from '../../../electron/contract/gateway.ts';
import { useProviders } from '../../client/queries.ts';
import { announce, Button, EmptyState, ErrorNotice, Page, Skeleton, toastFailure } from '../../ui/index.ts';
import { useSwapProviders } from './mutations.ts';
import { PartsNav } from './parts-nav.tsx';
import { ProviderCard } from './provider-card.tsx';
import { ProviderDialog } from './provider-dialog.tsx';

export function ProviderList() {
  const { t } = useTranslation('gateway');
  const { data, error, isPending, refetch } = useProviders();
  const [edited, setEdited] = useState<Provider | 'new' | null>(null);
  const swap = useSwapProviders();
  const providers = (data ?? []).toSorted((one, other) => one.position - other.position);
  const add = (
    <Button icon={Plus} variant="primary" onPress={() => setEdited('new')}>
      {t('list.add')}
    </Button>
  );
  const moveTo = (from: number, to: number) => {
    const [one, other] = [providers[from], providers[to]];
    if (!one || !other) return null;
    return () =>
      swap.mutate([one, other], {
        onSuccess: () => announce(t('list.moved', { name: one.name, position: to + 1 })),
        onError: toastFailure,
      });
  };
  return (
    <Page title={t('list.title')} intro={t('list.intro')} actions={providers.length > 0 && add}>
      <PartsNav current="list" />
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && <Skeleton className="h-40 w-full" />}
      {data && providers.length === 0 && (
        <EmptyState
          icon={ShieldCheck}
          tone="verified"
          title={t('list.empty')}
          action={add}
          className="hairline max-w-none rounded-md bg-surface"
        >
          <p className="mx-auto max-w-112">{t('list.emptyHelp')}</p>
        </EmptyState>
      )}
      {providers.length > 0 && (
        <>
          <ol className="flex flex-col gap-3">
            {providers.map((provider, index) => (
              <ProviderCard
                key={provider.id}
                provider={provider}
                isMoving={swap.isPending}
                onUp={moveTo(index, index - 1)}
                onDown={moveTo(index, index + 1)}
                onEdit={() => setEdited(provider)}
              />
            ))}
          </ol>
          <p className="mt-4 flex items-start gap-2 text-13 text-muted">
            <PlugZap aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
            {t('list.order')}
          </p>
        </>
      )}
      {edited && (
        <ProviderDialog provider={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Page>
  );
}
