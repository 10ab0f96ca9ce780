/** One agent in full: whom it helps, what it says when it does not know, and its passport. */
import { ArrowLeft, Bot, Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { useAgents, useExportAgents } from '../../client/agent-queries.ts';
import { saveFile } from '../../client/save-file.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  Button,
  EmptyState,
  ErrorNotice,
  Page,
  Section,
  Skeleton,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { subjectPath } from '../studio/paths.ts';
import { Passport } from './passport.tsx';
import { agentsPath } from './paths.ts';
import { PublishButton } from './publish-button.tsx';

export function AgentPage({ agentId }: { agentId: string }) {
  const { t } = useTranslation('agents');
  const { data, error, refetch } = useAgents();
  const agent = data?.find(({ id }) => id === agentId);
  if (agent) return <Opened agent={agent} />;
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} className="m-6" />;
  if (!data) return <Skeleton className="m-8 h-64" />;
  return (
    <EmptyState
      icon={Bot}
      heading="h1"
      title={t('gone')}
      className="my-auto"
      action={<Button onPress={() => navigate(agentsPath)}>{t('back')}</Button>}
    >
      {t('goneHelp')}
    </EmptyState>
  );
}

function Opened({ agent }: { agent: Agent }) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const pack = useExportAgents();
  const save = () =>
    pack.mutate([agent.id], {
      onSuccess: (file) => {
        saveFile(file);
        toast('done', t('exported', { name: file.fileName }));
      },
      onError: toastFailure,
    });
  const { analysisId, personaId, language } = agent;
  return (
    <Page
      title={agent.name}
      intro={
        <>
          <span lang={language}>{agent.role}</span>
          <span className="mt-1 block text-13">
            {t('speaks', { language: format.language(language) })} ·{' '}
            {agent.published ? t('published') : t('draft')}
            {analysisId !== null && personaId !== null && (
              <>
                {' · '}
                <a
                  href={hrefTo(subjectPath('persona', analysisId, personaId))}
                  className="font-[560] text-brand-ink underline underline-offset-4"
                >
                  {t('persona')}
                </a>
              </>
            )}
          </span>
        </>
      }
      actions={
        <>
          <Button icon={ArrowLeft} onPress={() => navigate(agentsPath)}>
            {t('back')}
          </Button>
          <Button icon={Download} isPending={pack.isPending} onPress={save}>
            {t('export')}
          </Button>
          <PublishButton agent={agent} />
        </>
      }
    >
      <Passport agent={agent} />
      {agent.starterQuestions.length > 0 && (
        <Section title={t('starters')}>
          <ul lang={language} className="flex flex-col gap-1.5 p-4">
            {agent.starterQuestions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('abstention')}>
        <div className="p-4">
          <p lang={language}>{agent.abstention.text}</p>
          {agent.abstention.contact && !agent.abstention.text.includes(agent.abstention.contact) && (
            <p className="mt-1 text-13 text-muted">{t('contact', { contact: agent.abstention.contact })}</p>
          )}
        </div>
      </Section>
      <Section title={t('instructions')}>
        <p lang={language} className="prose-measure p-4 break-words whitespace-pre-line">
          {agent.instructions}
        </p>
      </Section>
    </Page>
  );
}
