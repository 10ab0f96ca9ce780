/** The agents that speak for one persona: one per language, each with the way to publish it and to talk to it. */
import { Bot } from 'lucide-react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AnalysisView } from '../../../electron/contract/intelligence.ts';
import { hrefTo } from '../../app/router.ts';
import { useMakeAgents } from '../../client/agent-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, toast, toastFailure } from '../../ui/index.ts';
import { OpenInChat } from '../agents/open-in-chat.tsx';
import { agentPath } from '../agents/paths.ts';
import { PublishButton } from '../agents/publish-button.tsx';

export type PersonaAgentsProps = { view: AnalysisView; persona: AnalysisView['personas'][number] };

export function PersonaAgents({ view, persona }: PersonaAgentsProps) {
  const { t } = useTranslation(['journey', 'agents']);
  const format = useFormat();
  const make = useMakeAgents();
  const own = view.agents.filter(({ personaId }) => personaId === persona.id);
  const languages = [...new Set([persona.language, ...view.agents.map(({ language }) => language)])];
  const create = () =>
    make.mutate(
      { personaId: persona.id, languages },
      {
        onSuccess: (agents) => toast('done', t('agents.made', { count: agents.length })),
        onError: toastFailure,
      },
    );
  return (
    <section aria-label={t('agents.title')} className="mt-8 print:hidden">
      <h2 className="text-17">{t('agents.title')}</h2>
      <p className="mt-0.5 text-13 text-pretty text-muted">
        {own.length === 0 ? t('agents.none') : t('agents.help')}
      </p>
      {own.length === 0 && (
        <Button icon={Bot} isPending={make.isPending} onPress={create} className="mt-3">
          {t('agents.make')}
        </Button>
      )}
      <ul className="hairline mt-3 divide-y divide-line rounded-md empty:hidden">
        {own.map((agent) => (
          <li key={agent.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5">
            <Bot aria-hidden className="size-5 shrink-0 text-muted narrow:hidden" strokeWidth={1.75} />
            <span className="flex min-w-0 flex-1 basis-60 flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link
                href={hrefTo(agentPath(agent.id))}
                className="cursor-default rounded-sm font-[560] break-words underline-offset-4 data-hovered:underline"
              >
                <span lang={agent.language}>{agent.name}</span>
              </Link>
              <Badge tone="brand">{t('agents:speaks', { language: format.language(agent.language) })}</Badge>
              {agent.published && <Badge tone="verified">{t('agents:published')}</Badge>}
            </span>
            <span className="flex flex-wrap gap-2">
              <PublishButton agent={agent} size="sm" />
              <OpenInChat agent={agent} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
