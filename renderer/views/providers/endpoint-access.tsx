/** Where programs find the endpoint; in the window also whether it is open at all, and on which port. */
import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { failureOf } from '../../client/failure.ts';
import { queryKeys, useInfo } from '../../client/queries.ts';
import { Badge, ErrorNotice, IconButton, Section, Switch, toast } from '../../ui/index.ts';
import { copyText } from '../chat/copy.ts';
import { KeptField } from '../settings/kept-field.tsx';
import { Setting, useStored } from '../settings/setting.tsx';

const lowestPort = 1024;
const highestPort = 65_535;

const portOf = (typed: string): number | null => {
  const port = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : 0;
  return port >= lowestPort && port <= highestPort ? port : null;
};

function Address({ url }: { url: string }) {
  const { t } = useTranslation('gateway');
  const copy = async () =>
    (await copyText(url)) ? toast('done', t('keys.copied')) : toast('info', t('keys.addressCopyFailed'));
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="text-muted">{t('keys.address')}</span>
      <span className="inline-flex max-w-full items-center gap-1">
        <code className="min-w-0 rounded-sm bg-sunken px-2 py-0.5 font-mono text-13 break-all select-all">
          {url}
        </code>
        <IconButton size="sm" icon={Copy} label={t('keys.copyAddress')} onPress={() => void copy()} />
      </span>
    </p>
  );
}

const tones = { on: 'verified', starting: 'neutral', off: 'neutral', failed: 'danger' } as const;

function DesktopSwitch() {
  const { t } = useTranslation('gateway');
  const stored = useStored();
  const { data: status } = useQuery({
    queryKey: [...queryKeys.gateway, 'endpoint'],
    queryFn: () => client.gateway.endpointStatus(),
    staleTime: 0,
  });
  if (!stored || !status || status.state === 'own-address') return null;
  const { settings, change } = stored;
  const { enabled, port } = settings.endpoint;
  return (
    <Section title={t('keys.access')}>
      <Setting>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <Switch
            className="min-w-0 flex-1 basis-72"
            label={t('keys.open')}
            help={t('keys.openHelp')}
            isSelected={enabled}
            onChange={(isOn) => change({ endpoint: { enabled: isOn } })}
          />
          <span role="status">
            <Badge tone={tones[status.state]}>{t(`keys.state.${status.state}`)}</Badge>
          </span>
        </div>
        {status.state === 'failed' && (
          <ErrorNotice
            className="mt-4"
            failure={failureOf(status.error)}
            onRetry={() => change({ endpoint: { enabled: true } })}
          />
        )}
      </Setting>
      <Setting>
        <div className="max-w-44">
          <KeptField
            label={t('keys.port')}
            stored={String(port)}
            maxLength={5}
            check={(typed) => (portOf(typed) === null ? t('keys.portInvalid') : null)}
            onStore={(typed) => change({ endpoint: { port: portOf(typed) ?? port } })}
          />
        </div>
      </Setting>
      {status.state === 'on' && (
        <Setting>
          <Address url={status.baseUrl} />
        </Setting>
      )}
    </Section>
  );
}

export function EndpointAccess() {
  const host = useInfo().data?.host;
  switch (host) {
    case 'desktop':
      return <DesktopSwitch />;
    case 'headless':
      return (
        <div className="mb-6">
          <Address url={`${location.origin}/v1`} />
        </div>
      );
    default:
      return null;
  }
}
