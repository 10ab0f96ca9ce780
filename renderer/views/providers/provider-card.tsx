/** One provider: whether it may be reached, how it is doing, and what can be done with it. */
import { Activity, ArrowDown, ArrowUp, CircleCheck, Ellipsis, PencilLine, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Provider } from '../../../electron/contract/gateway.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, ConfirmDialog, ErrorNotice, IconButton, Menu, toastFailure } from '../../ui/index.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { useHealthText } from './health-text.ts';
import { useAdoptModel, useCheckProvider, useEnableProvider, useRemoveProvider } from './mutations.ts';

const mostOffered = 12;

type Props = {
  provider: Provider;
  isMoving: boolean;
  /** `null` at the ends of the list. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onEdit: () => void;
};

function Facts({ provider }: { provider: Provider }) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const { state, reason } = useHealthText()(provider);
  const { timeToFirstTokenMs } = provider.health;
  const facts: [string, string][] = [
    [t('card.facts.address'), `${provider.host} (${t(`reach.${provider.reach}`)})`],
    [t('card.facts.key'), provider.hasKey ? t('card.keyStored') : t('card.keyMissing')],
    [
      t('card.facts.models'),
      provider.models.length > 0 ? format.list(provider.models.map((model) => model.id)) : t('card.noModels'),
    ],
    [t('card.facts.fallback'), provider.fallbackModelId ?? t('card.noFallback')],
    [t('card.facts.health'), reason === null ? state : `${state}. ${t('card.health.reason', { reason })}`],
    [
      t('card.facts.latency'),
      timeToFirstTokenMs === null ? t('card.latencyUnknown') : format.seconds(timeToFirstTokenMs),
    ],
  ];
  return (
    <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 text-13">
      {facts.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="tabular min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Checked({ provider, modelIds }: { provider: Provider; modelIds: readonly string[] }) {
  const { t } = useTranslation('gateway');
  const adopt = useAdoptModel();
  const known = new Set(provider.models.map((model) => model.id));
  const offered = modelIds.filter((modelId) => !known.has(modelId)).slice(0, mostOffered);
  return (
    <div role="status" className="mt-3 rounded-md bg-verified-soft px-3.5 py-2.5 text-13">
      <p className="flex items-start gap-2 text-verified-ink">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
        {t('card.checked', { host: provider.host, count: modelIds.length })}
      </p>
      {offered.length > 0 && (
        <div className="mt-2 flex flex-wrap items-center gap-1.5">
          <span className="mr-1 text-muted">{t('card.adopt')}</span>
          {offered.map((modelId) => (
            <Button
              key={modelId}
              size="sm"
              icon={Plus}
              aria-label={t('card.adoptOne', { model: modelId })}
              isDisabled={adopt.isPending}
              onPress={() => adopt.mutate({ provider, modelId }, { onError: toastFailure })}
            >
              {modelId}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

export function ProviderCard({ provider, isMoving, onUp, onDown, onEdit }: Props) {
  const { t } = useTranslation('gateway');
  const [asked, setAsked] = useState<'consent' | 'remove' | null>(null);
  const check = useCheckProvider();
  const enable = useEnableProvider();
  const remove = useRemoveProvider();
  const close = () => setAsked(null);
  const { name, enabled, reach } = provider;
  const leaves = reach !== 'computer';
  return (
    <li className="hairline rounded-md bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-56 flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="text-15">{name}</h2>
          {name !== t(`kinds.${provider.kind}`) && (
            <span className="text-13 text-muted">{t(`kinds.${provider.kind}`)}</span>
          )}
          <Badge tone={enabled ? (leaves ? 'attention' : 'brand') : 'neutral'}>
            {t(enabled ? 'card.enabled' : 'card.disabled')}
          </Badge>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            icon={Activity}
            aria-label={t('card.checkNamed', { name })}
            isPending={check.isPending}
            onPress={() => check.mutate(provider.id)}
          >
            {t('card.check')}
          </Button>
          {enabled ? (
            <Button
              size="sm"
              aria-label={t('card.disableNamed', { name })}
              isPending={enable.isPending}
              onPress={() =>
                enable.mutate({ providerId: provider.id, enabled: false }, { onError: toastFailure })
              }
            >
              {t('card.disable')}
            </Button>
          ) : (
            <Button
              size="sm"
              variant="primary"
              aria-label={t('card.enableNamed', { name })}
              onPress={() => setAsked('consent')}
            >
              {t('card.enable')}
            </Button>
          )}
          {(onUp || onDown) && (
            <span className="flex">
              <IconButton
                icon={ArrowUp}
                size="sm"
                label={t('list.up', { name })}
                isDisabled={onUp === null || isMoving}
                onPress={onUp ?? undefined}
              />
              <IconButton
                icon={ArrowDown}
                size="sm"
                label={t('list.down', { name })}
                isDisabled={onDown === null || isMoving}
                onPress={onDown ?? undefined}
              />
            </span>
          )}
          <Menu
            label={t('card.more', { name })}
            entries={[
              { id: 'edit', label: t('card.edit'), icon: PencilLine, onAction: onEdit },
              {
                id: 'remove',
                label: t('card.remove'),
                icon: Trash2,
                tone: 'danger',
                onAction: () => setAsked('remove'),
              },
            ]}
          >
            <IconButton icon={Ellipsis} size="sm" label={t('card.more', { name })} />
          </Menu>
        </div>
      </div>
      <Facts provider={provider} />
      {check.data && <Checked provider={provider} modelIds={check.data.modelIds} />}
      {check.error && <ErrorNotice failure={check.error} className="mt-3" />}
      {asked === 'consent' && <ConsentDialog provider={provider} onClose={close} />}
      <ConfirmDialog
        isOpen={asked === 'remove'}
        onClose={close}
        title={t('remove.title', { name })}
        confirmLabel={t('remove.confirm')}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate(provider.id, { onSuccess: close, onError: toastFailure })}
      >
        {t('remove.body')}
      </ConfirmDialog>
    </li>
  );
}
