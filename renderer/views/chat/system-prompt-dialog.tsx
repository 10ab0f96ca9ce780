/** The instruction a conversation puts before the model: its own, or the default of the settings. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../client/queries.ts';
import { Button, Dialog, TextArea } from '../../ui/index.ts';

/** As in the contract. */
const limit = 20_000;

export type SystemPromptDialogProps = {
  /** `null`: the default. */
  prompt: string | null;
  isPending: boolean;
  onSave: (prompt: string | null) => void;
  onClose: () => void;
};

export function SystemPromptDialog({ prompt, isPending, onSave, onClose }: SystemPromptDialogProps) {
  const { t } = useTranslation(['chat', 'common']);
  const standard = useSettings().data?.chat.systemPrompt ?? '';
  const [text, setText] = useState(prompt ?? standard);
  const isTooLong = text.length > limit;
  const state = prompt !== null ? 'own' : standard.trim() === '' ? 'noneInSettings' : 'fromSettings';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('system.title')}
      actions={
        <>
          {prompt !== null && (
            <Button className="mr-auto" onPress={() => onSave(null)} isDisabled={isPending}>
              {t('system.useDefault')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" onPress={() => onSave(text)} isPending={isPending} isDisabled={isTooLong}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-pretty text-muted">
        {t('system.help')} {t(`system.${state}`)}
      </p>
      <TextArea
        autoFocus
        label={t('system.label')}
        placeholder={t('system.placeholder')}
        rows={8}
        value={text}
        onChange={setText}
        error={isTooLong ? t('system.tooLong', { limit }) : null}
      />
    </Dialog>
  );
}
