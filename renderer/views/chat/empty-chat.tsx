/** A conversation without messages: what can be asked, in a language the model knows; or how to get a model. */
import { Boxes, CornerDownLeft, Library } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { Button, EmptyState } from '../../ui/index.ts';
import { type ModelChoice, speaks } from './chat-models.ts';

const prompts = ['first', 'second', 'third'] as const;

export type EmptyChatProps = {
  choice: ModelChoice;
  isTemporary: boolean;
  /** Answers come from knowledge spaces, with or without a model. */
  hasSources: boolean;
  onPrompt: (text: string) => void;
};

export function EmptyChat({ choice, isTemporary, hasSources, onPrompt }: EmptyChatProps) {
  const { t, i18n } = useTranslation(['chat', 'evidence']);
  const { effective, isPending, usable } = choice;
  if (isPending) return <div className="flex-1" />;
  if (hasSources) {
    return (
      <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
        <EmptyState icon={Library} title={t('evidence:start.title')}>
          {t('evidence:start.help')}
        </EmptyState>
      </div>
    );
  }
  if (usable.length === 0) {
    return (
      <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
        <EmptyState
          icon={Boxes}
          title={t('empty.noModelTitle')}
          action={
            <Button variant="primary" onPress={() => navigate('/models')}>
              {t('empty.toModels')}
            </Button>
          }
        >
          {t('empty.noModel')}
        </EmptyState>
      </div>
    );
  }
  const knowsLanguage =
    effective === null || effective.languages.length === 0 || speaks(effective, i18n.language);
  const leaves = effective?.location === 'cloud';
  const note = leaves
    ? t('empty.helpCloud', { provider: effective.providerName ?? '' })
    : t(isTemporary ? 'temporary.note' : 'empty.help');
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-6 narrow:px-4">
      <div className="m-auto w-full max-w-144 py-8">
        <h2 className="text-24">{isTemporary ? t('empty.titleTemporary') : t('empty.title')}</h2>
        <p className="mt-1 text-pretty text-muted">{note}</p>
        <h3 className="mt-7 mb-2 text-13 font-[560] tracking-normal text-muted">{t('empty.examples')}</h3>
        <ul className="flex flex-col gap-2">
          {prompts.map((name) => {
            const text = knowsLanguage ? t(`empty.prompts.${name}`) : t(`empty.promptsEnglish.${name}`);
            return (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => onPrompt(text)}
                  lang={knowsLanguage ? undefined : 'en'}
                  className="group flex w-full cursor-default items-center gap-3 rounded-md border border-line bg-surface px-3.5 py-2.5 text-left transition-colors hover:border-control hover:bg-hover"
                >
                  <span className="min-w-0 flex-1 text-pretty">{text}</span>
                  <CornerDownLeft
                    aria-hidden
                    className="size-4 shrink-0 text-faint group-hover:text-brand-ink"
                    strokeWidth={1.75}
                  />
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
