/** How language models run on this computer. */
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { useHardware } from '../../client/queries.ts';
import { Button, NumberField, Page, Section, Segmented } from '../../ui/index.ts';
import { SettingRow, useStored } from './setting.tsx';

export function ModelSettings() {
  const { t } = useTranslation('settings');
  const stored = useStored();
  const cores = useHardware().data?.cores ?? 2;
  if (!stored) return null;
  const { settings, change } = stored;
  const { contextTokens, threads, gpu, idleUnloadMinutes, parallelAnswers } = settings.models;
  const whole = (store: (value: number) => void) => (value: number) =>
    Number.isInteger(value) && store(value);
  return (
    <Page
      title={t('pages.models')}
      intro={t('models.intro')}
      width="md"
      actions={<Button onPress={() => navigate('/models')}>{t('models.runtime')}</Button>}
    >
      <Section>
        <SettingRow title={t('models.gpu')}>
          <Segmented
            label={t('models.gpu')}
            hideLabel
            options={[
              { value: 'auto', label: t('models.gpuAuto') },
              { value: 'off', label: t('models.gpuOff') },
            ]}
            value={gpu}
            onChange={(value) => change({ models: { gpu: value } })}
          />
        </SettingRow>
        <SettingRow
          title={t('models.threads')}
          help={t('models.threadsHelp', { auto: Math.max(1, cores - 1) })}
        >
          <NumberField
            label={t('models.threads')}
            hideLabel
            minValue={0}
            maxValue={256}
            value={threads}
            onChange={whole((value) => change({ models: { threads: value } }))}
          />
        </SettingRow>
        <SettingRow title={t('models.context')} help={t('models.contextHelp')}>
          <NumberField
            label={t('models.context')}
            hideLabel
            minValue={0}
            maxValue={1048576}
            step={512}
            value={contextTokens}
            onChange={whole((value) => change({ models: { contextTokens: value } }))}
          />
        </SettingRow>
        <SettingRow title={t('models.parallel')} help={t('models.parallelHelp')}>
          <NumberField
            label={t('models.parallel')}
            hideLabel
            minValue={0}
            maxValue={8}
            value={parallelAnswers}
            onChange={whole((value) => change({ models: { parallelAnswers: value } }))}
          />
        </SettingRow>
        <SettingRow title={t('models.idle')} help={t('models.idleHelp')}>
          <NumberField
            label={t('models.idle')}
            hideLabel
            minValue={0}
            maxValue={1440}
            step={5}
            value={idleUnloadMinutes}
            onChange={whole((value) => change({ models: { idleUnloadMinutes: value } }))}
          />
        </SettingRow>
      </Section>
    </Page>
  );
}
