/** All agents with the figures of their passports. */
import { Bot, Columns2, MessageSquareText, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { useAgents } from '../../client/agent-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, EmptyState, ErrorNotice, Page, Segmented, Skeleton } from '../../ui/index.ts';
import { openWithAgent } from '../chat/leading-agent.ts';
import { NewAgentMenu } from './new-agent-menu.tsx';
import { PassportFigures } from './passport.tsx';
import { agentPath, rehearsalPath } from './paths.ts';
import { PublishButton } from './publish-button.tsx';

type Filter = 'all' | 'published' | 'draft';
const shownAtOnce = 60;

export function AgentList() {
  const { t } = useTranslation('agents');
  const { data, error, isPending, refetch } = useAgents();
  const [filter, setFilter] = useState<Filter>('all');
  const [count, setCount] = useState(shownAtOnce);
  const found = (data ?? []).filter(
    ({ published }) => filter === 'all' || published === (filter === 'published'),
  );
  const shown = found.slice(0, count);
  const hasAgents = data !== undefined && data.length > 0;
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        <>
          {data !== undefined && data.length > 1 && (
            <Button icon={Columns2} onPress={() => navigate(rehearsalPath)}>
              {t('rehearse')}
            </Button>
          )}
          <NewAgentMenu />
        </>
      }
    >
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && <Skeleton className="h-64 w-full" />}
      {data?.length === 0 && (
        <EmptyState
          icon={Bot}
          title={t('empty')}
          className="hairline max-w-none rounded-md bg-surface"
          action={
            <Button variant="primary" icon={UsersRound} onPress={() => navigate('/studio/new')}>
              {t('analyse')}
            </Button>
          }
        >
          {t('emptyHelp')}
        </EmptyState>
      )}
      {hasAgents && (
        <Segmented<Filter>
          label={t('filter')}
          hideLabel
          value={filter}
          onChange={setFilter}
          className="mb-4"
          options={(['all', 'published', 'draft'] as const).map((value) => ({
            value,
            label: t(`filters.${value}`),
          }))}
        />
      )}
      {hasAgents && found.length === 0 && <p className="text-muted">{t('none')}</p>}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,21rem),1fr))] gap-3">
        {shown.map((agent) => (
          <li key={agent.id} className="min-w-0">
            <AgentCard agent={agent} />
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <Button className="mt-4" onPress={() => setCount(count + shownAtOnce)}>
          {t('more', { count: found.length - shown.length })}
        </Button>
      )}
    </Page>
  );
}

function AgentCard({ agent }: { agent: Agent }) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  return (
    <article className="hairline flex h-full flex-col rounded-md bg-surface p-4">
      <div className="flex flex-wrap items-center gap-1.5">
        <Badge tone="brand">{t('speaks', { language: format.language(agent.language) })}</Badge>
        <Badge tone={agent.published ? 'verified' : 'neutral'}>
          {agent.published ? t('published') : t('draft')}
        </Badge>
      </div>
      <h2 className="mt-2 text-17 break-words">
        <Link
          href={hrefTo(agentPath(agent.id))}
          className="cursor-default rounded-sm underline-offset-4 data-hovered:underline"
        >
          {agent.name}
        </Link>
      </h2>
      <p lang={agent.language} className="mt-1 mb-3 line-clamp-3 text-13 text-muted">
        {agent.role}
      </p>
      <div className="mt-auto flex flex-wrap items-end justify-between gap-3 border-t border-line pt-3">
        {agent.passport ? (
          <PassportFigures passport={agent.passport} variant="short" />
        ) : (
          <p className="text-13 text-muted">{t('passport.none')}</p>
        )}
        <span className="ml-auto flex flex-wrap justify-end gap-2">
          <PublishButton agent={agent} size="sm" />
          {agent.published && (
            <Button
              size="sm"
              variant="primary"
              icon={MessageSquareText}
              aria-label={t('openInChatNamed', { name: agent.name })}
              onPress={() => openWithAgent(agent.id)}
            >
              {t('openInChat')}
            </Button>
          )}
        </span>
      </div>
    </article>
  );
}
