/** What may leave this computer without being asked, and by which way. */
import { BookLock, FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { desktopHost } from '../../client/host.ts';
import { Button, Page, Section, Switch } from '../../ui/index.ts';
import { KeptField } from './kept-field.tsx';
import { Setting, useStored } from './setting.tsx';

const isProxy = (value: string): boolean => /^https?:$/.test(URL.parse(value)?.protocol ?? '');

export function NetworkSettings() {
  const { t } = useTranslation('settings');
  const stored = useStored();
  const host = desktopHost();
  if (!stored) return null;
  const { settings, change } = stored;
  const { allowedPurposes, proxyUrl, caFile } = settings.network;
  const allow = (isAllowed: boolean) =>
    change({ network: { allowedPurposes: isAllowed ? ['model-download'] : [] } });
  const chooseCaFile = async () => {
    const path = await host?.pickFile('any');
    if (path) change({ network: { caFile: path } });
  };
  return (
    <Page
      title={t('pages.network')}
      intro={t('network.intro')}
      width="md"
      actions={
        <Button icon={BookLock} onPress={() => navigate('/network')}>
          {t('network.ledger')}
        </Button>
      }
    >
      <Section title={t('network.purposes')} intro={t('network.purposesHelp')}>
        <Setting>
          <Switch
            label={t('network.model-download')}
            help={t('network.model-downloadHelp')}
            isSelected={allowedPurposes.includes('model-download')}
            onChange={allow}
          />
        </Setting>
      </Section>
      <Section title={t('network.way')}>
        <Setting>
          <KeptField
            label={t('network.proxy')}
            help={t('network.proxyHelp')}
            stored={proxyUrl}
            check={(value) =>
              value.trim() === '' || isProxy(value.trim()) ? null : t('network.proxyInvalid')
            }
            onStore={(value) => change({ network: { proxyUrl: value.trim() } })}
          />
        </Setting>
        <Setting>
          <KeptField
            label={t('network.caFile')}
            help={t('network.caFileHelp')}
            stored={caFile}
            maxLength={4096}
            onStore={(value) => change({ network: { caFile: value.trim() } })}
          />
          {host && (
            <Button size="sm" icon={FolderOpen} className="mt-3" onPress={() => void chooseCaFile()}>
              {t('network.choose')}
            </Button>
          )}
        </Setting>
      </Section>
    </Page>
  );
}
