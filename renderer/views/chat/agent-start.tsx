/** An empty conversation that an agent leads: who it is, what it answers from, and questions to start with. */
import { ArrowUp, Bot } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../electron/contract/agents.ts';
import { useCharacters } from '../../client/agent-making.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/index.ts';

const shownQuestions = 5;

export type AgentStartProps = { agent: Agent; isBusy: boolean; onAsk: (question: string) => void };

export function AgentStart({ agent, isBusy, onAsk }: AgentStartProps) {
  const { t } = useTranslation(['chat', 'agents']);
  const format = useFormat();
  const { name, role, language, starterQuestions, characterId } = agent;
  const character = useCharacters().data?.find(({ id }) => id === characterId);
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-6 narrow:px-4">
      <div className="m-auto w-full max-w-144 py-8">
        <span className="flex size-11 items-center justify-center rounded-full bg-brand-soft text-brand-ink">
          <Bot aria-hidden className="size-6" strokeWidth={1.5} />
        </span>
        <h2 lang={language} className="mt-3 text-24 [overflow-wrap:anywhere]">
          {name}
        </h2>
        <p className="mt-2 flex flex-wrap gap-1.5">
          <Badge tone="brand">{t('agents:speaks', { language: format.language(language) })}</Badge>
          <Badge>{t('agent.isAi')}</Badge>
        </p>
        {character && character.greeting !== '' && (
          <figure className="mt-4 rounded-md bg-brand-soft px-4 py-3">
            <figcaption className="text-13 font-[560] text-brand-ink">{character.name}</figcaption>
            <blockquote className="mt-0.5 text-pretty [overflow-wrap:anywhere]">
              {character.greeting}
            </blockquote>
          </figure>
        )}
        <p lang={language} className="mt-3 text-pretty">
          {role}
        </p>
        <p className="mt-2 text-13 text-pretty text-muted">{t('agent.onlySources')}</p>
        {starterQuestions.length > 0 && (
          <>
            <h3 className="mt-7 mb-2 text-13 font-[560] tracking-normal text-muted">{t('agent.starters')}</h3>
            <ul lang={language} aria-label={t('agent.starters')} className="flex flex-col gap-2">
              {starterQuestions.slice(0, shownQuestions).map((question) => (
                <li key={question}>
                  <button
                    type="button"
                    disabled={isBusy}
                    onClick={() => onAsk(question)}
                    className="group flex w-full cursor-default items-center gap-3 rounded-md border border-line bg-surface px-3.5 py-2.5 text-left transition-colors hover:border-control hover:bg-hover disabled:text-disabled"
                  >
                    <span className="min-w-0 flex-1 text-pretty [overflow-wrap:anywhere]">{question}</span>
                    <ArrowUp
                      aria-hidden
                      className="size-4 shrink-0 text-faint group-hover:text-brand-ink"
                      strokeWidth={1.75}
                    />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
