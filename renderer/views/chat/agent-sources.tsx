/** What the leading agent answers from: its own spaces. Shown, not chosen. */
import { Library } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { navigate } from '../../app/router.ts';
import { useSpaces } from '../../client/knowledge-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/index.ts';
import { agentPath } from '../agents/paths.ts';

export function AgentSources({ agent, modelName }: { agent: Agent; modelName: string | null }) {
  const { t } = useTranslation(['chat', 'evidence']);
  const format = useFormat();
  const { spaceIds, languages, tags } = agent.knowledge;
  const spaces = (useSpaces().data ?? []).filter(({ id }) => spaceIds.includes(id));
  const [first] = spaces;
  const label =
    spaces.length === 1 && first ? first.name : t('evidence:sources.many', { count: spaces.length });
  return (
    <DialogTrigger>
      <AriaButton
        aria-label={`${t('agent.sources')}: ${label}`}
        className="flex h-7 max-w-56 min-w-0 cursor-default @max-[28rem]:shrink-0 items-center gap-1.5 rounded-md bg-evidence-soft px-2 text-13 text-evidence-ink"
      >
        <Library aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span aria-hidden className="min-w-0 truncate @max-[28rem]:sr-only">
          {label}
        </span>
      </AriaButton>
      <Popover
        placement="top start"
        offset={6}
        className="hairline w-88 max-w-[92vw] overflow-auto rounded-md bg-raised shadow-raised data-entering:animate-[appear_140ms_var(--ease-out)]"
      >
        <Dialog className="p-4 outline-none">
          {({ close }) => (
            <>
              <Heading slot="title" className="text-15">
                {t('agent.sources')}
              </Heading>
              <p className="mt-0.5 text-13 text-pretty text-muted">{t('agent.sourcesHelp')}</p>
              <ul className="mt-3 flex flex-col gap-1.5">
                {spaces.map(({ id, name, documents }) => (
                  <li key={id} className="flex items-baseline gap-3">
                    <span className="min-w-0 flex-1 truncate">{name}</span>
                    <span className="tabular shrink-0 text-12 text-muted">
                      {t('evidence:sources.documents', { count: documents })}
                    </span>
                  </li>
                ))}
              </ul>
              {(languages.length > 0 || tags.length > 0) && (
                <p className="mt-2 text-13 text-muted">
                  {t('agent.filters', { list: format.list([...languages.map(format.language), ...tags]) })}
                </p>
              )}
              <p className="mt-3 border-t border-line pt-3 text-13 text-pretty text-muted">
                {modelName === null ? t('agent.wordForWord') : t('agent.worded', { model: modelName })}
              </p>
              <Button
                size="sm"
                className="mt-3"
                onPress={() => {
                  close();
                  navigate(agentPath(agent.id));
                }}
              >
                {t('agent.open')}
              </Button>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
