/** Defaults for new conversations. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useModels } from '../../client/queries.ts';
import { NumberField, Page, Section, Select, Slider, Switch } from '../../ui/index.ts';
import { KeptField } from './kept-field.tsx';
import { Setting, SettingRow, useStored } from './setting.tsx';

const recommended = '';

export function ChatSettings() {
  const { t } = useTranslation('settings');
  const stored = useStored();
  const models = useModels().data?.models ?? [];
  const [dragged, setDragged] = useState<number | null>(null);
  if (!stored) return null;
  const { settings, change } = stored;
  const { defaultModelId, systemPrompt, temperature, maxAnswerTokens, sendOnEnter } = settings.chat;
  const choices = models.filter(
    (model) => model.id === defaultModelId || (model.task === 'chat' && model.install.state === 'installed'),
  );
  return (
    <Page title={t('pages.chat')} intro={t('chat.intro')} width="md">
      <Section>
        <SettingRow title={t('chat.defaultModel')}>
          <Select
            label={t('chat.defaultModel')}
            hideLabel
            options={[
              { value: recommended, label: t('chat.recommended') },
              ...choices.map((model) => ({ value: model.id, label: model.name })),
            ]}
            value={defaultModelId ?? recommended}
            onChange={(value) => change({ chat: { defaultModelId: value === recommended ? null : value } })}
            className="w-84 max-w-full"
          />
        </SettingRow>
        <Setting>
          <KeptField
            label={t('chat.systemPrompt')}
            help={t('chat.systemPromptHelp')}
            placeholder={t('chat.systemPromptPlaceholder')}
            rows={4}
            maxLength={20_000}
            stored={systemPrompt}
            onStore={(value) => change({ chat: { systemPrompt: value } })}
          />
        </Setting>
      </Section>
      <Section title={t('chat.answers')}>
        <Setting>
          <Slider
            label={t('chat.temperature')}
            help={t('chat.temperatureHelp')}
            minValue={0}
            maxValue={2}
            step={0.1}
            value={dragged ?? temperature}
            onChange={setDragged}
            onChangeEnd={(value) => {
              setDragged(null);
              change({ chat: { temperature: value } });
            }}
          />
        </Setting>
        <SettingRow title={t('chat.maxAnswer')} help={t('chat.maxAnswerHelp')}>
          <NumberField
            label={t('chat.maxAnswer')}
            hideLabel
            minValue={16}
            maxValue={32_768}
            step={16}
            value={maxAnswerTokens}
            onChange={(value) => Number.isInteger(value) && change({ chat: { maxAnswerTokens: value } })}
          />
        </SettingRow>
        <Setting>
          <Switch
            label={t('chat.sendOnEnter')}
            help={t('chat.sendOnEnterHelp')}
            isSelected={sendOnEnter}
            onChange={(value) => change({ chat: { sendOnEnter: value } })}
          />
        </Setting>
      </Section>
    </Page>
  );
}
