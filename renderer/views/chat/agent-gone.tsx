/** Above the composer of a conversation whose agent was taken back or removed: why it ends here, and what to do. */
import { BotOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { Button } from '../../ui/index.ts';
import { agentsPath } from '../agents/paths.ts';
import { openWithAgent } from './leading-agent.ts';

export function AgentGone({ name }: { name: string }) {
  const { t } = useTranslation('chat');
  return (
    <div
      role="status"
      className="mx-auto mb-2 flex w-full max-w-192 flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-attention-soft py-2.5 pr-2.5 pl-3 text-attention-ink"
    >
      <BotOff aria-hidden className="size-5 shrink-0" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-[560] text-pretty">{t('agent.gone', { name })}</p>
        <p className="text-13 text-pretty">{t('agent.goneHelp')}</p>
      </div>
      <span className="flex flex-wrap gap-2">
        <Button size="sm" onPress={() => navigate(agentsPath)}>
          {t('agent.manage')}
        </Button>
        <Button size="sm" onPress={() => openWithAgent(null)}>
          {t('list.new')}
        </Button>
      </span>
    </div>
  );
}
