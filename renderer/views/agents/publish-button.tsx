/** Makes an agent available in chat and kiosk, or takes it back. */
import { CircleCheck, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { usePublishAgent } from '../../client/agent-queries.ts';
import { Button, toast, toastFailure } from '../../ui/index.ts';

export function PublishButton({ agent, size = 'md' }: { agent: Agent; size?: 'sm' | 'md' }) {
  const { t } = useTranslation('agents');
  const publish = usePublishAgent();
  const { id: agentId, name, published } = agent;
  const toggle = () =>
    publish.mutate(
      { agentId, published: !published },
      {
        onSuccess: () =>
          toast('done', published ? t('unpublishedNow', { name }) : t('publishedNow', { name })),
        onError: toastFailure,
      },
    );
  return (
    <Button
      size={size}
      variant={published || size === 'sm' ? 'secondary' : 'primary'}
      icon={published ? Undo2 : CircleCheck}
      isPending={publish.isPending}
      aria-label={published ? t('unpublishNamed', { name }) : t('publishNamed', { name })}
      onPress={toggle}
    >
      {published ? t('unpublish') : t('publish')}
    </Button>
  );
}
