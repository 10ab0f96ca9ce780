/** Keys with which other programs may use the models here, through the OpenAI-compatible endpoint. */
import { useQuery } from '@tanstack/react-query';
import { Copy, KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type EndpointKey, type EndpointScope, endpointScopes } from '../../../electron/contract/gateway.ts';
import { client } from '../../client/client.ts';
import { queryKeys } from '../../client/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  Badge,
  Button,
  ConfirmDialog,
  Dialog,
  EmptyState,
  ErrorNotice,
  Page,
  Section,
  Segmented,
  Skeleton,
  TextField,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { copyText } from '../chat/copy.ts';
import { EndpointAccess } from './endpoint-access.tsx';
import { useCreateKey, useRevokeKey } from './mutations.ts';
import { PartsNav } from './parts-nav.tsx';

const usualScopes: EndpointScope[] = ['models', 'chat'];

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('gateway');
  const copy = async () =>
    (await copyText(secret)) ? toast('done', t('keys.copied')) : toast('info', t('keys.copyFailed'));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isDismissable={false}
      title={t('keys.shownOnce')}
      actions={
        <>
          <Button icon={Copy} onPress={() => void copy()}>
            {t('keys.copy')}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {t('keys.done')}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-muted">{t('keys.shownOnceHelp')}</p>
      <code className="block rounded-md bg-sunken px-3 py-2 font-mono text-13 break-all select-all">
        {secret}
      </code>
    </Dialog>
  );
}

function CreateDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const { t } = useTranslation(['gateway', 'common']);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<EndpointScope[]>(usualScopes);
  const [dataClass, setDataClass] = useState<EndpointKey['dataClass']>('confidential');
  const create = useCreateKey();
  const isIncomplete = name.trim() === '' || scopes.length === 0;
  const save = () =>
    create.mutate({ name: name.trim(), scopes, dataClass }, { onSuccess: ({ secret }) => onMade(secret) });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('keys.add')}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={isIncomplete} isPending={create.isPending} onPress={save}>
            {t('keys.add')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        {create.error && <ErrorNotice failure={create.error} />}
        <TextField
          autoFocus
          label={t('keys.name')}
          help={t('keys.nameHelp')}
          value={name}
          onChange={setName}
          maxLength={80}
        />
        <CheckboxGroup
          value={scopes}
          onChange={(chosen) => setScopes(endpointScopes.filter((scope) => chosen.includes(scope)))}
        >
          <Label className="mb-1.5 block text-13 font-[560]">{t('keys.scopes')}</Label>
          <div className="flex flex-col gap-1.5">
            {endpointScopes.map((scope) => (
              <Checkbox key={scope} value={scope} className="group flex cursor-default items-center gap-2.5">
                <span className="flex size-4.5 shrink-0 items-center justify-center rounded-sm border border-control group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus group-data-selected:border-brand group-data-selected:bg-brand">
                  <svg
                    aria-hidden="true"
                    viewBox="0 0 16 16"
                    className="invisible size-3.5 group-data-selected:visible"
                  >
                    <path d="M3 8.5 6.5 12 13 4.5" className="fill-none stroke-on-brand stroke-2" />
                  </svg>
                </span>
                {t(`keys.scope.${scope}`)}
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
        <Segmented
          label={t('keys.dataClass')}
          options={[
            { value: 'confidential', label: t('keys.localShort') },
            { value: 'internal', label: t('keys.cloudShort') },
          ]}
          value={dataClass}
          onChange={setDataClass}
          help={t(dataClass === 'confidential' ? 'keys.local' : 'keys.cloud')}
        />
      </div>
    </Dialog>
  );
}

function KeyRow({ endpointKey }: { endpointKey: EndpointKey }) {
  const { t } = useTranslation('gateway');
  const format = useFormat();
  const [isAsked, setAsked] = useState(false);
  const revoke = useRevokeKey();
  const { id, name, hint, scopes, dataClass, createdAt, lastUsedAt } = endpointKey;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t border-line px-5 py-3 first:border-t-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-[560]">{name}</span>
          <code className="font-mono text-13 text-muted">{hint}…</code>
          <Badge tone={dataClass === 'internal' ? 'attention' : 'verified'}>
            {t(dataClass === 'internal' ? 'keys.cloudShort' : 'keys.localShort')}
          </Badge>
        </p>
        <p className="mt-1 text-13 text-muted">
          {format.list(scopes.map((scope) => t(`keys.scope.${scope}`)))} ·{' '}
          {t('keys.created', { at: format.date(createdAt) })},{' '}
          {lastUsedAt === null ? t('keys.unused') : t('keys.used', { at: format.dateTime(lastUsedAt) })}
        </p>
      </div>
      <Button size="sm" aria-label={t('keys.revokeNamed', { name })} onPress={() => setAsked(true)}>
        {t('keys.revoke')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title={t('keys.revokeTitle', { name })}
        confirmLabel={t('keys.revoke')}
        isPending={revoke.isPending}
        onConfirm={() => revoke.mutate(id, { onSuccess: () => setAsked(false), onError: toastFailure })}
      >
        {t('keys.revokeBody')}
      </ConfirmDialog>
    </li>
  );
}

export function EndpointKeys() {
  const { t } = useTranslation('gateway');
  const [open, setOpen] = useState<'create' | { secret: string } | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...queryKeys.gateway, 'keys'],
    queryFn: () => client.gateway.endpointKeys(),
    staleTime: 0,
  });
  const add = (
    <Button icon={Plus} variant="primary" onPress={() => setOpen('create')}>
      {t('keys.add')}
    </Button>
  );
  return (
    <Page title={t('keys.title')} intro={t('keys.intro')} actions={data && data.length > 0 && add}>
      <PartsNav current="keys" />
      <EndpointAccess />
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && <Skeleton className="h-24 w-full" />}
      {data?.length === 0 && (
        <EmptyState
          icon={KeyRound}
          title={t('keys.empty')}
          action={add}
          className="hairline max-w-none rounded-md bg-surface"
        >
          {t('keys.emptyHelp')}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <Section title={t('keys.list')}>
          <ul>
            {data.map((endpointKey) => (
              <KeyRow key={endpointKey.id} endpointKey={endpointKey} />
            ))}
          </ul>
        </Section>
      )}
      {open === 'create' && (
        <CreateDialog onClose={() => setOpen(null)} onMade={(secret) => setOpen({ secret })} />
      )}
      {open !== null && open !== 'create' && <Secret secret={open.secret} onClose={() => setOpen(null)} />}
    </Page>
  );
}
