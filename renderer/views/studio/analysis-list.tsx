/** All analyses with what came out of them. */
import { ChevronRight, Plus, UsersRound } from 'lucide-react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CustomerAnalysis } from '../../../electron/contract/intelligence.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { useAnalyses } from '../../client/intelligence-queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Button, EmptyState, ErrorNotice, Page, Skeleton } from '../../ui/index.ts';
import { CoverageRing } from './coverage-ring.tsx';
import { boardPath, startPath } from './paths.ts';
import { TrySample } from './try-sample.tsx';

export function AnalysisList() {
  const { t } = useTranslation('studio');
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAnalyses();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const create = (
    <Button variant="primary" icon={Plus} onPress={() => navigate(startPath)}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} intro={t('intro')} actions={items.length > 0 && create}>
      {error && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mb-6" />}
      {isPending && (
        <div className="flex flex-col gap-3">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-24 w-full" />
        </div>
      )}
      {data && items.length === 0 && (
        <EmptyState
          icon={UsersRound}
          title={t('empty.title')}
          className="hairline max-w-none rounded-md bg-surface"
          action={create}
        >
          <p className="mx-auto max-w-110">{t('empty.help')}</p>
        </EmptyState>
      )}
      {data && items.length === 0 && <TrySample className="mt-5" />}
      <ul className="flex flex-col gap-3">
        {items.map((analysis) => (
          <Row key={analysis.id} analysis={analysis} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mt-4" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  );
}

const tones = {
  new: 'neutral',
  running: 'brand',
  done: 'verified',
  stopped: 'attention',
  failed: 'danger',
} as const;

function Row({ analysis }: { analysis: CustomerAnalysis }) {
  const { t } = useTranslation('studio');
  const format = useFormat();
  const { state, groups, personas, agents, documents } = analysis;
  const facts = [
    t('counts.groups', { count: groups }),
    t('counts.personas', { count: personas }),
    t('counts.agents', { count: agents }),
    t('counts.documents', { count: documents }),
  ];
  return (
    <li>
      <Link
        href={hrefTo(boardPath(analysis.id))}
        className="hairline flex cursor-default items-center gap-4 rounded-md bg-surface px-5 py-4 transition-colors data-hovered:border-control data-pressed:bg-hover narrow:px-4"
      >
        {analysis.coverage.traits > 0 ? (
          <CoverageRing coverage={analysis.coverage} />
        ) : (
          <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-sunken text-muted">
            <UsersRound aria-hidden className="size-5" strokeWidth={1.5} />
          </span>
        )}
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="min-w-0 truncate text-17 font-[560]">{analysis.name}</span>
            <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
          </span>
          <span className="mt-0.5 block text-13 text-muted">
            {analysis.version > 0 && `${facts.join(' · ')} · `}
            {format.day(analysis.updatedAt)}
          </span>
        </span>
        <ChevronRight aria-hidden className="size-5 shrink-0 text-muted" strokeWidth={1.75} />
      </Link>
    </li>
  );
}
