/** One agent in full: whom it helps, what it says when it does not know, and its passport. */
import { Bot, LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { useAgents } from '../../client/agent-queries.ts';
import { useSpaces } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, EmptyState, ErrorNotice, Page, Section, Skeleton } from '../../ui/index.ts';
import { useModelChoice } from '../chat/chat-models.ts';
import { subjectPath } from '../studio/paths.ts';
import { AgentActions } from './agent-actions.tsx';
import { CharacterChoice } from './character-choice.tsx';
import { Passport } from './passport.tsx';
import { agentsPath } from './paths.ts';

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
            {agent.locked && (
              <Badge tone="verified" icon={LockKeyhole} className="ml-2">
                {t('edit.confirmed')}
              </Badge>
            )}
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
      back={{ label: t('back'), onPress: () => navigate(agentsPath) }}
    >
      <AgentActions agent={agent} />
      <Passport agent={agent} />
      <Sources agent={agent} />
      <CharacterChoice agent={agent} />
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

function Sources({ agent }: { agent: Agent }) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const spaces = useSpaces().data ?? [];
  const model = useModelChoice(agent.modelId);
  const names = spaces.filter(({ id }) => agent.knowledge.spaceIds.includes(id)).map(({ name }) => name);
  const modelName = model.usable.find(({ id }) => id === agent.modelId)?.name;
  return (
    <Section title={t('edit.from')}>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-4 p-4 narrow:grid-cols-1">
        <div>
          <dt className="text-13 text-muted">{t('edit.knowledge')}</dt>
          <dd className="break-words">{names.length > 0 ? format.list(names) : t('edit.knowledgeNone')}</dd>
        </div>
        <div>
          <dt className="text-13 text-muted">{t('edit.model')}</dt>
          <dd className="break-words">
            {agent.modelId === null
              ? t('edit.modelNone')
              : (modelName ?? t('edit.modelGone', { model: agent.modelId }))}
          </dd>
        </div>
      </dl>
    </Section>
  );
}
