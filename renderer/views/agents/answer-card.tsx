/** What one agent answers: each sentence with its citation, and the sentences of the sources below. */
import { BookOpenText, CircleSlash, Quote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agent, AgentAnswer } from '../../../electron/contract/agents.ts';
import { hrefTo } from '../../app/router.ts';
import type { AppFailure } from '../../client/failure.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, ErrorNotice, Spinner } from '../../ui/index.ts';
import { documentPath } from '../knowledge/paths.ts';

export type Side =
  | { state: 'idle' | 'asking' }
  | { state: 'answered'; answer: AgentAnswer }
  | { state: 'failed'; failure: AppFailure };

type AnswerCardProps = {
  side: Side;
  agent: Agent;
  /** Figures the other agent does not name. */
  different: readonly string[];
};

export function AnswerCard({ side, agent, different }: AnswerCardProps) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  if (side.state === 'idle') return null;
  return (
    <article
      aria-label={t('rehearsal.answer', { name: agent.name })}
      className="hairline min-w-0 rounded-md bg-surface"
    >
      <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2.5">
        <h2 className="min-w-0 text-15 break-words">{agent.name}</h2>
        {side.state === 'answered' && (
          <span className="flex items-center gap-2 text-13 text-muted">
            {side.answer.state === 'answered' ? (
              <Badge tone="evidence" icon={Quote}>
                {t('rehearsal.answered')}
              </Badge>
            ) : (
              <Badge icon={CircleSlash}>{t('rehearsal.abstained')}</Badge>
            )}
            {format.milliseconds(side.answer.latencyMs)}
          </span>
        )}
      </header>
      <div className="p-4">
        {side.state === 'asking' && (
          <p role="status" className="flex items-center gap-2.5 text-muted">
            <Spinner className="size-4" />
            {t('rehearsal.waiting')}
          </p>
        )}
        {side.state === 'failed' && <ErrorNotice failure={side.failure} />}
        {side.state === 'answered' && (
          <Answer answer={side.answer} language={agent.language} different={different} />
        )}
      </div>
    </article>
  );
}

type AnswerProps = { answer: AgentAnswer; language: string; different: readonly string[] };

function Answer({ answer, language, different }: AnswerProps) {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const isAnswered = answer.state === 'answered' && answer.claims.length > 0;
  return (
    <>
      {isAnswered ? (
        <ul className="flex flex-col gap-2">
          {answer.claims.map((claim, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer never changes, and it may say a sentence twice
            <li key={index} className="text-pretty break-words">
              {claim.text}{' '}
              {claim.citation === null ? (
                <Badge tone="attention">{t('rehearsal.unsupported')}</Badge>
              ) : (
                <Badge tone="evidence">{format.number(claim.citation + 1)}</Badge>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p lang={language}>{answer.text}</p>
      )}
      {different.length > 0 && (
        <p className="mt-3 rounded-sm bg-attention-soft px-3 py-2 text-13 text-attention-ink">
          {t('rehearsal.facts', { facts: format.list(different) })}
        </p>
      )}
      {answer.citations.length > 0 && (
        <section className="mt-4 border-t border-line pt-3">
          <h3 className="mb-2 text-13 font-[560]">{t('rehearsal.sources')}</h3>
          <ol className="flex flex-col gap-2.5">
            {answer.citations.map((one, index) => (
              <li key={`${one.id} ${one.startOffset}`} className="flex items-start gap-2.5 text-13">
                <Badge tone="evidence">{format.number(index + 1)}</Badge>
                <span className="min-w-0 flex-1 break-words">
                  <span lang={one.language}>{one.quote}</span>
                  <a
                    href={hrefTo(documentPath(one.documentId, one))}
                    aria-label={t('rehearsal.open', { number: index + 1, title: one.title })}
                    className="mt-0.5 flex items-center gap-1.5 text-brand-ink underline-offset-4 hover:underline"
                  >
                    <BookOpenText aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
                    {one.title}
                  </a>
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
