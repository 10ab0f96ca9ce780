/** One crawl: a living header with three plain numbers, and four ways to look at what came. */
import { ArrowLeft, Pause, Play, RotateCw, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CrawlDetail } from '../../../electron/contract/crawler.ts';
import { hrefTo, navigate } from '../../app/router.ts';
import { failureOf } from '../../client/failure.ts';
import { useFormat } from '../../i18n/format.ts';
import {
  announce,
  Button,
  ConfirmDialog,
  cx,
  ErrorNotice,
  Progress,
  Skeleton,
  toastFailure,
} from '../../ui/index.ts';
import { useCrawl, useCrawlActions } from './crawl-queries.ts';
import { CrawlStateBadge } from './crawl-state.tsx';
import { Differences } from './differences.tsx';
import { Evidence } from './evidence.tsx';
import { NextStep } from './next-step.tsx';
import { PageList } from './page-list.tsx';
import { PagePane } from './page-pane.tsx';
import { SiteMap } from './site-map.tsx';

export const crawlTabs = ['pages', 'map', 'differences', 'evidence'] as const;
export type CrawlTab = (typeof crawlTabs)[number];
/** A screen reader hears how far it is this often, not with every page. */
const announceEveryMs = 20_000;

export type CrawlProps = { crawlId: string; tab: CrawlTab; pageId: number | null };

export function Crawl({ crawlId, tab, pageId }: CrawlProps) {
  const { t } = useTranslation('crawler');
  const { data, error, refetch } = useCrawl(crawlId);
  const path = `/websites/${crawlId}/${tab}`;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-260 px-8 pt-6 pb-16 narrow:px-4">
        <Link
          href={hrefTo('/websites')}
          className="inline-flex cursor-default items-center gap-1.5 rounded-sm text-13 text-muted data-hovered:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" strokeWidth={1.75} />
          {t('run.back')}
        </Link>
        {error && !data && <ErrorNotice failure={error} onRetry={() => void refetch()} className="mt-4" />}
        {!error && !data && <Skeleton className="mt-4 h-40 w-full" />}
        {data && (
          <>
            <Head crawl={data} />
            <Tabs crawlId={crawlId} current={tab} />
            {tab === 'pages' && <PageList crawl={data} shownId={pageId} />}
            {tab === 'map' && <SiteMap crawl={data} />}
            {tab === 'differences' && <Differences crawl={data} />}
            {tab === 'evidence' && <Evidence crawl={data} />}
          </>
        )}
      </div>
      <PagePane crawlId={crawlId} pageId={pageId} onClose={() => navigate(path)} />
    </div>
  );
}

function Head({ crawl }: { crawl: CrawlDetail }) {
  const { t } = useTranslation('crawler');
  const format = useFormat();
  const { counts, state } = crawl;
  const read = counts.stored + counts.unchanged;
  const found = read + counts.redirected + counts.skipped + counts.failed + counts.queued;
  const isRunning = state === 'running';
  const spoken = useRef(0);
  useEffect(() => {
    if (!isRunning || Date.now() - spoken.current < announceEveryMs) return;
    spoken.current = Date.now();
    announce(t('run.announced', { read, queued: counts.queued }));
  }, [isRunning, read, counts.queued, t]);
  const facts = [
    isRunning && t('run.speed', { speed: format.decimals(crawl.pagesPerSecond, 1) }),
    isRunning && t('run.queue', { count: counts.queued }),
    t('run.bytes', { size: format.bytes(crawl.fetchedBytes) }),
    crawl.ingestion.waiting > 0 && t('run.ingesting', { count: crawl.ingestion.waiting }),
  ].filter((fact) => fact !== false);
  return (
    <header className="mt-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-24 [overflow-wrap:anywhere]">{crawl.url.replace(/^https?:\/\/|\/$/g, '')}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
            <CrawlStateBadge state={state} />
            <span className="tabular">{facts.join(' · ')}</span>
          </p>
        </div>
        <Actions crawl={crawl} />
      </div>
      {crawl.error && <ErrorNotice failure={failureOf(crawl.error)} live="quiet" className="mt-4" />}
      {crawl.browser === null && crawl.options.render !== 'never' && (
        <p className="mt-3 text-13 text-muted">{t('run.noBrowser')}</p>
      )}
      {crawl.unfollowedLinks > 0 && (
        <p className="mt-3 text-13 text-muted">{t('run.unfollowed', { count: crawl.unfollowedLinks })}</p>
      )}
      {crawl.unlistedOutlinks > 0 && (
        <p className="mt-3 text-13 text-muted">{t('run.unlisted', { count: crawl.unlistedOutlinks })}</p>
      )}
      <dl className="mt-5 grid grid-cols-4 gap-3 narrow:grid-cols-2">
        <Figure label={t('run.found')} value={found} />
        <Figure label={t('run.read')} value={read} strong />
        <Figure label={t('run.skipped')} value={counts.skipped + counts.redirected} />
        <Figure label={t('run.failed')} value={counts.failed} />
      </dl>
      <NextStep crawl={crawl} />
      {isRunning && (
        <Progress
          label={t('run.progress')}
          done={found - counts.queued}
          total={found}
          valueText={t('run.announced', { read, queued: counts.queued })}
        />
      )}
    </header>
  );
}

function Figure({ label, value, strong = false }: { label: string; value: number; strong?: boolean }) {
  const format = useFormat();
  return (
    <div className="hairline flex flex-col-reverse rounded-md bg-surface px-4 py-3">
      <dt className="text-13 text-muted">{label}</dt>
      <dd className={cx('tabular text-24 leading-tight', strong && 'text-brand-ink')}>
        {format.number(value)}
      </dd>
    </div>
  );
}

function Actions({ crawl }: { crawl: CrawlDetail }) {
  const { t } = useTranslation('crawler');
  const { pause, resume, cancel, remove, recrawl } = useCrawlActions(crawl.id);
  const [isRemoving, setRemoving] = useState(false);
  const show = { onError: toastFailure };
  const goesOn = crawl.state === 'paused' || crawl.state === 'interrupted' || crawl.state === 'failed';
  return (
    <div className="flex flex-wrap gap-2">
      {crawl.state === 'running' && (
        <Button
          icon={Pause}
          variant="primary"
          isPending={pause.isPending}
          onPress={() => pause.mutate(undefined, show)}
        >
          {t('run.pause')}
        </Button>
      )}
      {goesOn && (
        <Button
          icon={Play}
          variant="primary"
          isPending={resume.isPending}
          onPress={() => resume.mutate(undefined, show)}
        >
          {t('run.resume')}
        </Button>
      )}
      {(crawl.state === 'running' || goesOn) && (
        <Button icon={Square} isPending={cancel.isPending} onPress={() => cancel.mutate(undefined, show)}>
          {t('run.cancel')}
        </Button>
      )}
      {(crawl.state === 'finished' || crawl.state === 'cancelled') && (
        <Button
          icon={RotateCw}
          isPending={recrawl.isPending}
          onPress={() =>
            recrawl.mutate(crawl.siteId, {
              onSuccess: ({ crawlId }) => navigate(`/websites/${crawlId}`),
              onError: toastFailure,
            })
          }
        >
          {t('run.again')}
        </Button>
      )}
      {crawl.state !== 'running' && (
        <Button icon={Trash2} variant="quiet" onPress={() => setRemoving(true)}>
          {t('run.remove')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isRemoving}
        onClose={() => setRemoving(false)}
        title={t('run.removeTitle')}
        confirmLabel={t('run.remove')}
        tone="danger"
        isPending={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, { onSuccess: () => navigate('/websites'), onError: toastFailure })
        }
      >
        {t('run.removeText')}
      </ConfirmDialog>
    </div>
  );
}

function Tabs({ crawlId, current }: { crawlId: string; current: CrawlTab }) {
  const { t } = useTranslation('crawler');
  return (
    <nav aria-label={t('tabs.label')} className="mt-6 mb-4 border-b border-line">
      <ul className="flex flex-wrap gap-x-5">
        {crawlTabs.map((tab) => (
          <li key={tab}>
            <Link
              href={hrefTo(`/websites/${crawlId}/${tab}`)}
              aria-current={tab === current ? 'page' : undefined}
              className={cx(
                '-mb-px block cursor-default border-b-2 px-0.5 py-2',
                tab === current
                  ? 'border-brand font-[560] text-ink'
                  : 'border-transparent text-muted data-hovered:text-ink',
              )}
            >
              {t(`tabs.${tab}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
