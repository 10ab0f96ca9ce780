/** Last screen: the sample, which needs nothing, and the first question. Both end in the real application. */
import { useMutation } from '@tanstack/react-query';
import { ArrowRight, MessageSquareText } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startPath } from '../../app/router.ts';
import { client } from '../../client/client.ts';
import { useModels } from '../../client/queries.ts';
import { Button, ErrorNotice, TextArea } from '../../ui/index.ts';
import { DownloadProgress } from '../models/model-card.tsx';
import { TrySample } from '../studio/try-sample.tsx';
import { StepHeading } from './step-heading.tsx';

const suggestions = ['letter', 'explain', 'list'] as const;

/** `onLeave` takes the address to go to. */
type Props = { onLeave: (path: string) => void };

function Ask({ onLeave, isEnglishOnly }: Props & { isEnglishOnly: boolean }) {
  const { t, i18n } = useTranslation('onboarding');
  const [question, setQuestion] = useState('');
  const ask = useMutation({
    mutationFn: async (text: string) => {
      const { conversation } = await client.chat.create({});
      await client.chat.send({ conversationId: conversation.id, parentId: null, text });
      return conversation.id;
    },
    onSuccess: (conversationId) => onLeave(`/chat/${conversationId}`),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (question.trim()) ask.mutate(question.trim());
  };
  const words = isEnglishOnly ? 'suggestionsEnglish' : 'suggestions';
  return (
    <form onSubmit={submit}>
      {isEnglishOnly && i18n.language !== 'en' && (
        <p className="mb-3 text-13 text-muted">{t('ready.englishOnly')}</p>
      )}
      <ul className="mb-5 flex flex-col gap-2">
        {suggestions.map((suggestion) => (
          <li key={suggestion}>
            <button
              type="button"
              lang={isEnglishOnly ? 'en' : undefined}
              onClick={() => setQuestion(t(`ready.${words}.${suggestion}`))}
              className="hairline flex w-full cursor-default items-start gap-3 rounded-md bg-surface px-4 py-2.5 text-left transition-colors hover:border-control hover:bg-hover"
            >
              <MessageSquareText
                aria-hidden
                className="mt-0.5 size-4.5 shrink-0 text-muted"
                strokeWidth={1.75}
              />
              {t(`ready.${words}.${suggestion}`)}
            </button>
          </li>
        ))}
      </ul>
      <TextArea label={t('ready.question')} rows={3} value={question} onChange={setQuestion} />
      {ask.error && <ErrorNotice failure={ask.error} className="mt-4" />}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button variant="quiet" size="lg" onPress={() => onLeave(startPath)}>
          {t('ready.finish')}
        </Button>
        <Button type="submit" size="lg" isPending={ask.isPending} isDisabled={!question.trim()}>
          {t('ready.ask')}
        </Button>
      </div>
    </form>
  );
}

export function FirstQuestion({ onLeave }: Props) {
  const { t } = useTranslation('onboarding');
  const chat = (useModels().data?.models ?? []).filter((model) => model.task === 'chat');
  const installed = chat.filter((model) => model.install.state === 'installed');
  const coming = chat.find(({ install }) => install.state === 'downloading' || install.state === 'queued');
  const isEnglishOnly = installed.every(
    (model) => !model.languages.includes('de') && model.origin === 'catalog',
  );
  if (installed.length > 0) {
    return (
      <>
        <StepHeading title={t('ready.title')}>{t('ready.intro')}</StepHeading>
        <TrySample onGo={onLeave} isPrimary className="mb-5" />
        <Ask onLeave={onLeave} isEnglishOnly={isEnglishOnly} />
      </>
    );
  }
  return (
    <>
      <StepHeading title={t('ready.emptyTitle')}>
        {coming ? t('ready.downloading') : t('ready.noModel')}
      </StepHeading>
      {coming && <DownloadProgress model={coming} />}
      <TrySample onGo={onLeave} isPrimary />
      <div className="mt-6 flex justify-end">
        <Button size="lg" icon={ArrowRight} onPress={() => onLeave(startPath)}>
          {t('ready.finish')}
        </Button>
      </div>
    </>
  );
}
