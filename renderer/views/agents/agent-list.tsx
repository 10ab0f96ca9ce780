/** All agents with the figures of their passports. */
import { Bot, Columns2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { useAgents } from '../../client/agent-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  Badge,
  Button,
  EmptyState,
  ErrorNotice,
  Page,
  SearchField,
  Segmented,
  Select,
  Skeleton,
} from '../../ui/index.ts';
import { anyLanguage, foundAgents, languagesOf, type Release, type Wanted } from './found-agents.ts';
import { NewAgentMenu } from './new-agent-menu.tsx';
import { OpenInChat } from './open-in-chat.tsx';
import { PassportFigures } from './passport.tsx';
import { agentPath, rehearsalPath } from './paths.ts';
import { PublishButton } from './publish-button.tsx';

const shownAtOnce = 60;
/** So many are seen at a glance; nobody searches among them. */
const fewAgents = 6;

export function AgentList() {
  const { t } = useTranslation('agents');
  const { data, error, isPending, refetch } = useAgents();
  const [wanted, setWanted] = useState<Wanted>({ release: 'all', language: anyLanguage, words: '' });
  const [count, setCount] = useState(shownAtOnce);
  const found = foundAgents(data ?? [], wanted);
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
      {hasAgents && <AgentFilter agents={data} wanted={wanted} onChange={setWanted} />}
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

type AgentFilterProps = { agents: readonly Agent[]; wanted: Wanted; onChange: (wanted: Wanted) => void };

function AgentFilter({ agents, wanted, onChange }: AgentFilterProps) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const languages = languagesOf(agents);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Segmented<Release>
        label={t('filter')}
        hideLabel
        value={wanted.release}
        onChange={(release) => onChange({ ...wanted, release })}
        options={(['all', 'published', 'draft'] as const).map((value) => ({
          value,
          label: t(`filters.${value}`),
        }))}
      />
      {languages.length > 1 && (
        <Select
          label={t('language')}
          hideLabel
          value={wanted.language}
          onChange={(language) => onChange({ ...wanted, language })}
          className="w-44"
          options={[
            { value: anyLanguage, label: t('anyLanguage') },
            ...languages.map((value) => ({ value, label: format.language(value) })),
          ]}
        />
      )}
      {agents.length > fewAgents && (
        <SearchField
          label={t('find')}
          placeholder={t('find')}
          value={wanted.words}
          onChange={(words) => onChange({ ...wanted, words })}
          className="w-60 max-w-full"
        />
      )}
    </div>
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
          <OpenInChat agent={agent} />
        </span>
      </div>
    </article>
  );
}
