/** Stands before a question in a language the chosen model does not know: ask all the same, or choose another model. */
import { Languages } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/index.ts';
import type { AnswerModel } from './chat-models.ts';

export type LanguageNoticeProps = {
  language: string;
  model: AnswerModel;
  /** A model that knows the language, if there is one. */
  better: AnswerModel | null;
  onAsk: () => void;
  onChoose: (modelId: string) => void;
  onClose: () => void;
};

export function LanguageNotice({ language, model, better, onAsk, onChoose, onClose }: LanguageNoticeProps) {
  const { t } = useTranslation('chat');
  const format = useFormat();
  // Enter pressed twice must neither ask nor change anything.
  const harmless = useRef<HTMLButtonElement>(null);
  useEffect(() => harmless.current?.focus(), []);
  const words = {
    model: model.name,
    language: format.language(language),
    languages: format.list(model.languages.map(format.language)),
  };
  return (
    <div
      role="alertdialog"
      aria-label={t('language.title', words)}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="mx-auto mb-2 flex w-full max-w-192 items-start gap-3 rounded-md bg-attention-soft px-3.5 py-3 text-attention-ink"
    >
      <Languages aria-hidden className="mt-0.5 size-5 shrink-0" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className="font-[560]">{t('language.title', words)}</p>
        <p className="mt-0.5 text-13 text-pretty">{t('language.help', words)}</p>
        <div className="mt-2.5 flex flex-wrap gap-2">
          {better ? (
            <Button
              size="sm"
              variant={better.location === 'local' ? 'primary' : 'secondary'}
              onPress={() => onChoose(better.id)}
            >
              {t('language.use', {
                model: better.providerName === null ? better.name : `${better.name} (${better.providerName})`,
              })}
            </Button>
          ) : (
            <Button size="sm" variant="primary" onPress={() => navigate('/models')}>
              {t('language.choose')}
            </Button>
          )}
          <Button size="sm" onPress={onAsk}>
            {t('language.ask')}
          </Button>
          <Button ref={harmless} size="sm" variant="quiet" onPress={onClose}>
            {t('language.edit')}
          </Button>
        </div>
      </div>
    </div>
  );
}
