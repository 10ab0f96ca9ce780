/** Colours, language, text size, motion; and the way back into the introduction. */
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openOverlay } from '../../app/overlays.ts';
import { themeIcons, themes } from '../../app/top-bar.tsx';
import { languageNames, languages } from '../../i18n/languages.ts';
import { Button, Page, Section, Segmented, Slider } from '../../ui/index.ts';
import { Setting, SettingRow, useStored } from './setting.tsx';

export function AppearanceSettings() {
  const { t } = useTranslation('settings');
  const stored = useStored();
  const [dragged, setDragged] = useState<number | null>(null);
  if (!stored) return null;
  const { settings, change } = stored;
  const { theme, language, fontScale, motion } = settings.appearance;
  return (
    <Page title={t('pages.appearance')} intro={t('appearance.intro')} width="md">
      <Section>
        <SettingRow title={t('appearance.theme')}>
          <Segmented
            label={t('appearance.theme')}
            hideLabel
            options={themes.map((value) => ({
              value,
              label: t(`appearance.${value}`),
              icon: themeIcons[value],
            }))}
            value={theme}
            onChange={(value) => change({ appearance: { theme: value } })}
          />
        </SettingRow>
        <SettingRow title={t('appearance.language')}>
          <Segmented
            label={t('appearance.language')}
            hideLabel
            options={[
              { value: 'system', label: t('appearance.system') },
              ...languages.map((value) => ({ value, label: languageNames[value] })),
            ]}
            value={language}
            onChange={(value) => change({ appearance: { language: value } })}
          />
        </SettingRow>
        <SettingRow title={t('appearance.motion')} help={t('appearance.motionHelp')}>
          <Segmented
            label={t('appearance.motion')}
            hideLabel
            options={[
              { value: 'system', label: t('appearance.system') },
              { value: 'reduced', label: t('appearance.motionReduced') },
              { value: 'full', label: t('appearance.motionFull') },
            ]}
            value={motion}
            onChange={(value) => change({ appearance: { motion: value } })}
          />
        </SettingRow>
      </Section>
      <Section>
        <Setting>
          <Slider
            label={t('appearance.fontScale')}
            help={t('appearance.fontScaleHelp')}
            minValue={0.8}
            maxValue={2}
            step={0.1}
            formatOptions={{ style: 'percent' }}
            value={dragged ?? fontScale}
            onChange={setDragged}
            onChangeEnd={(value) => {
              setDragged(null);
              change({ appearance: { fontScale: value } });
            }}
          />
          <p
            className="mt-4 rounded-md bg-sunken px-4 py-3"
            style={dragged === null ? undefined : { fontSize: `${dragged / fontScale}em` }}
          >
            {t('appearance.sample')}
          </p>
        </Setting>
      </Section>
      <Section>
        <SettingRow title={t('appearance.onboarding')} help={t('appearance.onboardingHelp')}>
          <Button icon={Sparkles} onPress={() => openOverlay('onboarding')}>
            {t('appearance.onboardingOpen')}
          </Button>
        </SettingRow>
      </Section>
    </Page>
  );
}
