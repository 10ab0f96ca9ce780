/** The sentences behind a statement, each with the text around it and the way into its document. */
import { BookOpenText, CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../electron/contract/intelligence-traits.ts';
import { navigate } from '../../app/router.ts';
import { useEvidence, useGroupEvidence, useOpenedEvidence } from '../../client/intelligence-queries.ts';
import { Badge, Button, ErrorNotice, Pane, Skeleton } from '../../ui/index.ts';
import { documentPath } from '../knowledge/paths.ts';

/** What is shown in the pane: a statement and its sentences. */
export type Shown = {
  text: string;
  evidence: readonly string[];
  /** All sentences of this group, `evidence` being the first of them. */
  groupId?: string;
};

/** Looked up in the documents at once; the host allows a person 100 calls a minute. */
const lookedUp = 3;

type EvidencePaneProps = {
  analysisId: string;
  shown: Shown | null;
  /** What the statement is written in: sentences of this language come first. */
  language?: string | undefined;
  onClose: () => void;
};

export function EvidencePane({ analysisId, shown, language, onClose }: EvidencePaneProps) {
  const { t } = useTranslation('studio');
  useEscape(shown === null ? null : onClose);
  return (
    <Pane isOpen={shown !== null} onClose={onClose} title={t('evidence.title')}>
      {shown?.groupId !== undefined ? (
        <GroupSentences analysisId={analysisId} groupId={shown.groupId} text={shown.text} />
      ) : (
        shown && <Sentences analysisId={analysisId} shown={shown} language={language} />
      )}
    </Pane>
  );
}

/** The focus stays at the statement while its sentences are shown, and so Escape must work from there. */
const useEscape = (close: (() => void) | null): void => {
  useEffect(() => {
    if (close === null) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      close();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [close]);
};

type SentencesProps = { analysisId: string; shown: Shown; language: string | undefined };

function Sentences({ analysisId, shown, language }: SentencesProps) {
  const { t } = useTranslation('studio');
  const { data: found, error, refetch } = useEvidence(analysisId, shown.evidence);
  const data = found?.toSorted((a, b) => Number(b.language === language) - Number(a.language === language));
  return (
    <>
      <p className="mb-4 text-pretty font-[560]">{shown.text}</p>
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-40 w-full" />}
      {data?.length === 0 && <p className="text-muted">{t('evidence.none')}</p>}
      <ol className="flex flex-col gap-3">
        {data?.map((one, index) => (
          <li key={one.id}>
            {index < lookedUp ? (
              <LookedUp analysisId={analysisId} evidence={one} />
            ) : (
              <Sentence evidence={one} before="" quote={one.quote} after="" />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** A group may rest on more sentences than anyone wants at once. */
function GroupSentences({
  analysisId,
  groupId,
  text,
}: {
  analysisId: string;
  groupId: string;
  text: string;
}) {
  const { t } = useTranslation('sourcesChanged');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useGroupEvidence(groupId);
  const all = data?.pages.flatMap(({ items }) => items) ?? [];
  const left = (data?.pages[0]?.total ?? 0) - all.length;
  return (
    <>
      <p className="mb-4 text-pretty font-[560]">{text}</p>
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-40 w-full" />}
      <ol className="flex flex-col gap-3">
        {all.map((one, index) => (
          <li key={one.id}>
            {index < lookedUp ? (
              <LookedUp analysisId={analysisId} evidence={one} />
            ) : (
              <Sentence evidence={one} before="" quote={one.quote} after="" />
            )}
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button className="mt-4" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more', { left })}
        </Button>
      )}
    </>
  );
}

function LookedUp({ analysisId, evidence }: { analysisId: string; evidence: Evidence }) {
  const { data } = useOpenedEvidence(analysisId, evidence.id);
  if (!data || data.state === 'gone')
    return <Sentence evidence={evidence} before="" quote={evidence.quote} after="" state={data?.state} />;
  const { context, quoteStart, quoteEnd } = data;
  return (
    <Sentence
      evidence={data.evidence}
      before={context.slice(0, quoteStart)}
      quote={context.slice(quoteStart, quoteEnd)}
      after={context.slice(quoteEnd)}
      state={data.state}
    />
  );
}

const states = {
  found: { icon: CircleCheck, tone: 'verified' },
  moved: { icon: CircleHelp, tone: 'attention' },
  gone: { icon: CircleX, tone: 'attention' },
} as const;

type SentenceProps = {
  evidence: Evidence;
  before: string;
  quote: string;
  after: string;
  state?: keyof typeof states | undefined;
};

function Sentence({ evidence, before, quote, after, state }: SentenceProps) {
  const { t } = useTranslation(['studio', 'guidedStart']);
  const { title, page, documentId, versionId, startOffset, endOffset } = evidence;
  // What people asked lies in a conversation, not in a document.
  const isAsked = evidence.source === 'conversation';
  const place = { versionId: state === 'moved' ? null : versionId, startOffset, endOffset };
  return (
    <figure className="hairline overflow-hidden rounded-md bg-surface">
      <blockquote lang={evidence.language} className="px-4 py-3 break-words whitespace-pre-line text-muted">
        {before}
        <mark data-mark="evidence" className="rounded-sm bg-evidence-soft px-0.5 text-ink">
          {quote}
        </mark>
        {after}
      </blockquote>
      <figcaption className="border-t border-line bg-canvas px-4 py-2.5">
        <p className="text-13 font-[560] break-words">
          {title}
          {page !== null && <span className="font-normal text-muted"> · {t('evidence.page', { page })}</span>}
        </p>
        <p className="text-12 break-all text-muted">{evidence.source}</p>
        <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
          {state ? (
            <Badge tone={states[state].tone} icon={states[state].icon} className="whitespace-normal">
              {t(`evidence.${state}`)}
            </Badge>
          ) : (
            <span />
          )}
          <Button
            size="sm"
            icon={BookOpenText}
            aria-label={
              isAsked
                ? t('guidedStart:conversations.openNamed', { title })
                : t('evidence.openNamed', { title })
            }
            onPress={() => navigate(isAsked ? `/chat/${documentId}` : documentPath(documentId, place))}
          >
            {isAsked ? t('guidedStart:conversations.open') : t('evidence.open')}
          </Button>
        </div>
      </figcaption>
    </figure>
  );
}

/** All sentences with their numbers, for paper. */
export function PrintedSources({ analysisId, ids }: { analysisId: string; ids: readonly string[] }) {
  const { t } = useTranslation('studio');
  const { data } = useEvidence(analysisId, ids);
  if (!data || data.length === 0) return null;
  return (
    <section className="mt-8 hidden print:block">
      <h2 className="mb-2 break-after-avoid text-15">{t('persona.sources')}</h2>
      <ol className="flex flex-col gap-1.5 text-12">
        {data.map((one) => (
          <li key={one.id} className="break-inside-avoid">
            [{ids.indexOf(one.id) + 1}] {one.quote} <em>{one.title}</em>
            {one.page !== null && `, ${t('evidence.page', { page: one.page })}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
