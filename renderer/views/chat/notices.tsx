/** What a person should know before relying on an answer: a trial model, a foreign language. */
import { Languages, TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { hrefTo } from '../../app/router.ts';
import { useFormat } from '../../i18n/format.ts';
import { IconButton } from '../../ui/index.ts';
import { type AnswerModel, speaks } from './chat-models.ts';

/** Until the window closes; the next start reminds again. */
const useHidden = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));
const hide = (id: string): void => useHidden.setState(({ ids }) => ({ ids: new Set([...ids, id]) }));

export function ModelNotice({ model }: { model: AnswerModel | null }) {
  const { t, i18n } = useTranslation('chat');
  const format = useFormat();
  const hidden = useHidden((state) => state.ids);
  if (!model || hidden.has(model.id)) return null;
  const isTrial = model.quality === 'trial';
  const isForeign = model.languages.length > 0 && !speaks(model, i18n.language);
  if (!isTrial && !isForeign) return null;
  const languages = format.list(model.languages.map(format.language));
  const text = isForeign
    ? t(isTrial ? 'notice.trialForeign' : 'notice.foreign', { languages })
    : t('notice.trial');
  const Icon = isForeign ? Languages : TriangleAlert;
  return (
    <div className="mx-auto mb-2 flex w-full max-w-192 items-start gap-2.5 rounded-md bg-attention-soft py-1 pr-1 pl-3 text-13 text-attention-ink">
      <Icon aria-hidden className="mt-1.5 size-4 shrink-0" strokeWidth={1.75} />
      <p className="min-w-0 flex-1 py-1 text-pretty">
        {text}{' '}
        <a
          href={hrefTo('/models')}
          className="rounded-sm font-[560] whitespace-nowrap underline underline-offset-2"
        >
          {t('notice.models')}
        </a>
      </p>
      <IconButton icon={X} size="sm" label={t('notice.hide')} onPress={() => hide(model.id)} />
    </div>
  );
}
