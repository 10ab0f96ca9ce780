/** Chooses who leads a conversation: a published agent, or nobody. Absent while no agent is published. */
import { Bot, ChevronDown, Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { usePublishedAgents } from '../../client/agent-queries.ts';
import { useAnalyses } from '../../client/intelligence-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { announce, Button, cx, Menu, type MenuEntry } from '../../ui/index.ts';
import { agentsPath } from '../agents/paths.ts';
import type { LeadingAgent } from './leading-agent.ts';

export type AgentPickerProps = {
  leading: LeadingAgent;
  /** The conversation exists: another choice begins a new one. */
  beginsAnew: boolean;
  onChange: (agentId: string | null) => void;
};

export function AgentPicker(props: AgentPickerProps) {
  const published = usePublishedAgents().data ?? [];
  if (published.length === 0 && props.leading.state !== 'gone') return null;
  return <Picker {...props} published={published} />;
}

function Picker(props: AgentPickerProps & { published: readonly Agent[] }) {
  const { leading, beginsAnew, onChange, published } = props;
  const { t } = useTranslation(['chat', 'agents']);
  const format = useFormat();
  const analyses = useAnalyses().data?.pages.flatMap(({ items }) => items) ?? [];
  const chosenId = leading.state === 'here' ? leading.agent.id : null;
  const shown =
    leading.state === 'here' ? leading.agent.name : leading.state === 'none' ? t('agent.none') : leading.name;
  const choose = (id: string | null, name: string) => () => {
    if (id === chosenId && leading.state !== 'gone') return;
    announce(id === null ? t('agent.nowNone') : t('agent.now', { name }));
    onChange(id);
  };
  const entries: MenuEntry[] = [
    {
      id: 'none',
      label: t('agent.none'),
      detail: t('agent.noneHelp'),
      isChosen: leading.state === 'none',
      onAction: choose(null, ''),
    },
    ...published
      .toSorted((one, other) => one.name.localeCompare(other.name))
      .map(({ id, name, language, analysisId }) => ({
        id,
        label: name,
        detail: [
          t('agents:speaks', { language: format.language(language) }),
          analyses.find((one) => one.id === analysisId)?.name,
        ]
          .filter(Boolean)
          .join(' · '),
        isChosen: id === chosenId,
        onAction: choose(id, name),
      })),
    { id: 'line', separator: true },
    {
      id: 'manage',
      label: t('agent.manage'),
      icon: Settings2,
      isChosen: false,
      onAction: () => navigate(agentsPath),
    },
  ];
  return (
    <Menu
      label={beginsAnew ? t('agent.labelAnew') : t('agent.label')}
      showTitle
      entries={entries}
      placement="top start"
    >
      <Button
        size="sm"
        variant="quiet"
        className={cx('min-w-0 max-w-64 shrink!', leading.state === 'here' ? 'text-brand-ink' : 'text-muted')}
        aria-label={t('agent.button', { name: shown })}
      >
        <Bot aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span className={cx('truncate', leading.state === 'none' && '@max-[38rem]:sr-only')}>{shown}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      </Button>
    </Menu>
  );
}
