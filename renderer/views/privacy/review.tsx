/** The findings of one document beside its text: look, confirm, reject, correct, add what was missed, print what is left to risk. */
import { ArrowLeft, Printer, RefreshCw, ShieldQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentReview, Finding } from '../../../electron/contract/privacy.ts';
import { navigate } from '../../app/router.ts';
import { type Decision, useDecide, useReadAgain, useReview } from '../../client/privacy-queries.ts';
import {
  announce,
  Button,
  EmptyState,
  ErrorNotice,
  Page,
  Segmented,
  Skeleton,
  toast,
  toastFailure,
} from '../../ui/index.ts';
import { AddFinding } from './add-finding.tsx';
import { FindingActions } from './finding-actions.tsx';
import { FindingList } from './finding-list.tsx';
import { MarkedText } from './marked-text.tsx';
import { RiskReport } from './risk-report.tsx';

const filters = ['all', 'open', 'found', 'uncertain'] as const;
type Filter = (typeof filters)[number];

const shows = (filter: Filter, finding: Finding): boolean =>
  filter === 'all' || (filter === 'open' ? finding.decision === 'open' : finding.status === filter);

export function Review({ documentId }: { documentId: string }) {
  const { t } = useTranslation('privacy');
  const { data, error, isPending, refetch } = useReview(documentId);
  const readAgain = useReadAgain(documentId);
  const again = () =>
    readAgain.mutate(undefined, {
      onSuccess: () => toast('info', t('review.reindexing')),
      onError: toastFailure,
    });
  return (
    <Page
      title={data?.title ?? t('title')}
      intro={data && t('review.count', { count: data.findings.length })}
      actions={
        <>
          <Button variant="quiet" icon={ArrowLeft} onPress={() => navigate('/privacy')}>
            {t('review.back')}
          </Button>
          <Button icon={RefreshCw} isPending={readAgain.isPending} onPress={again}>
            {t('review.reindex')}
          </Button>
          {data?.report && (
            <Button icon={Printer} onPress={() => window.print()}>
              {t('report.print')}
            </Button>
          )}
        </>
      }
    >
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && <Skeleton className="h-80 w-full" />}
      {data?.report === null && (
        <EmptyState
          icon={ShieldQuestion}
          title={t('review.off')}
          className="hairline mb-6 max-w-none rounded-md bg-surface"
        >
          {t('review.offHelp')}
        </EmptyState>
      )}
      {data?.stale && (
        <p className="mb-4 rounded-md bg-attention-soft p-3 text-attention-ink print:hidden">
          {t('review.stale')}
        </p>
      )}
      {data && <Workbench review={data} />}
      {data?.report && (
        <div className="hairline mt-6 rounded-md bg-surface">
          <RiskReport title={data.title} report={data.report} checkedAt={data.checkedAt} />
        </div>
      )}
    </Page>
  );
}

/** UTF-16 units of text drawn at once: a book is shown in stretches. */
const stretch = 24_000;

function Workbench({ review }: { review: DocumentReview }) {
  const { t } = useTranslation('privacy');
  const [filter, setFilter] = useState<Filter>('all');
  const [wanted, setWanted] = useState<string | null>(null);
  const [from, setFrom] = useState(0);
  const [selected, setSelected] = useState('');
  const decide = useDecide(review.documentId);
  const { text, findings } = review;
  const shown = findings.filter((finding) => shows(filter, finding) || finding.id === wanted);
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === wanted),
  );
  const current = shown[at] ?? null;
  const pick = (findingId: string) => {
    setWanted(findingId);
    const found = findings.find(({ id }) => id === findingId);
    if (found && (found.startOffset < from || found.endOffset > from + stretch))
      setFrom(Math.max(0, found.startOffset - stretch / 2));
  };
  const settle = (decision: Decision) => {
    if (current === null || decide.isPending) return;
    const what = text.slice(current.startOffset, current.endOffset);
    decide.mutate(
      { findingId: current.id, decision },
      {
        onSuccess: (finding) => {
          const words = {
            open: t('review.reopen'),
            confirmed: t('review.confirmed'),
            rejected: t('review.rejected'),
          };
          announce(t('review.decided', { what, decision: words[finding.decision] }));
          const next = shown[at + 1];
          if (decision.kind !== 'reopen' && next) pick(next.id);
        },
        onError: toastFailure,
      },
    );
  };
  const to = Math.min(text.length, from + stretch);
  return (
    <div className="flex items-stretch gap-4 narrow:flex-col print:hidden">
      <div className="flex h-[74vh] min-w-0 flex-1 flex-col gap-4 narrow:h-auto narrow:flex-none">
        <section
          aria-label={t('review.text')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
          tabIndex={0}
          className="hairline min-h-0 flex-1 overflow-y-auto rounded-md bg-surface p-4 narrow:h-[45vh] narrow:flex-none"
        >
          {from > 0 && (
            <Button size="sm" className="mb-3" onPress={() => setFrom(Math.max(0, from - stretch))}>
              {t('review.earlier')}
            </Button>
          )}
          <MarkedText
            text={text}
            range={[from, to]}
            findings={findings}
            currentId={current?.id ?? null}
            onPick={pick}
            onSelect={setSelected}
          />
          {to < text.length && (
            <Button size="sm" className="mt-3" onPress={() => setFrom(to)}>
              {t('review.later')}
            </Button>
          )}
        </section>
        <AddFinding review={review} selected={selected} onSelected={setSelected} onAdded={pick} />
      </div>
      <section
        aria-label={t('review.list')}
        className="hairline flex h-[74vh] w-96 shrink-0 flex-col rounded-md bg-surface narrow:h-[60vh] narrow:w-full"
      >
        <div className="border-b border-line p-2">
          <Segmented
            label={t('review.filter')}
            hideLabel
            options={filters.map((value) => ({ value, label: t(`review.filters.${value}`) }))}
            value={filter}
            onChange={setFilter}
          />
        </div>
        <FindingList
          text={text}
          findings={shown}
          currentId={current?.id ?? null}
          onPick={pick}
          onConfirm={() => settle({ kind: 'confirm' })}
          onReject={() => settle({ kind: 'reject' })}
        />
        <FindingActions
          finding={current}
          position={{ at: at + 1, of: shown.length }}
          isPending={decide.isPending}
          onStep={(step) => {
            const next = shown[at + step];
            if (next) pick(next.id);
          }}
          onDecide={settle}
        />
      </section>
    </div>
  );
}
