/** Under the figures of a run that has ended: from here to target groups, with the space this run has filled. */
import { ArrowRight, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CrawlDetail } from '../../../electron/contract/crawler.ts';
import { navigate } from '../../app/router.ts';
import { useIngestionState } from '../../client/knowledge-queries.ts';
import { Button } from '../../ui/index.ts';
import { startWithPath } from '../studio/paths.ts';

export function NextStep({ crawl }: { crawl: CrawlDetail }) {
  const { t } = useTranslation('journey');
  const { state, counts, ingestion, spaceId } = crawl;
  const queue = useIngestionState(spaceId).data;
  const hasEnded = state === 'finished' || state === 'cancelled';
  if (!hasEnded || counts.stored + counts.unchanged === 0) return null;
  // Documents go on being read after the pages are there, and what is found without them is half. A paused queue is no reason to wait.
  const reading = queue === undefined || queue.paused ? 0 : queue.waiting + queue.active;
  const waiting = ingestion.waiting + reading;
  return (
    <section
      aria-label={t('groups')}
      className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-md bg-brand-soft px-4 py-3.5"
    >
      <UsersRound aria-hidden className="size-6 shrink-0 text-brand-ink narrow:hidden" strokeWidth={1.5} />
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-[560]">{t('groupsTitle')}</p>
        <p aria-live="polite" className="mt-0.5 text-13 text-pretty">
          {waiting > 0 ? t('groupsWaiting', { count: waiting }) : t('groupsHelp')}
        </p>
      </div>
      <Button
        variant="primary"
        icon={ArrowRight}
        isDisabled={waiting > 0}
        onPress={() => navigate(startWithPath(spaceId))}
      >
        {t('groups')}
      </Button>
    </section>
  );
}
