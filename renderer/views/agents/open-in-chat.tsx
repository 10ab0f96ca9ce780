/** Starts a conversation that a published agent leads. */
import { MessageSquareText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { Button } from '../../ui/index.ts';
import { openWithAgent } from '../chat/leading-agent.ts';

export function OpenInChat({ agent }: { agent: Agent }) {
  const { t } = useTranslation('agents');
  if (!agent.published) return null;
  return (
    <Button
      size="sm"
      variant="primary"
      icon={MessageSquareText}
      aria-label={t('openInChatNamed', { name: agent.name })}
      onPress={() => openWithAgent(agent.id)}
    >
      {t('openInChat')}
    </Button>
  );
}
