/** One page beside the list: its text as taken over, what it states of itself, and as it was that day. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CrawlPageDetail, PageContent } from '../../../electron/contract/crawler-pages.ts';
import { useFormat } from '../../i18n/format.ts';
import { cx, ErrorNotice, Pane, Segmented, Skeleton } from '../../ui/index.ts';
import { usePage, useReplay } from './crawl-queries.ts';
import { PageStateBadge } from './crawl-state.tsx';

export type PagePaneProps = { crawlId: string; pageId: number | null; onClose: () => void };

export function PagePane({ crawlId, pageId, onClose }: PagePaneProps) {
  const { t } = useTranslation('crawler');
  return (
    <Pane isOpen={pageId !== null} onClose={onClose} title={t('page.title')}>
      {pageId !== null && <Shown key={pageId} crawlId={crawlId} pageId={pageId} />}
    </Pane>
  );
}

type View = 'text' | 'facts' | 'asItWas';

function Shown({ crawlId, pageId }: { crawlId: string; pageId: number }) {
  const { t } = useTranslation('crawler');
  const [view, setView] = useState<View>('text');
  const { data, error, isPending, refetch } = usePage(crawlId, pageId);
  if (isPending) return <Skeleton className="h-60 w-full" />;
  if (error) return <ErrorNotice failure={error} onRetry={() => void refetch()} />;
  const { content, reason } = data;
  return (
    <>
      <h3 className="text-17 text-pretty" lang={data.language ?? undefined}>
        {data.title ?? data.url}
      </h3>
      <div className="mt-2 mb-3 flex flex-wrap items-center gap-2 text-13 text-muted">
        <PageStateBadge state={data.state} />
        {reason !== null && <span>{t(`reasons.${reason}`)}</span>}
      </div>
      <Segmented<View>
        label={t('page.view')}
        hideLabel
        options={(['text', 'facts', 'asItWas'] as const).map((value) => ({
          value,
          label: t(`page.${value}`),
        }))}
        value={view}
        onChange={setView}
      />
      <div className="mt-4">
        {view === 'text' &&
          (content === null ? (
            <p className="text-muted">{t('page.noText')}</p>
          ) : (
            <Content content={content} language={data.language} />
          ))}
        {view === 'facts' && <Facts page={data} />}
        {view === 'asItWas' && <Replay crawlId={crawlId} pageId={pageId} />}
      </div>
    </>
  );
}

function Content({ content, language }: { content: PageContent; language: string | null }) {
  const tableName = useTranslation('crawler').t('page.table');
  const { text, blocks } = content;
  const slice = ({ startOffset, endOffset }: { startOffset: number; endOffset: number }) =>
    text.slice(startOffset, endOffset);
  return (
    <div
      lang={language ?? undefined}
      className="flex flex-col gap-2.5 leading-relaxed [overflow-wrap:anywhere]"
    >
      {blocks.map((block) => {
        const key = block.startOffset;
        switch (block.kind) {
          case 'heading':
            return (
              <h4
                key={key}
                className={cx('mt-2 font-[600]', (block.level ?? 2) <= 2 ? 'text-17' : 'text-15')}
              >
                {slice(block)}
              </h4>
            );
          case 'table':
            return (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
              <section key={key} aria-label={tableName} className="overflow-x-auto" tabIndex={0}>
                <table className="w-full border-collapse text-13">
                  <tbody>
                    {(block.table ?? []).map((row, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: rows of a stored page never move
                      <tr key={index} className="border-t border-line align-top">
                        {row.map((cell, at) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: cells of a stored page never move
                          <td key={at} className="py-1.5 pr-4">
                            {slice(cell)}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            );
          case 'list-item':
            return (
              <p key={key} className="border-l-2 border-line pl-3">
                {slice(block)}
              </p>
            );
          default:
            return <p key={key}>{slice(block)}</p>;
        }
      })}
    </div>
  );
}

function Facts({ page }: { page: CrawlPageDetail }) {
  const { t } = useTranslation('crawler');
  const format = useFormat();
  const { content } = page;
  const facts: [string, string | null][] = [
    [t('page.address'), page.url],
    [t('page.fetchedAt'), page.fetchedAt && format.dateTime(page.fetchedAt)],
    [t('page.language'), page.language && format.language(page.language)],
    [t('page.charset'), page.charset],
    [t('page.hash'), page.bodyHash],
    [t('page.contacts'), content?.contacts.map(({ value }) => value).join('\n') || null],
    [t('page.openingHours'), content?.openingHours.join('\n') || null],
    [t('page.services'), content?.services.map(({ name }) => name).join('\n') || null],
    [
      t('page.linkedFrom'),
      page.linkedFrom
        .slice(0, 12)
        .map(({ url }) => url)
        .join('\n') || null,
    ],
  ];
  return (
    <dl className="flex flex-col gap-3 text-13">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="[overflow-wrap:anywhere] whitespace-pre-line">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Replay({ crawlId, pageId }: { crawlId: string; pageId: number }) {
  const { t } = useTranslation('crawler');
  const { data, error, isPending } = useReplay(crawlId, pageId);
  if (isPending) return <Skeleton className="h-96 w-full" />;
  if (error || data.html === null) return <p className="text-muted">{t('page.noReplay')}</p>;
  return (
    <iframe
      title={t('page.asItWas')}
      // Runs nothing, sends nothing, knows nothing of the page around it.
      sandbox=""
      srcDoc={data.html}
      className="h-[70vh] w-full rounded-md border border-line bg-white"
    />
  );
}
